"""A commit: looked at, sent, looked at again, and repaired where others came in between.

The service has no conditional write. So the rows in question are read whole directly before a
batch and compared with what is held; what remains is the time between that answer and the arrival
of the batch, about one round trip (0.4 s). A change by others within it is found afterwards: what
was hit in place of another row gets its value back from what was held, and ``StaleRevision`` lets
the book merge and send again. What within that time cannot be found or put right for certain:

* Others set the very cell that is set: theirs is overwritten, and stays in their history alone.
* Others move rows and change the row that is hit in place of ours: it gets back what was held of it
  before their change; of a row that was new its cell is emptied, and a warning names it.
* Others move rows and a row that nothing tells from others is taken out in place of ours: a warning
  names the place. Of a row that is put back only values and formulas come back, not its notes.
* A request that broke off may still arrive after it was looked for: rows are not doubled by that,
  as its mark makes one of the two fail, but a cell may be set once more to the same value.

A commit too large for one request is all or nothing for each request alone. Where a later one
fails the earlier ones stay: the book, which reads again, finds its cells set, its rows gone, and
rows that were appended are known again by the mark that their request left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import gspread

from adapters.changes import AddColumns, AddSheet, CellChange, Change, Commit, PutPage, SetCell
from adapters.errors import N_, Notice, Offline, Refused, StaleRevision, WorkbookError
from adapters.google.pulled import Pull
from adapters.google.writing.cells import same
from adapters.google.writing.columns import dressed, with_room
from adapters.google.writing.interference import examined
from adapters.google.writing.looking import (
    Difference,
    check_unmoved,
    computed_anew,
    differences,
    pulled_rows,
    resulting_rows,
    same_cells,
    stale,
)
from adapters.google.writing.marks import Adopted, Marks
from adapters.google.writing.operations import Batch, Put
from adapters.google.writing.planning import Plan, planned, requests_of
from adapters.google.writing.prediction import moves_others, predicted
from adapters.google.writing.sending import Sender, Sent, UnderWay
from adapters.google.writing.service import Seen, Service
from adapters.google.writing.sheets import with_sheets
from adapters.outlines import Revision
from adapters.protocol import Announce, unannounced

_REPAIRS = 4
"""Repairs of repairs: others may go on moving rows."""

_UNREPAIRED = N_("Rows were moved by others while it was written; see that {sheet} is in order.")


@dataclass(frozen=True, slots=True)
class Written:
    """What a commit left.

    Attributes:
        pull: the spreadsheet as the commit left it; its ``token`` is the commit's revision.
        settled: whether nothing else is in the spreadsheet now. Where not, others changed it
            meanwhile, or rows of other tables moved along: it is to be pulled soon.
    """

    commit: Commit
    pull: Pull
    settled: bool


@dataclass(frozen=True, slots=True)
class _Carried:
    """The spreadsheet as meant so far, and as pulled since where it was."""

    pull: Pull
    settled: bool = True
    fresh: Pull | None = None


class Writer:
    """Writes to one spreadsheet, commit after commit.

    Args:
        http: sends requests; raises ``WorkbookError`` alone, ``Unanswered`` for a write whose
            outcome is unknown.
        repull: pulls the whole spreadsheet as it is now.
        renewed: a pull whose cells were changed with the token and outlines of these.
        author: tells this user's marks in the spreadsheet from others'.
    """

    def __init__(
        self,
        http: gspread.HTTPClient,
        repull: Callable[[], Pull],
        renewed: Callable[[Pull], Pull],
        author: str = "",
    ) -> None:
        self._http, self._author = http, author
        self._repull, self._renewed = repull, renewed
        self._marks = Marks()
        self._owed: list[Notice] = []
        self._broken: UnderWay | None = None

    def write(
        self, pull: Pull, changes: Sequence[Change], announce: Announce = unannounced
    ) -> Written:
        """Write the changes to the spreadsheet, if their rows are still as in ``pull``.

        Sheets are added before all else, whatever others changed elsewhere meanwhile, then columns;
        both stay where the rest is refused, and the next time finds them.

        Raises:
            StaleRevision: they are not, or others interfered: pull, merge, and write again.
            Refused: nothing was written.
            Offline: it is not reached; what of it was done is looked up the next time.
        """
        service = Service(self._http, pull.spreadsheet, self._author)
        adds = [change for change in changes if isinstance(change, AddSheet)]
        wider = [change for change in changes if isinstance(change, AddColumns)]
        if any(isinstance(change, PutPage) for change in changes):
            raise Refused(N_("A page of figures is put into a copy, not into a spreadsheet."))
        cells = [c for c in changes if not isinstance(c, (AddSheet, AddColumns, PutPage))]
        held, headers = pull, list[SetCell]()
        if adds:
            pull = with_sheets(service, pull, adds, self._repull)
            check_unmoved(held, pull, (add.sheet for add in wider))
        if wider:
            pull, headers = with_room(service, pull, wider, self._repull)
        check_unmoved(held, pull, (change.sheet for change in cells))
        cells = [*headers, *cells]
        written = self._cells_written(service, pull, cells, announce)
        if wider:
            told = dressed(service, written.pull, wider)
            warnings = (*written.commit.warnings, *told)
            written = replace(written, commit=replace(written.commit, warnings=warnings))
        # What others changed before a sheet was added is in the pull, and in nobody's state yet.
        return _to_be_read(written) if adds or wider else written

    def _cells_written(
        self, service: Service, pull: Pull, changes: Sequence[CellChange], announce: Announce
    ) -> Written:
        sender = Sender(service, self._marks)
        self._resume(sender)
        plan = planned(pull, changes)
        adopted = self._marks.adopted(service, pull, changes)
        if adopted.places:
            plan = planned(pull, adopted.left)
        self._marks.sending(pull, adopted.left)
        announce(Revision(self._renewed(predicted(pull, plan.whole)).token))
        try:
            carried = self._carried_out(sender, pull, plan.whole)
        except WorkbookError as problem:
            self._marks.broken_off()
            if isinstance(problem, Offline):
                self._broken = next(iter(sender.under_way), None)
            raise
        self._marks.settle(service, sender.late)
        return self._written(pull, carried, plan, adopted)

    def _resume(self, sender: Sender) -> None:
        """See what a batch has done that broke off before anybody could, and repair it.

        Raises:
            StaleRevision: it was repaired: what is held is older than that.
            Offline: it is not reached; it is tried again the next time.
        """
        work = self._broken
        if work is None:
            return
        if sender.landed(work):
            seen = work.sent.seen if work.sent is not None else Seen()
            meant = predicted(work.held, work.batch)
            repaired = self._repaired(sender, work.batch, work.held, meant, seen)
            self._broken = None
            if repaired:
                raise stale()
        self._broken = None

    def _carried_out(self, sender: Sender, pull: Pull, whole: Batch) -> _Carried:
        titles = {sheet.id: sheet.title for sheet in pull.sheets}
        parts = requests_of(whole, titles)
        computes = any(sheet.formulas for sheet in pull.sheets)
        carried = _Carried(pull)
        for number, batch in enumerate(parts, 1):
            sender.look(batch, carried.pull)
            sent = sender.send(batch, carried.pull)
            # Where formulas compute anew all is pulled in the end: that is looking enough.
            now = self._repull() if computes and number == len(parts) else None
            carried = self._checked(sender, batch, carried, sent, now)
        return carried

    def _checked(
        self, sender: Sender, batch: Batch, before: _Carried, sent: Sent, now: Pull | None
    ) -> _Carried:
        """See what a batch has done, and repair it where others interfered.

        Raises:
            StaleRevision: not all of it is where it should be.
        """
        meant = predicted(before.pull, batch)
        found = self._wrong(sender, batch, meant, sent.seen, now)
        if sent.sure and not found:
            return _Carried(meant, before.settled, now)
        if sent.sure and _kept_otherwise(batch, before.pull, found):
            puts = [Put(cell.sheet, cell.row, cell.column, cell.value) for cell in found]
            return _Carried(predicted(meant, Batch(tuple(puts))), settled=False)
        if self._repaired(sender, batch, before.pull, meant, sent.seen):
            raise stale()
        return _Carried(meant, settled=False)

    def _wrong(
        self,
        sender: Sender,
        batch: Batch,
        meant: Pull,
        seen: Seen,
        now: Pull | None = None,
    ) -> list[Difference]:
        """The cells in and around the rows of a batch that are not as meant."""
        places, rows = resulting_rows(batch), seen.rows
        if rows is None and now is not None:
            rows = pulled_rows(now, places)
        elif rows is None:
            rows = sender.service.rows(meant, places)
        return list(differences(meant, rows))

    def _repaired(
        self,
        sender: Sender,
        batch: Batch,
        held: Pull,
        meant: Pull,
        seen: Seen,
        *,
        depth: int = 1,
    ) -> bool:
        """Take out what is in a wrong place, give back what was overwritten.

        A repair is looked at like any other batch, and repaired in turn.

        Returns:
            Whether something of the batch is not where it should be.
        """
        for _ in range(_REPAIRS):
            try:
                now = self._repull()
            except StaleRevision:
                continue
            findings = examined(held, meant, now, batch, seen)
            repairs = findings.repairs
            if not repairs:
                self._owed += findings.notices
                return findings.undone
            try:
                sender.look(repairs, now)
            except StaleRevision:
                continue
            sent = sender.send(repairs, now, own=False)
            after = predicted(now, repairs)
            wrong = self._wrong(sender, repairs, after, sent.seen)
            if sent.sure and not wrong:
                self._owed += findings.notices
                return findings.undone
            if depth < _REPAIRS:
                self._repaired(sender, repairs, now, after, sent.seen, depth=depth + 1)
        names = {sheet.id: sheet.title for sheet in held.sheets}
        titles = {names[id_] for id_ in batch.sheets}
        self._owed.append(Notice(_UNREPAIRED, {"sheet": ", ".join(sorted(titles))}))
        return True

    def _written(self, pull: Pull, carried: _Carried, plan: Plan, adopted: Adopted) -> Written:
        left, fresh = carried.pull, carried.fresh
        formulas: tuple[tuple[str, int, int], ...] | None
        if fresh is not None and same_cells(left, fresh):
            formulas = computed_anew(left, fresh)
            left = fresh
        else:
            carried = replace(carried, settled=carried.settled and fresh is None)
            formulas = None if any(sheet.formulas for sheet in pull.sheets) else ()
            left = self._renewed(left)
        moved = moves_others(pull, plan.whole)
        warnings = (*plan.warnings, *adopted.notices, *self._owed)
        self._owed.clear()
        commit = Commit(
            # Rows that moved along are elsewhere than is thought: no commit before they are read.
            Revision(left.token + _MOVED if moved else left.token),
            _appended(plan, adopted),
            warnings=warnings,
            removed=plan.removed,
            formulas=formulas,
        )
        return Written(commit, left, carried.settled and not adopted.places and not moved)


_MOVED = "/moved"


def _to_be_read(written: Written) -> Written:
    """The same, with a revision that no commit is accepted for before the next reading."""
    revision = Revision(written.pull.token + _MOVED)
    return replace(written, commit=replace(written.commit, revision=revision), settled=False)


def _kept_otherwise(batch: Batch, held: Pull, found: Sequence[Difference]) -> bool:
    """Whether the service keeps what was sent in another form, and no row is another.

    Such as a text without characters that it does not keep.
    """
    sheets = {sheet.id: sheet for sheet in held.sheets}
    put = {
        (p.sheet, batch.final(p.sheet, p.row, p.column, p.column), p.column): p for p in batch.puts
    }
    for cell in found:
        origin = put.get((cell.sheet, cell.row, cell.column))
        if origin is None or same(sheets[origin.sheet].cell(origin.row, origin.column), cell.value):
            return False
    return bool(found)


def _appended(plan: Plan, adopted: Adopted) -> tuple[int, ...]:
    """The row of each append at the end, those that were there before among them."""
    new = iter(plan.appended)
    count = len(plan.appended) + len(adopted.places)
    rows = []
    for number in range(count):
        if number in adopted.places:
            sheet, row = adopted.places[number]
            rows.append(plan.whole.final(sheet, row, 1, 10**6))
        else:
            rows.append(next(new)[1])
    return tuple(rows)
