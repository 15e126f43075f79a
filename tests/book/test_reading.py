"""What the backend says about the workbook as a whole is told with what needs a look."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes import MemoryWorkbook

from adapters.errors import NotAWorkbook, Notice
from adapters.outlines import Outline
from salestui.book.reading import Settings, read_book
from salestui.mapping.problems import sentence

SETTINGS = Settings(date(2026, 11, 21))
DEALS = [["Deal", "Amount", "Stage", "Close date"], ["Pumps", 120, "Won", date(2026, 11, 2)]]


class _Signed(MemoryWorkbook):
    def outline(self) -> Outline:
        notes = (Notice("The sheet {sheet} cannot be read.", {"sheet": "Old {x}"}),)
        return replace(super().outline(), notes=notes)


def test_notes_of_the_backend_are_among_the_problems() -> None:
    first, *_ = read_book(_Signed({"Deals": DEALS}), SETTINGS).problems
    assert sentence(first.message, first.parts, str) == "The sheet Old {x} cannot be read."


def test_without_deals_the_headers_found_are_told() -> None:
    with pytest.raises(NotAWorkbook) as caught:
        read_book(MemoryWorkbook({"Notes": [["Who", "What"], ["Ann", "Called"]]}), SETTINGS)
    assert "Notes: Who, What" in caught.value.sentence()
    assert "Amount / 金额" in caught.value.advice()
