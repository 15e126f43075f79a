"""All projects at once, in words."""
