"""What is kept of each workbook of a roll-up is told of its own deals."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from team_books import AS_OF, rolled_up, team_files

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.views.past.rolled import archive_for


def test_changes_of_stages_are_told_of_the_deal_of_their_own_book(tmp_path: Path) -> None:
    paths = team_files(tmp_path)
    for path, stage in zip(paths, ("Negotiation", "Proposal"), strict=True):
        workbook = open_workbook(str(path), tmp_path / "state")
        book = Book(workbook, Settings(AS_OF), tmp_path / "journals")
        book.load()
        book.keep_base()
        book.set_values("moved", "deals", [(0, "stage", stage)])
        book.save()
        book.close()
    rolled = rolled_up(tmp_path, paths)
    archive = archive_for(rolled.workbook, tmp_path / "days", tmp_path / "journals")
    found = archive.changes("stage", rolled.state)
    assert found.select("deal", "before", "after").rows() == [
        ("D-001 · east", "Won", "Negotiation"),
        ("D-001 · west", "Negotiation", "Proposal"),
    ]
    told = archive.stage_history(rolled.state)
    deals = rolled.state.entities["deals"].live
    moved = deals.filter(pl.col("id").str.starts_with("D-001"))["_id"].to_list()
    assert set(told["_id"]) >= set(moved)
    assert archive.days() == ()
    rolled.close()
