"""The last pull of each spreadsheet, kept for when nobody answers."""

from __future__ import annotations

import contextlib
import os
import tempfile
import zlib
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

import msgspec

from adapters.google.assembling import assembled
from adapters.google.content import Content
from adapters.google.pulled import Pull

_MARK = b"salestui pull 1\n"
"""Begins the file; another number where another version wrote it."""

_LARGEST = 2**30  # bytes, unpacked
_FAST = 1


class _Kept(msgspec.Struct, frozen=True):
    spreadsheet: str
    at: datetime
    version: str
    content: Content


class Cache:
    """One file per spreadsheet, for its user's eyes only. What cannot be read is not there."""

    def __init__(self, state_dir: Path, spreadsheet: str) -> None:
        name = blake2b(spreadsheet.encode(), digest_size=12).hexdigest()
        self._spreadsheet = spreadsheet
        self._token = ""
        self.path = state_dir / "google" / f"{name}.pull"

    def store(self, pull: Pull) -> None:
        """Keep a pull in place of the one before, if it can be kept."""
        if pull.token == self._token:
            return
        kept = _Kept(self._spreadsheet, pull.at, pull.version, pull.content)
        data = _MARK + zlib.compress(msgspec.msgpack.encode(kept), _FAST)
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _replace(self.path, data)
            self._token = pull.token

    def load(self) -> Pull | None:
        """What was kept last; None where there is nothing, or nothing that can be read."""
        try:
            data = self.path.read_bytes()
            if not data.startswith(_MARK):
                return None
            unpacked = zlib.decompressobj().decompress(data[len(_MARK) :], _LARGEST)
            kept = msgspec.msgpack.decode(unpacked, type=_Kept)
        except (OSError, zlib.error, msgspec.MsgspecError, UnicodeDecodeError):
            return None
        if kept.spreadsheet != self._spreadsheet:
            return None
        return assembled(kept.content, kept.at, kept.version)


def _replace(path: Path, data: bytes) -> None:
    """The whole file or the one before, readable by its owner alone."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
