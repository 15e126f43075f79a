"""Collections as shown: key figures, the age of what is owed, whom to chase, and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

from salestui import i18n
from salestui.book.state import BookState
from salestui.i18n import N_, _, joined
from salestui.metrics.cash.collection import DIMENSIONS, Collection, Tally, collection
from salestui.metrics.cash.definitions import RATES, Rate, strip
from salestui.metrics.cash.figures import collection_figures, rows_behind
from salestui.metrics.cash.receivable import BUCKETS, ageing
from salestui.metrics.figure import Figure
from salestui.selling.cash.rows import cash_rows
from salestui.views.cash.behind import Asked, listed_rows
from salestui.views.cash.lines import CHASED, ChaseLine, chase_lines, owed_lines
from salestui.views.formats import Style, not_available
from salestui.views.kpis import Kpi
from salestui.views.names import period_name
from salestui.views.past.looking_back import Present
from salestui.views.states import State
from salestui.views.told import Told

_BUCKETS = {
    "not due": N_("not due"), "1-30": N_("1-30 days"), "31-60": N_("31-60 days"),
    "61-90": N_("61-90 days"), "over 90": N_("over 90 days"),
}  # fmt: skip

_PARTS = 300
"""So many customers or reps are listed, who owe most first."""


@dataclass(frozen=True, slots=True)
class AgeLine:
    """A bucket of the ageing; ``share`` of all that is owed."""

    bucket: str
    name: str
    amount: str
    part: str
    lines: str
    share: float
    tone: State


@dataclass(frozen=True, slots=True)
class PartLine:
    """A rep, team or customer; ``name`` is empty where none is named."""

    name: str
    label: str
    cells: tuple[str, ...]
    tone: State


@dataclass(frozen=True, slots=True)
class CollectionsView:
    """The collections screen.

    Attributes:
        period: in words, with the day as of which things stand.
        rate: the chosen definition of the collection rate.
        lines: to chase, see ``lines.owed_lines``; ``more``: how many are not listed.
        chased: how many of all are to be chased today.
        parts: by those of rep, team and customer that were asked for.
        owed: see ``lines.owed_lines``.
        missing: the entities that the workbook lacks for this, the most needed first.
    """

    period: str
    rate: Rate
    figures: tuple[Kpi, ...]
    ages: tuple[AgeLine, ...]
    lines: tuple[ChaseLine, ...]
    more: int
    chased: int
    parts: Mapping[str, tuple[PartLine, ...]]
    missing: tuple[str, ...]
    told: Told
    owed: pl.DataFrame
    seen: Collection
    style: Style


def lines_of(
    view: CollectionsView, state: BookState, bucket: str
) -> tuple[tuple[ChaseLine, ...], int]:
    """The lines of an age, and how many more there are; of all ages where it is empty."""
    if not bucket:
        return view.lines, view.more
    owed = view.owed.filter(pl.col("bucket") == bucket)
    lines = chase_lines(owed, view.seen, state, view.style)
    return lines, owed.height - len(lines)


def customer_row(view: CollectionsView, name: str) -> int | None:
    """The row of a customer that is listed; None where it is on no sheet."""
    met = view.seen.lines.filter(pl.col("customer") == name)["customer_row"]
    met = met.append(view.seen.receipts.filter(pl.col("customer") == name)["customer_row"])
    found: list[int] = met.drop_nulls().head(1).to_list()
    return found[0] if found else None


def rate_words(rate: Rate) -> str:
    """What a definition of the collection rate is of."""
    return _("Collection rate: {formula}").format(formula=i18n.label(RATES[rate].formulas))


def part_headings(rate: Rate) -> tuple[str, ...]:
    """The names of the numbers of a part."""
    return (
        _("Receivable"), _("Overdue"), i18n.label(RATES[rate].labels), _("Received"),
        _("Promised"), _("Broken"),
    )  # fmt: skip


def age_headings() -> tuple[str, ...]:
    """The names of the numbers of a bucket."""
    return _("Unpaid"), _("Share"), _("Lines")


def looked_at(present: Present, *, opened: bool = True) -> Collection:
    """What is owed and paid of what is looked at; ``opened``: at the period's start, too."""
    cash = cash_rows(present.state)
    focus, period, as_of = present.focus, present.period, present.as_of
    return collection(cash, present.inputs, focus, period, as_of, opened=opened)


