"""Breaking a target down in the matrix, and suggesting targets: what would be before it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from salestui.i18n import N_
from salestui.mapping.targets import Scope
from salestui.metrics.daycount import WorkCalendar
from salestui.metrics.figure import Note, note
from salestui.model.period import Period, PeriodKind, shifted
from salestui.selling.targets.breakdown import Part, grown, split
from salestui.selling.targets.matrix import COMPANY, Matrix
from salestui.selling.targets.writing import Wish

NO_SEASON = N_("No figures of last year tell the season, so the parts are even.")
PART_OF_SEASON = N_("Figures begin during last year: parts before are taken as average.")
NO_HISTORY = N_("No figures of last year tell the shares, so they are even.")
TOO_MUCH = N_("Locked targets alone are more than that, so the sum will not be met.")
TOO_LITTLE = N_("Everything is locked, so the sum will not be met.")
NOT_TOLD = N_("Nothing tells what was reached last year.")
_YEAR = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2, PeriodKind.YEAR: 1}


class Method(StrEnum):
    """Over what a target is broken down, and by what."""

    SEASON = "periods by season"
    WORKDAYS = "periods by working days"
    EVENLY = "periods evenly"
    PEOPLE_HISTORY = "people by history"
    PEOPLE_EVENLY = "people evenly"
    REPS_HISTORY = "reps by history"
    REPS_EVENLY = "reps evenly"


_PERIODS = (Method.SEASON, Method.WORKDAYS, Method.EVENLY)
_PEOPLE = (Method.PEOPLE_HISTORY, Method.PEOPLE_EVENLY)
_REPS = (Method.REPS_HISTORY, Method.REPS_EVENLY)


@dataclass(frozen=True, slots=True)
class Step:
    """One target of a plan, before and after."""

    scope: Scope
    period: Period
    before: float | None
    after: float | None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written; ``shown``: the shares that the user is to judge."""

    shown: tuple[Step, ...]
    steps: tuple[Step, ...]
    notes: tuple[Note, ...] = ()

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """The targets that would change."""
        changed = (s for s in self.steps if not s.locked and s.after != s.before)
        return tuple((s.scope, s.period, s.after) for s in changed)

    @property
    def total(self) -> float:
        """The sum of the shares after."""
        return round(sum(step.after or 0.0 for step in self.shown), 2)


def methods(matrix: Matrix, scope: Scope, period: Period) -> tuple[Method, ...]:
    """The ways in which a target can be broken down; none for a rate."""
    if not matrix.adds:
        return ()
    found: tuple[Method, ...] = _PERIODS if len(matrix.parts(period)) > 1 else ()
    children = matrix.line(scope).children
    found += _PEOPLE if children else ()
    reps = tuple(_reps(matrix, scope))
    return found + (_REPS if reps and reps != children else ())


def break_down(
    matrix: Matrix,
    place: tuple[Scope, Period],
    amount: float,
    method: Method,
    *,
    unit: float = 1.0,
    calendar: WorkCalendar | None = None,
) -> Plan:
    """Split a target by a method; where it has cells of its own, they get the amount.

    Shares of people for a longer period than the columns are split over these by season too.

    Raises:
        ValueError: the amount or the unit makes no sense, see ``breakdown.split``.
    """
    scope, period = place
    own = tuple(_steps(matrix, [place], [amount])) if matrix.spots(scope, period) else ()
    if method in _PERIODS:
        shares, notes = _over_time(
            matrix, place, amount, method=method, unit=unit, calendar=calendar
        )
        return Plan(shares, (*own, *shares), notes)
    people = tuple(_reps(matrix, scope)) if method in _REPS else matrix.line(scope).children
    by_history = method in (Method.PEOPLE_HISTORY, Method.REPS_HISTORY)
    weights = [_last(matrix, who, period) if by_history else 1.0 for who in people]
    places = [(who, period) for who in people]
    shares, notes = _split(matrix, places, amount, weights, unit=unit, unweighted=NO_HISTORY)
    if not matrix.parts(period):
        return Plan(shares, (*own, *shares), notes)
    steps = list(own)
    for share in (s for s in shares if not s.locked):
        if matrix.spots(share.scope, period):
            steps.append(share)
        of = (share.scope, period)
        steps += _over_time(matrix, of, share.after or 0.0, unit=unit)[0]
    return Plan(shares, tuple(steps), notes)


