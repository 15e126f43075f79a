"""The parent's end of the worker process: start it, ask it, and outlive it."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from adapters.errors import N_, NotAWorkbook, WorkbookError

if TYPE_CHECKING:
    from adapters.contents import ReadRequest, SheetData
    from adapters.excel.archive.snapshot import FileStamp
    from adapters.excel.reading import wire
    from adapters.outlines import Outline, Revision

TIMEOUT = 120.0  # seconds for one answer
WORKER = "adapters.excel.reading.worker"
READER = "adapters.excel.reading.session:Session"
NO_PRELOAD = "--no-preload"
_PIPE_BYTES = 2**20  # fewer turns between the two processes, where the system allows it

_log = logging.getLogger(__name__)


class _WorkerEnded(Exception):
    """The worker process ended before it answered."""


class _Process:
    """One worker process and the file that takes what its libraries print."""

    def __init__(self, path: Path, reader: str, *, preload: bool) -> None:
        self.preloads = preload
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        options = [] if preload else [NO_PRELOAD]
        self._popen = subprocess.Popen(
            # -P: modules are never taken from the folder the user happens to be in.
            [sys.executable, "-P", "-m", WORKER, str(path), reader, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            pipesize=_PIPE_BYTES,
            start_new_session=True,  # Ctrl+C in the terminal is for the parent alone
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def ask(self, request: wire.Request) -> tuple[wire.Reply, bytes]:
        """Send a request; wait for its reply and the cells that follow it."""
        from adapters.excel.reading import wire

        try:
            wire.write(self._pipe(self._popen.stdin), request)
            output = self._pipe(self._popen.stdout)
            reply = wire.read_reply(output)
            size = reply.size if isinstance(reply, wire.CellsReply) else 0
            return reply, wire.read_exactly(output, size)
        except (EOFError, OSError, ValueError) as problem:
            raise _WorkerEnded from problem

    @staticmethod
    def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
        if stream is None:
            raise EOFError
        return stream

    def kill(self) -> None:
        """End it at once, from any thread."""
        self._popen.kill()

    def close(self) -> None:
        """End it, wait for it, and note what it said."""
        self._popen.kill()
        for stream in (self._popen.stdin, self._popen.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # bytes that were never taken
                    stream.close()
        code = self._popen.wait()
        with self._said:
            self._said.seek(0)
            said = self._said.read(4000).decode(errors="replace")
        if said:
            _log.debug("The reader ended with %s and said: %s", code, said)


class WorkerClient:
    """Reads one workbook file through a worker process, which it starts at once.

    Args:
        path: the file.
        timeout: seconds to wait for one answer before the worker is ended.
        reader: the class that reads such files in the worker, a ``wire.Session``.

    Methods raise ``WorkbookError``: what is wrong with the workbook, never a crash of the reader.
    """

    def __init__(self, path: Path, timeout: float = TIMEOUT, reader: str = READER) -> None:
        self._path = path
        self._reader = reader
        self._timeout = timeout
        self._lock = threading.Lock()
        self._closed = False
        self._process: _Process | None = _Process(path, reader, preload=True)

    def outline(self) -> tuple[Outline, FileStamp]:
        """The outline of the file as it is now, and the stamp of the file it was read from."""
        from adapters.excel.reading import wire

        reply, _ = self._exchange(wire.OutlineRequest())
        assert isinstance(reply, wire.OutlineReply)
        return wire.to_outline(reply), reply.stamp

    def read(self, requests: Sequence[ReadRequest], revision: Revision) -> tuple[SheetData, ...]:
        """Cells of the snapshot that the last outline took, which is of this revision."""
        from adapters.excel.reading import frames

        results = []
        for request in requests:
            reply, stream = self.cells(request, revision)
            results.append(frames.sheet_data(request, stream, reply.errors, reply.formulas))
        return tuple(results)

    def cells(self, request: ReadRequest, revision: Revision) -> tuple[wire.CellsReply, bytes]:
        """The cells as the worker sends them, in the arrays that ``reader.read`` describes."""
        from adapters.excel.reading import wire

        rows = request.first_row, request.last_row
        message = wire.CellsRequest(revision.token, request.sheet, *rows, dict(request.columns))
        reply, stream = self._exchange(message, request.sheet)
        assert isinstance(reply, wire.CellsReply)
        return reply, stream

    def _exchange(self, request: wire.Request, sheet: str = "") -> tuple[wire.Reply, bytes]:
        """One request and its answer.

        A worker that ended may have fallen over a sheet it read ahead and nobody asked for, so a
        second one, which does not read ahead, gets the same question.
        """
        with self._lock:
            while not self._closed:
                process = self._process = self._process or _Process(
                    self._path, self._reader, preload=False
                )
                late = threading.Event()
                try:
                    return self._ask(process, request, late)
                except _WorkerEnded:
                    process.close()
                    self._process = None
                    if late.is_set():
                        raise self._too_slow(sheet) from None
                    if not process.preloads and not self._closed:
                        raise _unreadable(sheet) from None
        raise WorkbookError(N_("The workbook was closed."), hint=N_("Open it again."))

    def _ask(
        self, process: _Process, request: wire.Request, late: threading.Event
    ) -> tuple[wire.Reply, bytes]:
        """Ask, and end the process when it takes too long, which sets ``late``."""
        from adapters.excel.reading import wire

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._timeout, give_up)
        timer.daemon = True
        timer.start()
        try:
            reply, cells = process.ask(request)
        finally:
            timer.cancel()
        if isinstance(reply, wire.Failure):
            raise wire.to_error(reply)
        return reply, cells

    def _too_slow(self, sheet: str) -> NotAWorkbook:
        return NotAWorkbook(
            N_("Reading the workbook took longer than {seconds} seconds."),
            hint=N_("Move data that is not needed to another workbook."),
            where=sheet,
            seconds=f"{self._timeout:g}",
        )

    def close(self) -> None:
        """End the worker, also while another thread waits for it; safe to call twice."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
            with self._lock:
                if self._process is not None:
                    self._process.close()
                    self._process = None


def _unreadable(sheet: str) -> NotAWorkbook:
    return NotAWorkbook(
        N_("The workbook cannot be read: it made the reader fail or run out of memory."),
        hint=N_("Open it in Excel, let it repair the file, and save it; or use a backup."),
        where=sheet,
    )
