"""Which backend opens a location: the entry points of the group ``salestui.adapters``.

Listing them imports nothing; only the backend that is asked whether it claims is loaded.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, cast

from adapters.errors import N_, WorkbookError

if TYPE_CHECKING:
    from adapters.protocol import Backend, Workbook

GROUP = "salestui.adapters"


def open_workbook(location: str, state_dir: Path) -> Workbook:
    """Open a location with the first backend, in the order of their names, that claims it.

    Raises:
        WorkbookError: no backend claims it, or the one that does cannot be loaded.
        NotFound, NotAWorkbook: from the backend, where that can be told at once.
    """
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            backend = cast("type[Backend]", entry.load())
        except ImportError as problem:
            raise WorkbookError(
                N_("The part that opens workbooks of the kind {kind} cannot be loaded."),
                hint=N_("Install salestui again, with all its dependencies."),
                kind=entry.name,
            ) from problem
        if backend.claims(location):
            return backend.open(location, state_dir)
    raise WorkbookError(
        N_("This is not a kind of workbook that can be opened."),
        hint=N_(
            "Name an Excel workbook (.xlsx or .xlsm). Save others, such as .xls, as .xlsx first."
        ),
        where=location,
    )
