from __future__ import annotations

from book_tables import THREE, table

from salestui.book.edits import DeleteRow, SetField
from salestui.book.merge import difference, merged, settled
from salestui.book.rows import Rows, opened
from salestui.book.state import ConflictKind
from salestui.mapping.table import EntityTable


def mine_and_theirs(their_amount: float, my_amount: float = 150.0) -> tuple[Rows, EntityTable]:
    mine = opened(table(THREE)).applied([SetField("deals", 0, "amount", 100.0, my_amount)])
    theirs = table([("D1", "Alpha", their_amount, THREE[0][3]), *THREE[1:]])
    return mine, theirs


def test_their_change_elsewhere_and_mine_both_hold() -> None:
    mine, _ = mine_and_theirs(100.0)
    theirs = table([THREE[0], ("D2", "Beta", 999.0, None), THREE[2]])
    rows, conflicts = merged("deals", mine, theirs)
    assert conflicts == ()
    assert rows.frame["amount"].to_list() == [150.0, 999.0, None]
    assert rows.overlay.cells == {(0, "amount"): 150.0}


def test_the_same_change_on_both_sides_is_no_longer_pending() -> None:
    mine, theirs = mine_and_theirs(150.0)
    rows, conflicts = merged("deals", mine, theirs)
    assert conflicts == ()
    assert not rows.overlay


def test_different_changes_of_one_cell_are_a_conflict_with_all_three_values() -> None:
    mine, theirs = mine_and_theirs(170.0)
    rows, (conflict,) = merged("deals", mine, theirs)
    assert conflict.kind is ConflictKind.CHANGED
    assert (conflict.base, conflict.mine, conflict.theirs) == (100.0, 150.0, 170.0)
    assert rows.overlay.cells == {(0, "amount"): 150.0}
    assert settled(rows, conflict, keep_mine=True).frame["amount"][0] == 150.0
    taken = settled(rows, conflict, keep_mine=False)
    assert taken.frame["amount"][0] == 170.0
    assert not taken.overlay


def test_a_row_that_went_away_under_an_edit_is_a_conflict() -> None:
    mine, _ = mine_and_theirs(100.0)
    theirs = table(THREE[1:], first_row=3)
    theirs = type(theirs)(theirs.layout, theirs.frame.with_columns(_id=theirs.frame["_id"] + 1))
    rows, (conflict,) = merged("deals", mine, theirs)
    assert conflict.kind is ConflictKind.ROW_GONE
    assert conflict.mine == 150.0
    assert rows.frame.height == 2
    dropped = settled(rows, conflict, keep_mine=False)
    assert not dropped.overlay
    kept = settled(rows, conflict, keep_mine=True)
    assert kept.overlay.added == (0,)
    assert kept.value(0, "amount") == 150.0
    assert kept.value(0, "name") == "Alpha"


def test_a_row_deleted_on_both_sides_is_settled() -> None:
    base = opened(table(THREE))
    mine = base.applied([DeleteRow("deals", 0, base.values(0))])
    theirs = table(THREE[1:], first_row=3)
    theirs = type(theirs)(theirs.layout, theirs.frame.with_columns(_id=theirs.frame["_id"] + 1))
    rows, conflicts = merged("deals", mine, theirs)
    assert conflicts == ()
    assert not rows.overlay


def test_difference_names_added_removed_and_changed_rows() -> None:
    old = table(THREE)
    new = table([("D1", "Alpha", 111.0, THREE[0][3]), THREE[1], ("D4", "Delta", 4.0, None)])
    new = type(new)(new.layout, new.frame.with_columns(_id=new.frame["_id"].replace({2: 50})))
    found = difference(old, new)
    assert found.added == (50,)
    assert found.removed == (2,)
    assert found.changed_rows == 1
    assert found.cells == ((0, "amount"),)
    assert not difference(old, old)
