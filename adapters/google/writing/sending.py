"""One batch on its way: sent, and where no answer came, looked for before it is sent again."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from adapters.errors import Offline, Refused, WorkbookError
from adapters.google.failures import Unanswered
from adapters.google.pulled import Pull
from adapters.google.writing.looking import (
    check_unchanged,
    differences,
    resulting_rows,
    touched_rows,
)
from adapters.google.writing.marks import Marks
from adapters.google.writing.operations import Batch
from adapters.google.writing.prediction import predicted
from adapters.google.writing.service import Mark, Service

_TRIES = 3
"""Times a batch is sent, each time after it was looked up that the last one did nothing."""


class Outcome(Enum):
    """What became of a batch."""

    DONE = auto()
    NOTHING = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends the batches of one commit.

    Attributes:
        late: marks of batches that were sent more than once.
    """

    service: Service
    marks: Marks
    late: set[int] = field(default_factory=set)

    def look(self, batch: Batch, held: Pull) -> None:
        """Whether the rows that a batch is about are still those that are held.

        Raises:
            StaleRevision: they are not.
        """
        check_unchanged(held, self.service.rows(held, touched_rows(batch)))

    def send(self, batch: Batch, held: Pull, *, own: bool = True) -> Outcome:
        """Write a batch that was looked at: ``DONE``, or ``UNKNOWN`` where others interfere too.

        Args:
            own: whether the rows that it inserts are the user's, to be known again.

        Raises:
            StaleRevision: it was not done, and others changed its rows meanwhile.
            Unanswered: it could not be looked up, or never arrives.
        """
        mark = self.service.mark(batch)
        if not own:
            mark = Mark(mark.id)
        for attempt in range(_TRIES):
            if attempt:
                self.late.add(mark.id)
                self.look(batch, held)
            try:
                return self._sent(batch, held, mark)
            except Unanswered as problem:
                outcome = self._outcome(batch, held, mark)
                if outcome is not Outcome.NOTHING:
                    return outcome
                unanswered = problem
        raise unanswered

    def _sent(self, batch: Batch, held: Pull, mark: Mark) -> Outcome:
        if batch.structural:
            self.marks.opened(mark)
        try:
            self.service.send(batch, held, mark)
        except Unanswered:
            raise
        except Refused:
            # Perhaps because the one before has arrived by now, and its mark with it.
            if mark.id in self.late and self._marked(mark):
                return Outcome.DONE
            self.marks.dropped(mark)
            raise
        except WorkbookError:
            if mark.id not in self.late:
                self.marks.dropped(mark)
            raise
        return Outcome.DONE

    def _outcome(self, batch: Batch, held: Pull, mark: Mark) -> Outcome:
        if not batch.structural:
            return self._by_rows(batch, held)
        try:
            return Outcome.DONE if self._marked(mark) else Outcome.NOTHING
        except Offline:
            raise
        except WorkbookError:
            return self._by_rows(batch, held)

    def _marked(self, mark: Mark) -> bool:
        return any(mark.id == other.id for other in self.service.marks())

    def _by_rows(self, batch: Batch, held: Pull) -> Outcome:
        after = predicted(held, batch)
        if not any(
            True for _ in differences(after, self.service.rows(after, resulting_rows(batch)))
        ):
            return Outcome.DONE
        if not any(True for _ in differences(held, self.service.rows(held, touched_rows(batch)))):
            return Outcome.NOTHING
        return Outcome.UNKNOWN
