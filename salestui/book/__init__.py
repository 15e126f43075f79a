"""The opened workbook: typed rows, pending edits, undo, merge and save."""
