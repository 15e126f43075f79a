"""Edits, new rows and deletions on their way into a spreadsheet, nobody else being there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pytest
from google_writing_support import ROWS, Team, append, cell, delete, team

from adapters.changes import AppendRow, ClearRow, DeleteRow, SetCell
from adapters.errors import Refused, StaleRevision
from adapters.google.writing.looking import same_cells


@pytest.fixture
def book() -> Iterator[Team]:
    with team() as made:
        yield made


def test_one_cell_costs_three_requests(book: Team) -> None:
    held = book.pull()
    book.forget()
    written = book.writer.write(held, [cell(3, 3, 250)])
    assert book.sent() == [
        "/values:batchGetByDataFilter",
        "/values:batchUpdate",
        "/values:batchGetByDataFilter",
    ]
    assert written.settled
    assert written.pull.sheets[0].cell(3, 3) == 250
    assert book.values()[2] == ["D-2", "Beta", 250, "Won"]
    assert written.commit.revision.token == written.pull.token == book.pull().token


def test_only_touched_cells_are_sent(book: Team) -> None:
    book.batch(
        {
            "repeatCell": {
                "range": {
                    "startRowIndex": 1,
                    "endRowIndex": 2,
                    "startColumnIndex": 0,
                    "endColumnIndex": 2,
                },
                "cell": {"note": "kept"},
                "fields": "note",
            }
        }
    )
    held = book.pull()
    book.writer.write(held, [cell(2, 3, 1), cell(2, 4, "x"), cell(4, 1, "D-9")])
    assert book.values()[1] == ["D-1", "Alpha", 1, "x"]
    assert book.values()[3][0] == "D-9"


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("=1+1", "=1+1"),
        ("'quoted", "'quoted"),
        ("007", "007"),
        ("2024-05-01", "2024-05-01"),
        ("+49 30 1", "+49 30 1"),
        ("TRUE", "TRUE"),
        (True, True),
        (1.5, 1.5),
        (7.0, 7),
        (None, None),
        ("", None),
        ("多", "多"),
    ],
)
def test_values_are_stored_as_they_are(book: Team, value: Any, stored: Any) -> None:
    book.save([cell(3, 2, value)])
    assert book.pull().sheets[0].cell(3, 2) == stored
    assert not book.pull().sheets[0].formulas
    after = 6
    book.save([append(after, "D-6", value)])
    assert book.pull().sheets[0].cell(7, 2) == stored
    assert not book.pull().sheets[0].formulas


@pytest.mark.parametrize(
    ("value", "serial", "kind"),
    [
        (date(2024, 5, 1), 45413, "DATE"),
        (datetime(2024, 5, 1, 12), 45413.5, "DATE_TIME"),
        (time(18), 0.75, "TIME"),
    ],
)
def test_dates_are_numbers_that_show_as_dates(
    book: Team, value: Any, serial: float, kind: str
) -> None:
    book.save([cell(3, 4, value), append(6, "D-6", None, None, value)])
    sheet = book.service.server.store.book(book.id).sheets[0]
    for row in (2, 6):
        stored = sheet.cell(row, 3)
        assert stored.value == serial
        assert stored.number_format["type"] == kind


def test_a_date_over_a_date_is_a_plain_edit(book: Team) -> None:
    book.act({"edit": "Sheet1!E1", "values": [["Close"], ["2024-01-31"], ["2024-02-01"]]})
    held = book.pull()
    book.forget()
    book.writer.write(held, [cell(3, 5, date(2024, 5, 1))])
    assert "/values:batchUpdate" in book.sent()
    assert book.pull().sheets[0].cell(3, 5) == 45413


def test_what_others_changed_since_the_pull_is_not_written_over(book: Team) -> None:
    held = book.pull()
    book.act({"edit": "Sheet1!D3", "values": [["Lost"]]})
    with pytest.raises(StaleRevision):
        book.writer.write(held, [cell(3, 3, 250)])
    assert book.values()[2] == ["D-2", "Beta", 200, "Lost"]


def test_rows_that_others_changed_elsewhere_do_not_matter(book: Team) -> None:
    held = book.pull()
    book.act({"edit": "Sheet1!D6", "values": [["Lost"]]})
    written = book.writer.write(held, [cell(3, 3, 250)])
    assert book.values()[2][2] == 250
    assert written.commit.revision.token != book.pull().token


def test_a_formula_is_refused_and_named(book: Team) -> None:
    book.act({"edit": "Sheet1!E2", "values": [["=C2*2"]]})
    with pytest.raises(Refused) as refused:
        book.save([cell(2, 5, 1)])
    assert refused.value.where == "Sheet1!E2"
    book.save([cell(2, 5, 1, over_formula=True)])
    assert book.pull().sheets[0].cell(2, 5) == 1


def test_a_formula_typed_meanwhile_is_not_written_over(book: Team) -> None:
    held = book.pull()
    book.act({"edit": "Sheet1!C3", "values": [["=100+100"]]})
    with pytest.raises(StaleRevision):
        book.writer.write(held, [cell(3, 3, 250)])


def test_results_of_formulas_come_back(book: Team) -> None:
    book.act({"edit": "Sheet1!E2", "values": [["=C2*2"], ["=C3*2"], ["=C4*2"]]})
    written = book.save([cell(3, 3, 250)])
    assert written.settled
    assert written.pull.sheets[0].cell(3, 5) == 500
    assert written.commit.formulas == (("Sheet1", 3, 5),)
    assert same_cells(written.pull, book.pull())


@pytest.mark.parametrize(
    "value",
    ["x" * 50_001, "\U0001f600" * 25_001, "\ud800", float("nan")],
    ids=["long", "long beyond the first plane", "half", "nan"],
)
def test_what_no_cell_can_hold_is_refused(book: Team, value: Any) -> None:
    held = book.pull()
    book.forget()
    for change in (cell(3, 2, value), append(6, "D-6", value)):
        with pytest.raises(Refused) as refused:
            book.writer.write(held, [change])
        assert refused.value.where.startswith("Sheet1!B")
    assert book.sent() == []


def test_the_longest_text(book: Team) -> None:
    book.save([cell(3, 2, "x" * 50_000)])
    assert book.pull().sheets[0].cell(3, 2) == "x" * 50_000


def test_a_protected_range_is_refused(book: Team) -> None:
    guarded = {
        "range": {"startRowIndex": 1, "endRowIndex": 6, "startColumnIndex": 2, "endColumnIndex": 3}
    }
    book.batch({"addProtectedRange": {"protectedRange": guarded}})
    stored = book.service.server.store.book(book.id).sheets[0]
    stored.protected[0]["requestingUserCanEdit"] = False
    with pytest.raises(Refused):
        book.save([cell(3, 3, 250)])
    with pytest.raises(Refused):
        book.save([delete(3)])
    book.save([cell(3, 4, "Lost"), append(6, "D-6", "Zeta")])
    assert book.values()[2] == ["D-2", "Beta", 200, "Lost"]
    assert book.values()[6] == ["D-6", "Zeta"]


def test_a_full_spreadsheet_is_refused(book: Team) -> None:
    book.batch(
        {
            "addSheet": {
                "properties": {
                    "title": "Big",
                    "gridProperties": {"rowCount": 9_974_000 // 100, "columnCount": 100},
                }
            }
        }
    )
    with pytest.raises(Refused):
        book.save([append(6, f"D-{n}") for n in range(6, 20)])


def test_a_sheet_that_is_gone(book: Team) -> None:
    held = book.pull()
    with pytest.raises(StaleRevision):
        book.writer.write(held, [SetCell("Nowhere", 1, 1, "x")])
    book.batch(
        {
            "updateSheetProperties": {
                "properties": {"sheetId": 0, "title": "Deals"},
                "fields": "title",
            }
        }
    )
    with pytest.raises(StaleRevision):
        book.writer.write(held, [cell(3, 3, 250)])
    with pytest.raises(StaleRevision):
        book.writer.write(book.pull(), [cell(3, 3, 250)])


def test_new_rows_follow_the_table(book: Team) -> None:
    written = book.save([append(6, "D-6", "Zeta", 600), append(6, "D-7", "Eta", None, "Lead")])
    assert written.commit.appended_rows == (7, 8)
    assert book.values()[6:] == [["D-6", "Zeta", 600], ["D-7", "Eta", None, "Lead"]]
    assert written.settled
    assert same_cells(written.pull, book.pull())
    assert book.marks() == []


def test_new_rows_take_formulas_and_formats(book: Team) -> None:
    book.act({"edit": "Sheet1!E2", "values": [[f"=C{n}*2"] for n in range(2, 7)]})
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    area = {"startRowIndex": 5, "endRowIndex": 6, "startColumnIndex": 0, "endColumnIndex": 5}
    fields = "userEnteredFormat.textFormat.bold"
    book.batch({"repeatCell": {"range": area, "cell": bold, "fields": fields}})
    rows = [
        AppendRow("Sheet1", 6, 1, 5, {1: "D-6", 3: 600}, 2),
        AppendRow("Sheet1", 6, 1, 5, {1: "D-7", 3: 700, 5: 1}, 2),
    ]
    written = book.save(rows)
    assert book.values()[6:] == [["D-6", None, 600, None, 1200], ["D-7", None, 700, None, 1]]
    assert written.pull.sheets[0].formulas[5] == {2, 3, 4, 5, 6, 7}
    sheet = book.service.server.store.book(book.id).sheets[0]
    assert sheet.cell(6, 0).format == {"textFormat": {"bold": True}}
    assert sheet.cell(6, 4).value.text == "=C7*2"


def test_what_stands_below_moves_down(book: Team) -> None:
    book.act({"edit": "Sheet1!A9", "values": [["Total", None, 1500], ["Other", "table", 1, 2, 3]]})
    written = book.save([append(6, "D-6", "Zeta", 600)])
    assert book.values()[6] == ["D-6", "Zeta", 600]
    assert book.values()[9:] == [["Total", None, 1500], ["Other", "table", 1, 2, 3]]
    assert not written.settled
    assert written.commit.revision.token != written.pull.token


def test_a_table_beside_is_not_torn(book: Team) -> None:
    beside = [[f"r{n}", n] for n in range(1, 11)]
    book.act({"edit": "Sheet1!F1", "values": beside})
    book.save([append(6, "D-6", "Zeta", 600)])
    assert [row[5:] for row in book.values()] == beside
    assert book.values()[6][:3] == ["D-6", "Zeta", 600]
    assert book.pull().sheets[0].rows == 1001


def test_new_rows_at_the_end_of_the_grid(book: Team) -> None:
    book.batch(
        {
            "updateSheetProperties": {
                "properties": {"sheetId": 0, "gridProperties": {"rowCount": 6, "columnCount": 4}},
                "fields": "gridProperties(rowCount,columnCount)",
            }
        }
    )
    written = book.save([append(6, "D-6", "Zeta"), append(6, "D-7")])
    assert written.commit.appended_rows == (7, 8)
    assert book.values()[6:] == [["D-6", "Zeta"], ["D-7"]]


def test_first_row_below_the_heading_does_not_look_like_it(book: Team) -> None:
    with team([["Id", "Name"]], service=book.service) as empty:
        bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
        area = {"startRowIndex": 0, "endRowIndex": 1}
        fields = "userEnteredFormat.textFormat.bold"
        empty.batch({"repeatCell": {"range": area, "cell": bold, "fields": fields}})
        empty.save([append(1, "D-1", "Alpha")])
        assert empty.values() == [["Id", "Name"], ["D-1", "Alpha"]]
        sheet = empty.service.server.store.book(empty.id).sheets[0]
        assert not sheet.cell(1, 0).format


def test_a_row_is_taken_out(book: Team) -> None:
    written = book.save([delete(3), delete(5), cell(6, 3, 501), append(6, "D-6")])
    assert written.commit.removed == (True, True)
    assert written.commit.appended_rows == (5,)
    assert book.values() == [ROWS[0], ROWS[1], ROWS[3], ["D-5", "Epsilon", 501, "Lead"], ["D-6"]]
    assert book.marks() == []
    assert same_cells(written.pull, book.pull())


def test_a_row_with_other_cells_beside_is_emptied(book: Team) -> None:
    book.act({"edit": "Sheet1!F3", "values": [["note"]]})
    written = book.save([delete(3), delete(5)])
    assert written.commit.removed == (False, True)
    assert [notice.parts["row"] for notice in written.commit.warnings] == [3]
    assert book.values()[2] == [None] * 5 + ["note"]


def test_a_row_is_emptied_with_its_formulas(book: Team) -> None:
    book.act({"edit": "Sheet1!D3", "values": [["=C3*2"]]})
    book.save([ClearRow("Sheet1", 3, 1, 4)])
    assert book.values()[2] == []
    assert len(book.values()) == 6
    assert not book.pull().sheets[0].formulas


def test_a_row_between_rows_of_another_table_is_emptied(book: Team) -> None:
    book.act({"edit": "Sheet1!F2", "values": [["above"], [None], ["below"]]})
    written = book.save([DeleteRow("Sheet1", 3, 1, 4)])
    assert written.commit.removed == (False,)
    assert book.values()[3][5] == "below"


def test_a_name_that_is_left_behind_is_told(book: Team) -> None:
    area = {"startRowIndex": 1, "endRowIndex": 6, "startColumnIndex": 0, "endColumnIndex": 4}
    book.batch({"addNamedRange": {"namedRange": {"name": "Deals", "range": area}}})
    written = book.save([append(6, "D-6")])
    assert [notice.parts["name"] for notice in written.commit.warnings] == ["Deals"]


def test_many_cells_in_one_request() -> None:
    rows = [["Id", "Amount"], *([f"D-{n}", n] for n in range(1, 301))]
    with team(rows) as book:
        held = book.pull()
        book.forget()
        book.writer.write(held, [cell(row, 2, -row) for row in range(2, 202, 2)])
        assert len(book.sent()) == 3
        assert [row[1] for row in book.values()[1:5]] == [-2, 2, -4, 4]


def test_large_commits_go_in_parts(book: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.google.writing.planning.LARGEST", 900)
    held = book.pull()
    book.forget()
    changes = [cell(row, 2, f"{row}" * 50) for row in range(2, 7) if row != 4]
    changes += [append(6, f"D-{n}", "y" * 60) for n in range(6, 12)]
    written = book.writer.write(held, [*changes, delete(4)])
    assert sum(path.endswith("atchUpdate") for path in book.sent()) > 3
    assert written.commit.appended_rows == (6, 7, 8, 9, 10, 11)
    assert [row[0] for row in book.values()[1:]] == [
        "D-1",
        "D-2",
        "D-4",
        "D-5",
        "D-6",
        "D-7",
        "D-8",
        "D-9",
        "D-10",
        "D-11",
    ]
    assert same_cells(written.pull, book.pull())
    assert book.marks() == []


def test_nothing_to_write_asks_nothing(book: Team) -> None:
    held = book.pull()
    book.forget()
    assert book.writer.write(held, []).commit.revision.token == held.token
    assert book.sent() == []
