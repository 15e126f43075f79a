"""The snapshots of one workbook on disk: keep today's, list, choose and read those kept."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import polars as pl

from adapters.errors import Notice
from salestui.book.journal.places import journal_paths
from salestui.book.snapshots.packing import (
    About,
    SnapshotDamaged,
    packed,
    read_about,
    read_frames,
)
from salestui.book.snapshots.retention import superfluous
from salestui.book.state import BookState
from salestui.i18n import N_

DAMAGED = N_("The snapshot of {day} is damaged and left out.")
UNKEPT = N_("Today's state of the pipeline could not be kept: {reason}.")

_SUFFIX = ".parquet"
_UNFINISHED = ".part"
_FRAMES = ("deals", "members")


@dataclass(frozen=True, slots=True)
class Kept:
    """One kept day."""

    day: date
    path: Path
    bytes: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How the book stood on a day.

    Attributes:
        deals, members: the rows that counted then, by field name; None where there was no sheet.
        targets: long form, see ``salestui.mapping.targets.targets_long``.
    """

    day: date
    about: About
    deals: pl.DataFrame | None
    members: pl.DataFrame | None
    targets: pl.DataFrame | None


class SnapshotStore:
    """The kept days of one workbook. Every method blocks on files, for moments.

    Several dashboards may keep the same day: each file is whole, and the last one stays.

    Args:
        folder: that of all workbooks' snapshots.
        location: the workbook's, as its backend names it.
        now: the present moment in the user's time zone.
    """

    def __init__(
        self,
        folder: Path,
        location: str,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        self.folder = folder / journal_paths(folder, location)[0].stem
        self._now = now

    def today(self) -> date:
        """The day that a state is kept for now."""
        return self._now().date()

    def kept(self) -> tuple[Kept, ...]:
        """The kept days, oldest first."""
        found = []
        with suppress(OSError):
            for path in self.folder.iterdir():
                day = _day_of(path)
                if day is not None:
                    with suppress(OSError):
                        found.append(Kept(day, path, path.stat().st_size))
        return tuple(sorted(found, key=lambda k: k.day))

    def keep(self, state: BookState, lineage: str = "") -> Kept:
        """Keep a state as today's, in the place of an earlier one of today, and thin the past.

        Args:
            lineage: where row identities outlive a session, what they are counted in.

        Raises:
            OSError: it cannot be written; what was kept before stays.
        """
        frames = {name: frame for name in _FRAMES if (frame := state.live(name)) is not None}
        frames["targets"] = state.targets
        now = self._now()
        about = About(
            taken_at=now,
            title=state.title,
            token=state.token,
            playbook=state.playbook.name,
            fiscal_start=state.fiscal_start,
            lineage=lineage,
            heights={name: frame.height for name, frame in frames.items()},
        )
        data = packed(about, frames)
        path = self.folder / f"{now.date().isoformat()}{_SUFFIX}"
        self.folder.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
        self._thin(now.date())
        return Kept(now.date(), path, len(data))

    def read(self, kept: Kept, columns: Sequence[str] = ()) -> Snapshot:
        """A kept day.

        Args:
            columns: the columns wanted of deals, as far as there are any; all where none is named.

        Raises:
            SnapshotDamaged: it cannot be read.
        """
        about = read_about(kept.path)
        frames = read_frames(kept.path, about, ["deals"], columns)
        frames |= read_frames(kept.path, about, ["members", "targets"])
        return Snapshot(
            kept.day, about, frames.get("deals"), frames.get("members"), frames.get("targets")
        )

    def about(self, kept: Kept) -> About:
        """What a kept day says of itself.

        Raises:
            SnapshotDamaged: it cannot be read.
        """
        return read_about(kept.path)

    def nearest(
        self, wanted: date, columns: Sequence[str] = ()
    ) -> tuple[Snapshot | None, tuple[Notice, ...]]:
        """The snapshot that tells how a day began or, where none does, the first one after it.

        Returns:
            The last one that can be read up to and including ``wanted``, else the first after it,
            else None; and a sentence for each one met that is damaged.
        """
        kept = self.kept()
        place = bisect_right([k.day for k in kept], wanted)
        notices: list[Notice] = []
        for one in (*reversed(kept[:place]), *kept[place:]):
            try:
                return self.read(one, columns), tuple(notices)
            except SnapshotDamaged:
                notices.append(Notice(DAMAGED, {"day": one.day}))
        return None, tuple(notices)

    def _thin(self, today: date) -> None:
        """Remove what is past its time, and what a crash left unfinished."""
        kept = {one.day: one for one in self.kept()}
        for day in superfluous({day: one.bytes for day, one in kept.items()}, today):
            with suppress(OSError):
                kept[day].path.unlink()
        stale = (self._now() - timedelta(days=1)).timestamp()
        for path in self.folder.glob(f"*{_UNFINISHED}"):
            with suppress(OSError):
                if path.stat().st_mtime < stale:
                    path.unlink()


def _day_of(path: Path) -> date | None:
    if path.suffix != _SUFFIX:
        return None
    try:
        return date.fromisoformat(path.stem)
    except ValueError:
        return None


def _replace(path: Path, data: bytes) -> None:
    """Put the bytes in the place of the file at once, or leave it as it is."""
    part = path.with_name(f"{path.stem}.{uuid4().hex}{_UNFINISHED}")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