def collections_view(
    present: Present, rate: Rate, style: Style, by: Sequence[str] = DIMENSIONS
) -> CollectionsView:
    """Work collections out. Blocks: a worker's work.

    Args:
        by: the dimensions whose parts are wanted.
    """
    seen = looked_at(present, opened=rate is Rate.OPENING)
    owed = owed_lines(seen)
    lines = chase_lines(owed, seen, present.state, style)
    told = told_of(present, seen, rate, style)
    chased = owed.filter(owed["standing"] < len(CHASED)).height
    return CollectionsView(
        told.span,
        rate,
        told.kpis(style),
        _ages(seen, style),
        lines,
        owed.height - len(lines),
        chased,
        {dimension: _parts(seen, dimension, rate, style) for dimension in by},
        _missing(seen),
        told,
        owed,
        seen,
        style,
    )


def told_of(present: Present, seen: Collection, rate: Rate, style: Style) -> Told:
    """The figures with what explains them."""
    figures = collection_figures(seen, seen.whole)
    as_of = _("as of {day}").format(day=seen.as_of.isoformat())
    scope = joined(value for _dimension, value in present.focus.terms) or _("company")
    return Told(
        figures,
        Asked(list(figures), partial(rows_behind, seen)),
        strip(rate),
        f"{period_name(present.period)} · {as_of}",
        scope,
        _numbers(seen, seen.whole, style),
        Asked(list(figures), lambda key: listed_rows(seen, key, style)),
    )


def _numbers(seen: Collection, sums: Tally, style: Style) -> dict[str, str]:
    """Formulas with their numbers, of the figures that divide."""
    money = style.exact_money
    received = money(sums.received)
    invoiced = seen.cash.lines["invoiced"].null_count() < seen.cash.lines.height
    sales = money(sums.billed if invoiced else sums.signed)
    days = seen.period.elapsed(seen.as_of)
    return {
        "rate_due": f"{received} / {money(sums.due)}",
        "rate_opening": f"{received} / ({money(sums.opening)} + {money(sums.billed)})",
        "rate_contract": f"{money(sums.signed_received)} / {money(sums.signed)}",
        "dso": f"{money(sums.receivable)} / {sales} × {days}",
    }


def _ages(seen: Collection, style: Style) -> tuple[AgeLine, ...]:
    found = ageing(seen.lines)
    whole = sum(age.amount for age in found)
    return tuple(
        AgeLine(
            age.bucket,
            bucket_name(age.bucket),
            style.money(age.amount),
            style.percent(age.amount / whole) if whole else not_available(),
            style.count(age.lines),
            age.amount / whole if whole else 0.0,
            _age_tone(age.bucket) if age.amount else State.NEUTRAL,
        )
        for age in found
    )


def bucket_name(bucket: str) -> str:
    """A bucket in words."""
    return _(_BUCKETS[bucket])


def _age_tone(bucket: str) -> State:
    place = BUCKETS.index(bucket)
    if not place:
        return State.NEUTRAL
    return State.WARNING if place < 3 else State.LATE


def _parts(seen: Collection, by: str, rate: Rate, style: Style) -> tuple[PartLine, ...]:
    """The parts that have anything to show, who owes most first."""
    key = RATES[rate].key
    shown = ("receivable", "overdue", key, "received", "promised", "broken")
    known = [
        (name or "", sums)
        for name, sums in seen.parts(by).items()
        if sums.receivable or sums.received or sums.due or sums.signed
    ]
    known.sort(key=lambda part: (-part[1].overdue, -part[1].receivable, part[0]))
    found = []
    for name, sums in known[:_PARTS]:
        figures = collection_figures(seen, sums)
        cells = tuple(_cell(figures[k], style, percent=k == key) for k in shown)
        tone = State.LATE if sums.overdue > 0 else State.NEUTRAL
        found.append(PartLine(name, name or _("(none)"), cells, tone))
    return tuple(found)


def _cell(figure: Figure, style: Style, *, percent: bool) -> str:
    if figure.value is None:
        return not_available()
    return style.percent(figure.value) if percent else style.money(figure.value)


def _missing(seen: Collection) -> tuple[str, ...]:
    cash = seen.cash
    kept = {
        "payment_plan": cash.has_plan, "payments": cash.has_payments,
        "contracts": cash.has_contracts,
    }  # fmt: skip
    return tuple(name for name, there in kept.items() if not there)
