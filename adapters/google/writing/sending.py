"""One batch on its way: sent, and where no answer came, looked for before it is sent again."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from adapters.errors import Offline, Refused, StaleRevision, WorkbookError
from adapters.google.failures import Unanswered
from adapters.google.pulled import Pull
from adapters.google.writing.looking import (
    check_unchanged,
    differences,
    resulting_rows,
    seen,
    touched_rows,
)
from adapters.google.writing.marks import Marks
from adapters.google.writing.operations import Batch
from adapters.google.writing.prediction import predicted
from adapters.google.writing.service import Mark, Seen, Service

_TRIES = 3
"""Times a batch is sent, each time after it was looked up that the last one did nothing."""


class Outcome(Enum):
    """What became of a batch."""

    DONE = auto()
    NOTHING = auto()
    UNKNOWN = auto()


_NOTHING_SEEN = Seen()


@dataclass(frozen=True, slots=True)
class Sent:
    """A batch that was sent, and what its answer told of ``resulting_rows``."""

    outcome: Outcome
    seen: Seen = _NOTHING_SEEN

    @property
    def sure(self) -> bool:
        """Whether it was done, and took out no other row than was meant as far as is known."""
        return self.outcome is Outcome.DONE and False not in self.seen.hits


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A batch on what was held; ``sent`` once it is known to be done."""

    batch: Batch
    held: Pull
    mark: Mark
    sent: Sent | None = None


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends the batches of one commit.

    Attributes:
        late: marks of batches that were sent more than once.
        under_way: what was sent last, where nobody knows yet what became of it.
    """

    service: Service
    marks: Marks
    late: set[int] = field(default_factory=set)
    under_way: list[UnderWay] = field(default_factory=list)

    def look(self, batch: Batch, held: Pull) -> None:
        """Whether the rows that a batch is about are still those that are held.

        Raises:
            StaleRevision: they are not.
        """
        check_unchanged(held, self.service.rows(held, touched_rows(batch)))

    def send(self, batch: Batch, held: Pull, *, own: bool = True) -> Sent:
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
            if own:
                self.under_way[:] = [UnderWay(batch, held, mark)]
            try:
                sent = self._sent(batch, held, mark)
                if own:
                    self.under_way[:] = [UnderWay(batch, held, mark, sent)]
                return sent
            except Unanswered as problem:
                outcome = self._outcome(batch, held, mark)
                if outcome is not Outcome.NOTHING:
                    return Sent(outcome)
                unanswered = problem
        raise unanswered

    def landed(self, work: UnderWay) -> bool:
        """Whether a batch that broke off may have been done.

        Raises:
            Offline: it cannot be looked up now.
        """
        return work.sent is not None or not work.batch.structural or self._marked(work.mark)

    def _sent(self, batch: Batch, held: Pull, mark: Mark) -> Sent:
        if not batch.structural:
            return Sent(Outcome.DONE, self.service.send(batch, held, mark, seen(held, batch)))
        sent = self.marks.opened(mark)
        try:
            return Sent(Outcome.DONE, self.service.send(batch, held, sent, seen(held, batch)))
        except (Refused, StaleRevision):
            # Perhaps one before has arrived by now, or only what was to be seen is not there.
            if self._marked(mark):
                return Sent(Outcome.DONE)
            self.marks.dropped(mark)
            raise

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
