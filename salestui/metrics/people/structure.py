"""The same people in different structures: by line, function, product, region, or in a matrix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import polars as pl

from salestui.i18n import N_
from salestui.metrics import reasons
from salestui.metrics.currencies import currencies
from salestui.metrics.figure import Figure, Note, na, note
from salestui.metrics.inputs import Inputs
from salestui.metrics.people.stints import overlapping, stint_on
from salestui.metrics.select import WON, closed_to_date
from salestui.metrics.targets import attainment
from salestui.metrics.targets.covering import Span
from salestui.model.focus import EVERYTHING, SCOPES
from salestui.model.period import Period, PeriodKind


class Structure(StrEnum):
    """How people are put together."""

    LINE = "line"
    FUNCTIONAL = "functional"
    PRODUCT = "product"
    REGION = "region"
    MATRIX = "matrix"


_AXES = {
    Structure.LINE: ("team",),
    Structure.FUNCTIONAL: ("function",),
    Structure.PRODUCT: ("product",),
    Structure.REGION: ("region",),
}
_SECOND = ("matrix_manager", "product", "function")
"""What crosses the line in a matrix: the first of these that anybody has."""

NO_PEOPLE = N_("the workbook has no sheet of the team")
NOT_KEPT = N_("the team's sheet says of nobody where he belongs here")
OF_PEOPLE = N_("the sum of the targets of {n} people, for the time that they were there")


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody in a unit. ``since`` and ``until`` are None where the sheet says none.

    Attributes:
        row: the row of the team's sheet that says so (``_id``).
        now: whether he is there on the as-of day.
    """

    name: str
    row: int | None
    since: date | None
    until: date | None
    now: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, or the whole.

    Attributes:
        axis: what it is a unit of, such as ``team``; empty for the whole.
        name: None for those of no unit, and for the whole.
        people: who belonged to it on any day of the period, by name.
        headcount: how many different people on the as-of day.
        deals: ``_id`` of the won deals that ``actual`` is made of.
        is_scope: whether figures can be narrowed to it; a series of products is no product.
    """

    axis: str
    name: str | None
    people: tuple[Placed, ...]
    headcount: int
    target: Figure
    actual: Figure
    attainment: Figure
    deals: tuple[int, ...]
    is_scope: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A structure in a period.

    Attributes:
        reason: why there is none; None where there is.
        axes: one, or those of a matrix; each adds up to the whole by itself.
        shared: who is in several units on the as-of day, counted in each, once in the whole.
    """

    structure: Structure
    reason: Note | None
    day: date
    axes: tuple[str, ...]
    whole: Unit
    units: tuple[Unit, ...]
    shared: tuple[str, ...]


def chart(inputs: Inputs, structure: Structure, period: Period, as_of: date) -> Chart:
    """Who belongs where, and what the units achieve.

    A won deal counts for the unit that it names itself (of products: its own or its series), else
    for that where its rep was on the day it closed; a target of a rep for the unit where he was
    when its span began.
    """
    day = period.clamp(as_of)
    won = inputs.facts.filter(WON & closed_to_date(period, as_of))
    blocked = _blocked(won)
    there = inputs.stints
    if period.kind is not PeriodKind.ALL:
        there = overlapping(there, period.start, period.end)
    whole_target = inputs.targets.target(EVERYTHING, period)
    whole = _unit("", None, there, day, (won, whole_target, blocked))
    axes = axes_of(structure, inputs.stints)
    reason = _why_none(inputs, axes)
    if reason is not None:
        return Chart(structure, reason, day, axes, whole, (), ())
    units: list[Unit] = []
    for axis in axes:
        credited = _credited(won, inputs, axis)
        targets = _targets(inputs, axis, period)
        names = {*there[axis].to_list(), *credited["unit"].to_list(), *targets}
        for name in sorted(names, key=lambda n: (n is None, n or "")):
            people = there.filter(pl.col(axis).eq_missing(name))
            deals = credited.filter(pl.col("unit").eq_missing(name))
            if people.is_empty() and deals.is_empty() and name is None:
                continue
            target = targets.get(name) or na(reasons.NO_NAME if name is None else reasons.NO_TARGET)
            unit = _unit(axis, name, people, day, (deals, target, blocked))
            units.append(replace(unit, is_scope=_is_scope(inputs, axis, name)))
    return Chart(structure, None, day, axes, whole, tuple(units), _shared(units))


def _is_scope(inputs: Inputs, axis: str, name: str | None) -> bool:
    """Whether a focus can name the unit: a deal does, or for teams and regions a person."""
    if axis == "product":
        return name is not None and bool((inputs.facts["product"] == name).any())
    return axis in SCOPES and name is not None


