"""Writing a target where the team keeps such: into its cell, or into a new row as theirs are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from salestui.book.edits import Value
from salestui.book.names import scope_names
from salestui.book.rows import Rows, one_row
from salestui.book.state import BookState
from salestui.i18n import N_
from salestui.mapping.layout import BOOK, Column, TableLayout
from salestui.mapping.periods import Year, header_period
from salestui.mapping.targets import Scope, target_cells
from salestui.metrics.figure import Note, note
from salestui.model.entities.targets import METRIC
from salestui.model.focus import SCOPES
from salestui.model.period import Period, PeriodKind, shifted
from salestui.selling.changes import Cell, Changes, NewRow, choice_text, is_writable
from salestui.selling.targets.matrix import COMPANY, Matrix

Wish = tuple[Scope, Period, float | None]
"""Whose target, for when, and what it is to be."""

Names = Mapping[str, tuple[str, ...]]
"""The names in use by scope type, which tell a bare name apart."""

_SAID = ("scope_type", "scope", "metric", "start", "end", "target")

NO_SHEET = N_("The workbook has no sheet of targets.")
SEVERAL = N_("{n} cells hold this target together: 4 shows them one by one.")
FORMULA = N_("This target comes from a formula in the workbook.")
NO_ROOM = N_(
    "The sheet of targets has no row or column for {who}, {when} of this metric, and none fits "
    "its layout."
)
ONE_BOOK = N_(
    "{who}, {when}: no cell in these workbooks holds this target; open one of them alone to add it."
)


def wishes(
    state: BookState, matrix: Matrix, wanted: Iterable[Wish]
) -> tuple[Changes, tuple[Note, ...]]:
    """The changes that make targets what they are to be, and why some cannot be written."""
    cells: list[Cell] = []
    rows: list[NewRow] = []
    refused: dict[Note, None] = {}
    names = _names(state)
    for wish in wanted:
        found = _change(state, matrix, wish, names)
        if isinstance(found, Note):
            refused[found] = None
        else:
            cells += found.cells
            rows += found.rows
    return Changes(tuple(cells), _joined(rows)), tuple(refused)


def refusal(state: BookState, matrix: Matrix, scope: Scope, period: Period) -> Note | None:
    """Why a target cannot be written; None where it can."""
    found = _change(state, matrix, (scope, period, 1.0), _names(state))
    return found if isinstance(found, Note) else None


def lock_changes(state: BookState, matrix: Matrix, scope: Scope, period: Period) -> Changes | None:
    """Lock a target in the workbook, or unlock it; None where its sheet has no column for it."""
    spots = [s for s in matrix.spots(scope, period) if s.value is not None]
    if not spots or not all(is_writable(state, "targets", s.row, "locked") for s in spots):
        return None
    wanted = not matrix.is_locked(scope, period)
    return Changes(tuple(("targets", s.row, "locked", wanted) for s in spots))


def _change(state: BookState, matrix: Matrix, wish: Wish, names: Names) -> Changes | Note:
    scope, period, value = wish
    rows = state.rows("targets")
    if rows is None:
        return Note(NO_SHEET)
    spots = matrix.spots(scope, period)
    held = [spot for spot in spots if spot.value is not None]
    if len(held) > 1:
        return note(SEVERAL, n=len(held))
    if held and not is_writable(state, "targets", held[0].row, held[0].column):
        return Note(FORMULA)
    free = [s for s in spots if is_writable(state, "targets", s.row, s.column)]
    if free:
        return Changes((("targets", free[0].row, free[0].column, value),))
    if value is None:
        return Changes()
    return _new_row(state, rows, matrix.metric, (scope, period, value), names)


def _new_row(state: BookState, rows: Rows, metric: str, wish: Wish, names: Names) -> Changes | Note:
    """A row that reads as the wish, if the sheet's columns allow one."""
    scope, period, value = wish
    if rows.layout.column(BOOK) is not None:
        return note(ONE_BOOK, who=scope[1] or scope[0], when=period.key)
    about = _who(state, rows, scope, names) | _metric(state, rows, metric)
    said = (*scope, metric, period.start, period.end, value)

    def reads(values: Mapping[str, Value]) -> bool:
        frame = one_row(rows.frame.schema, -1, values)
        table = replace(rows.base, frame=frame, inherited={}, unread={}, formulas={})
        read = target_cells(table, state.fiscal_start, names).drop_nulls("target")
        return read.select(_SAID).rows() == [said]

    for column in _value_columns(rows.layout, scope, period, state.fiscal_start):
        for when in _when(state, rows, column, period):
            values = {**about, **when, column.name: value}
            if reads(values):
                return Changes(rows=(("targets", values),))
    return note(NO_ROOM, who=scope[1] or scope[0], when=period.key)


def _value_columns(
    layout: TableLayout, scope: Scope, period: Period, fiscal: int
) -> Iterator[Column]:
    for column in layout.columns:
        if column.calculated or column.position is None:
            continue
        if column.name.startswith("t:"):
            year = Year(period.end.year if fiscal > 1 else period.start.year)
            meant = column.period or header_period(column.header, fiscal, year)
            if column.scope == scope[1] if column.scope else meant in (None, period):
                yield column
        elif column.name == "target":
            yield column


