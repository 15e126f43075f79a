"""The sales floor in words: registers, figures, price sheets."""
