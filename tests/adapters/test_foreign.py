"""Files of other kinds: what they hold, typed as they hold it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path

import pytest

from adapters.changes import SetCell
from adapters.contents import ColumnKind, ReadRequest
from adapters.errors import NotAWorkbook, NotFound, ReadOnly
from adapters.foreign.backend import ForeignBackend, ForeignWorkbook
from adapters.protocol import Convertible
from adapters.registry import open_workbook

DATA = Path(__file__).with_name("data")


@contextmanager
def opened(path: Path) -> Iterator[ForeignWorkbook]:
    book = ForeignBackend.open(str(path), path.parent)
    try:
        yield book
    finally:
        book.close()


def written(folder: Path, data: bytes | str, name: str = "deals.csv") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("name", ["kinds.xls", "kinds_1904.xls", "kinds.ods"])
def test_cells_have_the_types_they_have_in_the_file(name: str) -> None:
    with opened(DATA / name) as book:
        outline = book.outline()
    sheets = {sheet.name: sheet for sheet in outline.sheets}
    assert {name: sheet.visible for name, sheet in sheets.items()} == {
        "商机": True,
        "隐藏": False,
        "空": True,
    }
    deals = sheets["商机"]
    assert (deals.last_row, deals.last_column) == (7, 10)
    assert deals.head[0][0] == "商机报表 2026"
    assert deals.head[2][:3] == ("客户", "金额", "日期")
    first, second, third = deals.head[3:6]
    assert first[:3] == ("甲公司", 1234.5, date(2026, 3, 4))
    assert first[4:] == ("007", "x", 2469, "#DIV/0!", time(8, 30), 0.65)
    assert second[1:3] == (-7, datetime(2026, 3, 5, 10, 30))
    assert second[4:8] == ("12", 45000, -14, "#N/A")
    assert third[0] == "=文本"
    assert third[4:7] == ("2026-01-31 00:00:00", date(2026, 1, 2), "t-7")
    assert deals.head[6][1] == 123456789012
    assert deals.head[6][4] == "true"
    assert deals.column_formats[3] == "yyyy-mm-dd"
    assert sheets["隐藏"].head[4] == (None, None, 3)
    assert sheets["空"].last_row == 0


def test_booleans_of_xls_and_percentages_of_ods_are_known() -> None:
    with opened(DATA / "kinds.xls") as book:
        head = book.outline().sheets[0].head
        assert [row[3] for row in head[3:6]] == [True, False, True]
        assert head[6][5] is True
    with opened(DATA / "kinds.ods") as book:
        (deals, *_) = book.outline().sheets
        assert deals.column_formats[10] == "0.00%"
        assert 7 in deals.formula_columns
        assert 2 not in deals.formula_columns


@pytest.mark.parametrize("name", ["kinds.xls", "kinds.ods"])
def test_columns_are_read_as_the_kind_asked_for(name: str) -> None:
    kinds = {1: ColumnKind.TEXT, 2: ColumnKind.NUMBER, 3: ColumnKind.DATETIME, 8: ColumnKind.NUMBER}
    with opened(DATA / name) as book:
        (data,) = book.read([ReadRequest("商机", 4, 7, kinds)])
    assert data.frame["row"].to_list() == [4, 5, 6, 7]
    assert data.frame["A"].to_list() == ["甲公司", "乙公司", "=文本", "丙"]
    assert data.frame["B"].to_list() == [1234.5, -7, 0.1, 123456789012]
    assert data.frame["C"].to_list()[1] == datetime(2026, 3, 5, 10, 30)
    found = [(m.row, m.column, m.text, m.is_error) for m in data.misfits]
    assert found == [(4, 8, "#DIV/0!", True), (5, 8, "#N/A", True), (6, 8, "ok", False)]


TABLE = "客户,金额,日期\n甲,1.5,2026-03-04\n乙,,\n"
ROWS = (("客户", "金额", "日期"), ("甲", "1.5", "2026-03-04"), ("乙", None, None))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030", "gbk"]
)
def test_encodings_are_found(encoding: str, tmp_path: Path) -> None:
    text = TABLE if encoding != "utf-16-le" else TABLE.replace("客户", "customer")
    latin = encoding == "utf-16-le"
    if latin:  # without a mark it is known by its zeros alone
        text = "customer,amount\nA,1.5\n"
    with opened(written(tmp_path, text.encode(encoding))) as book:
        outline = book.outline()
    head = outline.sheets[0].head
    assert head == ((("customer", "amount"), ("A", "1.5")) if latin else ROWS)
    said = [note.sentence() for note in outline.notes]
    assert bool(said) == (encoding in ("gb18030", "gbk"))
    assert all("GB18030" in sentence for sentence in said)


def test_signs_of_money_make_a_chinese_file_no_western_one(tmp_path: Path) -> None:
    text = "客户,金额\n" + "".join(f"A{n},¥{n}\n" for n in range(40))
    with opened(written(tmp_path, text.encode("gb18030"))) as book:
        head = book.outline().sheets[0].head
    assert head[:2] == (("客户", "金额"), ("A0", "¥0"))


def test_western_letters_are_no_chinese(tmp_path: Path) -> None:
    text = "Kunde;Größe;Café\nMüller & Söhne;1,5;naïve\n"
    with opened(written(tmp_path, text.encode("cp1252"))) as book:
        outline = book.outline()
    assert outline.sheets[0].head[0] == ("Kunde", "Größe", "Café")
    assert "Windows-1252" in outline.notes[0].sentence()


def test_a_few_broken_characters_do_not_change_the_encoding(tmp_path: Path) -> None:
    data = ("客户,金额\n" + "甲公司,1\n" * 30).encode() + b"\xff\xfe,2\n"
    with opened(written(tmp_path, data)) as book:
        outline = book.outline()
    assert outline.sheets[0].head[0] == ("客户", "金额")
    assert "2 characters" in outline.notes[0].sentence()


@pytest.mark.parametrize(
    "text",
    [
        "a;b;c\n1,5;2;3\n4,5;6;7\n",
        "a\tb\tc\n1,5\t2\t3\n4,5\t6\t7\n",
        "a|b|c\n1,5|2|3\n4,5|6|7\n",
        "sep=;\na;b;c\n1,5;2;3\n4,5;6;7\n",
        'a,b,c\r\n"1,5",2,3\r\n"4,5",6,7\r\n',
        'a,b,c\r"1,5",2,3\r"4,5",6,7\r',
    ],
)
def test_delimiters_are_found(text: str, tmp_path: Path) -> None:
    with opened(written(tmp_path, text)) as book:
        head = book.outline().sheets[0].head
    assert head == (("a", "b", "c"), ("1,5", "2", "3"), ("4,5", "6", "7"))


def test_rows_count_as_in_the_file_and_quotes_hold_lines(tmp_path: Path) -> None:
    text = 'Report 2026\n\ncustomer,note\nA,"one\r\ntwo"\nB,"say ""hi"""\n\n'
    with opened(written(tmp_path, text, "Q1 [deals].csv")) as book:
        (sheet,) = book.outline().sheets
        (data,) = book.read([ReadRequest(sheet.name, 4, 5, {2: ColumnKind.TEXT})])
    assert sheet.name == "Q1  deals"
    assert (sheet.last_row, sheet.last_column) == (5, 2)
    assert data.frame["B"].to_list() == ["one\ntwo", 'say "hi"']


