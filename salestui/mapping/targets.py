"""Targets in one form, whichever way the team lays them out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import polars as pl

from salestui.mapping import problems
from salestui.mapping.headers import normalise
from salestui.mapping.layout import SHEET, Column, Problem
from salestui.mapping.periods import Year, header_period, read_period
from salestui.mapping.table import ID, ROW, EntityTable
from salestui.mapping.target_scopes import says_only_targets
from salestui.model.entities.targets import METRIC, SCOPE_TYPE
from salestui.model.focus import SCOPES
from salestui.model.period import Period, parse_period

SCHEMA: Mapping[str, pl.DataType] = {
    "scope_type": pl.String(),
    "scope": pl.String(),
    "metric": pl.String(),
    "start": pl.Date(),
    "end": pl.Date(),
    "kind": pl.String(),
    "target": pl.Float64(),
    ID: pl.Int64(),
    "column": pl.String(),
}
"""The long form: ``column`` and ``_id`` say which cell of the targets' table holds ``target``."""

_COMPANY = frozenset(
    normalise(word)
    for word in (
        "company", "whole company", "all", "total", "overall", "everyone", "org", "organisation",
        "公司", "全公司", "公司整体", "整体", "全部", "全体", "总公司", "合计", "总计",
    )
)  # fmt: skip
Row = Mapping[str, object]
Scope = tuple[str, str]
"""Scope type and name."""


@dataclass
class _Reader:
    """Reads the rows of one table; collects what cannot be read."""

    table: EntityTable
    fiscal_start: int
    known: Mapping[str, Collection[str]]
    notes: list[Problem] = field(default_factory=list)
    unclear: dict[Column, int] = field(default_factory=dict)

    def rows(self, *, blanks: bool = False) -> Iterator[tuple[object, ...]]:
        """The targets as rows of ``SCHEMA``; with ``blanks`` the cells without one too."""
        values = [
            c for c in self.table.layout.columns if c.name == "target" or c.name.startswith("t:")
        ]
        for row in self.table.frame.iter_rows(named=True):
            if not values or (not blanks and all(row[c.name] is None for c in values)):
                continue
            if _is_of_phase(row):
                continue
            whose = self._scopes(row, values)
            metric = _metric(_text(row, "metric"))
            for column in values:
                target = row[column.name]
                scope = whose.get(column.name)
                if scope is None or (target is None and not blanks):
                    continue
                if (period := self._period(row, column)) is not None:
                    span = (period.start, period.end, str(period.kind))
                    yield (*scope, metric, *span, target, row[ID], column.name)
        for column, count in self.unclear.items():
            self.notes.append(problems.no_column_scope(self.table.layout, column, count))

    def _scopes(self, row: Row, values: Sequence[Column]) -> Mapping[str, Scope | None]:
        """Whose the target in each column is: as the row says, or the column's header."""
        if not any(column.scope for column in values):
            return dict.fromkeys((column.name for column in values), self._scope(row, values[0]))
        found = {c.name: self._whose(row, c.scope) for c in values}
        for column in values:
            if found[column.name] is None and row[column.name] is not None:
                self.unclear[column] = self.unclear.get(column, 0) + 1
        return found

    def _scope(self, row: Row, column: Column) -> Scope | None:
        """Whose target it is: scope type and name."""
        named = {kind: text for kind in SCOPES if (text := _text(row, kind))}
        if scope := _text(row, "scope"):
            found = self._whose(row, scope)
            if found is None:
                self._note(problems.no_scope, row, column, scope)
            return found
        named = {k: t for k, t in named.items() if normalise(t) not in _COMPANY}
        for kind, wider in (("rep", {"team", "region"}), ("team", {"region"})):
            if kind in named and named.keys() <= {kind, *wider}:
                return kind, named[kind]
        if len(named) > 1:
            self._note(problems.combined_scope, row, column, " + ".join(named.values()))
            return None
        return next(iter(named.items()), ("company", ""))

    def _whose(self, row: Row, scope: str) -> Scope | None:
        """A name that says no type: of the type beside it, before it, or known to be."""
        if normalise(scope) in _COMPANY or says_only_targets(scope):
            return "company", ""
        prefix, colon, name = scope.replace("：", ":").partition(":")
        if colon and (kind := _type_named(prefix)):
            return ("company", "") if kind == "company" else (kind, name.strip())
        if kind := _type_named(_text(row, "scope_type")):
            return ("company", "") if kind == "company" else (kind, scope)
        kinds = [kind for kind, names in self.known.items() if scope in names]
        return (kinds[0], scope) if len(kinds) == 1 else None

    def _period(self, row: Row, column: Column) -> Period | None:
        if column.period is not None:
            return column.period
        year = self._year(row)
        if column.name.startswith("t:") and not column.scope:
            period = header_period(column.header, self.fiscal_start, year) if year else None
            text = ""
        else:
            text = _text(row, "period")
            period = self._cell_period(row, text, year)
        if period is None:
            where = self.table.layout.column("period") or self.table.layout.column("year")
            self._note(problems.no_period, row, where or column, text)
        return period

    def _cell_period(self, row: Row, text: str, year: Year | None) -> Period | None:
        layout = self.table.layout
        if text:
            column = layout.on(row.get(SHEET)).column("period")
            return read_period(text, column.header if column else "", self.fiscal_start, year)
        if year is None or layout.column("year") is None:
            return None
        return parse_period(str(year.number), self.fiscal_start)

    def _year(self, row: Row) -> Year | None:
        column = self.table.layout.column("year")
        if column is None:
            assumed = self.table.layout.on(row.get(SHEET)).year
            return None if assumed is None else Year(assumed)
        number = row["year"]
        if not isinstance(number, float) or not 1900 <= number < 2200:
            return None
        name = normalise(column.header)
        return Year(int(number), any(word in name for word in ("fiscal", "fy", "财")))

    def _note(self, told: problems.Telling, row: Row, column: Column, text: str) -> None:
        place = row[ROW]
        if isinstance(place, int):
            layout = self.table.layout.on(row.get(SHEET))
            own = layout.column(column.name) or column
            self.notes.append(told(layout, own, place, text))


