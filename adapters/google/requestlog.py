"""What was asked of Google and how it went, without secrets and without anybody's data."""

from __future__ import annotations

import logging
import re
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Lock
from time import monotonic
from urllib.parse import urlsplit

KEPT = 500
FILE_BYTES = 512 * 1024
OLD_FILES = 2
MINUTE = 60.0

_ID = re.compile(r"(/spreadsheets/|/files/)([^/:]{5})[^/:]*")
_RANGE = re.compile(r"(/values/)[^:/]+(?::(?!append|clear|batch)[^:/]+)?")


@dataclass(frozen=True, slots=True)
class Sent:
    """One request.

    Attributes:
        path: without host and query, ids shortened, ranges left out.
        status: HTTP's; 0 where there was no answer.
        milliseconds: until the whole answer was there.
        bytes: of the answer's body.
        problem: the kind of failure where there was no answer.
    """

    at: datetime
    method: str
    path: str
    status: int
    milliseconds: int
    bytes: int
    problem: str = ""

    def __str__(self) -> str:
        how = self.problem or str(self.status)
        return f"{self.method} {self.path} {how} {self.milliseconds} ms {self.bytes} bytes"


class _Quiet(RotatingFileHandler):
    """A log that cannot be written stops nobody's work."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Leave it out."""


class RequestLog:
    """The last requests in memory and, where a folder is given, in a file that stays small."""

    def __init__(self, folder: Path | None = None) -> None:
        self.sent: deque[Sent] = deque(maxlen=KEPT)
        self._times: deque[float] = deque()
        self._lock = Lock()
        self._file = _file(folder) if folder else None

    def add(
        self, method: str, url: str, *, status: int, seconds: float, size: int, problem: str = ""
    ) -> None:
        """Note one request and its answer."""
        entry = Sent(
            at=datetime.now(UTC),
            method=method.upper(),
            path=shortened(url),
            status=status,
            milliseconds=round(seconds * 1000),
            bytes=size,
            problem=problem,
        )
        with self._lock:
            self.sent.append(entry)
            self._times.append(monotonic())
        if self._file is not None:
            self._file.handle(_record(str(entry)))
            self._file.close()  # It opens again by itself; several dashboards share the file.

    def last_minute(self) -> int:
        """How many requests were sent within the last minute."""
        with self._lock:
            while self._times and self._times[0] < monotonic() - MINUTE:
                self._times.popleft()
            return len(self._times)


def shortened(url: str) -> str:
    """The path of a URL: no host, no query, the start of an id, no range."""
    path = _ID.sub(r"\1\2…", urlsplit(url).path)
    return _RANGE.sub(r"\1…", path)


def _file(folder: Path) -> RotatingFileHandler | None:
    """The log file, opened at the first entry; None where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _Quiet(
            folder / "google.log",
            maxBytes=FILE_BYTES,
            backupCount=OLD_FILES,
            encoding="utf-8",
            delay=True,
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    return handler


def _record(text: str) -> logging.LogRecord:
    return logging.LogRecord("salestui.google", logging.INFO, "", 0, text, None, None)
