"""Contracts from draft to file: their steps, changes, deliveries and payments."""
