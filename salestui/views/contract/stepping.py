"""A contract's next step in words: what it lacks, what is said of it, who may review it."""

from __future__ import annotations

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.model.folding import folded
from salestui.plain_text import short
from salestui.selling.contracts.lifecycle import ContractMove, Lack, Missing
from salestui.views.advancing import LackLine
from salestui.views.contract.path import lack_text, step_name
from salestui.views.formats import Style


def lack_lines(state: BookState, move: ContractMove, style: Style) -> tuple[LackLine[Missing], ...]:
    """Everything that is missing for a step."""
    kinds = {
        Lack.FIELD: _("Field"),
        Lack.DELIVERY: _("Delivery"),
        Lack.PAYMENT: _("Payment"),
    }
    return tuple(
        LackLine(kinds[missing.kind], lack_text(state, missing, style), missing)
        for missing in move.missing
    )


def step_title(state: BookState, move: ContractMove) -> str:
    """What is to be done, as the title of a dialog."""
    title = short(state.title_of("contracts", move.contract))
    return _("{title} → {stage}: what is missing").format(title=title, stage=step_name(move.after))


def step_label(state: BookState, move: ContractMove, reason: str = "") -> str:
    """What was done, as history and undo tell it; ``reason``: why although something lacked."""
    title = short(state.title_of("contracts", move.contract))
    said = _("{title}: {before} → {after}").format(
        title=title, before=step_name(move.before) or "–", after=step_name(move.after)
    )
    return f"{said} ({short(reason)})" if reason else said


def reviewers(state: BookState, contract: int) -> tuple[str, ...]:
    """Who may review a contract: those who reviewed others, then the team; not its own rep."""
    rows, members = state.entities["contracts"], state.rows("members")
    own = rows.value(contract, "owner") if rows.layout.column("owner") else None
    names: list[str] = []
    if "reviewer" in rows.live.columns:
        names += rows.live["reviewer"].drop_nulls().to_list()
    if members is not None and "name" in members.live.columns:
        names += members.live["name"].drop_nulls().to_list()
    left = folded(own) if isinstance(own, str) else ""
    return tuple({folded(n): n for n in reversed(names) if folded(n) != left}.values())[::-1]
