"""A spreadsheet beside a file in one roll-up: read, edited and saved each in its own place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from google_books import made, workbook_of
from openpyxl import load_workbook
from sheets_server.running import Running, running
from team_books import EAST
from written_books import write

from adapters.protocol import Workbook
from adapters.registry import open_workbook
from salestui.book.reading import Settings
from salestui.book.together.roll_up import RollUp
from salestui.book.together.several import open_several

TODAY = date(2026, 11, 21)
DEALS = [
    ["Deal ID", "Deal", "Customer", "Owner", "Stage", "Amount", "Close date"],
    ["D-001", "Crane", "Acme", "Ann", "Negotiation", 70_000, "2026-12-05"],
    ["D-004", "Lift", "Cole", "Cid", "Won", 30_000, "2026-11-03"],
]


@pytest.fixture(scope="module")
def service() -> Iterator[Running]:
    with running() as one:
        yield one


def row_of(book: RollUp, text: str) -> int:
    frame = book.state.entities["deals"].live
    return int(frame.filter(pl.col("id") == text)["_id"].item())


def test_each_is_saved_in_its_own_place(service: Running, tmp_path: Path) -> None:
    key = made(service, {"Deals": DEALS})
    path = write(tmp_path / "east.xlsx", EAST)

    def opened(location: str) -> Workbook:
        if location.startswith("gsheets:"):
            return workbook_of(service, key, tmp_path / "google")
        return open_workbook(location, tmp_path / "state")

    several = open_several([str(path), f"gsheets:{key}"], opened)
    book = RollUp(several, Settings(TODAY), tmp_path / "journals")
    state = book.load()
    sheet = str(next(w for w in several.opened if w.location.startswith("gsheets:")).title)
    assert state.entities["deals"].live["_book"].to_list() == ["east"] * 3 + [sheet] * 2
    mine = [row_of(book, "D-002"), row_of(book, "D-004")]
    book.set_values("both", "deals", [(row, "amount", 1.0 + n) for n, row in enumerate(mine)])
    assert book.save().written == 2
    assert load_workbook(path)["Deals"]["F3"].value == 1
    again = workbook_of(service, key, tmp_path / "again")
    alone = RollUp(open_several(["x"], lambda _x: again), Settings(TODAY))
    assert alone.load().entities["deals"].live["amount"].to_list() == [70_000, 2]
    alone.close()
    book.close()


def test_a_server_that_is_away_stops_no_file(service: Running, tmp_path: Path) -> None:
    path = write(tmp_path / "east.xlsx", EAST)

    def opened(location: str) -> Workbook:
        if location.startswith("gsheets:"):
            return workbook_of(service, "1" * 40, tmp_path / "google")
        return open_workbook(location, tmp_path / "state")

    book = RollUp(open_several([str(path), "gsheets:" + "1" * 40], opened), Settings(TODAY))
    state = book.load()
    assert state.entities["deals"].live.height == 3
    assert len(book.missing) == 1
    assert state.title == "1 of 2 workbooks"
    book.close()
