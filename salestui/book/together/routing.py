"""Edits of a roll-up as edits of the books that their rows came from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from salestui.book.edits import AddRow, DeleteRow, Edit, SetField, Value
from salestui.book.state import BookState
from salestui.book.together.combined import RolledState
from salestui.book.together.layouts import own_sheet
from salestui.book.together.playbooks import stage_texts
from salestui.book.together.showing import Showing
from salestui.book.together.telling_apart import STAGES, TEAMS, bare_name, spaces_of
from salestui.mapping.language import language_of
from salestui.mapping.layout import SHEET


def routed(state: RolledState, edits: Iterable[Edit]) -> dict[int, list[Edit]]:
    """The edits by the place of their book, in the books' own words and identities.

    New rows have to be settled, see ``Numbering``. What a book has no sheet for is left out.
    """
    labels = frozenset(showing.member.label for showing in state.showings)
    books = {showing.member.place: Own(showing, labels, state) for showing in state.showings}
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        place, row = state.showings[0].member.numbering.whose(edit.row)
        own = books.get(place)
        if own is not None and edit.entity in own.state.entities:
            found.setdefault(place, []).append(own.edit(edit, row))
    return found


@dataclass(frozen=True)
class Own:
    """What things of the roll-up are called in one of its books."""

    showing: Showing
    labels: Collection[str]
    whole: RolledState

    @property
    def state(self) -> BookState:
        """The book's own state."""
        return self.showing.state

    def edit(self, edit: Edit, row: int) -> Edit:
        """An edit of one of its rows, in its own words."""
        rows = self.state.entities[edit.entity]
        match edit:
            case SetField(entity, _shown, column, _before, after):
                name = self.column(entity, column)
                return SetField(
                    entity, row, name, rows.held(row, name), self.value(entity, name, after)
                )
            case AddRow(entity, _shown, values):
                if row in rows.overlay.deleted:
                    return AddRow(entity, row, rows.values(row))
                return AddRow(entity, row, self.values(entity, values))
            case DeleteRow(entity, _shown, _values):
                return DeleteRow(entity, row, rows.values(row))

    def column(self, entity: str, shown: str) -> str:
        """A column's own name."""
        names = self.showing.renamed(entity).items()
        return next((own for own, name in names if name == shown), shown)

    def values(self, entity: str, values: Mapping[str, Value]) -> dict[str, Value]:
        """The values of a new row, as far as its sheet has columns for them."""
        layout = self.state.entities[entity].layout
        known = {column.name for column in layout.columns}
        named = {self.column(entity, name): value for name, value in values.items()}
        own = {n: self.value(entity, n, v) for n, v in named.items() if n in known}
        if layout.parts:
            own[SHEET] = own_sheet(self.showing.member.label, values.get(SHEET))
        return own

    def value(self, entity: str, column: str, value: Value) -> Value:
        """A value as the book says it."""
        if not isinstance(value, str):
            return value
        text = bare_name(value, self.labels)
        space = spaces_of(entity).get(column, "")
        if space == TEAMS and self.showing.teamless and text == self.showing.member.label:
            return None
        return self._stage(value, text) if space == STAGES else self._choice(entity, column, text)

    def _stage(self, shown: str, text: str) -> str:
        """The book's own text for the stage that is meant; the text itself where it has none."""
        meant, own = self.whole.playbook.stage(shown), self.state.playbook
        texts = stage_texts(self.state)
        if meant is None or text in texts:
            return text
        code = meant.code.partition("@")[0]
        return next((t for t in texts if (s := own.stage(t)) and s.code == code), text)

    def _choice(self, entity: str, name: str, text: str) -> str:
        """The book's own word for one of a field's choices; any other text as it is."""
        rows = self.state.entities[entity]
        column = rows.layout.column(name)
        known = column.field if column is not None else None
        choice = known.choice(text) if known is not None else None
        if known is None or column is None or choice is None or text in column.choices:
            return text
        used = rows.frame[name].drop_nulls().unique(maintain_order=True).to_list()
        words = (word for word in (*column.choices, *used) if known.code(word) == choice.code)
        tables = {name: rows.layout for name, rows in self.state.entities.items()}
        return next(words, choice.labels[language_of(tables)])
