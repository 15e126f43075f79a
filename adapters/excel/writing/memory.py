"""What one save leaves behind for the next: the touched sheets, indexed and in packed blocks.

Contract: it hands out only what it kept of the very bytes that the last patch made, which it tells
by their hash; for any other bytes it is empty. With or without it a patch holds the same content.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adapters.excel.archive.deflate import Buffer, Deflated, deflate, deflate_again
from adapters.excel.archive.snapshot import revision_of
from adapters.excel.ooxml.markup import Edit, pieces
from adapters.excel.ooxml.sheetxml import SheetXml
from adapters.excel.recalculation.formulaindex import SheetFormulas
from adapters.outlines import Revision

if TYPE_CHECKING:
    from adapters.excel.recalculation.coarsescan import Texts

MAX_BYTES = 256 << 20  # of unpacked content; more is not kept


class _Kept:
    """A sheet in packed blocks; as XML it is put together when it is asked for."""

    def __init__(self, deflated: Deflated, make: Callable[[], SheetXml]) -> None:
        self.deflated = deflated
        self._make: Callable[[], SheetXml] | None = make
        self._sheet: SheetXml | None = None

    @property
    def made(self) -> SheetXml | None:
        """The sheet, if it was asked for before."""
        return self._sheet

    @property
    def sheet(self) -> SheetXml:
        """The sheet; what it is made of is let go of then."""
        if self._make is not None:
            self._sheet, self._make = self._make(), None
        assert self._sheet is not None
        return self._sheet


@dataclass(slots=True)
class SaveMemory:
    """Belongs to one opened workbook; not for several threads at a time."""

    _revision: Revision | None = None
    _data: bytes | None = None  # of that revision, until it is known
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _next: dict[str, _Kept] = field(default_factory=dict)
    _formulas: dict[str, tuple[int, SheetFormulas]] = field(default_factory=dict)
    _texts: dict[str, tuple[int, Texts]] = field(default_factory=dict)

    def formulas(self, part: str, crc: int) -> SheetFormulas | None:
        """The formulas of a part whose content has this CRC-32, if they are known."""
        known = self._formulas.get(part)
        return known[1] if known and known[0] == crc else None

    def keep_formulas(self, part: str, crc: int, formulas: SheetFormulas) -> None:
        """Remember the formulas of a part."""
        self._formulas[part] = crc, formulas

    def texts(self, part: str, crc: int) -> Texts | None:
        """The texts of a part whose content has this CRC-32, see ``coarsescan``."""
        known = self._texts.get(part)
        return known[1] if known and known[0] == crc else None

    def keep_texts(self, part: str, crc: int, texts: Texts) -> None:
        """Remember the texts of a part."""
        self._texts[part] = crc, texts

    def begin(self, data: bytes) -> None:
        """A patch of a workbook of these bytes begins."""
        self._next = {}
        if not self._kept or data is self._data:
            return
        if self._data is not None:
            self._revision, self._data = revision_of(self._data), None
        if revision_of(data) != self._revision:
            self._kept = {}

    def sheet(self, part: str) -> SheetXml | None:
        """The sheet in the workbook that the patch began with, if it is known."""
        kept = self._kept.get(part)
        return kept.sheet if kept else None

    def deflated(
        self, part: str, sheet: SheetXml, edits: Sequence[Edit], rows: frozenset[int]
    ) -> Deflated:
        """The sheet with the edits applied, which exchange or insert ``rows``, compressed."""
        kept = self._kept.get(part)
        new: list[Buffer] = pieces(sheet.data, edits)
        if kept is not None and kept.made is sheet:
            deflated = deflate_again(sheet.data, kept.deflated, edits)
        else:
            deflated = deflate(new)
        known = sum(other.deflated.size for other in self._next.values())
        if deflated.size + known <= MAX_BYTES:
            self._next[part] = _Kept(deflated, lambda: sheet.edited(b"".join(new), edits, rows))
        return deflated

    def finish(self, data: bytes) -> None:
        """The patch made these bytes; parts that it did not touch stay known."""
        untouched = {name: kept for name, kept in self._kept.items() if name not in self._next}
        size = sum(kept.deflated.size for kept in (*untouched.values(), *self._next.values()))
        self._kept = {**untouched, **self._next} if size <= MAX_BYTES else self._next
        self._next = {}
        self._data = data
