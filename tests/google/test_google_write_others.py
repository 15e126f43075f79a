"""Others sort, insert, delete and append in the moment between our look and our write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from google_writing_support import (
    LOOKS,
    ROWS,
    WRITES,
    Team,
    append,
    cell,
    delete,
    row_of,
    stubborn,
    team,
)

from adapters.changes import AppendRow, Change
from adapters.errors import Offline, StaleRevision
from adapters.google.pulled import Pull

SORT = {"sort": "Sheet1!A2:D6", "by": 2, "down": True}
INSERT = {"insert_rows": "Sheet1", "at": 1}
DELETE = {"delete_rows": "Sheet1", "at": 1}
CUT = {"delete_rows": "Sheet1", "at": 4}
EDITED = ["D-2", "Beta", 200, "Lost"]


@pytest.fixture
def book() -> Iterator[Team]:
    with team() as made:
        yield made


def set_stage(key: str, stage: str) -> Callable[[Pull], list[Change]]:
    return lambda pull: [cell(row_of(pull, key), 4, stage)]


def by_key(rows: list[list[Any]]) -> dict[Any, list[Any]]:
    keys = [row[0] for row in rows if row]
    assert len(keys) == len(set(keys)), "no row is there twice"
    return {row[0]: row for row in rows if row}


OTHERS = {row[0]: row for row in ROWS if row[0] not in ("D-2", "D-1", "D-4")}


@pytest.mark.parametrize("step", [SORT, INSERT, DELETE], ids=["sort", "insert", "delete"])
def test_a_cell_that_hit_another_row_is_given_back(book: Team, step: dict[str, Any]) -> None:
    held = book.pull()
    book.meanwhile(step)
    with pytest.raises(StaleRevision):
        book.writer.write(held, set_stage("D-2", "Lost")(held))
    found = by_key(book.values())
    assert found["D-2"] == ROWS[2]
    assert found | OTHERS == found
    stubborn(book, set_stage("D-2", "Lost"))
    found = by_key(book.values())
    assert found["D-2"] == EDITED
    assert found["D-4"] == ROWS[4]
    assert found | OTHERS == found


def test_rows_that_move_on_after_the_write_do_not_matter(book: Team) -> None:
    held = book.pull()
    book.meanwhile(SORT, match=LOOKS, after=1)
    written = book.writer.write(held, set_stage("D-2", "Lost")(held))
    assert not written.settled
    assert by_key(book.values())["D-2"] == EDITED


def test_another_cell_of_the_row_changed_at_the_same_moment(book: Team) -> None:
    held = book.pull()
    book.meanwhile({"edit": "Sheet1!B3", "values": [["Bee"]]})
    book.writer.write(held, set_stage("D-2", "Lost")(held))
    assert by_key(book.values())["D-2"] == ["D-2", "Bee", 200, "Lost"]


def test_twins_that_swap_places() -> None:
    rows = [["Name", "Amount"], ["Same", 1], ["Same", 2], ["Other", 3]]
    with team(rows) as book:
        held = book.pull()
        book.meanwhile({"sort": "Sheet1!A2:B3", "by": 1, "down": True})
        book.writer.write(held, [cell(2, 2, 5)])
        assert sorted(row[1] for row in book.values()[1:3]) == [2, 5]


def test_a_new_row_of_others_where_ours_is_written(book: Team) -> None:
    held = book.pull()
    new = {"edit": "Sheet1!A2", "values": [["D-0", "New", 5]]}
    book.meanwhile(INSERT, new)
    with pytest.raises(StaleRevision):
        book.writer.write(held, set_stage("D-1", "Lost")(held))
    assert by_key(book.values())["D-0"] == ["D-0", "New", 5]
    written = stubborn(book, set_stage("D-1", "Lost"))
    assert by_key(book.values())["D-1"][3] == "Lost"
    (warning,) = written.commit.warnings
    assert warning.parts["where"] == "Sheet1!D2"


def test_the_row_is_taken_out_by_others(book: Team) -> None:
    held = book.pull()
    book.meanwhile({"delete_rows": "Sheet1", "at": 2})
    with pytest.raises(StaleRevision):
        book.writer.write(held, set_stage("D-2", "Lost")(held))
    assert book.values() == [row for row in ROWS if row[0] != "D-2"]


def test_rows_move_during_the_repair_too(book: Team) -> None:
    held = book.pull()
    book.meanwhile(INSERT)
    book.meanwhile(INSERT, after=1)
    book.meanwhile(SORT, after=2)
    stubborn(book, set_stage("D-2", "Lost"))
    del held
    found = by_key(book.values())
    assert found["D-2"] == EDITED
    assert {k: row for k, row in found.items() if k != "D-2"} == {
        row[0]: row for row in ROWS if row[0] != "D-2"
    }


def test_the_right_row_is_deleted_in_the_end(book: Team) -> None:
    for step in (SORT, INSERT, DELETE):
        with team(service=book.service) as other:
            held = other.pull()
            other.meanwhile(step)
            with pytest.raises(StaleRevision):
                other.writer.write(held, [delete(row_of(held, "D-2"))])
            gone = {"D-1"} if step is DELETE else set()
            expected = {row[0]: row for row in ROWS if row[0] not in gone}
            assert by_key(other.values()) == expected
            stubborn(other, lambda pull: [delete(row_of(pull, "D-2"))])
            del expected["D-2"]
            assert by_key(other.values()) == expected
            assert other.marks() == []


def test_a_row_that_comes_back_computes_again(book: Team) -> None:
    book.act({"edit": "Sheet1!E1", "values": [["Double"], *([f"=C{n}*2"] for n in range(2, 7))]})
    held = book.pull()
    book.meanwhile(INSERT)
    with pytest.raises(StaleRevision):
        book.writer.write(held, [delete_wide(held, "D-3")])
    found = by_key(book.values())
    assert found["D-2"] == [*ROWS[2], 400]
    assert found["D-3"] == [*ROWS[3], 600]


def delete_wide(pull: Pull, key: str) -> Change:
    from adapters.changes import DeleteRow

    return DeleteRow("Sheet1", row_of(pull, key), 1, 5)


def test_a_row_already_deleted_by_others(book: Team) -> None:
    held = book.pull()
    book.meanwhile({"delete_rows": "Sheet1", "at": 3})
    with pytest.raises(StaleRevision):
        book.writer.write(held, [delete(row_of(held, "D-3")), cell(2, 2, "Changed")])
    found = by_key(book.values())
    assert "D-3" not in found
    assert found["D-4"] == ROWS[4]


def test_two_append_at_once(book: Team) -> None:
    held, other = book.pull(), book.another("bob")
    theirs = AppendRow("Sheet1", 6, 1, 4, {1: "D-7", 2: "Theirs"}, 2)
    book.meanwhile(
        {"insert_rows": "Sheet1", "at": 6},
        {"edit": "Sheet1!A7", "values": [["D-6", "Hers"]]},
    )
    book.writer.write(held, [append(6, "D-8", "Ours")])
    with pytest.raises(StaleRevision):
        other.write(held, [theirs])
    fresh = book.pull()
    last = len(book.values())
    other.write(fresh, [append(last, "D-7", "Theirs")])
    assert set(by_key(book.values())) == {"Id", *(f"D-{n}" for n in range(1, 9))}


def test_an_append_below_a_row_typed_at_the_end(book: Team) -> None:
    held = book.pull()
    book.meanwhile({"edit": "Sheet1!A7", "values": [["D-6", "Hers", 1, "Lead"]]})
    book.writer.write(held, [append(6, "D-8", "Ours")])
    found = by_key(book.values())
    assert found["D-6"] == ["D-6", "Hers", 1, "Lead"]
    assert found["D-8"] == ["D-8", "Ours"]


def test_an_append_away_from_its_table_is_put_right(book: Team) -> None:
    held = book.pull()
    book.meanwhile({"delete_rows": "Sheet1", "at": 1, "count": 3})
    with pytest.raises(StaleRevision):
        book.writer.write(held, [append(6, "D-8", "Ours")])
    assert [row[0] for row in book.values()] == ["Id", "D-4", "D-5"]
    stubborn(book, lambda pull: [append(3, "D-8", "Ours")])
    assert [row[0] for row in book.values()] == ["Id", "D-4", "D-5", "D-8"]
    assert book.marks() == []


def test_an_append_that_is_in_is_not_sent_again_for_another_change(book: Team) -> None:
    def changes(pull: Pull) -> list[Change]:
        last = len([value for value in pull.sheets[0].values[1] if str(value) <= "D-5"])
        return [append(last, "D-8", "Ours"), cell(row_of(pull, "D-2"), 4, "Lost")]

    held = book.pull()
    book.meanwhile(SORT)
    with pytest.raises(StaleRevision):
        book.writer.write(held, [append(6, "D-8", "Ours"), *set_stage("D-2", "Lost")(held)])
    fresh = book.pull()
    where = row_of(fresh, "D-8")
    again = [append(where, "D-8", "Ours"), *set_stage("D-2", "Lost")(fresh)]
    written = book.writer.write(fresh, again)
    assert written.commit.appended_rows == (where,)
    assert not written.settled
    found = by_key(book.values())
    assert found["D-8"] == ["D-8", "Ours"]
    assert found["D-2"] == EDITED
    assert book.marks() == []


def test_a_row_that_is_edited_and_goes_in_place_of_another_comes_back(book: Team) -> None:
    def make(held: Pull) -> list[Change]:
        gone = [delete(row_of(held, "D-1"))] if "D-1" in held.sheets[0].values[1] else []
        return [cell(row_of(held, "D-5"), 3, 550), *gone]

    book.meanwhile({"sort": "Sheet1!A2:D", "by": 0, "down": True})
    stubborn(book, make)
    rows = {row[0]: row for row in book.values()[1:]}
    assert rows == {row[0]: row for row in [*ROWS[2:5], ["D-5", "Epsilon", 550, "Lead"]]}


def test_a_row_whose_other_cells_others_changed_keeps_what_was_put(book: Team) -> None:
    values = [["D-3", "Other", 300, "Other"]]
    book.meanwhile({"edit": "Sheet1!A4", "values": values})
    book.writer.write(book.pull(), [cell(4, 3, 333)])
    assert book.values()[3] == ["D-3", "Other", 333, "Other"]
    assert book.values()[2] == ROWS[2]


@pytest.mark.parametrize("lost", [False, True])
def test_a_repair_that_broke_off_is_made_up_for(book: Team, lost: bool) -> None:
    book.meanwhile(SORT)
    if lost:  # nor is it known that it was done
        book.fault("reset_after", match=WRITES)
        book.fault("503", match="developerMetadata:search", count=100)
    book.fault("503", match="batchGet$", count=100, after=2)
    changes = [cell(2, 4, "Won"), delete(3)]
    with pytest.raises(Offline):
        book.writer.write(book.pull(), changes)
    book.service.server.faults.waiting.clear()
    with pytest.raises(StaleRevision):
        book.save(changes)
    rows = {row[0]: row for row in book.values()[1:]}
    assert rows == {row[0]: row for row in ROWS[1:]}
