"""One stream of an OLE file, the container of .xls."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from adapters.errors import N_
from adapters.excel.archive.guard import damaged

_HEADER = 512
_ENTRY = 128  # bytes of a directory entry
_LAST = 0xFFFFFFFA  # sector numbers from here on are none
_ROOT = 5  # type of the entry whose stream holds the small streams

_DAMAGED = N_("The workbook is damaged: its table of contents cannot be read.")


class OleFile:
    """The container's sectors and directory; raises NotAWorkbook when they are not sound."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            shift, mini_shift = struct.unpack_from("<2H", data, 30)
            directory, _, self._cutoff, mini_fat = struct.unpack_from("<4I", data, 48)
            difat, difat_count = struct.unpack_from("<2I", data, 68)
        except struct.error as problem:
            raise damaged(_DAMAGED) from problem
        if shift not in (9, 12) or mini_shift != 6:
            raise damaged(_DAMAGED)
        self._size = 1 << shift
        self._fat = self._read_fat(difat, difat_count)
        self._mini_fat = _numbers(self._chain(mini_fat))
        self._entries = self._chain(directory)
        self._mini = self._chain(self._root_start())

    def stream(self, name: str) -> bytes | None:
        """The content of the stream of that name, None where there is none."""
        wanted = name.encode("utf-16-le") + b"\0\0"
        for at in range(0, len(self._entries) - _ENTRY + 1, _ENTRY):
            entry = self._entries[at : at + _ENTRY]
            if entry.startswith(wanted) and entry[66] == 2:
                start, size = struct.unpack_from("<2I", entry, 116)
                return (self._small(start) if size < self._cutoff else self._chain(start))[:size]
        return None

    def _root_start(self) -> int:
        for at in range(0, len(self._entries) - _ENTRY + 1, _ENTRY):
            if self._entries[at + 66] == _ROOT:
                return int.from_bytes(self._entries[at + 116 : at + 120], "little")
        raise damaged(_DAMAGED)

    def _sector(self, number: int) -> bytes:
        start = (
            _HEADER + number * self._size if self._size == _HEADER else (number + 1) * self._size
        )
        return self._data[start : start + self._size]

    def _read_fat(self, difat: int, count: int) -> Sequence[int]:
        sectors = list(_numbers(self._data[76:_HEADER]))
        for _ in range(min(count, len(self._data) // self._size)):
            numbers = _numbers(self._sector(difat))
            if not numbers:
                break
            sectors += numbers[:-1]
            difat = numbers[-1]
        return _numbers(b"".join(self._sector(n) for n in sectors if n < _LAST))

    def _chain(self, first: int) -> bytes:
        parts: list[bytes] = []
        number = first
        while number < len(self._fat):
            if len(parts) > len(self._data) // self._size:
                raise damaged(_DAMAGED)  # the chain is a circle
            parts.append(self._sector(number))
            number = self._fat[number]
        return b"".join(parts)

    def _small(self, first: int) -> bytes:
        parts: list[bytes] = []
        number = first
        while number < len(self._mini_fat):
            if len(parts) > len(self._mini) // 64:
                raise damaged(_DAMAGED)
            parts.append(self._mini[number * 64 : number * 64 + 64])
            number = self._mini_fat[number]
        return b"".join(parts)


def _numbers(data: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
