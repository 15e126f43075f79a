"""The first answer about a deal: how much, how likely, when, whose, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _, label
from salestui.mapping.layout import BOOK
from salestui.metrics.attention import reasons
from salestui.metrics.inputs import Inputs
from salestui.metrics.standstill import RotClock, clock_column
from salestui.model.entities import DEALS
from salestui.views.attention_rows import reason_text
from salestui.views.cells import column_title
from salestui.views.deal.path import ahead_of_buyer, current_stage, is_closed
from salestui.views.formats import Style


@dataclass(frozen=True, slots=True)
class DealHead:
    """What stands above all sections.

    Attributes:
        facts: name and text of each figure, the most important first.
        health: what is wrong, a short sentence each; empty where nothing is.
        closed: whether the deal is won or lost.
    """

    title: str
    customer: str
    facts: tuple[tuple[str, str], ...]
    health: tuple[str, ...]
    closed: bool = False


def deal_head(state: BookState, deal: int, inputs: Inputs, as_of: date, style: Style) -> DealHead:
    """The head of a deal.

    Args:
        inputs: of the figures, made from the same state.
    """
    texts = {name: _text(state, deal, name) for name in ("customer", "owner", "stage")}
    facts = [(_name("amount"), _money(state, deal, style)), (_name("stage"), texts["stage"])]
    if is_closed(state, deal):
        facts += _outcome(state, deal)
    else:
        facts += _outlook(state, deal, style)
    facts.append((_name("owner"), texts["owner"]))
    if (column := state.entities["deals"].layout.column(BOOK)) is not None:
        facts.append((column_title(column), _text(state, deal, BOOK)))
    filled = tuple((name, text) for name, text in facts if text)
    return DealHead(
        state.title_of("deals", deal), texts["customer"], filled,
        _health(state, deal, inputs, as_of), is_closed(state, deal),
    )  # fmt: skip


def _outlook(state: BookState, deal: int, style: Style) -> list[tuple[str, str]]:
    """Of an open deal: how likely, when, in which category of the forecast."""
    stage = current_stage(state, deal)
    facts = []
    own = _number(state, deal, "probability")
    if own is not None:
        facts.append((_name("probability"), style.percent(own)))
    elif stage is not None:
        said = _("{percent} (the stage's)").format(percent=style.percent(stage.probability))
        facts.append((_name("probability"), said))
    facts.append((_name("expected_close"), _text(state, deal, "expected_close")))
    return [*facts, (_name("category"), _category(state, deal))]


def _outcome(state: BookState, deal: int) -> list[tuple[str, str]]:
    """Of a closed deal: where and why it was lost, and when it was closed."""
    names = ["closed"]
    if (stage := current_stage(state, deal)) is not None and stage.kind == "lost":
        names = ["loss_reason", "lost_stage", "closed"]
    return [(_name(name), _text(state, deal, name)) for name in names]


def _health(state: BookState, deal: int, inputs: Inputs, as_of: date) -> tuple[str, ...]:
    if is_closed(state, deal):
        return ()
    clock = clock_column(inputs.facts, RotClock.AUTO)
    found = reasons(inputs.facts, deal, as_of, clock)
    said = [reason_text(kind, days, clock) for kind, days in found.items()]
    return tuple(filter(None, (*said, ahead_of_buyer(state, deal))))


def _name(field: str) -> str:
    known = DEALS.field(field)
    return field if known is None else label(known.labels)


def _value(state: BookState, deal: int, name: str) -> object:
    rows = state.entities["deals"]
    return rows.value(deal, name) if rows.layout.column(name) is not None else None


def _text(state: BookState, deal: int, name: str) -> str:
    value = _value(state, deal, name)
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(value.split()) if isinstance(value, str) else ""


def _number(state: BookState, deal: int, name: str) -> float | None:
    value = _value(state, deal, name)
    return float(value) if isinstance(value, int | float) else None


def _money(state: BookState, deal: int, style: Style) -> str:
    amount = _number(state, deal, "amount")
    return "" if amount is None else style.exact_money(amount)


def _category(state: BookState, deal: int) -> str:
    """The category chosen by hand, else the stage's; in the interface's language."""
    field, stage = DEALS.field("category"), current_stage(state, deal)
    code = _text(state, deal, "category") or (stage.category if stage is not None else "")
    choice = field.choice(code) if field is not None and code else None
    return code if choice is None else label(choice.labels)
