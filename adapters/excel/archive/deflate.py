"""Deflate in blocks that do not refer to each other: on all cores, and each of use again later.

A block ends with a full flush, so blocks joined in any order and closed by ``_END`` are a stream.
"""

from __future__ import annotations

import os
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate

from adapters.excel.archive.crc import crc32_combine
from adapters.excel.ooxml.markup import Edit, pieces

Buffer = bytes | memoryview

# Level 1: a save is waited for, and the file grows by a quarter at most.
LEVEL = 1
BLOCK = 1 << 20
_END = b"\x03\x00"  # an empty last block


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a stream: ``size`` bytes of content with that CRC-32, compressed."""

    size: int
    crc: int
    packed: bytes


@dataclass(frozen=True, slots=True)
class Deflated:
    """A raw deflate stream in blocks."""

    blocks: tuple[Block, ...]

    @property
    def chunks(self) -> list[Buffer]:
        """The stream's bytes, to be joined."""
        return [*(block.packed for block in self.blocks), _END]

    @property
    def size(self) -> int:
        """Length of the content."""
        return sum(block.size for block in self.blocks)

    @property
    def crc(self) -> int:
        """CRC-32 of the content."""
        crc = 0
        for block in self.blocks:
            crc = crc32_combine(crc, block.crc, block.size)
        return crc


def deflate(content: Sequence[Buffer]) -> Deflated:
    """Compress a content that comes in pieces."""
    return Deflated(tuple(_packed(_groups(content))))


def deflate_again(content: bytes, old: Deflated, edits: Sequence[Edit]) -> Deflated:
    """Compress ``content`` with the edits applied; blocks that no edit touches stay as they are.

    ``old`` is ``content`` compressed.
    """
    starts = [0, *accumulate(block.size for block in old.blocks)]
    blocks: list[Block] = []
    at = 0
    for first, last, inside in _touched(starts, edits):
        blocks += old.blocks[at:first]
        begin, end = starts[first], starts[last]
        base = memoryview(content)[begin:end]
        moved = [(start - begin, stop - begin, new) for start, stop, new in inside]
        blocks += _packed(_groups(pieces(base, moved)))
        at = last
    return Deflated((*blocks, *old.blocks[at:]))


def _touched(starts: Sequence[int], edits: Sequence[Edit]) -> Iterator[tuple[int, int, list[Edit]]]:
    """Runs of blocks, from the first up to before the last, each with the edits within it."""
    first = last = 0
    inside: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        start, end, _ = edit
        begin = min(bisect_right(starts, start), len(starts) - 1) - 1
        stop = min(bisect_right(starts, max(start, end - 1)), len(starts) - 1)
        if inside and begin >= last:
            yield first, last, inside
            inside = []
        first = begin if not inside else first
        last = stop if not inside else max(last, stop)
        inside.append(edit)
    if inside:
        yield first, last, inside


def _groups(content: Sequence[Buffer]) -> Iterator[list[Buffer]]:
    """The content in runs of ``BLOCK`` bytes, the last one of up to twice as many."""
    group: list[Buffer] = []
    left = sum(map(len, content))
    room = BLOCK
    for piece in content:
        view = memoryview(piece)
        while len(view) >= room and left >= 2 * BLOCK:
            yield [*group, view[:room]]
            left -= BLOCK
            group, view, room = [], view[room:], BLOCK
        group.append(view)
        room -= len(view)
    yield group


def _packed(groups: Iterable[Sequence[Buffer]]) -> list[Block]:
    runs = list(groups)
    with ThreadPoolExecutor(min(len(runs), os.cpu_count() or 1)) as pool:
        return list(pool.map(_block, runs))


def _block(group: Sequence[Buffer]) -> Block:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
    output = [packer.compress(piece) for piece in group]
    output.append(packer.flush(zlib.Z_FULL_FLUSH))
    crc = 0
    for piece in group:
        crc = zlib.crc32(piece, crc)
    return Block(sum(len(piece) for piece in group), crc, b"".join(output))
