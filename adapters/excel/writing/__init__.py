"""The lossless writer: changes of cells as edits of bytes."""
