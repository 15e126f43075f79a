"""Figures that need the past: kept days compared, and the changes of a field."""
