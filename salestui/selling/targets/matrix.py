"""Targets of one metric and fiscal year as a matrix: who by when, with sums and differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from salestui.book.names import scope_names
from salestui.book.state import BookState
from salestui.mapping.targets import Scope, target_cells
from salestui.metrics.inputs import Inputs
from salestui.metrics.targets.actuals import RATES, UNKNOWN, Actuals
from salestui.metrics.targets.lookup import TargetBook
from salestui.model.entities.targets import METRIC
from salestui.model.period import Period, PeriodKind, period_of, shifted
from salestui.selling.targets.breakdown import Check
from salestui.selling.targets.lines import WORKBOOK, Line, under_workbooks

COMPANY: Scope = ("company", "")
FINER = (PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH)
Place = tuple[Scope, date, date]
"""Whose target, and its first and last day."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of the workbook for a target; ``locked`` as its row says."""

    row: int
    column: str
    value: float | None
    locked: bool = False


@dataclass(frozen=True, eq=False)
class Matrix:
    """The targets of one metric in one fiscal year; what is worked out of them is remembered.

    Attributes:
        periods: the columns, in order; they make up the year.
        lines: company, its teams each with their reps, who is in no team, other scopes.
        cells: the workbook's cells by place, blank ones included.
        locked: places that the user locked where the workbook has no column for it.
        book: says where reps who moved were when; a target counts where they were on its first day.
    """

    metric: str
    year: Period
    fiscal_start: int
    periods: tuple[Period, ...]
    lines: tuple[Line, ...]
    cells: Mapping[Place, tuple[Spot, ...]]
    actuals: Actuals = UNKNOWN
    locked: frozenset[Place] = field(default_factory=frozenset)
    book: TargetBook = field(default_factory=lambda: TargetBook({}))

    @cached_property
    def _by_scope(self) -> Mapping[Scope, Line]:
        return {line.scope: line for line in self.lines}

    @cached_property
    def _values(self) -> dict[tuple[str, Scope, Period], float | None]:
        return {}

    @property
    def adds(self) -> bool:
        """Whether parts add up to their whole."""
        return self.metric not in RATES

    def line(self, scope: Scope) -> Line:
        """The line of a scope; one without children where it has none."""
        return self._by_scope.get(scope) or Line(scope)

    def spots(self, scope: Scope, period: Period) -> tuple[Spot, ...]:
        """The workbook's cells for exactly this target, those that hold one first."""
        found = self.cells.get((scope, period.start, period.end), ())
        return tuple(sorted(found, key=lambda spot: spot.value is None))

    def is_locked(self, scope: Scope, period: Period) -> bool:
        """Whether a breakdown leaves this target as it is."""
        said = any(spot.locked and spot.value is not None for spot in self.spots(scope, period))
        return said or (scope, period.start, period.end) in self.locked

    def own(self, scope: Scope, period: Period) -> float | None:
        """What the workbook says of exactly this scope and period; several cells are added."""
        return _sum([spot.value for spot in self.spots(scope, period)])

    def stated(self, scope: Scope, period: Period) -> float | None:
        """The target of a scope from its own cells: of the period, else of what it is made of."""
        key = "stated", scope, period
        if key not in self._values:
            own = self.own(scope, period)
            self._values[key] = own if own is not None else self._in_time(scope, period)
        return self._values[key]

    def value(self, scope: Scope, period: Period) -> float | None:
        """The target: stated, else the sum of the children's."""
        key = "value", scope, period
        if key not in self._values:
            stated = self.stated(scope, period)
            self._values[key] = stated if stated is not None else self.below(scope, period)
        return self._values[key]

    def below(self, scope: Scope, period: Period) -> float | None:
        """The sum of the children's targets; None where they have none, or do not add up."""
        if not self.adds:
            return None
        line = self.line(scope)
        return _sum([self._part(c, scope, period) for c in (*line.children, *line.former)])

    def _part(self, child: Scope, scope: Scope, period: Period) -> float | None:
        """What a child adds to a scope: of who moved, the targets of the time in that team."""
        if scope[0] != "team" or child[1] not in self.book.moves:
            return self.value(child, period)
        parts = [self._part(child, scope, part) for part in self.parts(period)]
        if (total := _sum(parts)) is not None:
            return total
        there = self.book.team_on(child[1], period.start) == scope[1]
        return self.own(child, period) if there else None

    def check_people(self, scope: Scope, period: Period) -> Check | None:
        """The children's sum beside the scope's own target; None where either is missing."""
        return _check(self.below(scope, period), self.stated(scope, period))

    def check_time(self, scope: Scope, period: Period) -> Check | None:
        """The sum over a period's parts beside its own cell; None where either is missing."""
        return _check(self._in_time(scope, period), self.own(scope, period))

    def parts(self, period: Period) -> tuple[Period, ...]:
        """The columns that a longer period is made of; none for a column itself."""
        inside = tuple(p for p in self.periods if period.contains(p))
        return inside if inside != (period,) else ()

    def _in_time(self, scope: Scope, period: Period) -> float | None:
        if not self.adds or period.kind not in FINER:
            return None
        for kind in FINER[FINER.index(period.kind) + 1 :]:
            inside = (self.stated(scope, p) for p in within(period, kind, self.fiscal_start))
            if (total := _sum(list(inside))) is not None:
                return total
        return None


