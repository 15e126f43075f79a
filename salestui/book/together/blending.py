"""From the states of several books to one, worked out again only where a book changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from salestui.book.state import BookState
from salestui.book.together.combined import RolledState, combined
from salestui.book.together.layouts import Renamed, renamings
from salestui.book.together.numbering import Numbering
from salestui.book.together.playbooks import Stages, joined_stages, stage_texts
from salestui.book.together.showing import Member, Showing
from salestui.book.together.telling_apart import (
    PEOPLE,
    PRODUCTS,
    TEAMS,
    Clashes,
    Marking,
    Names,
    Vocabulary,
    clashes,
)
from salestui.i18n import N_
from salestui.mapping.currency_signs import CODES, currency_sign
from salestui.mapping.layout import Problem, TableLayout
from salestui.model.playbook import Playbook

_SCOPES = {"rep": PEOPLE, "team": TEAMS, "product": PRODUCTS}


@dataclass
class _Book:
    """What is remembered of one book."""

    state: BookState | None = None
    names: Mapping[str, Names] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    sign: str = ""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def see(self, state: BookState) -> None:
        """Take notice of its state."""
        if state is not self.state:
            self.state, self.names = state, self.vocabulary.spaces(state)
            self.texts, self.sign = stage_texts(state), _sign(state)


class Blending:
    """Puts states of the same books together, again and again.

    Args:
        numbering: the identities of their rows.
    """

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._books: dict[int, _Book] = {}
        self._shared: dict[str, tuple[tuple[object, ...], Names]] = {}
        self._renamed: dict[str, tuple[tuple[object, ...], list[Renamed]]] = {}

    def blend(
        self,
        states: Mapping[int, BookState],
        labels: Mapping[int, str],
        before: RolledState | None,
        *,
        title: str,
        missing: Sequence[Problem] = (),
    ) -> RolledState:
        """The state of the books together.

        Args:
            states: of the books that could be read, by their place.
            labels: their names.
            missing: what is to be told of the others.
        """
        for place, state in states.items():
            self._books.setdefault(place, _Book()).see(state)
        books = {place: self._books[place] for place in states}
        shared = self._told_apart(states, books)
        known = [(labels[p], s.playbook, books[p].texts) for p, s in states.items()]
        stages = joined_stages(known)
        signs = {book.sign for book in books.values()} - {""}
        renamed = self._renamings(states, labels, shared)
        showings = []
        for n, (place, state) in enumerate(states.items()):
            book = books[place]
            member = Member(
                place,
                labels[place],
                Marking(labels[place], shared, stages.marked[n]),
                self._numbering,
                CODES.get(book.sign, "") if len(signs) > 1 else "",
                {name: found[place] for name, found in renamed.items() if place in found},
                book.names,
            )
            showings.append(_showing(member, state, before))
        return combined(
            showings,
            stages.playbook,
            before,
            number=0 if before is None else before.number + 1,
            title=title,
            notes=(*missing, *_notes(known, stages, signs)),
        )

    def _told_apart(self, states: Mapping[int, BookState], books: Mapping[int, _Book]) -> Clashes:
        """The names that more than one book has, by space."""
        found: dict[str, Names] = {}
        for space in dict.fromkeys(space for book in books.values() for space in book.names):
            parts: tuple[object, ...] = tuple(b.names.get(space) for b in books.values())
            if space == PRODUCTS:
                parts += tuple(state.rows(PRODUCTS) for state in states.values())
            known = self._shared.get(space)
            if known is None or not _the_same(known[0], parts):
                pairs = [
                    (state, {space: books[place].names.get(space, frozenset())})
                    for place, state in states.items()
                ]
                new = clashes(pairs)[space]
                same = known is not None and known[1] == new
                known = parts, known[1] if known is not None and same else new
                self._shared[space] = known
            found[space] = known[1]
        return found

    def _renamings(
        self, states: Mapping[int, BookState], labels: Mapping[int, str], shared: Clashes
    ) -> dict[str, dict[int, Renamed]]:
        """By entity and book, the columns that have another name in the roll-up."""
        found: dict[str, dict[int, Renamed]] = {}
        for name in dict.fromkeys(name for state in states.values() for name in state.entities):
            held = {p: s.entities[name].layout for p, s in states.items() if name in s.entities}
            apart = [shared.get(space) for space in _SCOPES.values()]
            parts: tuple[object, ...] = (*held.values(), *apart)
            known = self._renamed.get(name)
            if known is None or not _the_same(known[0], parts):
                said = [_scoped(layout, labels[p], shared) for p, layout in held.items()]
                tables = [(labels[p], layout) for p, layout in held.items()]
                known = parts, renamings(tables, said)
                self._renamed[name] = known
            found[name] = dict(zip(held, known[1], strict=True))
        return found


def _showing(member: Member, state: BookState, before: RolledState | None) -> Showing:
    showings = before.showings if before is not None else ()
    old = next((s for s in showings if s.member.place == member.place), None)
    if old is not None and old.state is state and member.same(old.member):
        return old
    return Showing(member, state, old)


def _scoped(layout: TableLayout, label: str, shared: Clashes) -> Renamed:
    """The columns of targets that are of a rep, team or product that other books have, too."""
    marking = Marking(label, shared, frozenset())
    found: dict[str, str] = {}
    for column in layout.columns:
        if not (column.name.startswith("t:") and column.scope):
            continue
        for space in _SCOPES.values():
            if (name := marking.name(space, column.scope)) != column.scope:
                found[column.name] = f"t:{name}"
    return found


def _sign(state: BookState) -> str:
    rows = state.rows("deals")
    column = None if rows is None else rows.layout.column("amount")
    return "" if column is None else currency_sign(column)


def _notes(
    books: Sequence[tuple[str, Playbook, tuple[str, ...]]], stages: Stages, signs: set[str]
) -> list[Problem]:
    """What is to be known of books that are not kept alike."""
    notes = []
    first = stages.playbook.name
    others = [label for label, playbook, _texts in books if playbook.name != first]
    if others:
        notes.append(
            _told(
                "mixed-playbooks",
                N_("{books}: another playbook than {first} has, whose rules for all hold."),
                books=", ".join(others),
                first=books[0][0],
            )
        )
    if len(signs) > 1:
        notes.append(
            _told(
                "mixed-currencies",
                N_("The workbooks are kept in several currencies ({signs}): none are added up."),
                signs=", ".join(sorted(signs)),
            )
        )
    return notes


def _told(code: str, message: str, **parts: str) -> Problem:
    return Problem("info", code, "", message, "", tuple(parts.items()))


def _the_same(before: Sequence[object], now: Sequence[object]) -> bool:
    return len(before) == len(now) and all(a is b for a, b in zip(before, now, strict=True))
