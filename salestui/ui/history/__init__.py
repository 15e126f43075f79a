"""The history screen: its lines, its list, what can be taken back from it."""
