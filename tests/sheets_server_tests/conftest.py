from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import gspread
import pytest
import requests
from sheets_server.running import Running, running

Api = Callable[..., Any]


@pytest.fixture(scope="module")
def service() -> Iterator[Running]:
    with running() as served:
        yield served


@pytest.fixture
def book(service: Running) -> gspread.Spreadsheet:
    return service.client().create("A book")


@pytest.fixture
def sheet(book: gspread.Spreadsheet) -> gspread.Worksheet:
    return book.sheet1


@pytest.fixture
def api(service: Running) -> Iterator[Api]:
    """`api("GET", "/v4/...", json=...)`: the answer itself, for what gspread hides."""
    with requests.Session() as session:
        session.headers["Authorization"] = "Bearer demo"

        def call(method: str, path: str, **given: Any) -> requests.Response:
            return session.request(method, service.base + path, timeout=10, **given)

        yield call


@pytest.fixture
def switch(service: Running, api: Api) -> Iterator[Api]:
    """`switch("faults", {...})`; what is left of faults is gone after the test."""

    def post(name: str, given: dict[str, Any]) -> Any:
        answer = api("POST", f"/_server/{name}", json=given)
        assert answer.status_code == 200, answer.text
        return answer.json()

    yield post
    service.server.faults.waiting.clear()
    service.server.tokens.restore()
    service.server.quota = {}
    service.server.store.lag = timedelta(0)
