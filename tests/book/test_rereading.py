"""What another reading makes of conflicts that wait, and of columns and rows that went away."""

from __future__ import annotations

from dataclasses import replace

from book_tables import THREE, table

from salestui.book.edits import SetField
from salestui.book.merge import merged
from salestui.book.rereading import still_open
from salestui.book.rows import Rows, opened
from salestui.book.state import Conflict, ConflictKind
from salestui.mapping.table import EntityTable


def edited() -> Rows:
    return opened(table(THREE)).applied([SetField("deals", 0, "amount", 100.0, 150.0)])


def without_first_row() -> EntityTable:
    theirs = table(THREE[1:], first_row=3)
    return replace(theirs, frame=theirs.frame.with_columns(_id=theirs.frame["_id"] + 1))


def with_first_amount(amount: float) -> EntityTable:
    return table([("D1", "Alpha", amount, THREE[0][3]), *THREE[1:]])


def without_amount() -> EntityTable:
    theirs = table(THREE)
    columns = tuple(c for c in theirs.layout.columns if c.name != "amount")
    layout = replace(theirs.layout, columns=columns)
    return replace(theirs, layout=layout, frame=theirs.frame.drop("amount"))


def twice(first: EntityTable, second: EntityTable) -> tuple[list[Conflict], list[Conflict]]:
    rows, found = merged("deals", edited(), first)
    again, found_again = merged("deals", rows, second)
    return list(found), list(still_open(found, found_again, again))


def test_a_removed_row_keeps_all_it_held_over_a_second_reading() -> None:
    first, second = twice(without_first_row(), without_first_row())
    assert second == first
    assert second[0].held["name"] == "Alpha"
    assert second[0].base == 100.0


def test_a_conflict_keeps_what_both_started_from() -> None:
    _, (conflict,) = twice(with_first_amount(170.0), with_first_amount(180.0))
    assert (conflict.base, conflict.mine, conflict.theirs) == (100.0, 150.0, 180.0)


def test_a_conflict_is_over_when_the_other_side_goes_back_or_follows_mine() -> None:
    assert twice(with_first_amount(170.0), with_first_amount(100.0))[1] == []
    assert twice(with_first_amount(170.0), with_first_amount(150.0))[1] == []


def test_a_conflict_that_nobody_touched_goes_on_waiting() -> None:
    first, second = twice(with_first_amount(170.0), with_first_amount(170.0))
    assert second == first


def test_a_column_that_went_away_has_no_value_and_its_conflict_ends_when_it_is_back() -> None:
    rows, (conflict,) = merged("deals", edited(), without_amount())
    assert conflict.kind is ConflictKind.COLUMN_GONE
    assert rows.base_value(0, "amount") is None
    assert twice(without_amount(), table(THREE))[1] == []
