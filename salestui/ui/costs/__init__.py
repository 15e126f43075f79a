"""The screen of costs and budgets."""
