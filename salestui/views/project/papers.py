"""The documents of a project: what is due, and the register with versions and retention."""

from __future__ import annotations

from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _, label
from salestui.selling.changes import language
from salestui.selling.projects.documents import (
    Document,
    DueDocument,
    DueState,
    Keeping,
    documents_of,
    due_documents,
)
from salestui.views.deal.lines import DealLine, DealSection, absent, none_yet, shown, title_of
from salestui.views.states import State

_REGISTER = ("type", "name", "version", "date", "keeper", "place", "secrecy", "keep_until")
_DUE = {
    DueState.DONE: (State.OK, "☑"),
    DueState.WAITING: (State.NEUTRAL, "☐"),
    DueState.DUE: (State.WARNING, "▲"),
    DueState.OVERDUE: (State.LATE, "!"),
    DueState.NOT_NEEDED: (State.NEUTRAL, "–"),
}
_KEPT = {
    Keeping.OPEN: (State.NEUTRAL, "·"),
    Keeping.KEPT: (State.OK, "▣"),
    Keeping.EXPIRING: (State.WARNING, "▲"),
    Keeping.EXPIRED: (State.LATE, "!"),
    Keeping.SETTLED: (State.NEUTRAL, "–"),
}


def due_section(state: BookState, deal: int, today: date) -> DealSection:
    """The documents that every project has, each with the day on which it is due."""
    title = _("Documents due")
    if missing := absent(state, "documents"):
        return DealSection("due", title, (), "", "documents", absent=True, nothing=missing)
    found = due_documents(state, deal, today)
    late = sum(one.state is DueState.OVERDUE for one in found)
    note = _("{n} overdue").format(n=late) if late else ""
    about = _("Due at the end of a phase or so many days after it, as the playbook says; the end "
              "is the day its gate is decided, else planned, else that of the stage.")  # fmt: skip
    lines = tuple(_due(state, one) for one in found)
    return DealSection("due", title, lines, note, "documents", about=about)


def _due(state: BookState, one: DueDocument) -> DealLine:
    how, mark = _DUE[one.state]
    day = one.due.isoformat() if one.due is not None else ""
    kind, said = one.kind, due_word(one)
    if kind is None or not kind.due:
        called = one.name or (label(kind.labels) if kind is not None else "")
        return DealLine(f"document-due:{one.row}", (called, day, said), "documents", one.row, "",
                        how, mark)  # fmt: skip
    weekly = kind.due == "weekly"
    values = {"type": kind.labels[language(state)]}
    return DealLine(
        f"due:{kind.code}", (label(kind.labels), day, said),
        "weekly_reports" if weekly else "documents", one.row, "", how, mark, values=values,
    )  # fmt: skip


def due_word(one: DueDocument) -> str:
    """How a document stands, in words."""
    if one.state is DueState.DONE:
        done = one.done.isoformat() if one.done is not None else ""
        return _("there, {day}").format(day=done) if done else _("there")
    if one.state is DueState.NOT_NEEDED:
        return _("not asked for")
    last = _("last {day}").format(day=one.done.isoformat()) if one.done is not None else ""
    words = {
        DueState.WAITING: _("not due yet"),
        DueState.DUE: _("due"),
        DueState.OVERDUE: _("overdue"),
    }
    return " · ".join(filter(None, (words[one.state], last)))


def register_section(state: BookState, deal: int, today: date) -> DealSection:
    """The register, kind by kind, the newest version first; what expires is told."""
    title = _("Document register")
    if missing := absent(state, "documents"):
        return DealSection("documents", title, (), "", "documents", absent=True, nothing=missing)
    found = documents_of(state, deal)
    stands = [document.keeping(today) for document in found]
    notes = [str(len(found))] if found else []
    for keeping, words in (
        (Keeping.EXPIRING, _("{n} expiring")),
        (Keeping.EXPIRED, _("{n} expired")),
    ):
        if count := stands.count(keeping):
            notes.append(words.format(n=count))
    about = _("Kept until the day written, else so many years from the day it was filed.")
    return DealSection(
        "documents", title, tuple(_document(one, today) for one in found), " · ".join(notes),
        "documents", nothing=none_yet(),
        columns=tuple(title_of("documents", name) for name in _REGISTER), about=about,
    )  # fmt: skip


def _document(one: Document, today: date) -> DealLine:
    keeping = one.keeping(today)
    how, mark = _KEPT[keeping]
    kind = label(one.kind.labels) if one.kind is not None else one.type
    until = one.until.isoformat() if one.until is not None else ""
    if keeping is Keeping.EXPIRED:
        until = _("{day}: say what is done with it").format(day=until)
    elif one.disposal:
        until = f"{until} → {one.disposal}".strip()
    cells = (
        kind if one.latest else f"  {kind}", one.name, one.version,
        one.dated.isoformat() if one.dated is not None else "", one.keeper or one.owner,
        one.place, shown("documents", "secrecy", one.secrecy), until,
    )  # fmt: skip
    return DealLine(f"document:{one.row}", cells, "documents", one.row, "", how, mark)
