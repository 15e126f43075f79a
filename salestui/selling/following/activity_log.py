"""An activity as it is understood from its line, and what is written for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial

from salestui.book.edits import Value
from salestui.book.links import referred
from salestui.book.state import BookState
from salestui.model.folding import folded
from salestui.model.playbook import ActivityType, by_name
from salestui.selling.changes import Changes, is_writable, language, reference_text
from salestui.selling.following.quicklog import Line, cut
from salestui.selling.following.whom import OFFERED, Directory, Met, directory


class Asked(StrEnum):
    """What a line leaves open."""

    KIND = "kind"
    WHOM = "whom"
    DEAL = "deal"


@dataclass(frozen=True, slots=True)
class Question:
    """Something to choose before the activity is logged.

    Attributes:
        about: what it decides.
        entity, rows: the rows that may be meant; for a deal, none of them may be, too.
        names: the kinds that may be meant.
        more: how many more rows may be meant.
    """

    about: Asked
    entity: str = ""
    rows: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Picks:
    """What was chosen where a line left it open.

    Attributes:
        kind: the kind's name.
        whom: entity and row.
        deal: the row; -1 for none of the deals.
        as_typed: the customer is on no sheet and is written as typed.
    """

    kind: str = ""
    whom: tuple[str, int] | None = None
    deal: int | None = None
    as_typed: bool = False


NOTHING_PICKED = Picks()


@dataclass(frozen=True, slots=True)
class Logged:
    """A line understood.

    Attributes:
        kind: the text to write for the kind of activity.
        touch: whether the customer took part.
        customer, deal: the rows it is about; ``named`` the customer as typed where it has none.
        question: what is to be chosen first; None where all is clear.
    """

    line: Line
    kind: str
    touch: bool
    customer: int | None
    deal: int | None
    named: str
    outcome: str
    question: Question | None


@dataclass(frozen=True)
class Logbook:
    """A state of a book with what is looked up at each key; made once, by ``logbook``."""

    state: BookState
    names: Directory
    kinds: Mapping[str, ActivityType | str]
    texts: Mapping[str, str]


def logbook(state: BookState) -> Logbook:
    """Make a book ready for lines: names, and the kinds of the playbook and of the team."""
    known: dict[str, ActivityType | str] = dict(by_name(state.playbook.lists.activity_types))
    frame = state.live("activities")
    used: Counter[str] = Counter()
    if frame is not None and "type" in frame.columns:
        used.update(dict(frame["type"].drop_nulls().value_counts().iter_rows()))
    texts: dict[str, str] = {}
    for text, _count in used.most_common():
        kind = known.setdefault(folded(text), text)
        texts.setdefault(kind if isinstance(kind, str) else kind.code, text)
    return Logbook(state, directory(state), known, texts)


def understood(book: Logbook, text: str, today: date, picks: Picks = NOTHING_PICKED) -> Logged:
    """Understand a line. Never raises for any text."""
    line = cut(text, book.kinds, today)
    kind = book.kinds.get(folded(line.kind or picks.kind)) if line.kind or picks.kind else None
    logged = Logged(line, "", True, None, None, "", "", None)
    if kind is None:
        logged = replace(logged, question=_which_kind(book, line))
    else:
        logged = replace(
            logged,
            kind=_kind_text(book, kind),
            touch=kind.touch if isinstance(kind, ActivityType) else True,
        )
    return _with_whom(book, logged, picks)


def _which_kind(book: Logbook, line: Line) -> Question:
    """The kinds that the first word begins; all of them where it begins none."""
    kinds = {kind if isinstance(kind, str) else kind.code: kind for kind in book.kinds.values()}
    names = tuple(_kind_text(book, kind) for kind in kinds.values())
    return Question(Asked.KIND, names=_begun(book, line) or names)


def _begun(book: Logbook, line: Line) -> tuple[str, ...]:
    """The kinds that the first word begins."""
    begun = folded(line.words[0]) if line.words else ""
    near = (kind for name, kind in book.kinds.items() if begun and name.startswith(begun))
    return tuple(dict.fromkeys(_kind_text(book, kind) for kind in near))


def _kind_text(book: Logbook, kind: ActivityType | str) -> str:
    """A kind as the team writes it, else in the workbook's language."""
    if isinstance(kind, str):
        return book.texts.get(kind, kind)
    return book.texts.get(kind.code) or kind.labels[language(book.state)]


def _with_whom(book: Logbook, logged: Logged, picks: Picks) -> Logged:
    words = list(logged.line.words)
    if not logged.line.kind and _begun(book, logged.line):
        words = words[1:]  # meant as the kind
    if not words:
        return _asking(logged, Question(Asked.WHOM))
    met, deal, words = _met(book, words)
    count = met.words or 1
    logged = replace(logged, outcome=" ".join(words[count:]))
    if picks.as_typed and not met.rows:
        return replace(logged, named=" ".join(words[:count]))
    entity, rows = met.entity, met.rows
    if picks.whom is not None:
        entity, rows = picks.whom[0], (picks.whom[1],)
    if len(rows) != 1:
        more = max(0, len(rows) - OFFERED)
        return _asking(logged, Question(Asked.WHOM, entity, rows[:OFFERED], more=more))
    return _with_deal(book, logged, (entity, rows[0]), deal, picks)


