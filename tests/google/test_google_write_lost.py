"""Answers that never come: what was done is looked for before anything is sent again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from google_writing_support import LOOKS, ROWS, WRITES, Team, append, cell, delete, team

from adapters.changes import AppendRow, Change
from adapters.errors import Offline, StaleRevision

LOST = ["reset_before", "reset_after", "truncate", "500", "503", "html"]
ONCE_EACH: list[Change] = [cell(3, 4, "Lost"), append(6, "D-6", "Zeta"), delete(2)]


@pytest.fixture
def book() -> Iterator[Team]:
    with team() as made:
        yield made


def expected() -> list[list[object]]:
    return [ROWS[0], ["D-2", "Beta", 200, "Lost"], *ROWS[3:], ["D-6", "Zeta"]]


@pytest.mark.parametrize("kind", [kind for kind in LOST if kind != "html"])
@pytest.mark.parametrize("count", [1, 2])
def test_everything_is_done_once(book: Team, kind: str, count: int) -> None:
    held = book.pull()
    book.fault(kind, match=WRITES, count=count)
    written = book.writer.write(held, ONCE_EACH)
    assert book.values() == expected()
    assert written.commit.appended_rows == (6,)
    assert written.commit.removed == (True,)


@pytest.mark.parametrize("kind", [kind for kind in LOST if kind != "html"])
@pytest.mark.parametrize("count", [1, 2])
def test_cells_are_set_once(book: Team, kind: str, count: int) -> None:
    held = book.pull()
    book.fault(kind, match=WRITES, count=count)
    book.writer.write(held, [cell(3, 4, "Lost"), cell(5, 3, None)])
    assert book.values()[2] == ["D-2", "Beta", 200, "Lost"]
    assert book.values()[4] == ["D-4", "Delta", None, "Lost"]


def test_the_answer_takes_too_long(book: Team) -> None:
    held = book.pull()
    book.fault("delay", match=WRITES, seconds=1.5)
    book.writer.write(held, ONCE_EACH)
    assert book.values() == expected()


def test_a_server_that_fails_for_good_gets_a_bounded_number_of_writes(book: Team) -> None:
    held = book.pull()
    book.fault("500", match=WRITES, count=1000)
    with pytest.raises(Offline):
        book.writer.write(held, ONCE_EACH)
    writes = [path for path in book.sent() if path == ":batchUpdate"]
    assert len(writes) == 3
    book.service.server.faults.waiting.clear()
    book.writer.write(book.pull(), ONCE_EACH)
    assert book.values() == expected()


@pytest.mark.parametrize("restarted", [False, True], ids=["same session", "after a crash"])
def test_appended_and_never_heard_of(book: Team, *, restarted: bool) -> None:
    held = book.pull()
    book.fault("reset_after", match=WRITES)
    book.fault("reset_before", match="developerMetadata:search", count=100, after=1)
    with pytest.raises(Offline):
        book.writer.write(held, [append(6, "D-6", "Zeta"), append(6, "D-7", "Eta")])
    book.service.server.faults.waiting.clear()
    writer = book.another() if restarted else book.writer
    fresh = book.pull()
    again = [append(8, "D-6", "Zeta"), append(8, "D-7", "Eta"), append(8, "D-8", "Theta")]
    written = writer.write(fresh, again)
    assert written.commit.appended_rows == (7, 8, 9)
    assert [row[0] for row in book.values()[6:]] == ["D-6", "D-7", "D-8"]
    assert book.marks() == []


def test_a_row_like_one_before_is_appended_all_the_same(book: Team) -> None:
    book.save([append(6, "D-6", "Zeta")])
    book.save([append(7, "D-6", "Zeta")])
    assert [row[0] for row in book.values()[6:]] == ["D-6", "D-6"]


def test_marks_of_others_are_theirs(book: Team) -> None:
    held = book.pull()
    book.fault("reset_after", match=WRITES)
    book.fault("reset_before", match="developerMetadata:search", count=100, after=1)
    with pytest.raises(Offline):
        book.writer.write(held, [append(6, "D-6", "Zeta")])
    book.service.server.faults.waiting.clear()
    book.another("bob").write(book.pull(), [append(7, "D-6", "Zeta")])
    assert [row[0] for row in book.values()[6:]] == ["D-6", "D-6"]
    assert len(book.marks()) == 1


def test_lost_and_changed_by_others_meanwhile(book: Team) -> None:
    held = book.pull()
    book.fault("reset_before", match=WRITES)
    book.meanwhile(
        {"edit": "Sheet1!D3", "values": [["Theirs"]]}, match="batchGetByDataFilter", after=1
    )
    with pytest.raises(StaleRevision):
        book.writer.write(held, [cell(3, 4, "Lost")])
    assert book.values()[2][3] == "Theirs"


def test_a_web_page_in_place_of_the_service(book: Team) -> None:
    held = book.pull()
    book.fault("html", match=WRITES, count=10)
    with pytest.raises(Offline):
        book.writer.write(held, ONCE_EACH)
    assert book.values() == ROWS
    book.service.server.faults.waiting.clear()
    book.writer.write(held, ONCE_EACH)
    assert book.values() == expected()


def test_a_mark_that_cannot_be_taken_out_now_goes_with_the_next(book: Team) -> None:
    held = book.pull()
    book.fault("503", match=WRITES, after=1, count=1)
    book.writer.write(held, [append(6, "D-6", "Zeta")])
    assert len(book.marks()) == 1
    book.save([append(7, "D-6", "Zeta")])
    assert [row[0] for row in book.values()[6:]] == ["D-6", "D-6"]
    assert book.marks() == []


def test_more_rows_than_marks_can_name(book: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.google.writing.marks.ROOM", 2)
    held = book.pull()
    book.fault("reset_after", match=WRITES)
    book.fault("reset_before", match="developerMetadata:search", count=100, after=1)
    rows = [append(6, f"D-{n}") for n in range(6, 10)]
    with pytest.raises(Offline):
        book.writer.write(held, rows)
    book.service.server.faults.waiting.clear()
    assert book.marks()[0]["metadataValue"] == "ann:"
    written = book.writer.write(book.pull(), rows)
    assert written.commit.appended_rows == (7, 8, 9, 10)
    assert len(book.values()) == 10


def lost_answer(book: Team, row: AppendRow) -> None:
    """The row is there, and nobody was told."""
    book.fault("reset_after", match=WRITES)
    book.fault("reset_before", match="developerMetadata:search", count=100, after=1)
    with pytest.raises(Offline):
        book.writer.write(book.pull(), [row])
    book.service.server.faults.waiting.clear()


def test_a_row_that_its_user_changed_before_it_was_known_to_be_there(book: Team) -> None:
    lost_answer(book, replace(append(6, "D-6", "Zeta", 600, "Lead"), origin="9"))
    again = replace(append(7, "D-6", "Zeta", 650), origin="9")
    written = book.save([again])
    assert written.commit.appended_rows == (7,)
    assert book.values()[6:] == [["D-6", "Zeta", 650]]
    assert book.marks() == []


def test_a_row_that_others_changed_before_it_was_known_to_be_there(book: Team) -> None:
    row = replace(append(6, "D-6", "Zeta", 600, "Lead"), origin="9")
    lost_answer(book, row)
    book.act({"edit": "Sheet1!D7", "values": [["Won"]]})
    assert book.save([replace(row, after_row=7)]).commit.appended_rows == (7,)
    assert book.values()[6:] == [["D-6", "Zeta", 600, "Won"]]


def test_a_row_that_others_and_its_user_changed_keeps_theirs_and_says_so(book: Team) -> None:
    row = replace(append(6, "D-6", "Zeta", 600, "Lead"), origin="9")
    lost_answer(book, row)
    book.act({"edit": "Sheet1!C7", "values": [[601]]})
    written = book.save([replace(row, after_row=7, values={**row.values, 3: 650, 4: "Won"})])
    assert "Sheet1!C7" in written.commit.warnings[0].sentence()
    assert book.values()[6:] == [["D-6", "Zeta", 601, "Won"]]


def test_a_row_that_others_change_bit_by_bit(book: Team) -> None:
    row = replace(append(6, "D-6", "Zeta", 600, "Lead"), origin="9")
    lost_answer(book, row)
    for column, value in zip("DCB", ["Won", 601, "Eta"], strict=True):
        book.act({"edit": f"Sheet1!{column}7", "values": [[value]]})
        book.meanwhile({"edit": "Sheet1!D2", "values": [[value]]}, match=LOOKS)
        with pytest.raises(StaleRevision):
            book.save([replace(row, after_row=7), cell(2, 3, 1)])
    book.save([replace(row, after_row=7)])
    assert book.values()[6:] == [["D-6", "Eta", 601, "Won"]]


def test_a_row_that_others_took_out_is_no_row_much_like_it(book: Team) -> None:
    row = replace(append(6, "D-5", "Epsilon", 500, "Won"), origin="9")
    lost_answer(book, row)
    book.act({"delete_rows": "Sheet1", "at": 6})
    assert book.save([row]).commit.appended_rows == (7,)
    assert book.values()[5:] == [ROWS[5], ["D-5", "Epsilon", 500, "Won"]]
