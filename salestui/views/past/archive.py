"""Kept days as figures need them: read when asked for, and held for the next time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

import polars as pl

from adapters.errors import Notice
from salestui.book.snapshots.packing import SnapshotDamaged
from salestui.book.snapshots.store import DAMAGED, Kept, Snapshot, SnapshotStore
from salestui.book.state import BookState
from salestui.metrics.history.field_changes import (
    between,
    identified,
    merged,
)
from salestui.metrics.history.past import Past
from salestui.metrics.history.trend import chosen_days, past_series, standing
from salestui.metrics.inputs import Inputs, Options, gather
from salestui.metrics.trend import Series
from salestui.model.focus import Focus
from salestui.model.period import Period
from salestui.views.past.stays import told_of

FIELDS: dict[str, pl.DataType] = {"stage": pl.String(), "expected_close": pl.Date()}
"""The fields of deals whose changes are told."""

_NAMING = ("id", "name", "customer")
_HELD = 4
"""Kept days that are held whole."""

_Stamp = tuple[str, int, int]


class Recorded(Protocol):
    """The changes that journals tell of."""

    def changes(self, field: str, kind: pl.DataType, deals: pl.DataFrame) -> pl.DataFrame:
        """Those of a field of ``identified`` deals, see ``metrics.history.field_changes``."""

    def since(self) -> date | None:
        """The day of the first change that was read."""


class Archive:
    """The kept days of the opened workbook. Thread-safe: one reads while others wait.

    Args:
        recorded: the changes that journals tell of.

    Attributes:
        damaged: a sentence on each snapshot that was met and could not be read.
    """

    def __init__(self, store: SnapshotStore, recorded: Recorded | None = None) -> None:
        self.store = store
        self.damaged: dict[date, Notice] = {}
        self._recorded = recorded
        self._days: OrderedDict[object, Past] = OrderedDict()
        self._named: OrderedDict[_Stamp, tuple[datetime, pl.DataFrame]] = OrderedDict()
        self._steps: dict[tuple[_Stamp, _Stamp], dict[str, pl.DataFrame]] = {}
        self._standing: dict[object, dict[str, float | None]] = {}
        self._lock = threading.RLock()

    def days(self) -> tuple[date, ...]:
        """The kept days, ascending."""
        return tuple(kept.day for kept in self.store.kept())

    def recorded_since(self) -> date | None:
        """The day from which on journals tell of changes."""
        return self._recorded.since() if self._recorded is not None else None

    def past(self, wanted: date, state: BookState) -> Past | None:
        """The book as a day began, or the first kept day after it; None where none is kept.

        Args:
            state: the present one: its stages and options judge the past too.
        """
        with self._lock:
            days = (self._day(kept, state) for kept in self.store.candidates(wanted))
            return next((found for found in days if found is not None), None)

    def snapshot(self, wanted: date) -> Snapshot | None:
        """The kept day whole, for looking at it as a book."""
        for kept in self.store.candidates(wanted):
            try:
                return self.store.read(kept)
            except SnapshotDamaged:
                self._note(kept)
        return None

    def _day(self, kept: Kept, state: BookState) -> Past | None:
        key = (stamp(kept), id(state.playbook), state.fiscal_start)
        if (held := self._days.get(key)) is not None:
            self._days.move_to_end(key)
            return held
        try:
            snapshot = self.store.read(kept)
        except SnapshotDamaged:
            self._note(kept)
            return None
        found = Past(kept.day, inputs_then(snapshot, state), snapshot.about.lineage)
        self._days[key] = found
        while len(self._days) > _HELD:
            self._days.popitem(last=False)
        return found

    def _note(self, kept: Kept) -> None:
        self.damaged[kept.day] = Notice(DAMAGED, {"day": kept.day})

    # -- changes of fields -------------------------------------------------------------------

    def changes(self, field: str, state: BookState, since: date | None = None) -> pl.DataFrame:
        """The changes of a field of deals, see ``metrics.history.field_changes.merged``.

        Args:
            since: the kept days to compare begin with the last one before it; all for None.
        """
        kind, deals = FIELDS[field], state.live("deals")
        if deals is None or field not in deals.columns:
            return merged([], kind)
        with self._lock:
            return merged(self._found(field, state, since), kind)

    def stage_history(self, state: BookState) -> pl.DataFrame:
        """What the changes of stages tell of deals, see ``metrics.stage_history.TOLD``."""
        return told_of(state, self.changes("stage", state))

    def _found(self, field: str, state: BookState, since: date | None) -> list[pl.DataFrame]:
        """What kept days and journals tell of a field; a change may be told twice."""
        kind, deals = FIELDS[field], state.entities["deals"].live
        found: list[pl.DataFrame] = []
        last: Kept | None = None
        for kept in self._kept_since(since, state.read_at.date()):
            try:
                if last is not None:
                    found.append(self._step(last, kept, field))
                else:
                    self._identified(kept)
                last = kept
            except SnapshotDamaged:
                self._note(kept)
        present, at = identified(deals), local(state.read_at)
        if self._recorded is not None:
            recorded = self._recorded.changes(field, kind, present)
            found.append(recorded)
            at = max([at, *recorded.select(pl.col("at").max()).drop_nulls()["at"]])  # edits since
        if last is not None:
            _taken, before = self._identified(last)
            found.append(between(before, present, field, at, kind))
        return found

    def _kept_since(self, since: date | None, until: date) -> list[Kept]:
        """The kept days from the last one before ``since`` to ``until``."""
        kept = [k for k in self.store.kept() if k.day <= until]
        if since is None:
            return kept
        return kept[max((n for n, k in enumerate(kept) if k.day < since), default=0) :]

    def _step(self, then: Kept, now: Kept, field: str) -> pl.DataFrame:
        """The changes of a field between two days; those of all are worked out at once."""
        key = (stamp(then), stamp(now))
        if key not in self._steps:
            _before, before = self._identified(then)
            taken, after = self._identified(now)
            self._steps[key] = {
                name: between(before, after, name, taken, kind) for name, kind in FIELDS.items()
            }
        return self._steps[key][field]

    def _identified(self, kept: Kept) -> tuple[datetime, pl.DataFrame]:
        """The moment of a kept day and its deals by name; the last few are held."""
        key = stamp(kept)
        if key not in self._named:
            snapshot = self.store.read(kept, (*_NAMING, *FIELDS))
            deals = snapshot.deals if snapshot.deals is not None else pl.DataFrame()
            self._named[key] = local(snapshot.about.taken_at), identified(deals)
            while len(self._named) > _HELD:
                self._named.popitem(last=False)
        return self._named[key]

    # -- figures on kept days ----------------------------------------------------------------

    def trends(
        self,
        state: BookState,
        focus: Focus,
        period: Period,
        as_of: date,
        now: dict[str, float | None],
    ) -> dict[str, Series]:
        """The KPIs that only kept days tell the past of, ending with their values now."""
        wanted = set(chosen_days(self.days(), period, as_of))
        days = [kept for kept in self.store.kept() if kept.day in wanted]
        with self._lock:
            found = [self._stood(kept, state, focus, period) for kept in days]
        return past_series([day for day in found if day is not None], now)

    def _stood(
        self, kept: Kept, state: BookState, focus: Focus, period: Period
    ) -> dict[str, float | None] | None:
        key = (stamp(kept), id(state.playbook), focus, period)
        if key not in self._standing and (past := self._day(kept, state)) is not None:
            self._standing[key] = standing(past, focus, period)
        return self._standing.get(key)


def local(moment: datetime) -> datetime:
    """A moment by the clock on the wall where it was, as days are told by it."""
    return moment.replace(tzinfo=None)


def stamp(kept: Kept) -> _Stamp:
    """What makes a kept day's file the same one."""
    try:
        changed = kept.path.stat().st_mtime_ns
    except OSError:
        changed = 0
    return str(kept.path), changed, kept.bytes


def inputs_then(snapshot: Snapshot, state: BookState) -> Inputs:
    """The figures' inputs of a kept day, judged by today's stages and options."""
    then = local(snapshot.about.taken_at).date()
    return gather(
        snapshot.deals,
        state.playbook,
        members=snapshot.members,
        targets=snapshot.targets,
        products=state.live("products"),
        options=Options(fiscal_start=state.fiscal_start, today=then),
    )


def notices(archive: Archive) -> Sequence[Notice]:
    """What was met and could not be read."""
    return [archive.damaged[day] for day in sorted(archive.damaged)]
