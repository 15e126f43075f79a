"""Plan versus actual: money, days, and how long the deal took."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from salestui.i18n import _, label
from salestui.mapping.table import ID
from salestui.metrics.costs.profit import deal_profit
from salestui.metrics.cycle import cycle_median
from salestui.metrics.definitions import definition
from salestui.metrics.tally import closed_tallies, collect, read_closed_tallies
from salestui.model.period import ALL_TIME
from salestui.selling.costs.profit import deal_money
from salestui.selling.costs.rows import spending
from salestui.selling.deals.planning import plan_of
from salestui.selling.projects.phases import gate_stands
from salestui.selling.projects.records import deal_day, deal_number
from salestui.views.documents.basis import told
from salestui.views.documents.document import (
    Column,
    Derived,
    Figures,
    Form,
    Operation,
    Row,
    Section,
    Table,
    Told,
)
from salestui.views.documents.sections.listing import listed
from salestui.views.documents.sections.project.money import costs_of_deal
from salestui.views.documents.sections.project.moves import moves_of
from salestui.views.documents.sections.project.result import kind_of
from salestui.views.kpis import figure_kpi
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State


def against_plan(look: ProjectLook, changes: pl.DataFrame | None) -> Section:
    """The deal's amounts and days as they were planned and as they came.

    Args:
        changes: of the close dates of deals, see ``metrics.history.field_changes.merged``.
    """
    blocks = (Figures(_cycle(look)), _money(look), _days(look, changes))
    return Section("against_plan", _("Plan and actual"), blocks)


def _cycle(look: ProjectLook) -> tuple[Told, ...]:
    """How long it took, beside how long won deals take."""
    facts = look.inputs.facts
    own = facts.filter(pl.col(ID) == look.deal)
    whole = collect([closed_tallies(facts.lazy(), [ALL_TIME], look.as_of)])[0]
    typical = cycle_median(read_closed_tallies(whole, 1)[0])
    meant = definition("cycle_median")
    usual = told(figure_kpi(meant, typical, look.style), typical.value, meant.unit)
    days, end = None, None
    if own.height:
        start, end = own["created"][0], own["cycle_end"][0]
        days = (end - start).days if start is not None and end is not None else None
    reason = "" if days is not None else _("it is not closed, or its beginning is not told")
    this = Told("cycle", _("Cycle of this deal"), Form.DAYS, days, reason)
    return (this, usual)


def _money(look: ProjectLook) -> Table:
    known = spending(look.state, look.inputs)
    profit = deal_profit(deal_money(look.state, look.deal, known, look.as_of))
    revenue, received = profit["revenue"].value, profit["received"].value
    spent = costs_of_deal(look).whole
    columns = (
        Column("what", _("Money")),
        Column("plan", _("Plan"), Form.MONEY),
        Column("actual", _("Actual"), Form.MONEY),
        Column("difference", _("Actual - plan"), Form.MONEY, derived=_DIFFERENCE),
    )
    signed = revenue if kind_of(look) == "won" else None
    rows = (
        _amounts(
            _("Amount of the deal, revenue"), deal_number(look.state, look.deal, "amount"), signed
        ),
        _amounts(_("Budget, costs"), spent["budget"].value, spent["cost"].value, over=True),
        _amounts(_("Revenue, received"), signed, received if signed is not None else None),
    )
    return listed("money", _("Money"), columns, rows)


_DIFFERENCE = Derived(Operation.DIFFERENCE, "actual", "plan")


def _amounts(what: str, plan: float | None, actual: float | None, *, over: bool = False) -> Row:
    """A line; ``over``: more than planned is too much."""
    if plan is None or actual is None:
        return Row((what, plan, actual, None))
    gap = actual - plan
    return Row((what, plan, actual, gap), State.LATE if over and gap > 0 else State.NEUTRAL)


def _days(look: ProjectLook, changes: pl.DataFrame | None) -> Table:
    columns = (
        Column("what", _("Day")),
        Column("plan", _("Planned for"), Form.DAY),
        Column("actual", _("Actual"), Form.DAY),
        Column("late", _("Days later"), Form.DAYS),
        Column("standing", _("Standing")),
    )
    rows = [_day(*one, look) for one in _planned(look, changes)]
    return listed("days", _("Days"), columns, rows)


def _planned(
    look: ProjectLook, changes: pl.DataFrame | None
) -> Iterator[tuple[str, date | None, date | None]]:
    """What was planned, for which day, and when it came."""
    closed = deal_day(look.state, look.deal, "closed") if kind_of(look) != "open" else None
    yield _("Close of the deal"), _first_close(look, changes), closed
    for stand in gate_stands(look.state, look.deal):
        if stand.planned is not None or stand.decided is not None:
            yield label(stand.gate.gate.labels), stand.planned, stand.decided
    for task in plan_of(look.state, look.deal, look.as_of).tasks:
        if task.milestone:
            yield " ".join(task.title.split()), task.due, task.done


def _first_close(look: ProjectLook, changes: pl.DataFrame | None) -> date | None:
    """The close date that was planned first, as far as changes are known."""
    now = deal_day(look.state, look.deal, "expected_close")
    moved = moves_of(look, changes)
    first = moved[0].before if moved else None
    return first if isinstance(first, date) else now


def _day(what: str, plan: date | None, actual: date | None, look: ProjectLook) -> Row:
    if plan is None:
        return Row((what, None, actual, None, _("not planned")))
    if actual is None:
        over = (look.as_of - plan).days
        word = _("{n} d overdue").format(n=over) if over > 0 else _("to come")
        return Row((what, plan, None, None, word), State.LATE if over > 0 else State.NEUTRAL)
    late = (actual - plan).days
    word = _("later") if late > 0 else _("earlier") if late < 0 else _("in time")
    return Row((what, plan, actual, late, word), State.WARNING if late > 0 else State.OK)
