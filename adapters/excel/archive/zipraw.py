"""A zip archive as raw bytes: members that are not replaced keep every byte they have.

Local header, compressed data and descriptor of an untouched member are copied together; only its
offset in the central directory is adapted.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from adapters.errors import N_, NotAWorkbook, Refused
from adapters.excel.archive import guard
from adapters.excel.archive.deflate import Buffer, Deflated, deflate

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64_LOCATOR = struct.Struct("<4sIQI")
_END64 = struct.Struct("<4sQ2H2I4Q")
_MAX32 = 0xFFFFFFFF
_UTF8 = 0x800
_ENCRYPTED = 0x1
_DESCRIPTOR = 0x8
_FIRST_DAY = 0x21  # 1980-01-01: the same content gives the same bytes at any time
_NOTHING: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Member:
    """One member: its central record as found, and where its bytes are.

    ``start`` to ``end`` spans local header, data and descriptor; ``packed`` is where the compressed
    data begins. Sizes are in bytes.
    """

    name: str
    record: bytes
    flags: int
    method: int
    crc: int
    packed_size: int
    size: int
    start: int
    packed: int
    end: int


class RawZip:
    """A zip archive held in memory.

    Raises:
        NotAWorkbook: the bytes are not a zip archive or it is damaged.
        Refused: two members share a name, so that readers disagree which one counts.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.comment = b""
        try:
            self.members = self._members()
        except (struct.error, IndexError, UnicodeError) as problem:
            raise _damaged() from problem

    def _directory(self) -> tuple[int, int, int]:
        """Count of members, and offset and end of the central directory."""
        at = self.data.rfind(b"PK\5\6", max(0, len(self.data) - 0x10016))
        if at < 0:
            raise NotAWorkbook(N_("This file is not an Excel workbook, or it was cut short."))
        fields = _END.unpack_from(self.data, at)
        count, size, offset = fields[4], fields[5], fields[6]
        self.comment = self.data[at + _END.size : at + _END.size + fields[7]]
        if _MAX32 in (size, offset) or count == 0xFFFF:
            locator = _END64_LOCATOR.unpack_from(self.data, at - _END64_LOCATOR.size)
            wide = _END64.unpack_from(self.data, locator[2])
            if locator[0] != b"PK\6\7" or wide[0] != b"PK\6\6":
                raise _damaged()
            count, size, offset = wide[7], wide[8], wide[9]
        if offset + size > at:
            raise _damaged()
        return count, offset, offset + size

    def _members(self) -> list[Member]:
        count, at, end = self._directory()
        limit = at
        found: list[tuple[bytes, tuple[int, int, int]]] = []
        for _ in range(count):
            fields = _CENTRAL.unpack_from(self.data, at)
            length = _CENTRAL.size + fields[10] + fields[11] + fields[12]
            if fields[0] != b"PK\1\2" or at + length > end:
                raise _damaged()
            record = self.data[at : at + length]
            found.append((record, _sizes(record, fields)))
            at += length
        starts = sorted(sizes[2] for _, sizes in found)
        if not starts or len(set(starts)) != len(starts):
            raise _damaged()
        following = dict(zip(starts, [*starts[1:], limit], strict=True))
        members = [self._member(record, sizes, following[sizes[2]]) for record, sizes in found]
        names = [member.name.lstrip("/").lower() for member in members]
        if len(set(names)) != len(names):
            raise Refused(
                N_("The workbook holds two parts of one name; readers disagree which one counts."),
                hint=N_("Open it in your spreadsheet program and save it once."),
            )
        return members

    def _member(self, record: bytes, sizes: tuple[int, int, int], end: int) -> Member:
        fields = _CENTRAL.unpack_from(record)
        size, packed_size, start = sizes
        local = _LOCAL.unpack_from(self.data, start)
        packed = start + _LOCAL.size + local[9] + local[10]
        raw_name = record[_CENTRAL.size : _CENTRAL.size + fields[10]]
        same_name = self.data[start + _LOCAL.size : start + _LOCAL.size + local[9]] == raw_name
        if local[0] != b"PK\3\4" or not same_name or packed + packed_size > end:
            raise _damaged()
        flags = fields[3]
        name = raw_name.decode("utf-8" if flags & _UTF8 else "cp437")
        return Member(
            name, record, flags, fields[4], fields[7], packed_size, size, start, packed, end
        )

    def read(self, member: Member) -> bytes:
        """The content of a member, its length and checksum verified."""
        packed = memoryview(self.data)[member.packed : member.packed + member.packed_size]
        if member.size > guard.largest_size(member.packed_size):
            raise _damaged()
        if member.flags & _ENCRYPTED or member.method not in (0, 8):
            raise Refused(
                N_("The part {part} is stored in a way that cannot be edited."), part=member.name
            )
        try:
            content = bytes(packed) if member.method == 0 else _inflate(packed, member.size)
        except zlib.error as problem:
            raise _damaged() from problem
        if len(content) != member.size or zlib.crc32(content) != member.crc:
            raise _damaged()
        return content

    def rewritten(
        self,
        replaced: Mapping[str, Sequence[Buffer] | Deflated],
        dropped: frozenset[str] = frozenset(),
        added: Mapping[str, bytes] = _NOTHING,
    ) -> bytes:
        """The archive with some members' content replaced, some left out and some added at the end.

        Contents come in pieces, which saves joining a large sheet before compressing it, or
        compressed.
        """
        view = memoryview(self.data)
        kept = [member for member in self.members if member.name not in dropped]
        output: list[Buffer] = []
        records: dict[str, bytes] = {}
        at = 0

        def put(*parts: Buffer) -> None:
            nonlocal at
            output.extend(parts)
            at += sum(len(part) for part in parts)

        first = min((member.start for member in self.members), default=0)
        put(view[:first])
        for member in sorted(kept, key=lambda member: member.start):
            if member.name in replaced:
                content = replaced[member.name]
                packed = content if isinstance(content, Deflated) else deflate(content)
                header, records[member.name] = _headers(member, at, packed)
                put(header, *packed.chunks)
            else:
                records[member.name] = _moved(member.record, at)
                put(view[member.start : member.end])
        for name, new in added.items():
            packed = deflate([new])
            header, records[name] = _new_headers(name.encode("ascii"), at, packed)
            put(header, *packed.chunks)
        directory = at
        put(*(records[member.name] for member in kept))
        put(*(records[name] for name in added))
        count = len(kept) + len(added)
        if at >= _MAX32 or count >= 0xFFFF:
            raise Refused(N_("The workbook is too large to be written."))
        size = at - directory
        comment = self.comment
        put(_END.pack(b"PK\5\6", 0, 0, count, count, size, directory, len(comment)))
        put(comment)
        return b"".join(output)


