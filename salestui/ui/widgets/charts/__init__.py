"""Drawing figures with characters: pure functions from numbers to text, no widgets."""
