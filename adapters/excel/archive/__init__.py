"""Workbook files as bytes: consistent copies, zip archives kept raw, atomic replacement."""
