"""One row whole: every field, what is pending, and what it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from salestui.book.rows import Rows
from salestui.book.state import BookState, row_title
from salestui.i18n import _, ngettext
from salestui.mapping.table import ID
from salestui.plain_text import with_edges
from salestui.views.cells import column_title, decimals_of, value_text
from salestui.views.formats import Style
from salestui.views.linked import linked_sections
from salestui.views.stage_history import Line, Section, stage_sections

__all__ = ["Detail", "Line", "Section", "detail"]

_MOST = 50
_TOLD_IN_FULL = {"deals": ("customers",), "customers": ("deals",)}
"""By entity, those of which more is told than a line each."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A record whole. ``note``: that it is new or to be deleted, otherwise empty."""

    title: str
    note: str
    sections: tuple[Section, ...]


def detail(
    state: BookState, entity: str, row: int, style: Style, changes: pl.DataFrame | None = None
) -> Detail:
    """Everything about a row.

    Args:
        changes: those of the stages of deals, see ``metrics.history.field_changes.merged``.

    Raises:
        KeyError: there is no such row.
    """
    rows = state.entities[entity]
    note = ""
    if row in rows.overlay.deleted:
        note = _("deleted, not saved yet")
    elif row in rows.overlay.added:
        note = _("new, not saved yet")
    sections = [Section("", _lines(rows, row))]
    if entity == "deals":
        if changes is not None:
            sections += stage_sections(rows, row, changes, state.today, style)
        sections += _customer_of(state, rows, row)
    elif entity == "customers":
        sections += _deals_of(state, rows, row, style)
    sections += linked_sections(state, entity, row, but=_TOLD_IN_FULL.get(entity, ()))
    return Detail(row_title(rows, row), note, tuple(sections))


def _lines(rows: Rows, row: int, *, filled_only: bool = False) -> tuple[Line, ...]:
    lines = []
    for column in rows.layout.columns:
        value = rows.value(row, column.name)
        places = decimals_of(column, rows.frame[column.name].slice(rows.positions[row], 1))
        before = None
        if (row, column.name) in rows.overlay.cells and row not in rows.overlay.added:
            before = with_edges(value_text(column, rows.base_value(row, column.name)))
        text = value_text(column, value, places)
        if text or before or not filled_only:
            lines.append(Line(column_title(column), text, before))
    return tuple(lines)


def _customer_of(state: BookState, rows: Rows, row: int) -> list[Section]:
    customers = state.rows("customers")
    if customers is None or rows.layout.column("customer") is None:
        return []
    name = rows.value(row, "customer")
    if not isinstance(name, str) or "name" not in customers.frame.columns:
        return []
    found = customers.live.filter(pl.col("name").str.strip_chars() == name.strip())[ID].to_list()
    if not found:
        missing = _("{name} is not on the sheet of customers.").format(name=name)
        return [Section(_("Customer"), (), missing)]
    return [Section(_("Customer"), _lines(customers, found[0], filled_only=True))]


def _deals_of(state: BookState, rows: Rows, row: int, style: Style) -> list[Section]:
    deals = state.rows("deals")
    name = rows.value(row, "name") if rows.layout.column("name") else None
    if deals is None or not isinstance(name, str) or "customer" not in deals.frame.columns:
        return []
    frame = deals.live.filter(pl.col("customer").str.strip_chars() == name.strip())
    sections = [
        _deal_list(state, deals, frame, kind, style) for kind in ("open", "won", "lost", "other")
    ]
    return [s for s in sections if s is not None]


def _deal_list(
    state: BookState, deals: Rows, frame: pl.DataFrame, kind: str, style: Style
) -> Section | None:
    names = frame["stage"].to_list() if "stage" in frame.columns else [None] * frame.height
    kinds = [s.kind if (s := state.playbook.stage(n)) else "other" for n in names]
    chosen = frame.filter(pl.Series(kinds, dtype=pl.String) == kind)
    if chosen.is_empty():
        return None
    titles = {"open": _("Open deals"), "won": _("Won deals"), "lost": _("Lost deals"),
              "other": _("Other deals")}  # fmt: skip
    note = str(chosen.height)
    if chosen.schema.get("amount") == pl.Float64:
        note += " · " + style.money(float(chosen["amount"].sum()))
    shown = [
        Line(row_title(deals, row), _deal_text(deals, row, style))
        for row in chosen[ID].head(_MOST).to_list()
    ]
    if (rest := chosen.height - _MOST) > 0:
        shown.append(Line("", ngettext("and {n} more", "and {n} more", rest).format(n=rest)))
    return Section(titles[kind], tuple(shown), note)


def _deal_text(deals: Rows, row: int, style: Style) -> str:
    parts = []
    for name in ("amount", "stage", "expected_close", "owner"):
        if (column := deals.layout.column(name)) is not None:
            value = deals.value(row, name)
            if name == "amount" and isinstance(value, float):
                parts.append(style.money(value))
            else:
                parts.append(value_text(column, value))
    return "  ".join(p for p in parts if p)