def _is_of_phase(row: Row) -> bool:
    """Whether a target is of a launch phase, which has days of its own, and of no period."""
    return bool(_text(row, "phase")) and not _text(row, "period") and row.get("year") is None


def targets_long(
    table: EntityTable,
    fiscal_start: int,
    known: Mapping[str, Collection[str]] | None = None,
) -> tuple[pl.DataFrame, tuple[Problem, ...]]:
    """The targets, one per row, in the columns of ``SCHEMA``.

    A target belongs to the rep, team, region or product that its row names (a rep's team beside
    the rep is context), or the header of its column where rows are periods, else to the company,
    with an empty ``scope``. ``metric`` is ``revenue`` where none is named. A target whose period or
    scope cannot be read is left out and listed.

    Args:
        known: the names in use by scope type; tells a name in a bare column "Scope" apart.
    """
    reader = _Reader(table, fiscal_start, known or {})
    frame = pl.DataFrame(list(reader.rows()), schema=dict(SCHEMA), orient="row")
    return frame, tuple(reader.notes)


def target_cells(
    table: EntityTable,
    fiscal_start: int,
    known: Mapping[str, Collection[str]] | None = None,
) -> pl.DataFrame:
    """All cells that a target stands in or may be written into, in the columns of ``SCHEMA``.

    ``target`` is null where the cell is blank; see ``targets_long`` for the rest.
    """
    reader = _Reader(table, fiscal_start, known or {})
    return pl.DataFrame(list(reader.rows(blanks=True)), schema=dict(SCHEMA), orient="row")


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


@lru_cache(maxsize=256)
def _metric(text: str) -> str:
    return (METRIC.code(text) or text.casefold()) if text else "revenue"


@lru_cache(maxsize=256)
def _type_named(text: str) -> str:
    return SCOPE_TYPE.code(text)
