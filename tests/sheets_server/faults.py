"""Things that go wrong on purpose: which request, how often, in which way."""

import asyncio
import re
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .errors import invalid

KINDS = {
    "429": "the recorded answer for too many requests",
    "500": "an HTML page",
    "502": "an HTML page",
    "503": "an HTML page",
    "html": "200 with an HTML page, as a captive portal answers",
    "reset_before": "the connection is reset, nothing was done",
    "reset_after": "the connection is reset, everything was done",
    "truncate": "half of the body, then the end of the connection",
    "delay": "the effect at once, the answer after `seconds`",
    "expired": "401, as for a token that has run out",
    "collaborate": "`steps` are done by somebody else before the request",
}
# Faults that keep a request from the app.
UNSEEN = ("500", "502", "503", "html", "reset_before")
_HTML = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}


@dataclass
class Fault:
    """Hits `count` requests whose method and path fit, once `after` others went by."""

    kind: str
    count: int = 1
    after: int = 0
    method: str | None = None
    match: str | None = None
    seconds: float = 0.0
    steps: list[dict[str, Any]] = field(default_factory=list)
    id: str | None = None

    def hits(self, method: str, path: str) -> bool:
        if self.count < 1 or (self.method and self.method.upper() != method):
            return False
        if self.match and not re.search(self.match, path):
            return False
        if self.after:
            self.after -= 1
            return False
        self.count -= 1
        return True


class Faults:
    """The faults that wait; at most one hits a request, steps of collaborators besides."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(self, given: dict[str, Any]) -> Fault:
        if str(given.get("kind")) not in KINDS:
            raise invalid(f"Unknown fault {given.get('kind')}; there are {', '.join(KINDS)}")
        fault = Fault(**{**given, "kind": str(given["kind"])})
        self.waiting.append(fault)
        return fault

    def take(self, method: str, path: str) -> list[Fault]:
        """Those that hit this request, collaborators first."""
        hit: list[Fault] = []
        for fault in self.waiting:
            single = fault.kind != "collaborate" and any(f.kind != "collaborate" for f in hit)
            if not single and fault.hits(method, path):
                hit.append(fault)
        self.waiting = [fault for fault in self.waiting if fault.count > 0]
        return sorted(hit, key=lambda fault: fault.kind != "collaborate")


class FaultMiddleware:
    """Stands before the app and spoils what the switches say."""

    def __init__(
        self,
        app: ASGIApp,
        faults: Faults,
        collaborate: Callable[[Fault], None],
        spoiled: Callable[[Scope, str], None],
    ) -> None:
        """`spoiled` hears of request and fault where the app never sees the request."""
        self._app = app
        self._spoiled = spoiled
        self._faults = faults
        self._collaborate = collaborate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        spared = scope["type"] != "http" or scope["path"].startswith("/_server")
        hit = [] if spared else self._faults.take(scope["method"], scope["path"])
        kind, seconds = "", 0.0
        for fault in hit:
            if fault.kind == "collaborate":
                self._collaborate(fault)
            else:
                kind = fault.kind
                seconds = fault.seconds
        if kind in UNSEEN:
            self._spoiled(scope, kind)
        if kind in ("500", "502", "503", "html"):
            await _page(200 if kind == "html" else int(kind))(scope, receive, send)
        elif kind == "reset_before":
            await _read_all(receive)
            await _reset(send)
        elif kind == "reset_after":
            await self._app(scope, receive, _swallow)
            await _reset(send)
        elif kind == "truncate":
            await self._truncated(scope, receive, send)
        elif kind == "delay":
            messages = await self._answer(scope, receive)
            await asyncio.sleep(seconds)
            for message in messages:
                await send(message)
        else:
            # 429 and 401 are worded by the app, which knows what was asked.
            scope.setdefault("state", {})["fault"] = kind
            await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive) -> list[Message]:
        """The whole answer, kept back."""
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, keep)
        return messages

    async def _truncated(self, scope: Scope, receive: Receive, send: Send) -> None:
        messages = await self._answer(scope, receive)
        body = b"".join(message.get("body", b"") for message in messages[1:])
        headers = [pair for pair in messages[0]["headers"] if pair[0] != b"content-length"]
        headers.append((b"content-length", str(len(body)).encode()))
        await send({**messages[0], "headers": headers})
        half = body[: len(body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        await asyncio.sleep(0.01)
        await _hang_up(send)


def _page(status: int) -> HTMLResponse:
    title = f"Error {status} ({_HTML[status]})!!1" if status != 200 else "Sign in to the network"
    return HTMLResponse(
        f"<!DOCTYPE html>\n<html lang=en><title>{title}</title><p>{title}</p></html>\n", status
    )


async def _swallow(message: Message) -> None:
    """An answer that nobody gets."""


async def _read_all(receive: Receive) -> None:
    more = True
    while more:
        more = (await receive()).get("more_body", False)


async def _reset(send: Send) -> None:
    """Closes with RST, not FIN: the socket lingers for no time."""
    connection = _transport(send).get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    await _hang_up(send)


async def _hang_up(send: Send) -> None:
    _transport(send).abort()
    # Two turns of the loop, until the server has seen that the connection is gone.
    await asyncio.sleep(0)
    await asyncio.sleep(0)


def _transport(send: Send) -> Any:
    """ASGI has no way to break a connection: `send` is a method of the server's cycle."""
    return send.__self__.transport  # type: ignore[attr-defined]
