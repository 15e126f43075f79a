"""Rows that a screen shows as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from salestui.i18n import _, ngettext
from salestui.ui.delivering import Made, ask_for_file

if TYPE_CHECKING:
    from salestui.model.fields import FieldType
    from salestui.reports.export_grid import Value
    from salestui.ui.screens.base import BookScreen

_ENDINGS = (".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class Exported:
    """Rows as they go into a file.

    Attributes:
        headers: of the columns.
        rows: a value for each column.
        types: of the columns, for the number formats of a workbook.
    """

    headers: Sequence[str]
    rows: Sequence[Sequence[Value]]
    types: Sequence[FieldType]


def export_to_file(screen: BookScreen, name: Path, exported: Callable[[], Exported]) -> None:
    """Ask for a file name, whose ending decides the format, and write.

    Args:
        name: what is suggested.
        exported: makes what is written; called in a worker.
    """
    title = _("Export what is shown to")
    ask_for_file(screen.sales_app, title, name, _ENDINGS, partial(_made, exported))


def _made(exported: Callable[[], Exported], ending: str) -> Made:
    from salestui.reports.export_grid import csv_file, xlsx_file

    what = exported()
    told = ngettext("{n} row written to {path}", "{n} rows written to {path}", len(what.rows))
    content = (
        csv_file(what.headers, what.rows)
        if ending == ".csv"
        else xlsx_file(what.headers, what.rows, what.types)
    )
    return Made(content, partial(told.format, n=len(what.rows)))
