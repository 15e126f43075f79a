"""Sections that several reports have, each from the view that a screen shows."""
