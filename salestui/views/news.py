"""What is new since the last look, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from salestui.book.state import BookState
from salestui.i18n import _, joined, ngettext
from salestui.mapping.layout import Column
from salestui.model.entities import entity as entity_of
from salestui.model.fields import FieldType
from salestui.selling.following.changes_since import Cell, Changed, News
from salestui.views.cells import column_title, said_text
from salestui.views.followups import FollowUpRow, follow_up_rows
from salestui.views.names import entity_name
from salestui.views.states import State

_LISTED = 200
_CELLS = 3


@dataclass(frozen=True, slots=True)
class NewsRow:
    """One thing that is new.

    Attributes:
        row: the ``_id`` on the sheet of ``entity``; None where the row is gone.
        mark: ``!!`` overdue, ``!`` due, ``+`` new, ``−`` deleted, ``•`` changed.
        title: which row; ``said`` what of it.
    """

    entity: str
    row: int | None
    mark: str
    title: str
    said: str
    rep: str
    severity: State


@dataclass(frozen=True, slots=True)
class NewsView:
    """Everything new, the most pressing first.

    Attributes:
        count: how many things, listed or not.
        title: since when.
        note: what is not listed; empty where all is.
    """

    rows: tuple[NewsRow, ...]
    count: int
    title: str
    note: str


def news_view(state: BookState, found: News) -> NewsView:
    """What is new in words."""
    due = found.due.sort("days", descending=True, maintain_order=True)
    rows = [
        *(_due(row) for row in follow_up_rows(state, due.head(_LISTED))),
        *_closing(state, found),
        *(_changed(state, one) for one in found.changed[:_LISTED]),
    ]
    left = found.count - len(rows) + found.more
    note = ngettext("and {n} more", "and {n} more", left).format(n=f"{left:,}") if left else ""
    title = _("New since {day}").format(day=found.since)
    return NewsView(tuple(rows), found.count, title, note)


def _due(row: FollowUpRow) -> NewsRow:
    late = row.severity is State.LATE
    said = f"{row.what} · {row.when}"
    who = row.who or entity_name(row.item.entity)
    mark = "!!" if late else "!"
    return NewsRow(row.item.entity, row.item.row, mark, who, said, row.rep, row.severity)


def _closing(state: BookState, found: News) -> Iterator[NewsRow]:
    deals = state.rows("deals")
    for row, days in found.closing.head(_LISTED).rows():
        said = _("close date passed {n} d ago").format(n=days)
        owner = deals.value(row, "owner") if deals is not None else None
        title, rep = state.title_of("deals", row), owner if isinstance(owner, str) else ""
        yield NewsRow("deals", row, "!!", title, said, rep, State.LATE)


def _changed(state: BookState, one: Changed) -> NewsRow:
    mark = {"set": "•", "add": "+", "delete": "−"}[one.kind]
    whole = {"add": _("new row"), "delete": _("row deleted")}.get(one.kind, "")
    cells = [_cell(state, one, cell) for cell in one.cells[:_CELLS]]
    if (rest := len(one.cells) - _CELLS) > 0:
        cells.append(ngettext("and {n} more", "and {n} more", rest).format(n=rest))
    when = f"{one.at.astimezone():%m-%d %H:%M}"
    title = one.title or entity_name(one.entity)
    said = joined([whole, *cells]) or _("changed and changed back")
    sheet = entity_name(one.entity)
    said = _("{what} · {sheet}, by others {when}").format(sheet=sheet, when=when, what=said)
    return NewsRow(one.entity, one.row, mark, title, said, "", State.NEUTRAL)


def _cell(state: BookState, one: Changed, cell: Cell) -> str:
    rows = state.rows(one.entity)
    column = rows.layout.column(cell.column) if rows is not None else None
    if column is None:
        field = entity_of(one.entity).field(cell.column)
        kind = field.type if field is not None else FieldType.TEXT
        column = Column(cell.column, "", kind, None, field)
    before, after = said_text(column, cell.before), said_text(column, cell.after)
    return f"{column_title(column)} {before} → {after}"