def _who(state: BookState, rows: Rows, scope: Scope, names: Names) -> dict[str, Value]:
    """The cells that say whose target it is."""
    kind, name = scope
    has = rows.layout.column
    values: dict[str, Value] = {}
    if has("scope_type"):
        values["scope_type"] = choice_text(state, "targets", "scope_type", kind)
    if has(kind):
        values[kind] = name
    elif has("scope"):
        values["scope"] = _named(state, rows, scope, names)
    elif scope == COMPANY and (first := next(filter(has, SCOPES), "")):
        values[first] = _named(state, rows, scope, names)
    if kind == "rep" and has("team") and (team := _team_of(state, name)):
        values["team"] = team
    return values


def _named(state: BookState, rows: Rows, scope: Scope, names: Names) -> str:
    kind, name = scope
    if scope == COMPANY:
        return choice_text(state, "targets", "scope_type", "company")
    telling = rows.layout.column("scope_type") or [k for k in names if name in names[k]] == [kind]
    return name if telling else f"{kind}: {name}"


def _team_of(state: BookState, rep: str) -> str | None:
    members = state.live("members")
    if members is None or not {"name", "team"} <= set(members.columns):
        return None
    return next((team for n, team in members.select("name", "team").iter_rows() if n == rep), None)


def _metric(state: BookState, rows: Rows, metric: str) -> dict[str, Value]:
    """The metric in the words that the sheet uses for it already, if any."""
    if rows.layout.column("metric") is None:
        return {}
    used = rows.live["metric"].drop_nulls().unique(maintain_order=True)
    own = (text for text in used if (METRIC.code(text) or text.strip().casefold()) == metric)
    known = metric in {choice.code for choice in METRIC.choices}
    said = choice_text(state, "targets", "metric", metric) if known else metric
    return {"metric": next(own, said)}


def _when(
    state: BookState, rows: Rows, column: Column, period: Period
) -> Iterator[dict[str, Value]]:
    """The ways to say for when a row's targets are, those that the sheet uses first."""
    has = rows.layout.column
    number = float(int(period.key[:4]) if period.key[:4].isdecimal() else period.end.year)
    year: dict[str, Value] = {"year": number} if has("year") else {}
    if column.name.startswith("t:") and not column.scope:
        yield year
        return
    if not has("period"):
        yield year
        return
    texts = list(_texts(period))
    styles = [texts.index(t) for t in _used(rows, texts, period, state.fiscal_start)]
    for place in dict.fromkeys((*styles, *range(len(texts)))):
        yield {**year, "period": texts[place]}
    if period.kind is PeriodKind.YEAR and year:
        yield year


def _used(rows: Rows, texts: Sequence[str], period: Period, fiscal: int) -> list[str]:
    """Of the ways to write a period, the one in which others of its kind are written."""
    used = {t for t in rows.live["period"].drop_nulls().unique() if isinstance(t, str)}
    others = [list(_texts(other)) for other in _neighbours(period, fiscal)]
    styles = zip(texts, zip(*others, strict=True), strict=True)
    return [text for text, written in styles if not used.isdisjoint(written)]


def _neighbours(period: Period, fiscal: int) -> Iterator[Period]:
    return (shifted(period, by, fiscal) for by in range(-24, 25))


def _texts(period: Period) -> Iterator[str]:
    """A period in every way that teams write it, always in the same order."""
    start, key = period.start, period.key
    yield start.isoformat()
    yield key
    yield key.replace("-", " ")
    part = key.partition("-")[2]
    if period.kind is PeriodKind.MONTH:
        yield f"{start.year}年{start.month}月"
        yield f"{start.month}月"
        yield f"{start:%b %Y}"
        yield f"{start:%b}"
        yield f"{start:%B}"
        yield f"{start:%Y/%m}"
    elif period.kind is PeriodKind.YEAR:
        yield f"{key}年"
        yield f"{key}年度"
    else:
        yield part
        yield f"{key[:4]}年{part}"
        yield f"{part} {key[:4]}"
        yield f"第{'一二三四'[int(part[1:]) - 1]}季度"
        yield f"{key[:4]}年第{'一二三四'[int(part[1:]) - 1]}季度"


def _names(state: BookState) -> Names:
    return scope_names({name: known.live for name, known in state.entities.items()})


def _joined(rows: Sequence[NewRow]) -> tuple[NewRow, ...]:
    """New rows that differ only in their columns of targets are one row."""
    found: dict[tuple[tuple[str, Value], ...], dict[str, Value]] = {}
    for _entity, values in rows:
        about = tuple(sorted((n, v) for n, v in values.items() if not n.startswith("t:")))
        key = about if any(n.startswith("t:") for n in values) else (*about, ("", len(found)))
        found.setdefault(key, {}).update(values)
    return tuple(("targets", values) for values in found.values())
