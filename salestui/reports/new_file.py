"""Creating files: whole or not at all, and over an existing one only where that is asked."""

from __future__ import annotations

from adapters.whole_files import whole_file as new_file

__all__ = ["new_file"]
