"""The web server of dashboards: a page, what it loads, and a dashboard behind each page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.resources import files
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server, to_int

from salestui.i18n import _, language
from salestui.web.access import Access, guarded, secured
from salestui.web.tab import Tab


class DashboardServer(Server):
    """Serves the page and runs a dashboard for each that is open.

    Args:
        arguments: the command that runs a dashboard.
        title: of the page.
    """

    def __init__(self, arguments: Sequence[str], access: Access, port: int, title: str) -> None:
        super().__init__(
            command="",
            host=access.host,
            port=port,
            title=title,
            public_url=access.public_url or None,
            templates_path=str(files("templates") / "web"),
        )
        self._arguments, self._access = arguments, access
        self._tabs: set[Tab] = set()

    def run(self, begun: Callable[[], None]) -> None:
        """Serve until ctrl+c or SIGTERM; dashboards are ended then. Blocks.

        Args:
            begun: called once the port is listened on.

        Raises:
            OSError: the address cannot be listened on.
        """
        web.run_app(
            self._make_app(),
            host=self.host,
            port=self.port,
            print=lambda _text: begun(),
            access_log=None,
        )

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.router.add_get("/page.js", self.handle_script)
        app.middlewares.append(guarded(self._access))
        app.on_response_prepare.append(secured(self._access))
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Nothing is said before the port is listened on."""

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002
        """End every dashboard."""
        await asyncio.gather(*(tab.stop() for tab in self._tabs))

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page; everything that it loads is named relative to it."""
        shown: dict[str, Any] = {
            "title": self.title,
            "language": language(),
            "socket": self._access.socket_url(request),
            "font_size": max(6, min(40, to_int(request.query.get("fontsize", "16"), 16))),
            "starting": _("Opening the dashboard …"),
            "ended": _("The dashboard was closed."),
            "again": _("Open it again"),
        }
        return aiohttp_jinja2.render_template("dashboard.html.j2", request, shown)

    async def handle_script(self, request: web.Request) -> web.Response:
        """What the page does besides."""
        answer = aiohttp_jinja2.render_template("page.js.j2", request, {})
        answer.content_type = "text/javascript"
        return answer

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A page was opened: run its dashboard until either ends."""
        socket = web.WebSocketResponse(heartbeat=15)
        await socket.prepare(request)
        tab = Tab(self._arguments, socket, self.download_manager)
        self._tabs.add(tab)
        try:
            width = to_int(request.query.get("width", "80"), 80)
            height = to_int(request.query.get("height", "24"), 24)
            await tab.start(width, height)
            with suppress(AssertionError, LookupError, TypeError, ValueError):  # no page of ours
                await self._process_messages(socket, tab)
        finally:
            await tab.stop()
            self._tabs.discard(tab)
            await socket.close()
        return socket
