"""The parts of the deal screen: its panels, its dialogs, and what its keys do to the book."""
