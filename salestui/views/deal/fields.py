"""Fields of the deal itself as sections: needs, analyses and SWOT, the tender."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from salestui.book.edits import Unread
from salestui.book.state import BookState
from salestui.book.widening.new_columns import missing_fields
from salestui.i18n import _, joined, label
from salestui.model.entities import DEALS
from salestui.model.fields import Field
from salestui.views.cells import decimals_of, value_text
from salestui.views.deal.lines import DealLine, DealSection
from salestui.views.deal.path import is_closed
from salestui.views.row_form import told_together
from salestui.views.states import State

ANALYSES = (
    "need", "budget_confirmed", "commitment", "key_info", "offer_type", "market_potential",
    "strategic_fit", "strengths", "weaknesses", "openings", "threats", "customer_analysis",
    "own_analysis", "competition_analysis", "environment_analysis", "notes",
)  # fmt: skip
TENDER = ("procurement_type", "tender_no", "tender_deadline", "tender_bond", "tender_result")
NEXT = ("next_step", "next_date", "last_activity", "expected_close", "buyer_step")


ABSENT = "absent:"
"""Begins the key of a line for what the sheet has no column for."""


def analyses_section(state: BookState, deal: int) -> DealSection:
    """Needs, fit, SWOT and the four analyses, a line each."""
    lines = _fields(state, deal, ANALYSES)
    return _section("analyses", _("Needs, SWOT and analyses"), lines, ANALYSES)


def tender_section(state: BookState, deal: int, today: date) -> DealSection:
    """How it is procured and the tender's data; a deadline that passed without result is late."""
    late: tuple[str, ...] = ()
    rows = state.entities["deals"]
    deadline = rows.value(deal, "tender_deadline") if _has(state, "tender_deadline") else None
    result = rows.value(deal, "tender_result") if _has(state, "tender_result") else None
    if isinstance(deadline, date) and deadline < today and result in (None, ""):
        late = ("tender_deadline",)
    return _section("tender", _("Tender"), _fields(state, deal, TENDER, late), TENDER)


def next_section(state: BookState, deal: int, today: date) -> DealSection:
    """What comes next, when, and how far the customer is; of a closed deal nothing is late."""
    rows = state.entities["deals"]
    dates = [name for name in ("next_date", "expected_close") if _has(state, name)]
    late = [name for name in dates if isinstance(d := rows.value(deal, name), date) and d < today]
    if is_closed(state, deal):
        late = []
    lines = _fields(state, deal, NEXT, late)
    if not is_closed(state, deal):  # an open deal without a next step is told, not folded away
        lines = tuple(replace(line, blank=False) for line in lines)
    return _section("next", _("Next step"), lines, NEXT)


def _has(state: BookState, name: str) -> bool:
    return state.entities["deals"].layout.column(name) is not None


def _fields(
    state: BookState, deal: int, names: Sequence[str], late: Sequence[str] = ()
) -> tuple[DealLine, ...]:
    """A line per field that the sheet has a column for; then what it has none for."""
    rows = state.entities["deals"]
    lines = []
    for name in names:
        column, known = rows.layout.column(name), DEALS.field(name)
        if column is None or known is None:
            continue
        value = rows.value(deal, name)
        places = decimals_of(column, rows.frame[name].slice(rows.positions[deal], 1))
        text = value.text if isinstance(value, Unread) else value_text(column, value, places)
        choice = known.choice(text) if known.choices else None
        told = label(choice.labels) if choice is not None else " ".join(text.split())
        how, mark = (State.LATE, "!") if name in late else (State.NEUTRAL, "·")
        cells = (label(known.labels), told)
        key, blank = f"field:{name}", not told
        lines.append(DealLine(key, cells, "deals", deal, name, how, mark, blank=blank))
    return (*lines, *_without_column(state, deal, names))


def _without_column(state: BookState, deal: int, names: Sequence[str]) -> Iterator[DealLine]:
    """A line per field that the sheet has no column for; what belongs together shares one."""
    missing = missing_fields(state.entities["deals"].layout, names)
    groups: dict[tuple[str, ...], list[Field]] = {}
    for known in sorted(missing, key=lambda f: names.index(f.name)):
        groups.setdefault(told_together(known.name), []).append(known)
    for first, *others in groups.values():
        told = _("no column yet: enter adds it")
        if others:
            named = joined(label(known.labels) for known in others)
            told = _("no columns yet, nor for {others}: enter adds them").format(others=named)
        cells = (label(first.labels), told)
        key = f"{ABSENT}{first.name}"
        yield DealLine(key, cells, "deals", deal, first.name, State.NEUTRAL, "+", blank=True)


def _section(
    key: str, title: str, lines: tuple[DealLine, ...], names: Sequence[str]
) -> DealSection:
    wanted = joined(label(f.labels) for n in names[:4] if (f := DEALS.field(n)) is not None)
    nothing = _("The sheet of deals has no columns for this, such as {fields}.")
    return DealSection(key, title, lines, nothing=nothing.format(fields=wanted))