def test_a_quotation_mark_without_an_end_swallows_nothing(tmp_path: Path) -> None:
    with opened(written(tmp_path, 'a,b\n"x,1\ny,2\n')) as book:
        outline = book.outline()
    assert outline.sheets[0].last_row == 3
    assert "quotation mark" in outline.notes[0].sentence()


def test_what_others_write_is_noticed_and_nothing_is_written(tmp_path: Path) -> None:
    path = written(tmp_path, TABLE)
    book = open_workbook(str(path), tmp_path)
    try:
        assert isinstance(book, Convertible)
        revision = book.outline().revision
        assert not book.changed()
        assert not book.write_access().allowed
        assert ".csv" in book.write_access().reason.sentence()
        for write in (
            lambda: book.commit([SetCell("deals", 2, 1, "x")], revision),
            lambda: book.export([], revision, tmp_path / "copy.csv"),
        ):
            with pytest.raises(ReadOnly) as caught:
                write()
            assert "salestui convert deals.csv" in caught.value.advice()
        assert path.read_bytes().decode() == TABLE
        path.write_text(TABLE + "丙,2,\n", encoding="utf-8")
        assert book.changed()
        assert book.outline().sheets[0].last_row == 4
    finally:
        book.close()


def test_content_counts_not_the_name(tmp_path: Path) -> None:
    named_csv = tmp_path / "old.csv"
    shutil.copy(DATA / "kinds.xls", named_csv)
    with opened(named_csv) as book:
        assert book.outline().sheets[0].name == "商机"
    with opened(written(tmp_path, TABLE, "export.xls")) as book:
        assert book.outline().sheets[0].head == ROWS


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        ForeignBackend.open(str(tmp_path / "no.ods"), tmp_path)
    (tmp_path / "folder.ods").mkdir()
    with pytest.raises(NotAWorkbook):
        ForeignBackend.open(str(tmp_path / "folder.ods"), tmp_path)
