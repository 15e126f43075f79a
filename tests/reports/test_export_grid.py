"""Grids as CSV, XLSX and clipboard text: values survive, text never becomes a formula."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import fastexcel
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salestui.model.fields import FieldType as T
from salestui.reports import export_grid
from salestui.reports.export_grid import Value, as_tsv, csv_file, xlsx_file

HEADERS = ("Deal", "Amount", "Chance", "Close date", "Key deal")
TYPES = (T.TEXT, T.MONEY, T.PERCENT, T.DATE, T.FLAG)
ROWS: list[tuple[Value, ...]] = [
    ("砺川精密MES", 12500.0, 0.35, date(2026, 12, 18), True),
    ('=HYPERLINK("http://x.example","x")', -300.5, None, None, False),
    ('two\nlines, "quoted"', 0, 1, date(2027, 1, 4), None),
]


def read_csv(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def read_tsv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))


def test_csv_has_a_mark_for_excel_and_all_values(tmp_path: Path) -> None:
    path = tmp_path / "grid.csv"
    path.write_bytes(csv_file(HEADERS, ROWS))
    assert path.read_bytes().startswith(b"\xef\xbb\xbfDeal,Amount")
    assert read_csv(path) == [
        list(HEADERS),
        ["砺川精密MES", "12500", "0.35", "2026-12-18", "TRUE"],
        ['\'=HYPERLINK("http://x.example","x")', "-300.5", "", "", "FALSE"],
        ['two\nlines, "quoted"', "0", "1", "2027-01-04", ""],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1+1",
        "-",
        "+86 138",
        " =1+1",
        "\n@x",
        "\u3000=1",
        "\xa0+1",
    ],
)
def test_text_that_starts_like_a_formula_is_marked(text: str, tmp_path: Path) -> None:
    (tmp_path / "grid.csv").write_bytes(csv_file([text], [[text]]))
    assert read_csv(tmp_path / "grid.csv") == [["'" + text], ["'" + text]]
    assert read_tsv(as_tsv([text], [[text]])) == [["'" + text], ["'" + text]]


@pytest.mark.parametrize(("value", "shown"), [(-5, "-5"), (-5.25, "-5.25"), ("-5.25", "-5.25")])
def test_negative_numbers_stay_numbers(value: Value, shown: str) -> None:
    assert as_tsv(["n"], [[value]]) == f"n\r\n{shown}\r\n"


def test_tsv_keeps_tabs_and_lines_inside_their_cell() -> None:
    text = as_tsv(["a", "b"], [["x\ty", "p\nq"], [float("nan"), datetime(2026, 1, 2, 3, 4)]])
    assert text == 'a\tb\r\n"x\ty"\t"p\nq"\r\n\t2026-01-02 03:04:00\r\n'


def test_xlsx_keeps_types_and_formats(tmp_path: Path) -> None:
    (tmp_path / "grid.xlsx").write_bytes(xlsx_file(HEADERS, ROWS, TYPES))
    sheet = openpyxl.load_workbook(tmp_path / "grid.xlsx").active
    assert [cell.value for cell in sheet[1]] == list(HEADERS)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E4"
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert found[0] == ["砺川精密MES", 12500, 0.35, datetime(2026, 12, 18), True]
    assert found[1][:2] == [ROWS[1][0], -300.5]
    assert sheet["A3"].data_type == "s"
    assert [c.number_format for c in sheet[2]] == ["@", "#,##0.00", "0%", "yyyy-mm-dd", "General"]


def test_xlsx_dates_in_other_columns_look_like_dates(tmp_path: Path) -> None:
    moment = datetime(2026, 3, 4, 5, 6)
    rows: list[list[Value]] = [[date(2026, 3, 4)], [moment], [moment.replace(tzinfo=UTC)]]
    (tmp_path / "grid.xlsx").write_bytes(xlsx_file(["Own"], [*rows, [date(1850, 1, 1)]], [T.TEXT]))
    sheet = openpyxl.load_workbook(tmp_path / "grid.xlsx").active
    assert [c.value for c in sheet["A"]][1:] == [
        datetime(2026, 3, 4), moment, moment, "1850-01-01",
    ]  # fmt: skip
    assert sheet["A2"].number_format == "yyyy-mm-dd"
    assert sheet["A3"].number_format == "yyyy-mm-dd hh:mm"


def test_xlsx_without_rows_is_a_header(tmp_path: Path) -> None:
    (tmp_path / "grid.xlsx").write_bytes(xlsx_file(HEADERS, [], TYPES))
    assert openpyxl.load_workbook(tmp_path / "grid.xlsx").active.max_row == 1


def test_xlsx_text_too_long_for_a_cell_is_cut_visibly(tmp_path: Path) -> None:
    (tmp_path / "grid.xlsx").write_bytes(xlsx_file(["t"], [["长" * 40_000]], [T.TEXT]))
    value = openpyxl.load_workbook(tmp_path / "grid.xlsx").active["A2"].value
    assert len(value) == 32_767
    assert value.endswith("长…")


def test_xlsx_text_comes_back_as_it_was(tmp_path: Path) -> None:
    """Read by the reader that decodes escapes; halves of characters are replaced."""
    texts = ["_x0041_", "a\x1b[2Jb", " lead ", "a\r\nb", "<&>", "[red]x[/]", "😀", "=1"]
    rows = [[text] for text in [*texts, "\ud800x"]]
    (tmp_path / "grid.xlsx").write_bytes(xlsx_file(["t"], rows, [T.TEXT]))
    found = fastexcel.read_excel(tmp_path / "grid.xlsx").load_sheet(0).to_polars()["t"].to_list()
    assert found == [*texts, "?x"]
    (tmp_path / "grid.csv").write_bytes(csv_file(["t"], [["\ud800x"]]))
    assert read_csv(tmp_path / "grid.csv") == [["t"], ["?x"]]


def test_xlsx_columns_are_as_wide_as_their_text(tmp_path: Path) -> None:
    (tmp_path / "grid.xlsx").write_bytes(
        xlsx_file(["a", "b"], [["中" * 20, "x" * 500]], [T.TEXT, T.TEXT])
    )
    columns = openpyxl.load_workbook(tmp_path / "grid.xlsx").active.column_dimensions
    assert columns["A"].width == pytest.approx(42, abs=1)
    assert columns["B"].width == pytest.approx(60, abs=1)


def test_more_rows_than_a_sheet_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_grid, "MAX_ROWS", 3)
    with pytest.raises(ValueError, match="no more than 3 rows"):
        (tmp_path / "grid.xlsx").write_bytes(xlsx_file(["n"], [[n] for n in range(4)], [T.NUMBER]))
    assert list(tmp_path.iterdir()) == []


_TRICKY = "=+-@\t\r\n,;'\"＝0a中"


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from(_TRICKY), min_size=1, max_size=8))
def test_no_text_is_a_formula_and_none_is_lost(text: str) -> None:
    _, (cell,) = read_tsv(as_tsv(["h"], [[text]]))
    marked = cell == "'" + text
    assert marked or cell == text
    if text[0] in "=+-@\t\r＝" and not marked:
        float(cell)
