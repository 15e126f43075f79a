"""Targets: the matrix of who by when, breaking it down, suggesting it and writing it."""
