"""Yes and no in a team's own words: read, and written back the same way."""

from __future__ import annotations

import pytest
from made_sheets import read

from salestui.mapping.flags import own_words
from salestui.mapping.table import EntityTable
from salestui.mapping.values import parse_flag, to_cell
from salestui.model.fields import FieldType

HEADERS = ["Deal ID", "Deal", "Stage", "Amount", "Close date", "Paid?"]


def deals(*flags: str | int | bool | None) -> EntityTable:
    rows = [[f"D{n}", "x", "Won", 5, "2026-03-05", flag] for n, flag in enumerate(flags)]
    return read({"Deals": [HEADERS, *rows]})["deals"]


@pytest.mark.parametrize(
    "words", ["是/否", "Y/N", "yes/no", "TRUE/FALSE", "✓/✗", "已/未", "已签/未签"]
)
def test_all_ways_to_say_yes_and_no(words: str) -> None:
    yes, no = words.split("/")
    assert (parse_flag(yes), parse_flag(no)) == (True, False)
    table = deals(yes, no, None, yes)
    column = table.layout.columns[-1]
    assert column.type is FieldType.FLAG
    assert table.frame[column.name].to_list() == [True, False, None, True]
    written = (to_cell(column, True), to_cell(column, False))
    assert written == ((True, False) if words == "TRUE/FALSE" else (yes, no))


def test_a_word_that_never_occurs_follows_from_the_other() -> None:
    assert own_words(["是"]) == ("是", "否")
    assert own_words(["N", "N"]) == ("Y", "N")
    assert own_words(["No"]) == ("Yes", "No")
    assert own_words(["已回款"]) == ("已回款", "未回款")
    assert own_words(["1"]) == ("1", "0")


def test_ones_and_zeros_are_written_as_numbers() -> None:
    column = deals("是", "1", "0", "1", "0", "1").layout.columns[-1]
    assert column.words == ("1", "0")
    assert (to_cell(column, True), to_cell(column, False)) == (1, 0)


def test_numbers_and_words_that_say_more_stay_what_they_are() -> None:
    assert deals(1, 0, 1).layout.columns[-1].type is FieldType.NUMBER
    assert deals("无", "无").layout.columns[-1].type is FieldType.TEXT
    table = deals(*["是"] * 60, "待定")
    column = table.layout.columns[-1]
    assert column.type is FieldType.TEXT
    assert table.frame[column.name][60] == "待定"
    assert not table.unread
