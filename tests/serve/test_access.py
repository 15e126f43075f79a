"""Whose requests the web server answers."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer, make_mocked_request

from salestui.web.access import Access, guarded, secured

PUBLIC = "https://sales.example.com"


def asked(host: str, origin: str = "") -> web.Request:
    headers = {"Host": host} | ({"Origin": origin} if origin else {})
    return make_mocked_request("GET", "/ws", headers=headers)


@pytest.mark.parametrize(
    ("listens", "public", "host", "known"),
    [
        ("127.0.0.1", "", "127.0.0.1:8000", True),
        ("127.0.0.1", "", "localhost:8000", True),
        ("127.0.0.1", "", "evil.example:8000", False),
        ("127.0.0.1", PUBLIC, "sales.example.com", True),
        ("127.0.0.1", PUBLIC, "sales.example.com.evil.example", False),
        ("192.0.2.7", "", "192.0.2.7:8000", True),
        ("192.0.2.7", "", "evil.example", False),
        ("0.0.0.0", "", "whatever.example", True),
        ("0.0.0.0", PUBLIC, "whatever.example", False),
        ("::1", "", "[::1]:8000", True),
    ],
)
def test_the_name_that_is_asked_for(listens: str, public: str, host: str, known: bool) -> None:
    assert Access(listens, public).knows(asked(host)) is known


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("", True),
        ("http://127.0.0.1:8000", True),
        (PUBLIC, True),
        ("http://127.0.0.1:9000", False),
        ("http://evil.example", False),
        ("null", False),
    ],
)
def test_the_page_that_asks(origin: str, own: bool) -> None:
    assert Access("127.0.0.1", PUBLIC).is_own(asked("127.0.0.1:8000", origin)) is own


def test_the_socket_is_reached_by_the_name_of_the_page() -> None:
    access = Access("127.0.0.1", PUBLIC)
    assert access.socket_url(asked("sales.example.com")) == "wss://sales.example.com/ws"
    assert access.socket_url(asked("localhost:8000")) == "ws://localhost:8000/ws"


async def test_answers_forbid_everything_from_elsewhere_and_name_files_whole() -> None:
    async def file(request: web.Request) -> web.Response:
        return web.Response(headers={"Content-Disposition": "attachment; filename=up 表.csv"})

    access = Access("127.0.0.1")
    app = web.Application(middlewares=[guarded(access)])
    app.on_response_prepare.append(secured(access))
    app.router.add_get("/", file)
    async with TestClient(TestServer(app)) as client:
        answer = await client.get("/")
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        disposition = answer.headers["Content-Disposition"]
        assert disposition == "attachment; filename*=UTF-8''up%20%E8%A1%A8.csv"
        for headers in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
            refused = await client.get("/", headers=headers)
            assert refused.status == 403
