"""The stages that a deal went through, as lines of its detail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.book.rows import Rows
from salestui.i18n import _
from salestui.metrics.history.field_changes import Source, Stay, identified, stays
from salestui.views.formats import Style


@dataclass(frozen=True, slots=True)
class Line:
    """A field and its text. ``before`` is the text it replaces, None where nothing is pending."""

    label: str
    text: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a title; ``note`` stands beside it."""

    title: str
    lines: tuple[Line, ...]
    note: str = ""


def stage_sections(
    rows: Rows, row: int, changes: pl.DataFrame, today: date, style: Style
) -> list[Section]:
    """The deal's stages, the present one first; nothing where no change of it is known.

    Args:
        changes: those of the stages of deals, see ``metrics.history.field_changes.merged``.
    """
    one = identified(rows.frame.slice(rows.positions[row], 1))
    if one.is_empty():
        return []
    created = one["created"][0] if one.schema.get("created") == pl.Date else None
    found = stays(changes, one["deal"][0], _stage(rows, row), created)
    if len(found) < 2:
        return []
    lines = tuple(_line(stay, today, style) for stay in reversed(found))
    return [Section(_("Stages"), lines, _("from edits and kept days"))]


def _stage(rows: Rows, row: int) -> str | None:
    value = rows.value(row, "stage")
    return value if isinstance(value, str) else None


def _line(stay: Stay, today: date, style: Style) -> Line:
    since = _("before") if stay.since is None else style.day(stay.since)
    until = _("now") if stay.until is None else style.day(stay.until)
    parts = [f"{since} – {until}"]
    if stay.since is not None:
        days = ((stay.until or today) - stay.since).days
        parts.append(style.days(max(days, 0)))
    if stay.source is not None:
        parts.append(_source(stay.source))
    return Line(stay.stage or _("(no stage)"), " · ".join(parts))


def _source(source: Source) -> str:
    return {
        Source.EDIT: _("edited here"),
        Source.OBSERVED: _("seen of others"),
        Source.SNAPSHOT: _("between kept days"),
    }[source]
