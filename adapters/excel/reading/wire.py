"""What the worker process and its parent say to each other.

A message is one line of JSON (its length first, in four bytes). Cells follow a ``CellsReply`` as
raw Arrow streams, whose sizes it names.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from datetime import date, datetime, time
from enum import IntEnum
from typing import IO, TYPE_CHECKING, Protocol

import msgspec

from adapters import errors
from adapters.addresses import CellRange
from adapters.contents import CellValue, ColumnKind, FormulaCells
from adapters.errors import Notice, WorkbookError
from adapters.excel.archive.snapshot import FileStamp, Snapshot
from adapters.outlines import (
    Block,
    ListValidation,
    NamedRange,
    Outline,
    Revision,
    SheetOutline,
    TableOutline,
)

if TYPE_CHECKING:
    import pyarrow as pa

# Names of the arrays that go with a column, see ``reader.read``.
MARKS_SUFFIX = ":type"
NUMBERS_SUFFIX = ":number"

_LENGTH = struct.Struct("<I")


class Mark(IntEnum):
    """The type a cell has in the file, where its text does not tell."""

    PLAIN = 0  # a number, or a date by its format
    TEXT = 1
    BOOLEAN = 2
    ISO_DATE = 3


class OutlineRequest(msgspec.Struct, tag="outline"):
    """Look at the file as it is now."""


class CellsRequest(msgspec.Struct, tag="cells"):
    """Read a part of a sheet of the snapshot of revision ``token``.

    The other fields are those of ``protocol.ReadRequest``.
    """

    token: str
    sheet: str
    first_row: int
    last_row: int
    columns: dict[int, ColumnKind]


class Moment(msgspec.Struct, array_like=True):
    """A date, datetime or time within the head of a sheet: JSON knows none of them."""

    kind: str
    iso: str


WireValue = str | float | int | bool | None | Moment


class WireBlock(msgspec.Struct):
    """``protocol.Block`` with rows that JSON can hold."""

    first_row: int
    rows: list[list[WireValue]]
    formula_columns: frozenset[int]
    column_formats: dict[int, str]


class WireSheet(msgspec.Struct):
    """``outlines.SheetOutline`` with a head that JSON can hold."""

    name: str
    visible: bool
    last_row: int
    last_column: int
    head: list[list[WireValue]]
    tables: tuple[TableOutline, ...]
    validations: tuple[ListValidation, ...]
    formula_columns: frozenset[int]
    column_formats: dict[int, str]
    protected: bool
    merges: tuple[CellRange, ...]
    names: tuple[NamedRange, ...]
    further: list[WireBlock]


class OutlineReply(msgspec.Struct, tag="outline"):
    """The outline of the snapshot taken, and the stamp of its file."""

    token: str
    stamp: FileStamp
    sheets: tuple[WireSheet, ...]
    notes: tuple[Notice, ...]
    dates_from_1904: bool


class CellError(msgspec.Struct, array_like=True):
    """An error value such as ``#DIV/0!`` and where it stands."""

    row: int
    column: int
    text: str


class CellsReply(msgspec.Struct, tag="cells"):
    """``size`` bytes of an Arrow stream follow."""

    size: int
    errors: list[CellError]
    formulas: tuple[FormulaCells, ...]


class Failure(msgspec.Struct, tag="failure"):
    """A ``WorkbookError`` by the name of its class."""

    kind: str
    message: str
    hint: str
    where: str
    parts: dict[str, str]


Request = OutlineRequest | CellsRequest
Reply = OutlineReply | CellsReply | Failure

_request_decoder: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)
_reply_decoder: msgspec.json.Decoder[Reply] = msgspec.json.Decoder(Reply)


class Session(Protocol):
    """What reads one snapshot in the worker: made from it and ``preload``, raises NotAWorkbook."""

    snapshot: Snapshot
    outline: Outline

    def __init__(self, snapshot: Snapshot, *, preload: bool) -> None: ...

    def cells(self, request: CellsRequest) -> tuple[CellsReply, pa.RecordBatch]:
        """A part of a sheet: the reply and the cells that are to follow it."""


