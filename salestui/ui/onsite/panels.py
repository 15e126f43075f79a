"""The panels of the on-site screen: tables that can be looked at in several ways, what is due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from salestui.i18n import _
from salestui.ui.followups.listing import FollowUpList
from salestui.ui.widgets.headed_list import Column, HeadedList

if TYPE_CHECKING:
    from salestui.views.onsite.table import Line, Table


class Wanted(Message):
    """What is selected is to be opened."""


class WaysPanel(HeadedList["Line"]):
    """One table at a time of several that tell of the same."""

    def __init__(self, tab: str, lacks: str, *, id: str | None = None) -> None:
        """``tab``: English source of its short title; ``lacks``: the entity that it is made of."""
        super().__init__(id=id)
        self._tab, self.lacks = tab, lacks
        self._tables: Sequence[Table] = ()
        self._place = 0

    @property
    def table(self) -> Table | None:
        """The table on screen; None until there is one."""
        return self._tables[self._place] if self._tables else None

    def put_tables(self, tables: Sequence[Table]) -> None:
        """Show these; the way of looking stays."""
        self._tables = tables
        self._fill()

    def turn(self, by: int) -> bool:
        """Look in another way; False where there is but one."""
        if len(self._tables) < 2:
            return False
        self._place = (self._place + by) % len(self._tables)
        self._fill()
        return True

    def _fill(self) -> None:
        if (table := self.table) is not None:
            self.put(table.lines)
            self.changed()

    def key(self, row: Line) -> object:
        """By what it is, in its way of looking."""
        return (self._place, row.key)

    def columns(self) -> Sequence[Column]:
        """The name, then what there is to tell."""
        if (table := self.table) is None:
            return (Column("", least=10),)
        told = [
            Column(heading.title, heading.width, "right", heading.rank, number=True)
            for heading in table.headings
        ]
        return (Column(table.named, least=10), *told)

    def cells(self, row: Line) -> Sequence[str]:
        """Name and figures."""
        return (row.name, *row.cells)

    def tones(self, row: Line) -> Sequence[str]:
        """What the figures say; the name says nothing."""
        return ("", *row.tones)

    def title(self) -> str:
        """What is looked at, and how."""
        return self.tab() if self.table is None else self.table.title

    def tab(self) -> str:
        """A short title."""
        return _(self._tab)

    def note(self) -> str:
        """Which of the ways it is."""
        count = len(self._tables)
        return f"{self._place + 1}/{count}" if count > 1 else ""

    def hint(self) -> str:
        """The keys."""
        if len(self._tables) > 1:
            return _("v by something else · enter open · i explain")
        return _("enter open · i explain")

    def nothing(self) -> str:
        """Why there are no lines."""
        return "" if self.table is None else self.table.nothing

    def act(self) -> None:
        """Open what is selected."""
        self.post_message(Wanted())


class ChaseList(FollowUpList):
    """What is due on the floor."""

    def tab(self) -> str:
        """A short title."""
        return _("Due")

    def hint(self) -> str:
        """The keys."""
        return _("enter open · space done · e put off")
