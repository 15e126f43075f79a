"""The parent's end of the worker process: start it, ask it, and outlive it."""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.errors import NotAWorkbook
from adapters.protocol import Outline, ReadRequest, SheetData

if TYPE_CHECKING:
    from adapters.excel import wire
    from adapters.excel.snapshot import FileStamp

TIMEOUT = 120.0  # seconds for one answer
_PIPE_BYTES = 2**20  # fewer turns between the two processes, where the system allows it
_REPAIR = "Open it in Excel, let it repair the file, and save it; or use a backup."
_NO_PRELOAD = "--no-preload"

_log = logging.getLogger(__name__)


class WorkerEnded(Exception):
    """The worker process ended before it answered."""


class WorkerClient:
    """Reads one workbook file through a worker process, which it starts at once.

    Args:
        path: the file.
        timeout: seconds to wait for one answer before the worker is ended.
        command: how to start Python, for tests.

    Methods raise ``WorkbookError``: what is wrong with the workbook, never a crash of the reader.
    """

    def __init__(self, path: Path, timeout: float = TIMEOUT) -> None:
        self._path = path
        self._timeout = timeout
        self._lock = threading.Lock()
        self._closed = False
        self._timed_out = False
        self._start(preload=True)

    def _start(self, *, preload: bool) -> None:
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        arguments = [] if preload else [_NO_PRELOAD]
        self._process = subprocess.Popen(
            # -P: modules are never taken from the folder the user happens to be in.
            [sys.executable, "-P", "-m", "adapters.excel.worker", str(self._path), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            pipesize=_PIPE_BYTES,
            start_new_session=True,  # Ctrl+C in the terminal is for the parent alone
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def outline(self) -> tuple[Outline, FileStamp]:
        """The outline of the file as it is now, and the stamp of the file it was read from."""
        from adapters.excel import wire

        with self._lock:
            try:
                reply, _ = self._ask(wire.OutlineRequest())
            except WorkerEnded:
                # Perhaps it fell over the cells it read ahead; the outline may still be had.
                self._stop()
                self._start(preload=False)
                try:
                    reply, _ = self._ask(wire.OutlineRequest())
                except WorkerEnded:
                    self._stop()
                    self._start(preload=False)
                    raise self._unreadable() from None
        assert isinstance(reply, wire.OutlineReply)
        return wire.to_outline(reply), reply.stamp

    def read(self, requests: Sequence[ReadRequest]) -> tuple[SheetData, ...]:
        """The cells of the snapshot that the last outline took."""
        from adapters.excel import frames, wire

        results = []
        for request in requests:
            message = wire.CellsRequest(
                request.sheet, request.first_row, request.last_row, dict(request.columns)
            )
            with self._lock:
                try:
                    reply, stream = self._ask(message)
                except WorkerEnded:
                    self._stop()
                    self._start(preload=False)
                    raise self._unreadable(request.sheet) from None
            assert isinstance(reply, wire.CellsReply)
            results.append(frames.sheet_data(request, stream, reply.errors))
        return tuple(results)

    def _ask(self, request: wire.Request) -> tuple[wire.Reply, bytes]:
        """Send a request and wait for its reply and the cells that follow it."""
        from adapters.excel import wire

        if self._closed:
            raise NotAWorkbook("The workbook was closed.", hint="Open it again.")
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        self._timed_out = False
        timer = threading.Timer(self._timeout, self._give_up)
        timer.daemon = True
        timer.start()
        try:
            wire.write(stdin, request)
            reply = wire.read_reply(stdout)
            cells = wire.read_exactly(stdout, getattr(reply, "size", 0))
        except (EOFError, OSError) as problem:
            raise WorkerEnded from problem
        finally:
            timer.cancel()
        if isinstance(reply, wire.Failure):
            raise wire.to_error(reply)
        return reply, cells

    def _give_up(self) -> None:
        self._timed_out = True
        self._process.kill()

    def _unreadable(self, where: str = "") -> NotAWorkbook:
        if self._timed_out:
            return NotAWorkbook(
                f"Reading the workbook took longer than {self._timeout:.0f} seconds.",
                hint="Move data that is not needed to another workbook.",
                where=where,
            )
        return NotAWorkbook(
            "The workbook cannot be read: it made the reader fail or run out of memory.",
            hint=_REPAIR,
            where=where,
        )

    def _stop(self) -> None:
        """End the process and note what it said."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue  # unsent bytes of a process that is gone
        code = self._process.wait()
        self._stderr.seek(0)
        said = self._stderr.read(4000).decode(errors="replace")
        if said:
            _log.debug("The reader of %s ended with %s and said: %s", self._path, code, said)
        self._stderr.close()

    def close(self) -> None:
        """End the worker; safe to call twice."""
        if not self._closed:
            self._closed = True
            self._stop()
