"""One open page: a dashboard in a process of its own."""

from __future__ import annotations

import asyncio
import os
import shlex
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

_GRACE = 30.0
"""Seconds to end in: a save that is under way is written to its end."""
_MOST = 1_000
"""Columns or lines of a page, whatever the browser says."""


class Tab(AppService):
    """Runs a command and passes on what it draws and what is typed.

    Args:
        arguments: the command; run without a shell, so nothing in it is taken for syntax.
    """

    def __init__(
        self, arguments: Sequence[str], socket: web.WebSocketResponse, downloads: DownloadManager
    ) -> None:
        super().__init__(
            shlex.join(arguments),
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=self._close,
            download_manager=downloads,
        )
        self._arguments, self._socket = arguments, socket

    async def _close(self) -> None:
        if not self._socket.closed:
            await self._socket.close()

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = await asyncio.create_subprocess_exec(
            *self._arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width=_sane(width), height=_sane(height)),
            start_new_session=os.name == "posix",  # ctrl+c is for the server, which ends us
        )
        assert self._process.stdin is not None
        self._stdin = self._process.stdin
        return self._process

    async def set_terminal_size(self, width: int, height: int) -> None:
        """Tell the dashboard the page's size in cells."""
        await super().set_terminal_size(_sane(width), _sane(height))

    async def run(self) -> None:
        """Pass on what is drawn until the dashboard ends, however it does; then close the page."""
        await super().run()
        assert self._process is not None
        await self._process.wait()
        await self._close()

    async def stop(self) -> None:
        """End the dashboard; one that does not is killed. May be called again."""
        if self._task is None or self._process is None:
            return
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        await self.send_meta({"type": "quit"})
        _ended, waits = await asyncio.wait([self._task], timeout=_GRACE)
        if waits:
            self._process.kill()
            await self._task


def _sane(cells: int) -> int:
    return max(1, min(_MOST, int(cells)))
