"""The contract screen, its keys, and what they do to the book."""
