"""``salestui edit``: any workbook, cell by cell, for scripts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from adapters.contents import CellValue
from salestui.cli.cell_texts import cell_value, row_values
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError, main
from sample_workbooks import sample

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

CHECKER = Path(__file__).parents[2].parent / "shared" / "checks" / "lossless_check.py"
HEADERS = ("Item", "Count", "Seen on", "Twice")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """No sales in it: an Excel table, a list below a title, two tables, and an empty sheet."""
    path = tmp_path / "store.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as made:
        stock = made.add_worksheet("Stock")
        stock.write_row("B3", HEADERS)
        for row, (name, count) in enumerate((("Nail", 5), ("Screw", 7)), start=3):
            stock.write_row(row, 1, (name, count, date(2026, 3, 1)))
            stock.write_formula(row, 4, f"=C{row + 1}*2", None, count * 2)
        columns = [{"header": h} for h in HEADERS]
        columns[3]["formula"] = "=[@Count]*2"
        stock.add_table("B3:E6", {"columns": columns, "total_row": True})
        plain = made.add_worksheet("My list")
        plain.write("A1", "What we need")
        plain.write_row("A3", ("Thing", "Price", "Price", "A"))
        plain.write_row("A4", ("Glue", 2.5, 3, "x"))
        plain.write_row("A5", ("Tape", 1.5, 2, "y"))
        plain.write_column("G3", ("Beside", 1, 2, 3, 4))
        two = made.add_worksheet("Two")
        for first, header in ((0, "Left"), (3, "Right")):
            two.write_column(1, first, (1, 2))
            two.add_table(0, first, 2, first, {"columns": [{"header": header}]})
        made.add_worksheet("Empty")
        made.add_worksheet("Far").write("A60", "late")
    return path


def sheet(path: Path, name: str) -> Worksheet:
    found = openpyxl.load_workbook(path)[name]
    assert isinstance(found, Worksheet)
    return found


def assert_lossless(before: Path, after: Path, cells: str, *allow: str) -> None:
    """Ask the independent checker; silent where it is not at hand."""
    if CHECKER.exists():
        command = [sys.executable, CHECKER, before, after, "--allow-cells", cells, *allow]
        done = subprocess.run(
            [*command, "--require-raw", "--allow-recalc"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-1.5e3", -1500.0),
        ("007", "007"),
        ("1,200", "1,200"),
        ("TRUE", True),
        ("false", False),
        ("2026-03-05", date(2026, 3, 5)),
        ("2026-03-05 10:30", datetime(2026, 3, 5, 10, 30)),
        ("2026-02-30", "2026-02-30"),
        ("'2026-03-05", "2026-03-05"),
        ("'12", "12"),
        ("=SUM(A1:A9)", "=SUM(A1:A9)"),
        ("a=b", "a=b"),
        ("", None),
        ("'", None),
    ],
)
def test_texts_as_values(text: str, value: CellValue) -> None:
    found = cell_value(text)
    assert found == value
    assert type(found) is type(value)


def test_json_says_itself_what_is_a_number() -> None:
    row = '{"a": "12", "b": 12, "c": "2026-03-05", "d": "\'2026-03-05", "e": null, "f": true}'
    assert row_values(row) == {
        "a": "12",
        "b": 12,
        "c": date(2026, 3, 5),
        "d": "2026-03-05",
        "e": None,
        "f": True,
    }


@pytest.mark.parametrize("text", ["", "{", "[NaN]", "3", "[]", "[null]", '{"a": [1]}', "[" * 5000])
def test_what_is_no_row_is_a_mistake(text: str) -> None:
    with pytest.raises(UsageError):
        row_values(text)


def test_cells_are_written_and_nothing_else(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tmp_path / "before.xlsx"
    before.write_bytes(book.read_bytes())
    edits = ["stock!C4=8", "'My list'!A4==cmd", "'My list'!$B$5=", "Empty!B2=2026-03-05"]
    assert main(["edit", str(book), *edits]) == Exit.OK
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines() == [
        "Stock!C4 = 8",
        "'My list'!A4 = \"=cmd\"",
        "'My list'!B5 emptied",
        'Empty!B2 = "2026-03-05"',
    ]
    assert sheet(book, "Stock")["C4"].value == 8
    text = sheet(book, "My list")["A4"]
    assert (text.value, text.data_type) != ("=cmd", "f")
    assert sheet(book, "My list")["B5"].value is None
    assert sheet(book, "Empty")["B2"].value == datetime(2026, 3, 5)
    cells = "Stock!C4,'My list'!A4,'My list'!B5,Empty!B2"
    assert_lossless(before, book, cells, "--allow-new-styles", "--allow-style-change",
                    "--allow-extend")  # fmt: skip


APPENDS: Mapping[str, tuple[str, str, dict[str, object]]] = {
    "by header": ("Stock", '{"item": "Bolt", "Count": 3}', {"B6": "Bolt", "C6": 3}),
    "by letters": ("Stock", '{"B": "Bolt", "c": 3}', {"B6": "Bolt", "C6": 3}),
    "array": ("Stock", '["Bolt", 3]', {"B6": "Bolt", "C6": 3}),
    "list": ("my list", '{"thing": "Rope", "C": 9}', {"A6": "Rope", "C6": 9}),
    "header before letters": ("My list", '{"A": "z"}', {"D6": "z"}),
    "array in a list": ("My list", '["Rope", null, 9]', {"A6": "Rope", "B6": None, "C6": 9}),
    "beside it by letters": ("My list", '{"G": 5}', {"G8": 5, "A6": None}),
    "one of two": ("Two", '{"Right": 3}', {"D4": 3, "A4": None}),
}


@pytest.mark.parametrize("case", APPENDS)
def test_rows_are_added_at_the_end_of_their_table(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    before = tmp_path / "before.xlsx"
    before.write_bytes(book.read_bytes())
    name, row, cells = APPENDS[case]
    assert main(["edit", str(book), "--append", name, row, "--json"]) == Exit.OK
    report = json.loads(capsys.readouterr().out)
    filled = {address: value for address, value in cells.items() if value is not None}
    assert report["written"] is True
    assert Path(report["backup"]).exists()
    assert {f"{c['column']}{c['row']}": c["value"] for c in report["cells"]} == filled
    written = report["cells"][0]["sheet"]
    assert {c: sheet(book, written)[c].value for c in cells} == cells
    rows = "'My list'!5:8,Stock!6:8,Two!4:4"
    assert_lossless(before, book, rows, "--allow-extend", "--allow-new-styles")


def test_words_may_stand_behind_options_and_rows_keep_their_order(book: Path) -> None:
    rows = ["--append", "Stock", '["Bolt"]', "--append", "Stock", '["Nut"]']
    assert main(["edit", str(book), *rows, "Stock!B4=Peg", "--clear", "my list!4"]) == Exit.OK
    stock = sheet(book, "Stock")
    assert [stock[f"B{row}"].value for row in (4, 6, 7)] == ["Peg", "Bolt", "Nut"]
    assert stock.tables["Table1"].ref == "B3:E8"
    assert all(cell.value is None for cell in sheet(book, "My list")[4])


def test_a_dry_run_says_the_same_and_writes_nothing(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = book.read_bytes()
    arguments = ["edit", str(book), "Stock!C4=8", "--append", "Stock", '["Bolt"]']
    assert main([*arguments, "--dry-run"]) == Exit.OK
    would = capsys.readouterr()
    assert book.read_bytes() == before
    assert would.err == "Nothing was written.\n"
    assert main(arguments) == Exit.OK
    assert capsys.readouterr().out == would.out


def test_a_dry_run_tells_of_a_workbook_that_cannot_be_written(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book.chmod(0o444)
    assert main(["edit", str(book), "Stock!C4=8", "--dry-run"]) == Exit.OK
    assert "read-only" in capsys.readouterr().err
    assert main(["edit", str(book), "Stock!C4=8"]) == Exit.UNWRITABLE


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_a_formula_is_replaced_only_on_purpose(
    book: Path, capsys: pytest.CaptureFixture[str], dry: list[str]
) -> None:
    before = book.read_bytes()
    assert main(["edit", str(book), "Stock!E4=1", *dry]) == Exit.REFUSED
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("salestui: Stock!E4: ")
    assert book.read_bytes() == before
    assert main(["edit", str(book), "Stock!E4=1", "--over-formula"]) == Exit.OK
    assert sheet(book, "Stock")["E4"].value == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], Exit.USAGE, "nothing to change"),
        (["Stock!B5"], Exit.USAGE, "'Stock!B5' is no cell"),
        (["B5=3"], Exit.USAGE, "no cell"),
        (["Stock!B0=3"], Exit.USAGE, "no cell"),
        (["Stock!XFE1=3"], Exit.USAGE, "no cell"),
        (["Stock!B1048577=3"], Exit.USAGE, "no cell"),
        (["Stock!B4:B5=3"], Exit.USAGE, "no cell"),
        (["Shelf!B5=3"], Exit.REFUSED, "My list"),
        (["Stock!B3=Name"], Exit.REFUSED, "Stock!B3"),
        (["Stock!C4=12345678901234567"], Exit.REFUSED, "15 digits"),
        (["--clear", "Stock!B4"], Exit.USAGE, "no row"),
        (["--append", "Stock", "{}"], Exit.USAGE, "names no cell"),
        (["--append", "Stock", "Bolt"], Exit.USAGE, "not JSON"),
        (["--append", "Shelf", "[1]"], Exit.REFUSED, "no sheet"),
        (["--append", "Stock", '{"Colour": 1}'], Exit.USAGE, "Seen on"),
        (["--append", "Stock", '{"Z": 1}'], Exit.REFUSED, "Stock!Z6"),
        (["--append", "My list", '{"Price": 1}'], Exit.USAGE, "B, C"),
        (["--append", "Two", "[1]"], Exit.USAGE, "Table2, Table3"),
        (["--append", "Empty", "[1]"], Exit.USAGE, "no header"),
        (["--append", "Far", "[1]"], Exit.USAGE, "no header"),
        (["--append", "Stock", '{"Item": 1, "B": 2}'], Exit.USAGE, "'Item', 'B'"),
    ],
)
def test_what_cannot_be_done_is_told_and_leaves_the_file_alone(
    book: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: Exit,
    words: str,
) -> None:
    before = book.read_bytes()
    assert main(["edit", str(book), *arguments]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("salestui: ")
    assert len(said.err.splitlines()) <= 2
    assert words in said.err
    assert book.read_bytes() == before


def test_an_unknown_option_is_a_mistake(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["edit", str(book), "Stock!B4=x", "--force"])
    assert left.value.code == Exit.USAGE
    assert "--force" in capsys.readouterr().err


def test_a_sales_workbook_stays_whole(tmp_path: Path) -> None:
    before, after = tmp_path / "before.xlsx", tmp_path / "after.xlsx"
    for path in (before, after):
        path.write_bytes(sample("en").read_bytes())
    first = openpyxl.load_workbook(before).sheetnames[0]
    assert main(["edit", str(after), f"'{first}'!H50=note"]) == Exit.OK
    cells = f"'{first}'!H50"
    assert_lossless(before, after, cells, "--allow-extend", "--allow-style-change")


def test_formulas_that_depend_on_an_edit_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sums.xlsx"
    with xlsxwriter.Workbook(path) as made:
        deals, summary = made.add_worksheet("Deals"), made.add_worksheet("Summary")
        deals.write_column("A1", [1, 2, 3])
        deals.write_formula("B1", "=A1*2", None, 2)
        summary.write_formula("A1", "=SUM(Deals!A1:A3)", None, 6)
        summary.write_formula("A2", "=Deals!A3", None, 3)
    assert main(["edit", str(path), "Deals!A1=5", "--json"]) == Exit.OK
    assert json.loads(capsys.readouterr().out)["formulas"] == ["Deals!B1", "Summary!A1"]
    values = openpyxl.load_workbook(path, data_only=True)
    assert [values["Deals"]["B1"].value, values["Summary"]["A1"].value] == [10, 10]
