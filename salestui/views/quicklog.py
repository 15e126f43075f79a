"""What a quick log line would write, in words, and what it leaves to choose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _, ngettext
from salestui.mapping.layout import Column
from salestui.model.entities import entity as entity_of
from salestui.model.fields import FieldType
from salestui.selling.changes import Changes
from salestui.selling.following.activity_log import (
    Asked,
    Logbook,
    Logged,
    Picks,
    Question,
    changes_of,
    understood,
)
from salestui.views.cells import column_title, said_text, value_text
from salestui.views.names import entity_name
from salestui.views.states import State


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the preview."""

    text: str
    state: State = State.NEUTRAL


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice: how it reads, and what is picked with it."""

    title: str
    note: str
    picks: Picks


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be written, or what is to be chosen before.

    Attributes:
        asks: the question that ``offers`` answer; empty where nothing is open.
        changes: what is written once agreed; None while something is open.
        label: what the edit is called in the history.
    """

    text: str
    lines: tuple[Said, ...]
    asks: str
    offers: tuple[Offer, ...]
    changes: Changes | None
    label: str


def preview(book: Logbook, text: str, today: date, picks: Picks, rep: str = "") -> Preview:
    """Understand a line and tell what it would do.

    Args:
        rep: who does the logging, where that is known.
    """
    logged = understood(book, text, today, picks)
    state = book.state
    if not text.strip():
        return Preview(text, _how(), "", (), None, "")
    if (question := logged.question) is not None:
        offers = tuple(_offers(state, logged, question, picks))
        lines = tuple(_known(state, logged))
        return Preview(text, lines, _question(question, offers), offers, None, "")
    changes = changes_of(state, logged, rep)
    label = _("Logged: {what} {who}").format(what=logged.kind, who=_who(state, logged))
    return Preview(text, tuple(_told(state, logged, changes)), "", (), changes, label)


def _how() -> tuple[Said, ...]:
    return (
        Said(_("kind, customer or deal, what came of it, next, what, when")),
        Said(_("such as: visit 中建三局 demo ok next 报价 +3d"), State.NEUTRAL),
        Said(_("customer/deal names one of its deals, @ a contact, yesterday another day"),
             State.NEUTRAL),
    )  # fmt: skip


def _who(state: BookState, logged: Logged) -> str:
    if logged.deal is not None:
        return state.title_of("deals", logged.deal)
    if logged.customer is not None:
        return state.title_of("customers", logged.customer)
    return logged.named


def _question(question: Question, offers: tuple[Offer, ...]) -> str:
    match question.about:
        case Asked.KIND:
            return _("Which kind of activity?")
        case Asked.DEAL:
            return _("Which deal?")
    if question.rows:
        asks = _("Whom was it with?")
        if question.more:
            more = ngettext("{n} more: type more of the name", "{n} more: type more of the name",
                            question.more)  # fmt: skip
            asks += " " + more.format(n=question.more)
        return asks
    if offers:
        return _("No customer and no deal is called that.")
    return _("Then whom it was with: a customer or a deal.")


def _offers(state: BookState, logged: Logged, question: Question, picks: Picks) -> Iterator[Offer]:
    match question.about:
        case Asked.KIND:
            for name in question.names:
                yield Offer(name, "", replace(picks, kind=name))
        case Asked.DEAL:
            for row in question.rows:
                yield Offer(*_told_of(state, "deals", row), replace(picks, deal=row))
            yield Offer(_("none of its deals"), "", replace(picks, deal=-1))
        case Asked.WHOM if question.rows:
            for row in question.rows:
                told = _told_of(state, question.entity, row)
                yield Offer(*told, replace(picks, whom=(question.entity, row)))
        case Asked.WHOM if logged.line.words and state.rows("activities") is not None:
            yield Offer(_("log it with the name as typed"), "", replace(picks, as_typed=True))


def _told_of(state: BookState, entity: str, row: int) -> tuple[str, str]:
    """A row's name, and what tells it from others."""
    rows = state.entities[entity]
    names = ("customer", "stage", "owner") if entity == "deals" else ("region", "owner")
    told = (rows.value(row, n) for n in names if rows.layout.column(n) is not None)
    note = " · ".join(str(value) for value in told if value)
    return state.title_of(entity, row), f"{entity_name(entity)}  {note}"


def _known(state: BookState, logged: Logged) -> Iterator[Said]:
    """What is clear already."""
    parts = (logged.kind, _who(state, logged), logged.outcome)
    text = " · ".join(part for part in parts if part)
    if text:
        yield Said(text, State.NEUTRAL)


def _told(state: BookState, logged: Logged, changes: Changes) -> Iterator[Said]:
    for entity, values in changes.rows:
        told = "  ".join(
            f"{column_title(column)} {value_text(column, value)}"
            for name, value in values.items()
            if (column := _column(state, entity, name)) is not None
        )
        sheet = entity_name(entity)
        yield Said(_("new row in {sheet}: {values}").format(sheet=sheet, values=told), State.OK)
    for entity, row, name, value in changes.cells:
        rows = state.entities[entity]
        column = rows.layout.column(name)
        before = rows.value(row, name)
        if column is not None and before != value:
            text = _("{title}: {column} {before} → {after}").format(
                title=state.title_of(entity, row),
                column=column_title(column),
                before=said_text(column, before),
                after=said_text(column, value),
            )
            yield Said(text)
    yield from _warnings(state, logged, changes)


def _warnings(state: BookState, logged: Logged, changes: Changes) -> Iterator[Said]:
    if state.rows("activities") is None:
        text = _("There is no sheet of activities: what came of it is kept nowhere.")
        yield Said(text, State.WARNING)
        if logged.line.action and logged.deal is None:
            yield Said(_("The next step is about no deal, so it is kept nowhere."), State.WARNING)
        if not changes.cells:
            yield Said(_("Nothing would be written."), State.WARNING)
    if logged.line.late:
        yield Said(_("The next step would be due before the activity."), State.WARNING)
    if logged.named:
        text = _("{name} is on no sheet of customers.").format(name=logged.named)
        yield Said(text, State.WARNING)


def _column(state: BookState, entity: str, name: str) -> Column | None:
    """A column as the sheet has it; None where it has none."""
    rows = state.rows(entity)
    known = rows.layout.column(name) if rows is not None else None
    if known is None or known.position is None:
        return None
    field = entity_of(entity).field(name)
    return known if field is None or field.type is not FieldType.FLAG else None
