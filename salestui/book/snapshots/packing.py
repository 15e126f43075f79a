"""A snapshot as one Parquet file: several frames side by side, what they are in its metadata.

A column's name begins with that of its frame; a frame that is shorter than another ends in nulls,
which take no room, and its true height is in the metadata. So one column of one frame can be read
without the rest.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import polars as pl

VERSION = 1
"""Of this form; a file of a later one is not read."""

_ABOUT = "salestui"
_BETWEEN = "/"


class SnapshotDamaged(Exception):
    """A snapshot's file is not one, is cut short, or was written by a newer salestui."""


@dataclass(frozen=True, slots=True)
class About:
    """What a snapshot says of itself.

    Attributes:
        taken_at: the moment of the state, with its time zone.
        lineage: snapshots of one lineage name a row by the same ``_id``; empty for none.
        playbook: the name of the playbook of that day.
        heights: the rows of each frame; a frame that the workbook lacked is absent.
    """

    taken_at: datetime
    title: str
    token: str
    playbook: str
    fiscal_start: int
    lineage: str
    heights: dict[str, int]


def packed(about: About, frames: dict[str, pl.DataFrame]) -> bytes:
    """The file's bytes. ``about.heights`` are those of ``frames``."""
    side_by_side = [
        frame.rename({name: f"{part}{_BETWEEN}{name}" for name in frame.columns})
        for part, frame in frames.items()
        if frame.width
    ]
    whole = pl.concat(side_by_side, how="horizontal_extend") if side_by_side else pl.DataFrame()
    said = {
        "version": VERSION,
        "taken_at": about.taken_at.isoformat(),
        "title": about.title,
        "token": about.token,
        "playbook": about.playbook,
        "fiscal_start": about.fiscal_start,
        "lineage": about.lineage,
        "heights": about.heights,
    }
    written = BytesIO()
    whole.write_parquet(
        written, compression="zstd", metadata={_ABOUT: json.dumps(said, ensure_ascii=False)}
    )
    return written.getvalue()


def about_of(data: bytes) -> About:
    """What a file says of itself, without its rows.

    Raises:
        SnapshotDamaged: it cannot be read.
    """
    try:
        said = json.loads(pl.read_parquet_metadata(BytesIO(data))[_ABOUT])
        if said["version"] > VERSION:
            raise SnapshotDamaged(f"version {said['version']}")
        return About(
            taken_at=datetime.fromisoformat(said["taken_at"]),
            title=said["title"],
            token=said["token"],
            playbook=said["playbook"],
            fiscal_start=int(said["fiscal_start"]),
            lineage=said["lineage"],
            heights={part: int(height) for part, height in said["heights"].items()},
        )
    except (pl.exceptions.PolarsError, ValueError, LookupError, TypeError) as problem:
        raise SnapshotDamaged(str(problem)) from problem


def frames_of(
    data: bytes, about: About, parts: Sequence[str] = (), columns: Sequence[str] = ()
) -> dict[str, pl.DataFrame]:
    """The frames of a file by name.

    Args:
        about: what the file says of itself.
        parts: the frames wanted; all of them where none is named.
        columns: the columns wanted of each, as far as it has them; all where none is named.

    Raises:
        SnapshotDamaged: it cannot be read.
    """
    wanted = [part for part in about.heights if not parts or part in parts]
    try:
        known = pl.read_parquet_schema(BytesIO(data))
        chosen = {
            part: [
                name
                for name in known
                if name.startswith(part + _BETWEEN)
                and (not columns or name.removeprefix(part + _BETWEEN) in columns)
            ]
            for part in wanted
        }
        names = [name for found in chosen.values() for name in found]
        whole = pl.read_parquet(BytesIO(data), columns=names) if names else pl.DataFrame()
    except (pl.exceptions.PolarsError, ValueError) as problem:
        raise SnapshotDamaged(str(problem)) from problem
    if any(whole.height < about.heights[part] for part, found in chosen.items() if found):
        raise SnapshotDamaged("rows are missing")
    return {
        part: whole.select(found)
        .head(about.heights[part])
        .rename({name: name.removeprefix(part + _BETWEEN) for name in found})
        for part, found in chosen.items()
    }