def write(stream: IO[bytes], message: Request | Reply) -> None:
    """Send one message."""
    line = msgspec.json.encode(message)
    stream.write(_LENGTH.pack(len(line)) + line)
    stream.flush()


def read_request(stream: IO[bytes]) -> Request:
    """The next request; raises EOFError when the parent is gone."""
    return _request_decoder.decode(_read_line(stream))


def read_reply(stream: IO[bytes]) -> Reply:
    """The next reply; raises EOFError when the worker is gone."""
    return _reply_decoder.decode(_read_line(stream))


def read_exactly(stream: IO[bytes], size: int) -> bytes:
    """So many bytes; raises EOFError when the other side is gone."""
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _read_line(stream: IO[bytes]) -> bytes:
    (length,) = _LENGTH.unpack(read_exactly(stream, _LENGTH.size))
    return read_exactly(stream, length)


def outline_reply(outline: Outline, stamp: FileStamp) -> OutlineReply:
    """The reply that carries an outline."""
    return OutlineReply(
        outline.revision.token,
        stamp,
        tuple(map(_to_wire, outline.sheets)),
        outline.notes,
        outline.dates_from_1904,
    )


def to_outline(reply: OutlineReply) -> Outline:
    """The outline a reply carries."""
    sheets = tuple(map(_from_wire, reply.sheets))
    return Outline(Revision(reply.token), sheets, reply.notes, reply.dates_from_1904)


def _to_wire(sheet: SheetOutline) -> WireSheet:
    return WireSheet(
        sheet.name,
        sheet.visible,
        sheet.last_row,
        sheet.last_column,
        _packed(sheet.head),
        sheet.tables,
        sheet.validations,
        sheet.formula_columns,
        dict(sheet.column_formats),
        sheet.protected,
        sheet.merges,
        sheet.names,
        [
            WireBlock(b.first_row, _packed(b.rows), b.formula_columns, dict(b.column_formats))
            for b in sheet.further
        ],
    )


def _from_wire(sheet: WireSheet) -> SheetOutline:
    return SheetOutline(
        sheet.name,
        sheet.visible,
        sheet.last_row,
        sheet.last_column,
        _unpacked(sheet.head),
        sheet.tables,
        sheet.validations,
        sheet.formula_columns,
        sheet.column_formats,
        sheet.protected,
        sheet.merges,
        sheet.names,
        tuple(
            Block(b.first_row, _unpacked(b.rows), b.formula_columns, b.column_formats)
            for b in sheet.further
        ),
    )


def _packed(rows: Iterable[Iterable[CellValue]]) -> list[list[WireValue]]:
    return [[_pack(value) for value in row] for row in rows]


def _unpacked(rows: Iterable[Iterable[WireValue]]) -> tuple[tuple[CellValue, ...], ...]:
    return tuple(tuple(_unpack(value) for value in row) for row in rows)


def _pack(value: CellValue) -> WireValue:
    if isinstance(value, datetime | date | time):
        return Moment(type(value).__name__, value.isoformat())
    return value


def _unpack(value: WireValue) -> CellValue:
    if isinstance(value, Moment):
        kinds: dict[str, type[date] | type[datetime] | type[time]]
        kinds = {"date": date, "datetime": datetime, "time": time}
        return kinds[value.kind].fromisoformat(value.iso)
    return value


def failure(problem: WorkbookError) -> Failure:
    """The reply that carries an error."""
    parts = {name: str(value) for name, value in problem.parts.items()}
    return Failure(type(problem).__name__, problem.message, problem.hint, problem.where, parts)


def to_error(reply: Failure) -> WorkbookError:
    """The error a reply carries."""
    known = (errors.NotFound, errors.NotAWorkbook, errors.StaleRevision)
    kind = next((kind for kind in known if kind.__name__ == reply.kind), WorkbookError)
    return kind(reply.message, reply.hint, reply.where, **reply.parts)
