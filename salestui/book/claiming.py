"""Edits that only hold if nobody came first: decided by the workbook as it is now, written at once.

An ordinary edit is put on top of what others changed meanwhile. A claim is not: when the workbook
changed between the decision and the write, it is decided anew. It never waits: where the workbook
cannot be read or written now, nothing is kept for later.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Protocol

from adapters.errors import Disconnected, Offline, Refused, StaleRevision, WorkbookError
from adapters.protocol import Remote
from salestui.book.attempts import ATTEMPTS, restless
from salestui.book.book import SaveReport
from salestui.book.edits import Edit
from salestui.book.state import BookState
from salestui.book.together.roll_up import AnyBook
from salestui.i18n import N_, _
from salestui.spoken import Spoken

_TRIES = 4 * ATTEMPTS
PATIENCE, _PAUSE = 4.0, 0.25
"""Seconds that another claim, which came at the same moment, is given to take itself back."""


class Claim(Protocol):
    """Something to be written only if nobody came first.

    ``label`` is what undo calls it.
    """

    label: str

    def edits(self, state: BookState, new_rows: Callable[[int], Sequence[int]]) -> Sequence[Edit]:
        """What it writes into the workbook as it is now; nothing where that is there already.

        Raises:
            Refused: somebody came first, or it is not allowed.
        """

    def settled(self, state: BookState, *, final: bool) -> Verdict:
        """What became of it, once others may have written at the same moment.

        Args:
            final: nobody waits any longer for another one to give way.
        """


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a claim.

    Attributes:
        edits: what is to be put right.
        lost: why it does not hold; None where it does.
        waits: whether it holds only once another one, which should give way, has done so. Who
            finished before this one came does not give way, and cannot be told from who will.
    """

    edits: Sequence[Edit] = ()
    lost: Refused | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim that holds.

    Attributes:
        report: of the write; nothing was written where it was there already.
        confirmed: whether it was seen to hold; not where a server did not answer after the write.
    """

    report: SaveReport
    confirmed: bool = True


def claim(book: AnyBook, wanted: Claim) -> Claimed:
    """Read the workbook again, decide, write, and on a server look again. Blocks.

    Raises:
        Refused: somebody came first, or the workbook is not reached now; nothing of the claim is in
            it, unless the sentence says otherwise.
        WorkbookError: it cannot be read or written; nothing is pending.
    """
    shared = isinstance(book.workbook, Remote)
    for _attempt in range(_TRIES):
        _read_anew(book, shared=shared)
        state = book.state
        edits = wanted.edits(state, book.new_rows)
        if not edits:
            return Claimed(SaveReport(0))
        try:
            report = book.write_now(state, wanted.label, edits)
        except StaleRevision:
            continue
        except (Offline, Disconnected) as problem:
            raise Refused(
                N_("{reason} Whether it was written is not known."),
                N_("Look again when the server answers; nothing is sent later."),
                reason=_reason(problem),
            ) from problem
        return Claimed(report, confirmed=not shared or _looked_again(book, wanted))
    raise restless()


def _read_anew(book: AnyBook, *, shared: bool) -> None:
    """Read the source: a server's is served once from what the last write read back."""
    try:
        book.refresh()
        if shared:
            book.refresh()
    except (Offline, Disconnected) as problem:
        raise Refused(
            N_("{reason} Nothing was written: who came first can only be told by the workbook."),
            N_("Repeat it when the workbook is reached; it is not kept for later."),
            reason=_reason(problem),
        ) from problem


def _looked_again(book: AnyBook, wanted: Claim) -> bool:
    """See whether the claim holds where others may have written at the same moment.

    Returns:
        Whether that could be seen.

    Raises:
        Refused: it does not; what it wrote is taken back.
    """
    until = monotonic() + PATIENCE
    for _attempt in range(_TRIES):
        try:
            _read_anew(book, shared=True)
            state = book.state
            found = wanted.settled(state, final=monotonic() > until)
            if found.edits:
                book.write_now(state, wanted.label, found.edits)
        except StaleRevision:
            continue
        except WorkbookError:
            return False
        if found.lost is not None:
            raise found.lost
        if not found.waits:
            return True
        sleep(_PAUSE)
    return False


def _reason(problem: WorkbookError) -> Spoken:
    return Spoken(lambda: problem.sentence(_))
