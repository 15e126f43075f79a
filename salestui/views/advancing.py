"""What a deal's move to another stage lacks, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from salestui.book.state import BookState
from salestui.i18n import _, joined, label, ngettext
from salestui.model.entities import DEALS
from salestui.plain_text import short
from salestui.selling.advancing.advance import Advance, path_of
from salestui.selling.advancing.conditions import Lack, Missing
from salestui.selling.changes import language
from salestui.views.cells import column_title, read_only_reason, said_text
from salestui.views.names import entity_name
from salestui.views.stages import stage_label


def stage_refusal(state: BookState, deal: int) -> str:
    """Why a deal's stage cannot be written at all; empty where it can."""
    rows = state.entities["deals"]
    if deal not in rows.positions or deal in rows.overlay.deleted:
        return _("This row is to be deleted; u takes that back.")
    column = rows.column(deal, "stage")
    return read_only_reason(column) if column is not None else _("The sheet has no stages.")


def formula_made(state: BookState, deal: int) -> bool:
    """Whether a formula makes a deal's stage, and is not to be replaced already."""
    rows = state.entities["deals"]
    column = rows.column(deal, "stage")
    replaced = (deal, "stage") in rows.overlay.cells
    return column is not None and not replaced and rows.has_formula(deal, column)


class Lacking(Protocol):
    """One thing that is missing."""

    @property
    def can_tick(self) -> bool:
        """Whether it is put right by saying that it was done."""


Lacked = TypeVar("Lacked", bound=Lacking)


@dataclass(frozen=True)
class LackLine(Generic[Lacked]):
    """One line of what is missing. ``deal``: its name where several deals are moved."""

    kind: str
    text: str
    missing: Lacked
    deal: str = ""


def lack_lines(state: BookState, moves: Sequence[Advance]) -> tuple[LackLine[Missing], ...]:
    """Everything that is missing, deal by deal."""
    several = len(moves) > 1
    return tuple(
        LackLine(
            _kind(missing.kind),
            lack_text(state, missing),
            missing,
            short(state.title_of("deals", missing.deal)) if several else "",
        )
        for asked in moves
        for missing in asked.missing
    )


def lack_text(state: BookState, missing: Missing) -> str:
    """One thing that is missing, as a sentence without its kind."""
    subject = label(dict(missing.subject))
    if missing.kind is Lack.ORDER:
        return _order(state, missing)
    if missing.kind is Lack.FIELD:
        column = state.entities["deals"].layout.column(missing.spot.column)
        title = column_title(column) if column else subject
        return _("{field} is blank.").format(field=title)
    if missing.kind is Lack.GATE and missing.decision:
        decision = label(dict(missing.decision))
        return _("{gate}: the decision is “{decision}”.").format(gate=subject, decision=decision)
    if missing.kind is Lack.GATE and missing.spot.values.get("self_reviewed"):
        return _("{gate}: no decision yet; you run the deal alone, so you review it.").format(
            gate=subject
        )
    if missing.kind is Lack.GATE:
        return _("{gate}: no decision yet.").format(gate=subject)
    if missing.kind is Lack.BUYER:
        return _("The customer is only at “{step}”: we would run ahead of him.").format(
            step=subject
        )
    return subject


def _order(state: BookState, missing: Missing) -> str:
    """Which stages would come next, all of them in the workbook's own words."""
    path = path_of(state, missing.deal)
    here = path.stage(missing.stage.code)
    found = (path.stage(code) for code in (here.following if here else ()))
    following = joined(stage_label(state, known.stage) for known in found if known)
    stage = stage_label(state, missing.stage)
    if not following:
        return _("Nothing follows “{stage}” in the playbook.").format(stage=stage)
    return _("After “{stage}” comes {next}.").format(stage=stage, next=following)


def _kind(kind: Lack) -> str:
    return {
        Lack.ORDER: _("Order"),
        Lack.FIELD: _("Field"),
        Lack.CHECKLIST: _("Checklist"),
        Lack.MILESTONE: _("Milestone"),
        Lack.EXIT: _("Exit criterion"),
        Lack.GATE: _("Gate"),
        Lack.BUYER: _("Buyer"),
    }[kind]


def unchecked(moves: Sequence[Advance]) -> tuple[str, ...]:
    """The entities whose conditions are not looked at, since the workbook has no sheet of them."""
    return tuple(dict.fromkeys(name for asked in moves for name in asked.unchecked))


def unkept(moves: Sequence[Advance]) -> tuple[str, ...]:
    """The required fields that the workbook has no columns for, by name."""
    return tuple(dict.fromkeys(name for asked in moves for name in asked.unkept))


def unchecked_text(entities: Sequence[str], fields: Sequence[str] = ()) -> str:
    """What is not looked at, in a sentence for sheets and one for columns; empty for nothing."""
    said = []
    if entities:
        names = joined(entity_name(name) for name in entities)
        text = _("Not checked, since the workbook has no such sheet: {names}.")
        said.append(text.format(names=names))
    if fields:
        known = (DEALS.field(name) for name in fields)
        names = joined(label(field.labels) for field in known if field is not None)
        text = _("Not checked, since the sheet has no such column: {names}.")
        said.append(text.format(names=names))
    return "\n".join(said)


def move_title(state: BookState, moves: Sequence[Advance]) -> str:
    """What is to be moved, as the title of a dialog."""
    if len(moves) == 1:
        title = short(state.title_of("deals", moves[0].deal))
        return _("{title} → {stage}: what is missing").format(title=title, stage=moves[0].text)
    return ngettext(
        "{n} deal → {stage}: what is missing", "{n} deals → {stage}: what is missing", len(moves)
    ).format(n=len(moves), stage=moves[0].text)


def move_label(state: BookState, moves: Sequence[Advance], override: str = "") -> str:
    """What was moved, as history and undo tell it; ``override``: why although something lacked."""
    column = state.entities["deals"].layout.column("stage")
    if len(moves) == 1 and column is not None:
        asked = moves[0]
        said = _("{column} of {title}: {before} → {after}").format(
            column=column_title(column),
            title=short(state.title_of("deals", asked.deal)),
            before=short(said_text(column, state.entities["deals"].value(asked.deal, "stage"))),
            after=short(asked.text),
        )
    else:
        said = ngettext("{n} deal → {stage}", "{n} deals → {stage}", len(moves)).format(
            n=len(moves), stage=short(moves[0].text)
        )
    if not override:
        return said
    return _("{move}, although something was missing: {reason}").format(
        move=said, reason=short(override)
    )


def loss_reasons(state: BookState) -> tuple[tuple[str, str], ...]:
    """The reasons to lose a deal: as the workbook is to hold them, and as they are shown.

    What the column's own list offers goes first.
    """
    column = state.entities["deals"].layout.column("loss_reason")
    own = tuple((text, text) for text in (column.choices if column else ()))
    if own:
        return own
    written = language(state)
    return tuple((r.labels[written], label(r.labels)) for r in state.playbook.lists.loss_reasons)
