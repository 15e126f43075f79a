"""Many rows gone at once: more likely an accident of another program than work to follow unasked.

Such a reading is not taken, and nothing is written, until the user has looked at what is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.errors import WorkbookError
from salestui.book.reading import Reading
from salestui.book.rows import Rows
from salestui.book.state import BookState
from salestui.i18n import N_
from salestui.mapping.table import ID

_SHARE = 0.2
"""Of the rows that were shown: more than this gone at once is asked about."""

_FEW = 5
"""Fewer rows are taken off by hand every day; then only a table that is gone as a whole counts."""


@dataclass(frozen=True, slots=True)
class Loss:
    """The rows of one entity, by identity, that a sheet held and holds no more; ``of`` so many."""

    entity: str
    sheet: str
    rows: tuple[int, ...]
    of: int


class Doubtful(WorkbookError):
    """So many rows are gone that the workbook as it is now is not taken over unasked.

    Attributes:
        losses: what is gone, by entity.
        again: whether the user was asked about exactly these before.
    """

    default_hint = N_("Nothing was taken over and nothing is written until you have decided.")

    def __init__(self, losses: tuple[Loss, ...], *, again: bool) -> None:
        worst = max(losses, key=lambda loss: len(loss.rows))
        super().__init__(
            N_("{gone} of {all} rows are gone from the sheet {sheet}."),
            gone=len(worst.rows),
            all=worst.of,
            sheet=worst.sheet,
        )
        self.losses, self.again = losses, again


class Unrecognised(WorkbookError):
    """Nothing is recognised any more in a workbook that was read before."""

    default_hint = N_(
        "Nothing is written until the table is back; if its headers were renamed, map it by hand."
    )

    def __init__(self) -> None:
        super().__init__(
            N_("The tables are gone from the workbook; the picture from before stays, edits too.")
        )


def losses(old: Mapping[str, Rows], found: Mapping[str, Rows]) -> tuple[Loss, ...]:
    """What of the rows shown a new reading lacks, where that is to be asked about.

    Args:
        found: its rows, with the identities of the old ones.
    """
    return tuple(
        loss
        for name, rows in old.items()
        if (loss := _loss(name, rows, found.get(name))) is not None
    )


def _loss(name: str, before: Rows, now: Rows | None) -> Loss | None:
    mine = before.overlay.deleted
    shown = [row for row in before.base.frame[ID] if row not in mine]
    gone = tuple(row for row in shown if now is None or row not in now.base_positions)
    whole = len(gone) == len(shown) and (now is None or len(gone) > 1)
    many = len(gone) >= _FEW and len(gone) > _SHARE * len(shown)
    if not gone or not (many or whole):
        return None
    return Loss(name, before.layout.sheet, gone, len(shown))


class Doubts:
    """The reading that waits for the user's word, and what the user was asked about."""

    def __init__(self) -> None:
        self.held: Reading | None = None
        self._asked: tuple[Loss, ...] = ()

    def check(self, old: BookState, reading: Reading, found: Mapping[str, Rows]) -> None:
        """Let a reading through, or hold it.

        Raises:
            Doubtful: too many rows are gone.
        """
        gone = losses(old.entities, {name: found[name] for name in reading.tables})
        if gone:
            again, self._asked, self.held = gone == self._asked, gone, reading
            raise Doubtful(gone, again=again)
        self.clear()

    def clear(self) -> None:
        """Nothing is in doubt any more."""
        self.held, self._asked = None, ()