def within(period: Period, kind: PeriodKind, fiscal_start: int) -> Iterator[Period]:
    """The periods of a kind inside a period, in order."""
    part = period_of(period.start, kind, fiscal_start)
    while part.start <= period.end:
        yield part
        part = shifted(part, 1, fiscal_start)


def matrix(
    state: BookState,
    inputs: Inputs,
    metric: str,
    year: Period,
    *,
    reached: Actuals = UNKNOWN,
    kind: PeriodKind | None = None,
    locked: frozenset[Place] = frozenset(),
) -> Matrix:
    """The matrix of a state.

    Args:
        reached: what was reached of the metric.
        kind: how long a column is; None for what most of the year's targets are kept by.
        locked: places that the user locked.
    """
    cells = _cells(state, metric)
    used = {p for p, spots in cells.items() if any(s.value is not None for s in spots)}
    ours = {p for p in used if year.start <= p[1] and p[2] <= year.end}
    kind = kind or _usual(ours or used, state.fiscal_start)
    return Matrix(
        metric,
        year,
        state.fiscal_start,
        tuple(within(year, kind, state.fiscal_start)),
        _lines(state, inputs, year, [scope for scope, _start, _end in ours]),
        cells,
        reached,
        locked,
        inputs.targets,
    )


def metrics_of(state: BookState) -> tuple[str, ...]:
    """The metrics that targets can be set for: those of the model, then the team's own."""
    known = [choice.code for choice in METRIC.choices]
    own = state.targets["metric"].unique(maintain_order=True).to_list()
    return tuple(dict.fromkeys((*known, *own)))


def _cells(state: BookState, metric: str) -> dict[Place, tuple[Spot, ...]]:
    rows = state.rows("targets")
    if rows is None:
        return {}
    names = scope_names({name: known.live for name, known in state.entities.items()})
    table = replace(rows.base, frame=rows.live)
    frame = target_cells(table, state.fiscal_start, names)
    lockable = rows.layout.column("locked") is not None
    found: dict[Place, list[Spot]] = {}
    wanted = frame.filter(frame["metric"] == metric)
    picked = wanted.select("scope_type", "scope", "start", "end", "target", "_id", "column")
    for scope_type, scope, start, end, target, row, column in picked.iter_rows():
        locked = lockable and rows.value(row, "locked") is True
        whose = state.company_scope(row) if scope_type == "company" else (scope_type, scope)
        place = (whose, start, end)
        found.setdefault(place, []).append(Spot(row, column, target, locked))
    return {place: tuple(spots) for place, spots in found.items()}


def _usual(places: set[Place], fiscal_start: int) -> PeriodKind:
    """The length that most targets have; months where there are none."""
    counts = {
        kind: sum(
            (p := period_of(start, kind, fiscal_start)).start == start and p.end == end
            for _scope, start, end in places
        )
        for kind in reversed(FINER)
    }
    return max(counts, key=counts.__getitem__)


def _lines(
    state: BookState, inputs: Inputs, year: Period, used: Sequence[Scope]
) -> tuple[Line, ...]:
    with_targets = dict.fromkeys(used)
    team_of = _teams(state, inputs, year, with_targets)
    teams = dict.fromkeys(team for team in team_of.values() if team)
    teams |= dict.fromkeys(name for kind, name in with_targets if kind == "team")
    lines: list[Line] = []
    ordered = sorted(team_of.items(), key=lambda item: item[1])
    members = {team: [rep for rep, _ in found] for team, found in groupby(ordered, lambda i: i[1])}
    for team in teams:
        reps = tuple(("rep", name) for name in members.get(team, ()))
        left = (("rep", name) for name in _movers(inputs.targets, team) if name in team_of)
        former = tuple(rep for rep in left if rep not in reps)
        lines += [Line(("team", team), 1, reps, former), *(Line(rep, 2) for rep in reps)]
    lines += [Line(("rep", name), 1) for name in members.get("", ())]
    others = [Line(s, 0) for s in sorted(with_targets) if s[0] in ("region", "product")]
    books = [scope for scope in with_targets if scope[0] == WORKBOOK]
    under, whole = under_workbooks(lines, books, inputs.targets.workbook_of)
    return (Line(COMPANY, 0, whole), *under, *others)


def _movers(book: TargetBook, team: str) -> list[str]:
    """Those who moved and were ever in the team."""
    return [name for name in book.reps_of.get(team, ()) if name in book.moves]


def _teams(
    state: BookState, inputs: Inputs, year: Period, used: Mapping[Scope, None]
) -> dict[str, str]:
    """The team, else an empty text, of everyone there in the year or with targets in it."""
    found: dict[str, str] = {}
    people = inputs.people.select("name", "team", "joined", "left").iter_rows()
    for name, team, joined, left in people:
        there = (joined is None or joined <= year.end) and (left is None or left >= year.start)
        if there or ("rep", name) in used:
            found[name] = team or ""
    if not found:
        names = scope_names({name: rows.live for name, rows in state.entities.items()})["rep"]
        told = inputs.facts.drop_nulls(["rep", "team"]).unique("rep", keep="last")
        teams = dict(told.select("rep", "team").iter_rows())
        found = {name: teams.get(name, "") for name in names}
    return {n: "" for kind, n in used if kind == "rep" and n not in found} | found


def _sum(values: Sequence[float | None]) -> float | None:
    there = [value for value in values if value is not None]
    return round(sum(there), 4) if there else None


def _check(total: float | None, whole: float | None) -> Check | None:
    return None if total is None or whole is None else Check(total, whole)