def suggest(
    matrix: Matrix, places: Sequence[tuple[Scope, Period]], growth: float, unit: float = 1.0
) -> Plan:
    """Last year's figures with growth (0.1 for 10 %) as targets; locked ones stay."""
    found: list[Step] = []
    for scope, period in places:
        before = matrix.own(scope, period)
        last = matrix.actuals.reached(scope, year_before(matrix, period))
        locked = matrix.is_locked(scope, period)
        after = before if locked or not last else grown(last, growth, unit)
        found.append(Step(scope, period, before, after, locked))
    told = any(step.after != step.before for step in found)
    return Plan(tuple(found), tuple(found), () if told else (Note(NOT_TOLD),))


def year_before(matrix: Matrix, period: Period) -> Period:
    """The same period a year earlier."""
    return shifted(period, -_YEAR[period.kind], matrix.fiscal_start)


def _reps(matrix: Matrix, scope: Scope) -> Iterator[Scope]:
    """Everyone below a scope who has nobody below."""
    for child in matrix.line(scope).children:
        below = tuple(_reps(matrix, child))
        yield from below or (child,)


def _last(matrix: Matrix, scope: Scope, period: Period) -> float:
    return matrix.actuals.reached(scope, year_before(matrix, period)) or 0.0


def _over_time(
    matrix: Matrix,
    place: tuple[Scope, Period],
    amount: float,
    *,
    method: Method = Method.SEASON,
    unit: float,
    calendar: WorkCalendar | None = None,
) -> tuple[tuple[Step, ...], tuple[Note, ...]]:
    scope, period = place
    parts = matrix.parts(period)
    weights = [1.0] * len(parts)
    if method is Method.WORKDAYS:
        days = calendar or WorkCalendar()
        weights = [float(days.between(p.start, p.end)) for p in parts]
    elif method is Method.SEASON:
        weights = _season(matrix, scope, parts)
    places = [(scope, p) for p in parts]
    shares, notes = _split(matrix, places, amount, weights, unit=unit, unweighted=NO_SEASON)
    if method is Method.SEASON and any(weights) and _untold(matrix, parts):
        notes = (*notes, Note(PART_OF_SEASON))
    return shares, notes


def _season(matrix: Matrix, scope: Scope, parts: Sequence[Period]) -> list[float]:
    """Last year's figures of the parts, else the company's; the mean where the book is younger."""
    untold = _untold(matrix, parts)
    told = [p for p in parts if p not in untold]
    for who in (scope, COMPANY):
        known = [max(_last(matrix, who, p), 0.0) for p in told]
        if any(known):
            mean = sum(known) / len(known)
            return [mean if p in untold else max(_last(matrix, who, p), 0.0) for p in parts]
    return [0.0] * len(parts)


def _untold(matrix: Matrix, parts: Sequence[Period]) -> list[Period]:
    """The parts of which the book does not tell last year's figures, as it begins later."""
    since = matrix.actuals.since
    return [p for p in parts if since is None or year_before(matrix, p).start < since]


def _split(
    matrix: Matrix,
    places: Sequence[tuple[Scope, Period]],
    amount: float,
    weights: Sequence[float],
    *,
    unit: float,
    unweighted: str,
) -> tuple[tuple[Step, ...], tuple[Note, ...]]:
    parts = [
        Part(weight, matrix.value(*place), locked=_is_locked(matrix, *place))
        for place, weight in zip(places, weights, strict=True)
    ]
    found = split(amount, parts, unit)
    notes = [note(unweighted)] if found.even else []
    if found.over:
        notes.append(Note(TOO_MUCH if found.over > 0 else TOO_LITTLE))
    return tuple(_steps(matrix, places, found.amounts)), tuple(notes)


def _steps(
    matrix: Matrix, places: Sequence[tuple[Scope, Period]], amounts: Sequence[float | None]
) -> Iterator[Step]:
    for (scope, period), after in zip(places, amounts, strict=True):
        locked = _is_locked(matrix, scope, period)
        before = matrix.value(scope, period) if locked else matrix.stated(scope, period)
        yield Step(scope, period, before, before if locked else after, locked)


def _is_locked(matrix: Matrix, scope: Scope, period: Period) -> bool:
    """Whether a target is locked, or all that it is made of is."""
    held = [p for p in matrix.parts(period) if matrix.own(scope, p) is not None]
    made = bool(held) and all(matrix.is_locked(scope, p) for p in held)
    return made or matrix.is_locked(scope, period)
