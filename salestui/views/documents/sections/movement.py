"""How the pipeline moved since a kept day: a waterfall, and the deals behind its steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.history.definitions import history_definition
from salestui.metrics.history.movement import Movement, Step
from salestui.views.documents.basis import Basis
from salestui.views.documents.document import (
    Block,
    Chart,
    ChartKind,
    Column,
    Form,
    Line,
    Notes,
    Row,
    Section,
    Table,
)
from salestui.views.formats import Style, say
from salestui.views.past.looking_back import look_back
from salestui.views.past.movement import (
    deals_of,
    largest_first,
    movement_view,
    not_kept,
    said_of,
    shown_bars,
)
from salestui.views.states import State

MOST = 8
"""Deals that are listed of each step."""

_LISTED = (
    Step.WON, Step.LOST, Step.PUSHED_OUT, Step.NEW, Step.PULLED_IN, Step.REOPENED, Step.INCREASED,
    Step.DECREASED, Step.REMOVED, Step.OWNER_CHANGE,
)  # fmt: skip
_STATES = {Step.WON: State.OK, Step.LOST: State.LATE, Step.PUSHED_OUT: State.WARNING}


def movement(basis: Basis, since: date) -> Section:
    """The open deals that close in the period, from what they were to what they are. Blocks."""
    title = _("What moved")
    if basis.archive is None:
        return Section("movement", title, needs=not_kept().needs)
    back = look_back(basis.archive, basis.present, since)
    view, moved = movement_view(back, basis.style), back.movement
    if view.needs or moved is None:
        how = _("salestui snapshot PATH keeps a day, without opening the dashboard.")
        return Section("movement", title, needs=f"{view.needs} {how}")
    title = _("What moved since {day}").format(day=moved.since.isoformat())
    blocks: list[Block] = [*_waterfall(moved)]
    if (deals := _deals(moved, basis.style)).rows:
        blocks.append(deals)
    if moved.notes:
        blocks.append(Notes(tuple(Line(say(note)) for note in moved.notes)))
    return Section("movement", title, tuple(blocks))


def _waterfall(moved: Movement) -> Iterator[Block]:
    """The steps to be read, and the same as spans to be drawn."""
    start, end = moved.start.value or 0.0, moved.end.value or 0.0
    read = [Row((_label("start"), moved.start_deals, start))]
    spans = [Row((_label("start"), 0.0, start))]
    level = start
    for bar in shown_bars(moved):
        state = _STATES.get(bar.step, State.NEUTRAL) if bar.deals else State.NEUTRAL
        read.append(Row((_label(bar.step), bar.deals, bar.money), state))
        spans.append(Row((_label(bar.step), level, level + bar.money), state))
        level += bar.money
    read.append(Row((_label("end"), moved.end_deals, end)))
    spans.append(Row((_label("end"), 0.0, end)))
    title = _("Open deals that close in the period")
    step = Column("step", _("Step"))
    yield Chart(
        ChartKind.WATERFALL, title, "waterfall", "step", ("from", "to"),
        _("From what was open then over what came and went to what is open now."),
    )  # fmt: skip
    yield Table(
        "waterfall", title, (step, Column("from", _("From"), Form.MONEY),
                             Column("to", _("To"), Form.MONEY)),
        tuple(spans), drawn=True,
    )  # fmt: skip
    yield Table(
        "steps", title, (step, Column("deals", _("Deals"), Form.COUNT),
                         Column("money", _("Amount"), Form.MONEY)),
        tuple(read),
    )  # fmt: skip


def _label(step: str) -> str:
    return i18n.label(history_definition(step).labels)


def _deals(moved: Movement, style: Style) -> Table:
    """The first deals of each step."""
    columns = (
        Column("step", _("Step")),
        Column("deal", _("Deal")),
        Column("rep", _("Rep")),
        Column("money", _("Amount"), Form.MONEY),
        Column("change", _("What changed")),
    )
    rows: list[Row] = []
    left_out = 0
    for step in _LISTED:
        deals, money = deals_of(moved, step)
        left_out += max(deals.height - MOST, 0)
        for deal in largest_first(deals, money).head(MOST).to_dicts():
            cells = (
                _label(step),
                deal["title"] or _("(no name)"),
                deal["rep"] or "",
                deal[money],
                said_of(deal, style),
            )
            rows.append(Row(cells, _STATES.get(step, State.NEUTRAL)))
    return Table("moved", _("Deals that moved"), columns, tuple(rows), left_out)
