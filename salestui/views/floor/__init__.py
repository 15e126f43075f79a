"""The sales floor in words and numbers."""
