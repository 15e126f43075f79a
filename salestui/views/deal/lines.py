"""The sections of a deal and their lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.i18n import _, label
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.model.folding import folded
from salestui.model.playbook import Named, named
from salestui.views.names import entity_name
from salestui.views.states import State


@dataclass(frozen=True, slots=True)
class DealBar:
    """A task's bar: its days, how much of it is done (0 to 1), whether it is a single point."""

    start: date
    due: date
    progress: float
    milestone: bool = False


@dataclass(frozen=True, slots=True)
class DealLine:
    """One line of a section.

    Attributes:
        key: what it is known by when the section is shown anew.
        cells: its texts, one per column.
        entity, row: what it opens; ``row`` is None where there is no row for it yet.
        column: the cell that an edit goes to; empty for the whole row.
        state: how it stands; ``mark`` says the same as a sign.
        done: of things to tick off whether they are done; None for all others.
        values: of a line without a row, what the row is made of.
        heading: whether it is a heading of the lines below it.
        blank: whether it only offers a field that has no value yet.
    """

    key: str
    cells: tuple[str, ...]
    entity: str = ""
    row: int | None = None
    column: str = ""
    state: State = State.NEUTRAL
    mark: str = ""
    done: bool | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    heading: bool = False
    blank: bool = False
    bar: DealBar | None = None


@dataclass(frozen=True, slots=True)
class DealSection:
    """One part of what is known of a deal.

    Attributes:
        entity: what a new line is a row of; empty where none can be added.
        absent: whether the workbook lacks the sheet for it.
        nothing: what is said where there are no lines.
        columns: the columns' titles, empty for none; ``right`` those set to the right.
        about: how its figures are worked out; empty where it has none.
        span: first and last day of the bars; None without bars.
        day: today, for the mark among the bars.
    """

    key: str
    title: str
    lines: tuple[DealLine, ...]
    note: str = ""
    entity: str = ""
    absent: bool = False
    nothing: str = ""
    columns: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    about: str = ""
    span: tuple[date, date] | None = None
    day: date | None = None

    @property
    def bare(self) -> bool:
        """Whether it has neither data nor a warning."""
        return all(line.blank for line in self.lines)


class Sectioned(Protocol):
    """What a screen of sections shows of a deal; ``row`` is the deal's identity."""

    @property
    def row(self) -> int:
        """The deal's identity."""

    @property
    def sections(self) -> tuple[DealSection, ...]:
        """Its parts."""

    def section(self, key: str) -> DealSection:
        """The section of that key."""


def absent(state: BookState, entity: str) -> str:
    """What to say where the sheet for a section is missing; empty where it is there."""
    if entity in state.entities:
        return ""
    return _("The workbook has no sheet for: {what}. Press n to add it.").format(
        what=entity_name(entity)
    )


def none_yet() -> str:
    """What to say of a section without lines."""
    return _("Nothing yet: press n to add one.")


def shown(entity: str, name: str, value: object) -> str:
    """A value of a row of another sheet as text: choices in the interface's language."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:,.2f}".removesuffix(".00")
    known = entity_of(entity).field(name)
    if known is not None and (choice := known.choice(str(value))) is not None:
        return label(choice.labels)
    return " ".join(str(value).split())


def title_of(entity: str, name: str) -> str:
    """A field's name, for the head of a column."""
    known = entity_of(entity).field(name)
    return name if known is None else label(known.labels)


def listed_name(items: Sequence[Named], value: object) -> str:
    """A text of a list of the playbook in the interface's language, or as it is written."""
    text = value if isinstance(value, str) else ""
    found = named(items, text) if folded(text) else None
    return text if found is None else label(found.labels)


def row_of(record: Mapping[str, object]) -> int:
    """The identity of a row of a frame."""
    number = record[ID]
    return number if isinstance(number, int) else -1
