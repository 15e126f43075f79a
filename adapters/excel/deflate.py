"""Deflate on all cores: zlib releases the interpreter lock, and flushed chunks can be joined."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

Buffer = bytes | memoryview

# Level 1: a save is waited for, and the file grows by a quarter at most.
LEVEL = 1
CHUNK = 4 << 20


def deflate(pieces: Sequence[Buffer]) -> tuple[list[Buffer], int, int]:
    """Compress the pieces as one raw deflate stream.

    Returns the stream in chunks, the CRC-32 and the length of the content.
    """
    groups = list(_groups(pieces))
    final = [False] * (len(groups) - 1) + [True]
    crc = 0
    with ThreadPoolExecutor(min(len(groups), os.cpu_count() or 1)) as pool:
        packed = pool.map(_chunk, groups, final)
        for piece in pieces:
            crc = zlib.crc32(piece, crc)
        chunks: list[Buffer] = list(packed)
    return chunks, crc, sum(len(piece) for piece in pieces)


def _groups(pieces: Sequence[Buffer]) -> Iterator[list[Buffer]]:
    """The content in runs of about ``CHUNK`` bytes, at least one run."""
    group: list[Buffer] = []
    room = CHUNK
    for piece in pieces:
        view = memoryview(piece)
        while len(view) > room:
            yield [*group, view[:room]]
            group, view, room = [], view[room:], CHUNK
        group.append(view)
        room -= len(view)
    yield group


def _chunk(group: Sequence[Buffer], last: bool) -> bytes:
    """A part of a raw deflate stream that does not refer to what came before it."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
    output = [packer.compress(piece) for piece in group]
    output.append(packer.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH))
    return b"".join(output)
