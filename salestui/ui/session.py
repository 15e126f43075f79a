"""What the screens share: the book, and what part of it is looked at. No Textual in here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from adapters.errors import Notice
from adapters.protocol import Convertible, Link, Remote
from salestui.model.focus import EVERYTHING, Focus
from salestui.model.period import Period

if TYPE_CHECKING:
    from salestui.book.book import Book
    from salestui.book.state import BookState
    from salestui.views.inputs import Prepared


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at: a state of the book, a part of it, a span of days, from a day."""

    state: BookState
    focus: Focus
    period: Period
    as_of: date


class Session:
    """The opened book and the current look at it; lives on the event loop.

    Attributes:
        made: the inputs of figures from which the period was chosen, until the first figures are
            worked out from them.
        agreed_sheets: protected sheets that the user wants to change all the same.
        refusal: why a workbook elsewhere cannot be changed by this account.
    """

    def __init__(
        self,
        book: Book,
        period: Period,
        as_of: date,
        focus: Focus = EVERYTHING,
        made: Prepared | None = None,
    ) -> None:
        self.book = book
        self.period = period
        self.as_of = as_of
        self.focus = focus
        self.made = made
        self.agreed_sheets: set[str] = set()
        self.refusal: Notice | None = None

    @property
    def state(self) -> BookState:
        """The book's current state."""
        return self.book.state

    @property
    def convertible(self) -> Convertible | None:
        """The opened file, where it can only be read and offers its conversion."""
        workbook = self.book.workbook
        return workbook if isinstance(workbook, Convertible) else None

    @property
    def link(self) -> Link | None:
        """How a workbook elsewhere is reached now; None for a file."""
        workbook = self.book.workbook
        return workbook.link() if isinstance(workbook, Remote) else None

    @property
    def read_only(self) -> bool:
        """Whether the workbook can only be read."""
        return self.convertible is not None or self.refusal is not None

    @property
    def look(self) -> Look:
        """Everything that decides what screens show; equal looks show the same."""
        return Look(self.state, self.focus, self.period, self.as_of)
