"""Sections about money owed and paid, each from what the screen of collections shows."""
