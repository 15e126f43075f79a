"""Tables of other programs (.xls, .xlsb, .ods, .csv, .tsv), to be read and converted to .xlsx.

Importing this package loads nothing heavy: the reader lives in a worker process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.foreign.backend import ForeignBackend

__all__ = ["ForeignBackend"]


def __getattr__(name: str) -> object:
    if name == "ForeignBackend":
        from adapters.foreign.backend import ForeignBackend  # the worker must not pay for it

        return ForeignBackend
    raise AttributeError(name)
