"""Excel workbooks (.xlsx, .xlsm) as a live database.

Importing this package loads nothing heavy: the reader lives in a worker process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.excel.backend import ExcelBackend

__all__ = ["ExcelBackend"]


def __getattr__(name: str) -> object:
    if name == "ExcelBackend":
        from adapters.excel.backend import ExcelBackend  # the worker must not pay for it

        return ExcelBackend
    raise AttributeError(name)
