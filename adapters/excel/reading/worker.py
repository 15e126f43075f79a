"""The process that reads a workbook: a reader that crashes takes nobody else down.

Started as ``python -m adapters.excel.reading.worker PATH SESSION [--no-preload]``, where
``SESSION`` names the class that reads such files, such as
``adapters.excel.reading.session:Session``. It begins to read before it is asked, so that its work
overlaps with whatever its parent is importing; ``--no-preload`` keeps it from reading cells ahead
of time. It ends when its standard input does.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
import traceback
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from adapters.errors import N_, NotAWorkbook, StaleRevision, WorkbookError
from adapters.excel.archive.snapshot import FileStamp, Snapshot, newer_snapshot, read_snapshot
from adapters.excel.reading.limits import limit_process

if TYPE_CHECKING:
    from adapters.excel.reading import wire
    from adapters.excel.reading.wire import Session

_MEMORY_LIMIT = 4 * 2**30  # bytes of address space; the largest sheets of Excel need about half


class Worker:
    """Keeps the session of the latest snapshot and answers requests, one after the other."""

    def __init__(self, path: Path, reader: str, *, preload: bool) -> None:
        self._path = path
        self._reader = reader
        self._preload = preload
        self._session: Session | None = None
        self._early: WorkbookError | None = None
        try:
            self._open(read_snapshot(path))
        except WorkbookError as problem:
            self._early = problem

    def _open(self, snapshot: Snapshot) -> None:
        module, _, name = self._reader.partition(":")  # loaded after the file has been read
        session: type[Session] = getattr(import_module(module), name)
        while True:
            self._session = None  # frees the memory of the one before
            try:
                self._session = session(snapshot, preload=self._preload)
                return
            except NotAWorkbook:
                newer = newer_snapshot(self._path, snapshot)
                if newer is None:
                    raise
                snapshot = newer

    def outline(self) -> wire.OutlineReply:
        """The outline of the file as it is now."""
        from adapters.excel.reading import wire

        if self._early is not None:
            problem, self._early = self._early, None
            raise problem
        session = self._session
        if session is None or _stamp(self._path) != session.snapshot.stamp:
            snapshot = read_snapshot(self._path)
            if session is not None and session.snapshot.revision == snapshot.revision:
                return wire.outline_reply(session.outline, snapshot.stamp)
            self._open(snapshot)
        assert self._session is not None
        return wire.outline_reply(self._session.outline, self._session.snapshot.stamp)

    def _opened(self, token: str) -> Session:
        """The session, if it is still of the revision that the parent knows."""
        if self._session is None or self._session.snapshot.revision.token != token:
            raise StaleRevision(
                N_("The workbook changed while it was being read."), hint=N_("Read it again.")
            )
        return self._session

    def answer(self, request: wire.Request, output: BinaryIO) -> None:
        """Write the reply to one request."""
        from adapters.excel.reading import reader, wire

        batch = None
        reply: wire.Reply
        try:
            if isinstance(request, wire.OutlineRequest):
                reply = self.outline()
            else:
                reply, batch = self._opened(request.token).cells(request)
        except WorkbookError as problem:
            reply = wire.failure(problem)
        except BaseException:  # a panic of the Rust reader is no Exception
            traceback.print_exc()
            reply = wire.failure(
                NotAWorkbook(
                    N_("The workbook cannot be read: the reader failed on it."),
                    hint=N_("Open it in Excel, let it repair the file, and save it."),
                )
            )
        wire.write(output, reply)
        if batch is not None:
            reader.write_stream(batch, output)
            output.flush()


def _stamp(path: Path) -> FileStamp | None:
    try:
        return FileStamp.of(path)
    except OSError:
        return None


def _receive(stream: BinaryIO, requests: queue.SimpleQueue[wire.Request]) -> None:
    """Collect requests in a thread, so that the parent's end is noticed in the middle of work."""
    from adapters.excel.reading import wire

    try:
        while True:
            requests.put(wire.read_request(stream))
    except EOFError:
        os._exit(0)


def main() -> None:
    """Serve the workbook named on the command line."""
    limit_process(_MEMORY_LIMIT)
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the replies
    requests: queue.SimpleQueue[wire.Request] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(sys.stdin.buffer, requests), daemon=True).start()
    path, reader = sys.argv[1:3]
    worker = Worker(Path(path), reader, preload="--no-preload" not in sys.argv[3:])
    while True:
        worker.answer(requests.get(), output)


if __name__ == "__main__":
    main()