def axes_of(structure: Structure, stays: pl.DataFrame) -> tuple[str, ...]:
    """What a structure puts people together by."""
    if structure is not Structure.MATRIX:
        return _AXES[structure]
    second = next((name for name in _SECOND if stays[name].count()), _SECOND[0])
    return ("team", second)


def _why_none(inputs: Inputs, axes: tuple[str, ...]) -> Note | None:
    if inputs.stints.is_empty():
        return Note(NO_PEOPLE)
    if not all(inputs.stints[axis].count() for axis in axes):
        return Note(NOT_KEPT)
    return None


def _blocked(won: pl.DataFrame) -> Note | None:
    found = currencies(won)
    if len(found) > 1:
        return note(reasons.MIXED_CURRENCIES, currencies=", ".join(found))
    return None


def _unit(
    axis: str,
    name: str | None,
    stays: pl.DataFrame,
    day: date,
    told: tuple[pl.DataFrame, Figure, Note | None],
) -> Unit:
    won, target, blocked = told
    people = tuple(
        Placed(person, row, since, until, _on(day, since, until))
        for person, row, since, until in stays.sort("name", maintain_order=True)
        .select("name", "_id", "joined", "left")
        .rows()
    )
    missing = int(won["amount"].null_count())
    actual = Figure(float(won["amount"].sum()))
    if missing:
        actual = actual.noted(note(reasons.WON_WITHOUT_AMOUNT, n=missing))
    if blocked is not None:
        actual = na(blocked)
    return Unit(
        axis=axis,
        name=name,
        people=people,
        headcount=len({person.name for person in people if person.now}),
        target=target,
        actual=actual,
        attainment=attainment.attainment(actual, target),
        deals=tuple(won["_id"]),
    )


def _on(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


def _credited(won: pl.DataFrame, inputs: Inputs, axis: str) -> pl.DataFrame:
    """The won deals with ``unit``."""
    if axis in ("team", "region"):
        return won.with_columns(unit=axis)
    asked = won.select("_id", name="rep", day="closed")
    placed = stint_on(asked, inputs.stints, axis).select("_id", unit=axis)
    joined = won.join(placed, on="_id", how="left", maintain_order="left")
    if axis != "product":
        return joined
    # what was sold says more than who sold it, where it or its series is a unit
    known = inputs.stints["product"].drop_nulls().unique().implode()
    sold = pl.col("product")
    series = sold.replace_strict(_series(inputs), default=None, return_dtype=pl.String)
    own = [pl.when(name.is_in(known)).then(name) for name in (sold, series)]
    return joined.with_columns(unit=pl.coalesce(*own, "unit"))


def _series(inputs: Inputs) -> Mapping[str, str]:
    """The series of each product that has one."""
    products = inputs.products
    if products is None or not {"name", "series"} <= set(products.columns):
        return {}
    return dict(products.select("name", "series").drop_nulls().rows())


def _targets(inputs: Inputs, axis: str, period: Period) -> Mapping[str | None, Figure]:
    """The target of each unit: its own, else the sum of its people's."""
    book = inputs.targets
    names = inputs.stints[axis].drop_nulls().unique().to_list()
    found: dict[str | None, Figure] = {}
    if axis in SCOPES:
        names += book.named(axis, period) if period.kind is not PeriodKind.ALL else []
        asked = {name: book.target(EVERYTHING.with_term(axis, name), period) for name in names}
        found = {name: figure for name, figure in asked.items() if figure.value is not None}
    for name, people in _spans_by_unit(inputs, axis).items():
        if name is None or name in found:
            continue
        told = [spans for spans in people.values() if book.summed([spans], period) is not None]
        figure = book.summed(told, period)
        if figure is not None:
            found[name] = figure.noted(note(OF_PEOPLE, n=len(told)))
    return found


def _spans_by_unit(inputs: Inputs, axis: str) -> Mapping[str | None, Mapping[str, list[Span]]]:
    """By unit and rep, the targets that began while the rep was there."""
    rows = [
        (name, span.start, place)
        for (kind, name), spans in inputs.targets.spans.items()
        if kind == "rep"
        for place, span in enumerate(spans)
    ]
    schema = {"name": pl.String, "day": pl.Date, "place": pl.Int64}
    asked = pl.DataFrame(rows, schema=schema, orient="row")
    found: defaultdict[str | None, defaultdict[str, list[Span]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for name, place, unit in (
        stint_on(asked, inputs.stints, axis).select("name", "place", axis).rows()
    ):
        found[unit][name].append(inputs.targets.spans["rep", name][place])
    return found


def _shared(units: list[Unit]) -> tuple[str, ...]:
    counts: defaultdict[str, int] = defaultdict(int)
    for unit in units:
        for name in {person.name for person in unit.people if person.now}:
            counts[name] += unit.name is not None
    return tuple(sorted(name for name, n in counts.items() if n > 1))
