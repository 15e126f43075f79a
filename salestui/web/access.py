"""Whose requests are answered, and what a page may do: no other site may drive a dashboard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from salestui.i18n import _

_LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
_EVERYWHERE = frozenset(("0.0.0.0", "::", ""))


@dataclass(frozen=True, slots=True)
class Access:
    """The names under which the server may be asked.

    Attributes:
        host: the address that it listens on.
        public_url: where people open it behind a proxy, ``https://name[:port]``; may be empty.
    """

    host: str
    public_url: str = ""

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches it."""
        return self.host in _LOOPBACK

    def knows(self, request: web.Request) -> bool:
        """Whether the request names this server: not a name that somebody pointed here."""
        if self.host in _EVERYWHERE and not self.public_url:
            return True
        own = _LOOPBACK if self.is_local else {self.host, *_LOOPBACK}
        asked = _name(f"//{request.host}")
        return asked in own or (bool(self.public_url) and asked == _name(self.public_url))

    def is_own(self, request: web.Request) -> bool:
        """Whether a page of this server asks; programs, which name no page, may ask too."""
        origin = request.headers.get("Origin")
        return (
            origin is None or origin == self.public_url or urlsplit(origin).netloc == request.host
        )

    def socket_url(self, request: web.Request) -> str:
        """Where the page reaches its dashboard: by the name under which it was opened."""
        public = urlsplit(self.public_url)
        if public.netloc and public.hostname == _name(f"//{request.host}"):
            return f"{'wss' if public.scheme == 'https' else 'ws'}://{public.netloc}/ws"
        return f"ws://{request.host}/ws"


def guarded(access: Access) -> Middleware:
    """The middleware that refuses what no page of this server asks for."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not access.knows(request):
            told = _("This address is not known here: start salestui serve with --public-url.")
            raise web.HTTPForbidden(text=told)
        if not access.is_own(request):
            raise web.HTTPForbidden(text=_("Another site may not use this dashboard."))
        return await handler(request)

    return guard


def secured(access: Access) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """What adds to each answer that the page loads nothing from elsewhere and is in no frame."""

    async def secure(request: web.Request, response: web.StreamResponse) -> None:
        policy = (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data:; font-src 'self'; "
            f"connect-src 'self' {access.socket_url(request)}; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        kind, found, name = response.headers.get("Content-Disposition", "").partition("; filename=")
        if found:  # as it comes, a name with spaces or Chinese letters is cut or garbled
            response.headers["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(name, '')}"

    return secure


def _name(url: str) -> str | None:
    return urlsplit(url).hostname