def _damaged() -> NotAWorkbook:
    return NotAWorkbook(
        N_("The workbook is damaged: its zip archive is not consistent."),
        hint=N_("Open it in your spreadsheet program, let it repair the file, and save it."),
    )


def _inflate(packed: memoryview, size: int) -> bytes:
    """Inflate at most ``size`` bytes and one more, which tells that there would be more."""
    return zlib.decompressobj(-15).decompress(packed, size + 1)


def _extras(record: bytes) -> list[tuple[int, int, int]]:
    """Kind, start and end of each extra field of a central record."""
    fields = _CENTRAL.unpack_from(record)
    at = _CENTRAL.size + fields[10]
    end = at + fields[11]
    found = []
    while at + 4 <= end:
        kind, length = struct.unpack_from("<2H", record, at)
        found.append((kind, at + 4, at + 4 + length))
        at += 4 + length
    return found


def _wide(record: bytes) -> dict[int, int]:
    """Positions in the record of the zip64 values, by the index of the central field they widen."""
    fields = _CENTRAL.unpack_from(record)
    start = next((start for kind, start, _ in _extras(record) if kind == 1), None)
    needed = [index for index in (9, 8, 16) if fields[index] == _MAX32]
    if start is None:
        return {}
    return {index: start + 8 * place for place, index in enumerate(needed)}


def _sizes(record: bytes, fields: tuple[int, ...]) -> tuple[int, int, int]:
    """Size, packed size and offset of a member, zip64 or not."""
    wide = _wide(record)
    size, packed_size, offset = (
        struct.unpack_from("<Q", record, wide[index])[0] if index in wide else fields[index]
        for index in (9, 8, 16)
    )
    return size, packed_size, offset


def _moved(record: bytes, offset: int) -> bytes:
    """The central record with another offset, all else as it was."""
    changed = bytearray(record)
    place = _wide(record).get(16)
    if place is None:
        struct.pack_into("<I", changed, _CENTRAL.size - 4, offset)
    else:
        struct.pack_into("<Q", changed, place, offset)
    return bytes(changed)


def _headers(member: Member, offset: int, packed: Deflated) -> tuple[bytes, bytes]:
    """Local header and central record of a replaced member; its name and time stay."""
    crc, size, packed_size = packed.crc, packed.size, sum(map(len, packed.chunks))
    if max(size, packed_size) >= _MAX32:
        raise Refused(N_("The workbook is too large to be written."))
    old = _CENTRAL.unpack_from(member.record)
    name = member.record[_CENTRAL.size : _CENTRAL.size + old[10]]
    flags = member.flags & ~_DESCRIPTOR & ~0x6  # bits 1 and 2 tell the old compression level
    common = (20, flags, 8, old[5], old[6], crc, packed_size, size, len(name))
    local = _LOCAL.pack(b"PK\3\4", *common, 0) + name
    record = _CENTRAL.pack(b"PK\1\2", old[1], *common, 0, 0, 0, old[14], old[15], offset) + name
    return local, record


def _new_headers(name: bytes, offset: int, packed: Deflated) -> tuple[bytes, bytes]:
    """Local header and central record of a member that was not there."""
    packed_size = sum(map(len, packed.chunks))
    common = (20, 0, 8, 0, _FIRST_DAY, packed.crc, packed_size, packed.size, len(name))
    local = _LOCAL.pack(b"PK\3\4", *common, 0) + name
    return local, _CENTRAL.pack(b"PK\1\2", 20, *common, 0, 0, 0, 0, 0, offset) + name
