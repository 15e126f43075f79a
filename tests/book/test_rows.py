from __future__ import annotations

from datetime import date

from book_tables import THREE, table
from hypothesis import given
from hypothesis import strategies as st

from salestui.book.edits import AddRow, DeleteRow, Edit, EditGroup, SetField, Unread
from salestui.book.rows import Rows, opened


def set_amount(row: int, before: float | None, after: float | None) -> SetField:
    return SetField("deals", row, "amount", before, after)


def test_an_edit_is_in_the_frame_and_pending_and_leaves_the_base_alone() -> None:
    rows = opened(table(THREE))
    edited = rows.applied([set_amount(0, 100.0, 150.0)])
    assert edited.frame["amount"].to_list() == [150.0, 200.0, None]
    assert edited.base.frame["amount"].to_list() == [100.0, 200.0, None]
    assert rows.frame["amount"].to_list() == [100.0, 200.0, None]
    assert edited.overlay.cells == {(0, "amount"): 150.0}


def test_setting_a_value_back_leaves_nothing_pending() -> None:
    rows = opened(table(THREE)).applied([set_amount(0, 100.0, 150.0), set_amount(0, 150.0, 100.0)])
    assert not rows.overlay


def test_added_rows_carry_their_values_and_go_again() -> None:
    add = AddRow("deals", 9, {"name": "New", "amount": 5.0})
    rows = opened(table(THREE)).applied([add])
    assert rows.frame["name"].to_list()[-1] == "New"
    assert rows.value(9, "amount") == 5.0
    gone = rows.applied([DeleteRow("deals", 9, add.values)])
    assert gone.frame.height == 3
    assert not gone.overlay


def test_deleted_rows_do_not_count_and_come_back() -> None:
    rows = opened(table(THREE))
    delete = DeleteRow("deals", 1, rows.values(1))
    gone = rows.applied([delete])
    assert gone.live["id"].to_list() == ["D1", "D3"]
    assert gone.frame.height == 3
    back = gone.applied([AddRow("deals", 1, delete.values)])
    assert back.live["id"].to_list() == ["D1", "D2", "D3"]
    assert not back.overlay


def test_a_cell_that_could_not_be_understood_keeps_its_text_until_it_is_set() -> None:
    read = table(THREE)
    read = type(read)(read.layout, read.frame, {(2, "amount"): "a lot"})
    rows = opened(read)
    assert rows.value(2, "amount") == Unread("a lot")
    emptied = rows.applied([SetField("deals", 2, "amount", Unread("a lot"), None)])
    assert emptied.overlay.cells == {(2, "amount"): None}
    back = emptied.applied([SetField("deals", 2, "amount", None, Unread("a lot"))])
    assert not back.overlay


@st.composite
def edit_sequences(draw: st.DrawFn) -> list[tuple[str, int, float]]:
    kinds = st.sampled_from(["set", "add", "delete"])
    return draw(st.lists(st.tuples(kinds, st.integers(0, 6), st.floats(0, 9)), max_size=25))


@given(edit_sequences())
def test_rows_follow_a_plain_model_and_every_group_can_be_taken_back(
    steps: list[tuple[str, int, float]],
) -> None:
    rows = opened(table(THREE))
    model: dict[int, float | None] = {0: 100.0, 1: 200.0, 2: None}
    done: list[EditGroup] = []
    for kind, row, amount in steps:
        edit: Edit
        if kind == "set" and row in model:
            edit = SetField("deals", row, "amount", rows.value(row, "amount"), amount)
            model[row] = amount
        elif kind == "add" and row not in model and row > 2:
            edit = AddRow("deals", row, {"amount": amount})
            model[row] = amount
        elif kind == "delete" and row in model:
            edit = DeleteRow("deals", row, rows.values(row))
            del model[row]
        else:
            continue
        done.append(EditGroup("step", (edit,)))
        rows = rows.applied((edit,))
        assert amounts(rows) == model
    for group in reversed(done):
        rows = rows.applied(group.inverse().edits)
    assert not rows.overlay
    assert rows.frame.equals(rows.base.frame)


def amounts(rows: Rows) -> dict[int, float | None]:
    return dict(rows.live.select("_id", "amount").iter_rows())


def test_dates_keep_their_type() -> None:
    rows = opened(table(THREE)).applied(
        [SetField("deals", 1, "expected_close", None, date(2026, 5, 1))]
    )
    assert rows.frame["expected_close"][1] == date(2026, 5, 1)