def _met(book: Logbook, words: list[str]) -> tuple[Met, str, list[str]]:
    """Whom the words name, the deal behind a slash, and the words without that."""
    for place, word in enumerate(words):
        head, slash, tail = word.partition("/")
        if slash and head and tail:
            customer = [*words[:place], head]
            met = book.names.met(customer)
            if met.entity == "customers" and met.words == len(customer):
                return met, tail, [*customer, *words[place + 1 :]]
    return book.names.met(words), "", words


def _with_deal(
    book: Logbook, logged: Logged, whom: tuple[str, int], deal: str, picks: Picks
) -> Logged:
    """The deal that is meant: the one named, behind a slash or by itself, or the only open one."""
    entity, row = whom
    if entity == "deals":
        return replace(logged, deal=row, customer=referred(book.state, "deals", row, "customer"))
    logged = replace(logged, customer=row)
    known = book.names.open_deals(row)
    rows = book.names.deal_of(row, deal) if deal else known
    if picks.deal is not None:
        return replace(logged, deal=picks.deal if picks.deal in known else None)
    if len(rows) == 1:
        return replace(logged, deal=rows[0])
    if not known:
        return logged
    offered = rows or known
    more = max(0, len(offered) - OFFERED)
    return _asking(logged, Question(Asked.DEAL, "deals", offered[:OFFERED], more=more))


def _asking(logged: Logged, question: Question) -> Logged:
    """The first thing that is open is asked first."""
    return logged if logged.question is not None else replace(logged, question=question)


def changes_of(state: BookState, logged: Logged, rep: str = "") -> Changes:
    """What is written: the activity, and what follows for its deal and its customer.

    Without a sheet of activities only the deal and the customer are changed.

    Args:
        rep: who did it; empty for the deal's rep, else the customer's.
    """
    cells = (*_deal_cells(state, logged), *_customer_cells(state, logged))
    changes = Changes(tuple(c for c in cells if is_writable(state, *c[:3])))
    if state.rows("activities") is None:
        return changes
    return changes + Changes(rows=(("activities", _activity(state, logged, rep)),))


def _activity(state: BookState, logged: Logged, rep: str) -> dict[str, Value]:
    line = logged.line
    refer = partial(reference_text, state)
    values: dict[str, Value] = {
        "date": line.on,
        "type": logged.kind,
        "deal": None if logged.deal is None else refer("deals", logged.deal),
        "customer": logged.named
        if logged.customer is None
        else refer("customers", logged.customer),
        "contact": line.contact,
        "owner": rep or _owner(state, logged),
        "outcome": logged.outcome,
        "next_action": line.action,
        "next_date": line.due,
    }
    return {name: value for name, value in values.items() if value not in (None, "")}


def _owner(state: BookState, logged: Logged) -> str:
    for entity, row in (("deals", logged.deal), ("customers", logged.customer)):
        rows = state.rows(entity)
        if rows is not None and row is not None and rows.layout.column("owner") is not None:
            owner = rows.value(row, "owner")
            if isinstance(owner, str) and owner:
                return owner
    return ""


def _deal_cells(state: BookState, logged: Logged) -> list[tuple[str, int, str, Value]]:
    deals = state.rows("deals")
    if deals is None or logged.deal is None:
        return []
    line, row = logged.line, logged.deal
    cells: list[tuple[str, int, str, Value]] = []
    last = deals.value(row, "last_activity")
    if not (isinstance(last, date) and last >= line.on):
        cells.append(("deals", row, "last_activity", line.on))
    if line.action or line.due:
        cells.append(("deals", row, "next_step", line.action or deals.value(row, "next_step")))
        cells.append(("deals", row, "next_date", line.due))
    return cells


def _customer_cells(state: BookState, logged: Logged) -> list[tuple[str, int, str, Value]]:
    """The contact of that day; a contact that was due by then has taken place."""
    customers = state.rows("customers")
    if customers is None or logged.customer is None or not logged.touch:
        return []
    line, row = logged.line, logged.customer
    cells: list[tuple[str, int, str, Value]] = []
    last = customers.value(row, "last_contact")
    if not (isinstance(last, date) and last >= line.on):
        cells.append(("customers", row, "last_contact", line.on))
    due = customers.value(row, "next_contact")
    met = isinstance(due, date) and due <= line.on
    if met or (logged.deal is None and line.due):
        cells.append(("customers", row, "next_contact", line.due))
    return cells
