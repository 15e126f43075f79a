"""The snapshots of one workbook on disk: keep today's, list, choose and read those kept."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from uuid import uuid4

import polars as pl

from salestui.book.journal.places import journal_paths
from salestui.book.snapshots.packing import (
    About,
    SnapshotDamaged,
    about_of,
    frames_of,
    packed,
)
from salestui.book.snapshots.retention import superfluous
from salestui.book.state import BookState
from salestui.i18n import N_

DAMAGED = N_("The snapshot of {day} is damaged and left out.")
UNKEPT = N_("Today's state of the pipeline could not be kept: {reason}.")

NEAR = 14
"""Days before a wanted day from which a kept one stands for it rather than one after it."""

_SUFFIX = ".parquet"
_UNFINISHED = ".part"
_FRAMES = ("deals", "members")
_DATE = len("2026-11-16")


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
        last: dict[date, tuple[tuple[int, str], Kept]] = {}
        for path, day in self._files():
            with suppress(OSError):
                about = path.stat()
                one = (about.st_mtime_ns, path.name), Kept(day, path, about.st_size)
                if day not in last or last[day][0] < one[0]:
                    last[day] = one
        return tuple(last[day][1] for day in sorted(last))

    def _files(self) -> list[tuple[Path, date]]:
        try:
            found = [(path, _day_of(path)) for path in self.folder.iterdir()]
        except OSError:
            return []
        return [(path, day) for path, day in found if day is not None]

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
        path = self.folder / f"{now.date().isoformat()}-{_digest(data)}{_SUFFIX}"
        self.folder.mkdir(parents=True, exist_ok=True)
        _write(path, data)
        self._thin(now.date())
        return Kept(now.date(), path, len(data))

    def read(self, kept: Kept, columns: Sequence[str] = ()) -> Snapshot:
        """A kept day.

        Args:
            columns: the columns wanted of deals, as far as there are any; all where none is named.

        Raises:
            SnapshotDamaged: it cannot be read.
        """
        data = _read(kept.path)
        about = about_of(data)
        frames = frames_of(data, about, ["deals"], columns)
        frames |= frames_of(data, about, ["members", "targets"])
        return Snapshot(
            kept.day, about, frames.get("deals"), frames.get("members"), frames.get("targets")
        )

    def candidates(self, wanted: date) -> tuple[Kept, ...]:
        """The kept days that can tell how the book stood on a day, the best one first.

        The last ones up to that day if they are near, else the first ones after it, else the last
        ones before it.
        """
        kept = self.kept()
        place = bisect_right([k.day for k in kept], wanted)
        before, after = kept[:place][::-1], kept[place:]
        near = wanted - timedelta(days=NEAR)
        return (
            *(k for k in before if k.day >= near),
            *after,
            *(k for k in before if k.day < near),
        )

    def _thin(self, today: date) -> None:
        """Remove what is past its time, earlier states of the day, and what a crash left."""
        kept = {one.day: one for one in self.kept()}  # all dashboards agree on the newest
        gone = superfluous({day: one.bytes for day, one in kept.items()}, today)
        for path, day in self._files():
            if day in gone or (day in kept and path != kept[day].path):
                with suppress(OSError):
                    path.unlink()
        stale = (self._now() - timedelta(days=1)).timestamp()
        for path in self.folder.glob(f"*{_UNFINISHED}"):
            with suppress(OSError):
                if path.stat().st_mtime < stale:
                    path.unlink()


def _day_of(path: Path) -> date | None:
    """The day of a snapshot by its name: ``2026-11-16-DIGEST.parquet``."""
    if path.suffix != _SUFFIX:
        return None
    try:
        return date.fromisoformat(path.stem[:_DATE])
    except ValueError:
        return None


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=8).hexdigest()


def _read(path: Path) -> bytes:
    """The file's bytes, if they are those that its name tells of."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise SnapshotDamaged(str(problem)) from problem
    if path.stem[_DATE + 1 :] != _digest(data):
        raise SnapshotDamaged("its content is not what was written")
    return data


def _write(path: Path, data: bytes) -> None:
    """Write a file that is whole as soon as it has its name."""
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
