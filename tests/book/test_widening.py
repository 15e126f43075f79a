"""A column for a field that the table lacks: there at once, and pending edits stay pending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from adapters.errors import Refused
from adapters.excel.backend import ExcelBackend
from adapters.outlines import Outline, Revision, SheetOutline
from salestui.book.book import Book
from salestui.book.journal.record import Act
from salestui.book.profiles import Where, save_profile
from salestui.book.reading import Settings
from salestui.book.widening.new_columns import Wanted, missing_fields, new_columns
from salestui.mapping.layout import Layout
from salestui.mapping.profile import Profile, TableProfile
from salestui.mapping.recognise import recognise
from salestui.mapping.widening import with_columns
from salestui.model.entities import ENTITIES
from salestui.model.fields import FieldType

TODAY = date(2026, 3, 5)
HEADERS = ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Close date", "Rep"]
CHINESE = ["商机编号", "商机名称", "客户", "阶段", "金额(万元)", "预计成交日期", "销售"]
Write = Callable[[Worksheet], None]


def deals(page: Worksheet, headers: list[str] | None = None) -> None:
    page.append(headers or HEADERS)
    for n in range(1, 6):
        day = date(2026, 4, n)
        page.append([f"D-{n}", f"Deal {n}", "ACME", "Proposal", 100 * n, day, "Ann"])


def chinese(page: Worksheet) -> None:
    deals(page, CHINESE)


def titled(page: Worksheet) -> None:
    page.append(["Sales pipeline 2026"])
    page.merge_cells("A1:G1")
    deals(page)


def two_rows(page: Worksheet) -> None:
    page.append(["Deal ID", "Deal", "Customer", "Money", None, "Time", None])
    page.append([None, None, None, "Amount", "Probability", "Close date", "Created"])
    for column in "ABC":
        page.merge_cells(f"{column}1:{column}2")
    page.merge_cells("D1:E1")
    page.merge_cells("F1:G1")
    for n in range(1, 6):
        day = date(2026, 4, n)
        page.append([f"D-{n}", f"Deal {n}", "ACME", 100 * n, 0.5, day, day])


def excel_table(page: Worksheet) -> None:
    deals(page)
    page.add_table(Table(displayName="Pipeline", ref="A1:G6"))


def with_totals(page: Worksheet) -> None:
    deals(page)
    page.append(["Total", None, None, None, "=SUM(E2:E6)"])


def over_others(page: Worksheet) -> None:
    """Another table stands further down and is wider."""
    deals(page)
    page.append([])
    page.append([])
    page.append(["Member", "Team", "Manager", "Role", "From", "Region", "a", "b", "c", "d"])
    page.append(["Ann", "A", "Bo", "rep", TODAY, "North", 1, 2, 3, 4])


def file_with(folder: Path, **sheets: Write) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, write in sheets.items():
        write(book.create_sheet(name))
    path = folder / "team.xlsx"
    book.save(path)
    return path


@contextmanager
def opened(path: Path, profiles: Path | None = None) -> Iterator[Book]:
    folder = path.parent
    workbook = ExcelBackend.open(str(path), folder / "state")
    book = Book(workbook, Settings(TODAY, profiles=profiles), folder / "journals")
    try:
        book.load()
        yield book
    finally:
        book.close()


NEW = ("strengths", "forecast_override", "tender_deadline", "tender_result")


@pytest.mark.parametrize(
    "write", [deals, chinese, titled, two_rows, excel_table, with_totals, over_others]
)
@pytest.mark.inventory(31, 55)
def test_they_are_mapped_and_take_values_at_once(write: Write, tmp_path: Path) -> None:
    with opened(file_with(tmp_path, Deals=write)) as book:
        before = book.state.layout.tables["deals"]
        made = book.add_columns("deals", NEW)
        assert len(made.headers) == len(NEW)
        table = book.state.layout.tables["deals"]
        assert made.table is table
        assert missing_fields(table, NEW) == ()
        kept = {column.name: column.position for column in before.columns}
        assert {c.name: c.position for c in table.columns if c.name in kept} == kept
        values = {"strengths": "quick", "forecast_override": 50_000.0, "tender_deadline": TODAY}
        row = book.state.entities["deals"].live["_id"][1]
        book.set_values("edit", "deals", [(row, name, value) for name, value in values.items()])
        book.save()
        book.refresh()
        rows = book.state.entities["deals"]
        assert not rows.overlay
        assert {name: rows.value(row, name) for name in values} == values


def test_headers_are_in_the_tables_language_and_unit(tmp_path: Path) -> None:
    with opened(file_with(tmp_path, Deals=chinese)) as book:
        made = book.add_columns("deals", NEW)
        assert made.headers == ("经理预测(万元)", "SWOT优势", "投标截止日期", "投标结果")
        result = made.table.column("tender_result")
        assert result is not None
        assert result.choices == ("待定", "中标", "未中标", "流标")
        assert book.add_columns("deals", ["threats"], "en").headers == ("SWOT threats",)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_field_of_every_entity_is_found_again(language: str) -> None:
    """Whatever a table may lack, its column is read as that field, beside a table of deals."""

    def sheet(name: str, headers: list[str]) -> SheetOutline:
        return SheetOutline(name, True, 1, len(headers), (tuple(headers),))

    def recognised(outline: Outline) -> Layout:
        return recognise(outline, TODAY)

    pipeline = sheet("D", {"en": HEADERS, "zh": CHINESE}[language])
    for entity in ENTITIES:
        asked = [field for field in entity.fields if field.starter]
        own = sheet(entity.labels[language], [field.labels[language] for field in asked])
        sheets = (own,) if entity.name == "deals" else (pipeline, own)
        outline = Outline(Revision("r"), sheets)
        layout = recognised(outline)
        rest = [field.name for field in entity.fields if field not in asked]
        for names in (rest, *([name] for name in rest)):
            adds = new_columns(layout, outline, recognised, Wanted(entity.name, names))
            wider = recognised(with_columns(outline, adds)).tables[entity.name]
            assert missing_fields(wider, [field.name for field in entity.fields]) == tuple(
                field for field in entity.fields if field.name in rest and field.name not in names
            )


def test_what_is_pending_stays_pending(tmp_path: Path) -> None:
    path = file_with(tmp_path, Deals=deals)
    with opened(path) as book:
        book.set_values("edit", "deals", [(1, "amount", 777.0)])
        book.add_rows("new", "deals", [{"id": "D-9", "name": "Ninth"}])
        book.add_columns("deals", ["strengths"])
        assert book.state.pending_count == 2
        assert openpyxl.load_workbook(path)["Deals"]["E3"].value == 200
        (new,) = book.state.entities["deals"].live.filter(id="D-9")["_id"]
        book.set_values("more", "deals", [(new, "strengths", "quick")])
        book.save()
    page = openpyxl.load_workbook(path)["Deals"]
    assert page["E3"].value == 777
    assert [page["A7"].value, page["H7"].value] == ["D-9", "quick"]


def test_the_history_tells_and_undo_goes_past_it(tmp_path: Path) -> None:
    with opened(file_with(tmp_path, Deals=deals)) as book:
        book.set_values("first", "deals", [(1, "amount", 777.0)])
        book.add_columns("deals", ["strengths", "threats"])
        assert book.history is not None
        told = [entry for entry in book.history.every() if entry.kind is Act.WIDEN]
        assert [entry.label for entry in told] == ["SWOT strengths, SWOT threats"]
        assert book.state.undo_label == "first"
        book.undo()
        assert book.state.pending_count == 0


def test_what_is_there_is_not_added_again(tmp_path: Path) -> None:
    path = file_with(tmp_path, Deals=deals)
    with opened(path) as book:
        book.add_columns("deals", ["strengths"])
        written = path.read_bytes()
        assert book.add_columns("deals", ["strengths", "amount"]).headers == ()
        assert path.read_bytes() == written


def test_what_others_changed_meanwhile_is_read_first(tmp_path: Path) -> None:
    path = file_with(tmp_path, Deals=deals)
    with opened(path) as book:
        theirs = openpyxl.load_workbook(path)
        theirs["Deals"]["E3"] = 555
        theirs["Deals"]["H1"] = "SWOT strengths"
        theirs.save(path)
        assert book.add_columns("deals", ["strengths", "threats"]).headers == ("SWOT threats",)
        assert book.state.entities["deals"].value(1, "amount") == 555
    assert openpyxl.load_workbook(path)["Deals"]["I1"].value == "SWOT threats"


def test_a_table_over_several_sheets_gets_it_on_each(tmp_path: Path) -> None:
    def other(page: Worksheet) -> None:
        deals(page, [*HEADERS, "SWOT strengths"])

    path = file_with(tmp_path, **{"2026-01": deals, "2026-02": other, "2026-03": titled})
    with opened(path) as book:
        table = book.state.layout.tables["deals"]
        assert [part.sheet for part in table.sheets] == ["2026-01", "2026-02", "2026-03"]
        assert [field.name for field in missing_fields(table, ["strengths"])] == ["strengths"]
        book.add_columns("deals", ["strengths"])
    made = openpyxl.load_workbook(path)
    found = [made[name].cell(row, 8).value for name, row in
             (("2026-01", 1), ("2026-02", 1), ("2026-03", 2))]  # fmt: skip
    assert found == ["SWOT strengths"] * 3
    assert made["2026-02"].max_column == 8


def test_nothing_is_written_where_one_sheet_has_no_room(tmp_path: Path) -> None:
    def beside(page: Worksheet) -> None:
        deals(page)
        page["J2"] = "Legend"

    path = file_with(tmp_path, **{"2026-01": deals, "2026-02": beside})
    before = path.read_bytes()
    with opened(path) as book, pytest.raises(Refused, match=r"2026-02.*no room"):
        book.add_columns("deals", NEW)
    assert path.read_bytes() == before


def test_a_header_that_means_something_else_is_named(tmp_path: Path) -> None:
    path = file_with(tmp_path, Deals=lambda page: deals(page, [*HEADERS[:6], "SWOT strengths"]))
    folder = tmp_path / "profiles"
    own = Profile(tables={"deals": TableProfile(("Deals",), columns={"SWOT strengths": ""})})
    save_profile(own, str(path), folder, Where.CONFIG)
    with opened(path, folder) as book:
        with pytest.raises(Refused) as refused:
            book.add_columns("deals", ["strengths"])
        assert "SWOT strengths" in str(refused.value)
        assert "mapping" in refused.value.advice()


def test_a_mapping_by_hand_holds_the_new_column(tmp_path: Path) -> None:
    path = file_with(tmp_path, Deals=lambda page: deals(page, ["Key", *HEADERS[1:]]))
    folder = tmp_path / "profiles"
    said = Profile(tables={"deals": TableProfile(("Deals",), columns={"Key": "id"})})
    kept = save_profile(said, str(path), folder, Where.CONFIG)
    with opened(path, folder) as book:
        book.add_columns("deals", ["strengths"])
        assert book.settings.profile.tables["deals"].columns["SWOT strengths"] == "strengths"
        assert book.state.layout.tables["deals"].column("id") is not None
    assert '"SWOT strengths" = "strengths"' in kept.read_text()
    with opened(path, folder) as book:
        assert missing_fields(book.state.layout.tables["deals"], ["strengths", "id"]) == ()


def test_a_mapping_that_names_no_columns_stays_as_it_is(tmp_path: Path) -> None:
    path = file_with(tmp_path, Deals=deals)
    folder = tmp_path / "profiles"
    said = Profile(tables={"deals": TableProfile(("Deals",))})
    kept = save_profile(said, str(path), folder, Where.CONFIG)
    before = kept.read_text()
    with opened(path, folder) as book:
        book.add_columns("deals", ["strengths"])
    assert kept.read_text() == before


def test_where_it_would_be_read_otherwise_nothing_is_added(tmp_path: Path) -> None:
    """The profile says which header names the table; a second table with it would be taken."""
    path = file_with(tmp_path, Deals=deals)
    before = path.read_bytes()
    with opened(path) as book:
        said = Profile(tables={"deals": TableProfile(("Deals",), columns={"SWOT threats": ""})})
        book.remap(said)
        with pytest.raises(Refused, match="not be read as it is now"):
            book.add_columns("deals", ["threats"])
    assert path.read_bytes() == before


def test_without_a_table_there_is_nothing_to_widen(tmp_path: Path) -> None:
    with (
        opened(file_with(tmp_path, Deals=deals)) as book,
        pytest.raises(Refused, match="no sheet"),
    ):
        book.add_columns("customers", ["notes"])


def test_types_are_shown_as_the_team_shows_them(tmp_path: Path) -> None:
    def dated(page: Worksheet) -> None:
        deals(page)
        for row in range(2, 7):
            page.cell(row, 6).number_format = "d.m.yyyy"

    path = file_with(tmp_path, Deals=dated)
    with opened(path) as book:
        table = book.add_columns("deals", ["tender_deadline"]).table
        column = table.column("tender_deadline")
        assert column is not None
        assert column.type is FieldType.DATE
        book.set_values("edit", "deals", [(1, "tender_deadline", TODAY)])
        book.save()
    cell = openpyxl.load_workbook(path)["Deals"]["H3"]
    assert (cell.value.date(), cell.number_format) == (TODAY, "d.m.yyyy")
