"""Customers and leads: who decides there, who is met when, which are one and the same."""
