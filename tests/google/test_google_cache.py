"""What was pulled last is kept, and shown when nobody answers."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from google_books import Clock, act, made, workbook_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheets_server.running import Running, running

from adapters.contents import ColumnKind, ReadRequest
from adapters.errors import Disconnected, NotFound, Offline
from adapters.google.backend import GoogleWorkbook
from adapters.google.cache import Cache

DEALS = [["Deal", "Amount", "Half"], ["Acme", 5, "=B2/2"], ["Bolt", 7, "=B3/2"]]
USED = ReadRequest("Deals", 2, 3, {2: ColumnKind.NUMBER, 3: ColumnKind.NUMBER})


@pytest.fixture(scope="module")
def service() -> Iterator[Running]:
    with running() as one:
        yield one


@pytest.fixture
def key(service: Running, tmp_path: Path) -> Iterator[str]:
    """A spreadsheet that was opened before."""
    made_now = made(service, {"Deals": DEALS})
    before = workbook_of(service, made_now, tmp_path)
    before.outline()
    before.close()
    yield made_now
    service.server.faults.waiting.clear()


def cut_off(service: Running) -> None:
    service.server.faults.add({"kind": "reset_before", "count": 99})


def test_the_last_state_is_shown_while_nobody_answers(
    service: Running, key: str, tmp_path: Path
) -> None:
    cut_off(service)
    clock = Clock()
    book = workbook_of(service, key, tmp_path, clock)
    outline = book.outline()
    assert [sheet.name for sheet in outline.sheets] == ["Deals"]
    assert book.title == "Pipeline"
    (data,) = book.read([USED])
    assert data.frame["C"].to_list() == [2.5, 3.5]
    assert data.formulas
    link = book.link()
    assert not link.online and link.as_of is not None and link.trouble.message
    service.server.faults.waiting.clear()
    act(service, key, {"edit": "Deals!B2", "values": [[6]]})
    clock.now += 16
    assert book.changed()
    assert book.link().online
    book.close()


def test_the_same_cells_have_the_same_token_from_the_cache(
    service: Running, key: str, tmp_path: Path
) -> None:
    book = workbook_of(service, key, tmp_path)
    pulled = book.outline()
    book.close()
    kept = Cache(tmp_path, key).load()
    assert kept is not None
    assert kept.token == pulled.revision.token
    assert tuple(sheet.outline for sheet in kept.sheets) == pulled.sheets


def test_deleted_meanwhile(service: Running, key: str, tmp_path: Path) -> None:
    service.server.store.remove(key)
    book = workbook_of(service, key, tmp_path)
    book.outline()
    assert "deleted" in book.link().trouble.sentence()
    assert book.read([USED])[0].frame["B"].to_list() == [5, 7]
    book.close()


def test_not_connected_any_more(key: str, tmp_path: Path) -> None:
    def nobody() -> None:
        raise Disconnected("salestui is not connected to Google.")

    book = GoogleWorkbook(key, tmp_path, nobody)  # type: ignore[arg-type]
    book.outline()
    link = book.link()
    assert not link.online
    assert link.trouble.message == "salestui is not connected to Google."
    assert link.requests == 0
    book.close()


def test_never_opened_before(service: Running, tmp_path: Path) -> None:
    book = workbook_of(service, "1" * 44, tmp_path)
    with pytest.raises(NotFound):
        book.outline()
    cut_off(service)
    with pytest.raises(Offline):
        book.outline()
    service.server.faults.waiting.clear()
    book.close()


def test_for_the_eyes_of_its_user_alone(key: str, tmp_path: Path) -> None:
    (path,) = (tmp_path / "google").iterdir()
    assert path == Cache(tmp_path, key).path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_another_spreadsheet_is_not_taken_for_it(key: str, tmp_path: Path) -> None:
    other = Cache(tmp_path, "another")
    Cache(tmp_path, key).path.rename(other.path)
    assert other.load() is None


def test_a_folder_that_cannot_be_written_keeps_nothing(key: str, tmp_path: Path) -> None:
    kept = Cache(tmp_path, key).load()
    assert kept is not None
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file", key)
    cache.store(kept)
    assert cache.load() is None


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 400), with_=st.binary(max_size=20))
def test_a_damaged_one_is_as_none(key: str, tmp_path: Path, cut: int, with_: bytes) -> None:
    whole = Cache(tmp_path, key).path.read_bytes()
    damaged = Cache(tmp_path / "damaged", key)
    damaged.path.parent.mkdir(parents=True, exist_ok=True)
    data = whole[:cut] + with_ + whole[cut + len(with_) :]
    damaged.path.write_bytes(data)
    found = damaged.load()
    assert data == whole or found is None or found == Cache(tmp_path, key).load()


def test_the_newer_takes_the_place_of_the_older(key: str, tmp_path: Path) -> None:
    cache = Cache(tmp_path, key)
    kept = cache.load()
    assert kept is not None
    cache.store(replace(kept, token="other", version="77"))
    again = cache.load()
    assert again is not None and again.version == "77"
    assert len(list((tmp_path / "google").iterdir())) == 1
