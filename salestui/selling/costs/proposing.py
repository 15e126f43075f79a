"""Budgets proposed for a deal or a team: the whole, and the parts that its stages get."""

from __future__ import annotations

from dataclasses import dataclass

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.model.folding import folded
from salestui.selling.changes import Changes, language, reference_text

_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Budgeted:
    """What a budget is proposed for: a deal's row, or a team in a period.

    Attributes:
        period: as it is written; empty for all the time.
    """

    deal: int | None = None
    team: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A row of a proposal; ``stage`` is empty for the whole.

    ``there``: the sheet has a budget of the very same already.
    """

    stage: str
    percent: float
    amount: float
    there: bool = False


def proposal(state: BookState, of: Budgeted, total: float) -> tuple[Part, ...]:
    """The whole, then its open stages in their order with what the playbook gives them.

    What the percentages leave of the whole is assigned to no stage: it is a reserve.
    """
    spoken = language(state)
    stages = [stage for stage in state.playbook.stages if stage.kind == "open"]
    shares = state.playbook.lists.budget_shares
    kept = _kept(state, of)
    parts = [Part("", _WHOLE, total, "" in kept)]
    for stage, share in zip(stages, shares, strict=False):
        amount = round(total * share.percent / _WHOLE, 2)
        parts.append(Part(stage.labels[spoken], share.percent, amount, stage.code in kept))
    return tuple(parts)


def proposed_rows(state: BookState, of: Budgeted, parts: tuple[Part, ...]) -> Changes:
    """The rows of a proposal that the sheet does not have yet, as one group of changes."""
    named: dict[str, Value] = {"period": of.period or None}
    if of.deal is not None:
        named["deal"] = reference_text(state, "deals", of.deal)
    else:
        named["team"] = of.team
    rows = [
        {**named, "stage": part.stage or None, "amount": part.amount}
        for part in parts
        if not part.there and part.amount
    ]
    told = ({name: value for name, value in row.items() if value is not None} for row in rows)
    return Changes(rows=tuple(("budgets", row) for row in told))


def _kept(state: BookState, of: Budgeted) -> set[str]:
    """Codes of the stages that have a budget of the very same already; "" for the whole."""
    frame = state.live("budgets")
    if frame is None:
        return set()
    deal = "" if of.deal is None else folded(reference_text(state, "deals", of.deal))
    wanted = {"deal": deal, "team": folded(of.team), "period": folded(of.period)}
    found: set[str] = set()
    for row in frame.iter_rows(named=True):
        told = {n: folded(str(row.get(n) or "")) for n in (*wanted, "campaign", "type")}
        if told == {**wanted, "campaign": "", "type": ""}:
            text = row.get("stage")
            stage = state.playbook.stage(text) if text else None
            found.add(stage.code if stage is not None else text or "")
    return found
