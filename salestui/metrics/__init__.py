"""Figures: pure functions of the book's frames. No clock (``as_of`` is an argument), no I/O."""
