"""Which backend opens a location: the entry points of the group ``salestui.adapters``.

Listing them imports nothing; only the backend that is asked whether it claims is loaded. Our own
are asked first and without the packages' metadata, whose import alone would delay the first paint.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from adapters.errors import N_, NotAWorkbook, WorkbookError

if TYPE_CHECKING:
    from adapters.protocol import Backend, Convertible, Workbook

GROUP = "salestui.adapters"


OWN = {
    "excel": "adapters.excel:ExcelBackend",
    "foreign": "adapters.foreign:ForeignBackend",
    "google": "adapters.google:GoogleBackend",
}
"""The entry points of ``pyproject.toml``, by name."""


def open_workbook(location: str, state_dir: Path) -> Workbook:
    """Open a location with the first backend that claims it: our own, then others by name.

    Raises:
        WorkbookError: the backend that claims it cannot be loaded.
        NotAWorkbook: no backend claims it.
        NotFound, NotAWorkbook: from the backend, where that can be told at once.
    """
    for name, target in _backends():
        module, _, attribute = target.partition(":")
        try:
            backend = cast("type[Backend]", getattr(import_module(module), attribute))
        except (ImportError, AttributeError) as problem:
            raise WorkbookError(
                N_("The part that opens workbooks of the kind {kind} cannot be loaded."),
                hint=N_("Install salestui again, with all its dependencies."),
                kind=name,
            ) from problem
        if backend.claims(location):
            return backend.open(location, state_dir)
    if Path(location).is_dir():
        raise NotAWorkbook(
            N_("This is a folder, not a workbook."),
            hint=N_("Name a workbook in it (.xlsx or .xlsm)."),
            where=location,
        )
    raise NotAWorkbook(
        N_("This is not a kind of workbook that can be opened."),
        hint=N_(
            "Name an Excel workbook (.xlsx or .xlsm), or a table to be read and converted "
            "(.xls, .xlsb, .ods, .csv or .tsv)."
        ),
        where=location,
    )


def open_for_conversion(location: str, state_dir: Path) -> Convertible:
    """Open a file of another kind by its content, whatever its name ends in.

    Raises:
        NotAWorkbook, NotFound: as ``open_workbook``.
    """
    from adapters.foreign import ForeignBackend

    return ForeignBackend.open(location, state_dir)


def _backends() -> Iterator[tuple[str, str]]:
    yield from OWN.items()
    from importlib.metadata import entry_points

    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        if entry.name not in OWN:
            yield entry.name, entry.value
