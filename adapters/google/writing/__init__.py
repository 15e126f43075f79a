"""Writing to a spreadsheet of Google: looked at before, written, looked at again, repaired."""

from adapters.google.writing.writer import Writer, Written

__all__ = ["Writer", "Written"]
