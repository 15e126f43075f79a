"""What is made ready on site: the playbook's list on the checklist, belonging to no deal."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.folding import folded
from salestui.model.playbook import by_name
from salestui.selling.changes import Changes, choice_text, is_writable, language


def open_items(state: BookState) -> tuple[tuple[int, str], ...]:
    """The items of the site that are not done yet: row and text, as they stand on the sheet."""
    frame = state.live("checklist")
    if frame is None or frame.schema.get("item") != pl.String:
        return ()
    for column in ("deal", "done_on"):
        if column in frame.columns:
            frame = frame.filter(pl.col(column).is_null())
    known = by_name(state.playbook.method.floor.site)
    rows = frame.select(ID, "item").drop_nulls("item").iter_rows()
    return tuple((row, text) for row, text in rows if folded(text) in known)


def missing_items(state: BookState) -> Changes:
    """Rows for those of the playbook's items that no open row stands for."""
    known = by_name(state.playbook.method.floor.site)
    there = {known[folded(text)].code for _row, text in open_items(state)}
    spoken = language(state)
    kind = choice_text(state, "checklist", "kind", "item")
    rows: list[tuple[str, dict[str, Value]]] = [
        ("checklist", {"kind": kind, "item": item.labels[spoken], "required": item.required})
        for item in state.playbook.method.floor.site
        if item.code not in there
    ]
    return Changes((), tuple(rows))


def tick_changes(state: BookState, row: int, by: str, on: date) -> Changes:
    """An item is done."""
    values: dict[str, Value] = {"done_on": on, "done_by": by or None}
    return Changes(
        tuple(
            ("checklist", row, name, value)
            for name, value in values.items()
            if value is not None and is_writable(state, "checklist", row, name)
        )
    )
