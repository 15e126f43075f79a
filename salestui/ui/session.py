"""What the screens share: the book, and what part of it is looked at. No Textual in here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from adapters.errors import Notice
from adapters.protocol import Convertible, Link, Remote
from salestui.i18n import N_
from salestui.model.focus import EVERYTHING, Focus
from salestui.model.period import Period

if TYPE_CHECKING:
    import polars as pl

    from salestui.book.snapshots.keeper import SnapshotKeeper
    from salestui.book.state import BookState
    from salestui.book.together.roll_up import AnyBook
    from salestui.views.inputs import Prepared
    from salestui.views.past.archive import Archive

_PAST = N_("This is how the book stood on {day}: nothing can be changed. 5, then b, goes back.")


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
        declined_sheets: missing sheets, by entity, that the user does without for now.
        archive, keeper: the kept days of this workbook, and what keeps today's; None for none.
        stage_changes: of deals, see ``metrics.history.field_changes.merged``; None until read.
        since: the day that the movement starts from, see ``views.looking_back.start_day``.
        collection_rate: the definition of the collection rate that was chosen; empty for that of
            the settings, see ``metrics.cash.definitions.Rate``.
        past: the state of a kept day that is looked at instead of the present one.
    """

    def __init__(
        self,
        book: AnyBook,
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
        self.declined_sheets: set[str] = set()
        self.archive: Archive | None = None
        self.keeper: SnapshotKeeper | None = None
        self.stage_changes: pl.DataFrame | None = None
        self.since = "monday"
        self.collection_rate = ""
        self.past: BookState | None = None
        self._refusal: Notice | None = None
        self._now = as_of

    @property
    def state(self) -> BookState:
        """The book's current state, or that of the kept day that is looked at."""
        return self.past or self.book.state

    def go_back(self, state: BookState, day: date) -> None:
        """Look at the book as it stood on a kept day; nothing can be changed meanwhile."""
        self.past, self.as_of = state, day

    def come_back(self) -> None:
        """Look at the present again."""
        self.past, self.as_of = None, self._now

    @property
    def past_day(self) -> date | None:
        """The kept day that is looked at; None for the present."""
        return None if self.past is None else self.as_of

    @property
    def refusal(self) -> Notice | None:
        """Why nothing can be changed: this account may not, or a kept day is looked at."""
        if self.past is not None:
            return Notice(_PAST, {"day": self.as_of.isoformat()})
        return self._refusal

    @refusal.setter
    def refusal(self, refusal: Notice | None) -> None:
        """Say why this account may change nothing; None where it may."""
        self._refusal = refusal

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
