"""Screens as pictures: drawn as SVG or PNG, by a key or by a command."""
