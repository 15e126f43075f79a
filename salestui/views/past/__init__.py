"""The book on kept days, and how it came from then to now."""
