"""The sheet that an entity lacks, added by the book in the team's own language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from partial_books import AS_OF, PIPELINE, partial_book

from adapters.errors import Refused
from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.edits import Value
from salestui.book.journal.record import Act
from salestui.book.reading import Settings
from salestui.book.widening.new_table import new_sheet
from salestui.model.entities import DEALS, ENTITIES, entity
from salestui.model.fields import Field, FieldType

CHINESE = (
    ("商机名称", "客户", "阶段", "金额", "预计成交日期"),
    ("甲", "子", "线索", 5, date(2026, 12, 1)),
)
OTHERS = [known.name for known in ENTITIES if known is not DEALS]


@contextmanager
def opened(path: Path) -> Iterator[Book]:
    folder = path.parent / "state"
    book = Book(open_workbook(str(path), folder), Settings(AS_OF), folder / "journals")
    try:
        book.load()
        yield book
    finally:
        book.close()


def written(folder: Path, sheets: dict[str, tuple[tuple[object, ...], ...]]) -> Path:
    path = folder / "book.xlsx"
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
    made.save(path)
    return path


def value_for(field: Field, language: str) -> Value:
    """Something that its cells can hold."""
    if choices := field.choice_texts(language):
        return choices[0]
    match field.type:
        case FieldType.DATE:
            return date(2026, 2, 3)
        case FieldType.FLAG:
            return True
        case FieldType.TEXT | FieldType.CHOICE:
            return "text"
    return 1.0


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", OTHERS)
def test_each_is_recognised_and_takes_rows(name: str, language: str, tmp_path: Path) -> None:
    deals = {"en": ("Deals", PIPELINE), "zh": ("商机", CHINESE)}[language]
    with opened(written(tmp_path, dict([deals]))) as book:
        table = book.create_table(name)
        assert table.sheet == table.entity.labels[language]
        asked = [field for field in table.entity.fields if field.starter]
        assert [c.name for c in table.columns] == [field.name for field in asked]
        assert book.state.entities[name].live.height == 0
        row = {field.name: value_for(field, language) for field in asked}
        book.add_rows("two", name, [row, row])
        assert book.save().commit is not None
        book.refresh()
        rows = book.state.entities[name]
        assert rows.live.height == 2
        assert not rows.overlay
        for place in rows.live["_id"].to_list():
            assert {column: rows.value(place, column) for column in row} == row


def test_pending_edits_stay_pending_and_nothing_else_is_written(tmp_path: Path) -> None:
    with opened(partial_book(tmp_path, "pipeline")) as book:
        book.set_values("edit", "deals", [(1, "amount", 777.0)])
        table = book.create_table("customers")
        assert book.state.pending_count == 1
        assert book.state.entities["deals"].value(1, "amount") == 777
        assert openpyxl.load_workbook(tmp_path / "part.xlsx")["Pipeline"]["E3"].value == 500
        assert (table.sheet, table.header_row) == ("Customers", 1)
        book.save()
    assert openpyxl.load_workbook(tmp_path / "part.xlsx")["Pipeline"]["E3"].value == 777


def test_what_others_changed_meanwhile_is_read_first(tmp_path: Path) -> None:
    path = partial_book(tmp_path, "pipeline")
    with opened(path) as book:
        theirs = openpyxl.load_workbook(path)
        theirs["Pipeline"]["E3"] = 555
        theirs.save(path)
        book.create_table("customers")
        assert book.state.entities["deals"].value(1, "amount") == 555


def test_the_history_tells_and_undo_goes_past_it(tmp_path: Path) -> None:
    with opened(partial_book(tmp_path, "pipeline")) as book:
        book.set_values("first", "deals", [(1, "amount", 777.0)])
        book.create_table("customers")
        assert book.history is not None
        told = [entry for entry in book.history.every() if entry.kind is Act.CREATE]
        assert [entry.label for entry in told] == ["Customers"]
        assert book.state.undo_label == "first"
        book.undo()
        assert book.state.pending_count == 0


def test_the_asked_language_holds_against_the_workbooks_own(tmp_path: Path) -> None:
    with opened(partial_book(tmp_path, "pipeline")) as book:
        assert book.create_table("customers", "zh").sheet == "客户"


def test_what_is_there_is_not_added(tmp_path: Path) -> None:
    with (
        opened(partial_book(tmp_path, "pipeline")) as book,
        pytest.raises(Refused, match="already"),
    ):
        book.create_table("deals")


def test_a_sheet_that_may_be_meant_is_named(tmp_path: Path) -> None:
    sheets = {"Deals": PIPELINE, "customers": (("one", "two"), ("a", "b"))}
    with opened(written(tmp_path, sheets)) as book:
        with pytest.raises(Refused) as refused:
            book.create_table("customers")
        assert "customers" in refused.value.sentence()
        assert "mapping" in refused.value.advice()


def test_another_tables_name_makes_way(tmp_path: Path) -> None:
    with opened(written(tmp_path, {"Customers": PIPELINE})) as book:
        assert set(book.state.entities) == {"deals"}
        table = book.create_table("customers")
        assert table.sheet != "Customers"
        assert table.entity.name == "customers"


def test_its_numbers_look_as_the_teams_do(tmp_path: Path) -> None:
    with opened(partial_book(tmp_path, "pipeline")) as book:
        layout = book.state.layout
    sheet = new_sheet(layout, "activities")
    dates = [field.en for field in entity("activities").fields if field.type is FieldType.DATE]
    formats = {column.header: column.format for column in sheet.columns}
    assert {formats[header] for header in dates if header in formats} == {"yyyy-mm-dd"}
    assert sheet.like == ("Pipeline", 1, 1)
    assert all(column.width >= len(column.header) for column in sheet.columns)
