"""Rows taken out, and everything that refers to them moved."""
