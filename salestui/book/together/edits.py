"""Several books as one state: what is edited here is edited and undone in the book it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from adapters.errors import WorkbookError
from salestui.book.book import Book
from salestui.book.editing import EditedState
from salestui.book.edits import AddRow, Edit, Value
from salestui.book.state import BookState, Conflict
from salestui.book.taking_back import Refusal, Step
from salestui.book.together.blending import Blending
from salestui.book.together.combined import RolledState
from salestui.book.together.homes import home_of
from salestui.book.together.numbering import Numbering
from salestui.book.together.routing import routed
from salestui.book.together.several import Source, title_of
from salestui.mapping.layout import SHEET, Problem


@dataclass
class Held:
    """One book of a roll-up.

    Attributes:
        book: the book; None where it could not be read.
        problem: why it could not, or why it could not be read again.
    """

    source: Source
    place: int
    book: Book | None = None
    problem: WorkbookError | None = None


@dataclass
class _Done:
    """The groups that undo, or redo, takes back: by which books each was made."""

    groups: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.groups[-1][0] if self.groups else ""


class RolledEdits(EditedState):
    """The state of several books as one, and its edits; nothing here touches a file."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Held] = []
        self._numbering = Numbering()
        self._blending = Blending(self._numbering)
        self._undo, self._redo = _Done(), _Done()

    @property
    def rolled(self) -> RolledState:
        """The current state, with the books that it is put together of."""
        state = self.state
        assert isinstance(state, RolledState), "a roll-up makes no other ones"
        return state

    @property
    def books(self) -> list[tuple[int, Book]]:
        """The books that could be read, with their places."""
        return [(held.place, held.book) for held in self.held if held.book is not None]

    def _blend(self) -> RolledState:
        """Put the books' states together anew; what did not change stays the very same."""
        with self._lock:
            before = self._state if isinstance(self._state, RolledState) else None
            labels = {held.place: held.source.label for held in self.held}
            states = {place: book.state for place, book in self.books}
            found = self._blending.blend(
                states,
                labels,
                before,
                title=title_of([labels[place] for place in states], len(self.held)),
                missing=self._missing(),
            )
            undo, redo = self._undo.label, self._redo.label
            self._state = replace(found, undo_label=undo, redo_label=redo)
            return self.rolled

    def _missing(self) -> tuple[Problem, ...]:
        """What is to be told of books that could not be read."""
        return ()

    # -- edits -------------------------------------------------------------------------------

    def apply(self, label: str, edits: Iterable[Edit]) -> BookState:
        """Apply edits as one group, each in the book that its row is of."""
        with self._lock:
            wanted = [self._placed(edit) for edit in edits]
            by_book = routed(self.rolled, wanted)
            if not by_book:
                return self.state
            books = dict(self.books)
            for place, own in by_book.items():
                books[place].apply(label, own)
            self._undo.groups.append((label, tuple(by_book)))
            self._redo.groups.clear()
            return self._blend()

    def _placed(self, edit: Edit) -> Edit:
        """A new row gets its book: the one that its values name."""
        if not isinstance(edit, AddRow) or not self._numbering.is_open(edit.row):
            return edit
        sheet = home_of(self.rolled.showings, edit.entity, edit.values)
        place = self._place_of(sheet)
        (row,) = dict(self.books)[place].new_rows(1)
        self._numbering.settle(edit.row, place, row)
        return AddRow(edit.entity, edit.row, {**edit.values, SHEET: sheet})

    def _place_of(self, sheet: str | None) -> int:
        labels = {f"[{s.member.label}]": s.member.place for s in self.rolled.showings}
        found = (p for prefix, p in labels.items() if sheet and sheet.startswith(prefix))
        return next(found, self.books[0][0])

    def add_rows(
        self,
        label: str,
        entity: str,
        rows: Sequence[Mapping[str, Value]],
        near: int | None = None,
    ) -> list[int]:
        """Add rows, each to the book that its values name, else to that of the row ``near``."""
        with self._lock:
            held = self.state.entities[entity]
            beside = None if near is None else held.value(near, SHEET)
            sheet = beside if isinstance(beside, str) else None
            homes = [home_of(self.rolled.showings, entity, row, sheet) for row in rows]
            placed = [{**row, SHEET: home} for row, home in zip(rows, homes, strict=True)]
            return super().add_rows(label, entity, placed)

    def new_rows(self, count: int) -> list[int]:
        """Identities for so many rows; which book they go to is settled by ``apply``."""
        with self._lock:
            return list(self._numbering.take(count))

    # -- taking back -------------------------------------------------------------------------

    def undo(self) -> Step:
        """Take the last group back, in each book that it was made in."""
        return self._step_back(self._undo, self._redo, lambda book: book.undo())

    def redo(self) -> Step:
        """Do the last undone group again, in each book that it was made in."""
        return self._step_back(self._redo, self._undo, lambda book: book.redo())

    def _step_back(self, done: _Done, others: _Done, step: Callable[[Book], Step]) -> Step:
        with self._lock:
            if not done.groups:
                return Step()
            label, places = done.groups.pop()
            books = dict(self.books)
            steps = [step(books[place]) for place in places if place in books]
            others.groups.append((label, places))
            self._blend()
            return Step(
                label,
                tuple(edit for part in steps for edit in part.edits),
                tuple(conflict for part in steps for conflict in part.conflicts),
                tuple(Refusal(-1, r.why) for part in steps for r in part.refused),
            )

    def resolve(self, conflict: Conflict, *, keep_mine: bool) -> BookState:
        """Settle one conflict by the user's word, in its book."""
        with self._lock:
            for showing in self.rolled.showings:
                for own in showing.state.conflicts:
                    if showing.conflict(own) == conflict:
                        dict(self.books)[showing.member.place].resolve(own, keep_mine=keep_mine)
            return self._blend()
