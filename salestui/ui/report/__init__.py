"""Reports seen before they are handed over."""
