"""The sheets of a book that no key of their own opens, as commands of the palette."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from salestui.i18n import _, label, ngettext
from salestui.model.entities import ENTITIES

if TYPE_CHECKING:
    from salestui.book.state import BookState

_WITH_KEYS = ("deals", "customers", "targets")


class TableCommand(NamedTuple):
    """What the palette shows, and the action that it stands for."""

    title: str
    help: str
    call: str


def table_commands(state: BookState) -> Iterator[TableCommand]:
    """A command for each kind of rows: first the sheets that the book has."""
    kinds = [kind for kind in ENTITIES if kind.name not in _WITH_KEYS]
    for kind in sorted(kinds, key=lambda kind: state.rows(kind.name) is None):
        rows = state.rows(kind.name)
        if rows is None:
            told = _("The workbook has no such sheet yet.")
        else:
            count = rows.live.height
            told = ngettext("{n} row as a grid.", "{n} rows as a grid.", count).format(n=count)
        title = _("Open {what}").format(what=label(kind.labels))
        yield TableCommand(f"{title}  ({kind.name})", told, f"app.go('{kind.name}')")
