"""Costs and budgets in words and numbers."""
