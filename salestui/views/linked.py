"""What belongs to a row on other sheets: the rows it refers to and those that refer to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from salestui.book.links import referred, referring
from salestui.book.rows import Rows
from salestui.book.state import BookState, row_title
from salestui.i18n import label, ngettext
from salestui.mapping.table import ID
from salestui.model.entities import ENTITIES
from salestui.views.cells import decimals_of, value_text
from salestui.views.stage_history import Line, Section

_MOST = 20
_TOLD = 4
"""So many fields of a row are told in its line."""


def linked_sections(
    state: BookState, entity: str, row: int, *, but: Collection[str] = ()
) -> list[Section]:
    """A section for each sheet whose rows are of this one, or that this one is of.

    Args:
        but: entities told of elsewhere.
    """
    above = _referred(state, entity, row, but)
    below = _referring(state, entity, row, but)
    return [*above, *below]


def _referred(state: BookState, entity: str, row: int, but: Collection[str]) -> Iterator[Section]:
    for field in state.entities[entity].layout.entity.fields:
        if not field.refers or field.refers in but or field.refers == "members":
            continue
        found = referred(state, entity, row, field.name)
        if found is not None:
            line = _line(state.entities[field.refers], found, ())
            yield Section(label(field.labels), (line,))


def _referring(state: BookState, entity: str, row: int, but: Collection[str]) -> Iterator[Section]:
    for source in ENTITIES:
        fields = [f.name for f in source.referring(entity)]
        rows = state.rows(source.name)
        if not fields or rows is None or source.name in but:
            continue
        found = referring(state, entity, row, source.name)
        if found.is_empty():
            continue
        shown = [_line(rows, i, fields) for i in found[ID].head(_MOST).to_list()]
        if (rest := found.height - _MOST) > 0:
            shown.append(Line("", ngettext("and {n} more", "and {n} more", rest).format(n=rest)))
        yield Section(label(source.labels), tuple(shown), str(found.height))


def _line(rows: Rows, row: int, told: Collection[str]) -> Line:
    """A row in a line: its name, and the fields that tell most of it."""
    title = row_title(rows, row)
    texts = []
    for name in rows.layout.entity.evidence:
        column = rows.layout.column(name)
        if column is None or name in told:
            continue
        places = decimals_of(column, rows.frame[name].slice(rows.positions[row], 1))
        text = value_text(column, rows.value(row, name), places)
        if text and text != title:
            texts.append(text)
    return Line(title, "  ".join(texts[:_TOLD]))
