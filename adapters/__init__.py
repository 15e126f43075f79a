"""Backends: they know cells, sheets and files, and nothing of sales."""
