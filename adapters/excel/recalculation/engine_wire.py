"""What a save and the process that computes formulas say to each other.

The request is its length in four bytes, a line of JSON, and the two workbooks; the reply is JSON.
"""

from __future__ import annotations

import struct
from datetime import datetime
from typing import IO

import msgspec

_LENGTH = struct.Struct("<I")


class ErrorValue(msgspec.Struct, array_like=True, tag=True, frozen=True):
    """A formula's result that is an error, such as ``#DIV/0!``."""

    text: str


Result = float | bool | str | ErrorValue | None
"""What a formula gives; None where the engine cannot tell."""

Wanted = dict[str, list[tuple[int, int]]]
"""Rows and columns by sheet."""

Results = dict[str, list[Result]]
"""The results of ``Wanted``, in the same order."""


class EngineTable(msgspec.Struct, array_like=True):
    """A table: ``range`` is its first row and column and its last row and column, all of it."""

    name: str
    sheet: str
    range: tuple[int, int, int, int]
    headers: list[str]
    header_row: bool
    totals_row: bool


class Job(msgspec.Struct):
    """One workbook of ``size`` bytes to compute, as of ``moment`` (now, if None)."""

    size: int
    tables: list[EngineTable]
    wanted: Wanted
    moment: datetime | None = None


class Reply(msgspec.Struct):
    """The results of each job."""

    results: list[Results]


def packed(jobs: list[Job], books: list[bytes]) -> list[bytes]:
    """A request, in pieces."""
    line = msgspec.json.encode(jobs)
    return [_LENGTH.pack(len(line)), line, *books]


def read_request(stream: IO[bytes]) -> list[tuple[Job, bytes]]:
    """The jobs and their workbooks."""
    (length,) = _LENGTH.unpack(stream.read(_LENGTH.size))
    jobs = msgspec.json.decode(stream.read(length), type=list[Job])
    return [(job, stream.read(job.size)) for job in jobs]


def read_reply(data: bytes) -> Reply:
    """The reply.

    Raises:
        ValueError: it is none.
    """
    return msgspec.json.decode(data, type=Reply)
