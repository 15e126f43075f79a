"""``salestui export --summary``: the team's workbook with a sheet of its figures."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from salestui.cli.exits import Exit
from salestui.cli.main import main
from salestui.reports.summary_page import MARK
from sample_workbooks import AS_OF, sample

# openpyxl tells that it does not keep newer rules of the sample's sheets.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

DAY = ["--as-of", AS_OF.isoformat()]


def exported(book: Path, name: str, *more: str) -> Path:
    out = book.with_name(name)
    assert main(["export", str(book), "-o", str(out), "--summary", *DAY, *more]) == Exit.OK
    return out


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copy(sample("en"), tmp_path / "team.xlsx"))


def figures(path: Path, *, values: bool = True) -> dict[object, tuple[object, ...]]:
    sheet = openpyxl.load_workbook(path, data_only=values).worksheets[-1]
    found: dict[object, tuple[object, ...]] = {}
    for row in sheet.iter_rows(values_only=True):
        found.setdefault(row[0], row[1:])
    return found


def test_the_sheet_tells_what_kpi_tells(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = exported(book, "out.xlsx", "--period", "2026-Q4")
    capsys.readouterr()
    assert main(["kpi", str(book), "--json", "--period", "2026-Q4", *DAY]) == Exit.OK
    told = json.loads(capsys.readouterr().out)
    by_label = {one["label"]: one["value"] for one in told["kpis"].values()}
    found = figures(out)
    assert found["As of"][0] == datetime(AS_OF.year, AS_OF.month, AS_OF.day)
    for label in ("Actual", "Target", "Attainment", "Pace", "Win rate", "Coverage"):
        assert found[label][0] == pytest.approx(by_label[label]), label


def test_totals_of_listed_lines_are_formulas_that_add_up(book: Path) -> None:
    out = exported(book, "out.xlsx")
    formulas, values = figures(out, values=False), figures(out)
    assert str(formulas["Sum"][0]).startswith("=SUM(B")
    assert values["Sum"][0] == pytest.approx(values["Actual"][0])
    assert values["Sum"][3] == pytest.approx(values["Attainment"][0])


def test_it_is_made_anew_where_it_is(book: Path) -> None:
    first = exported(book, "first.xlsx")
    again = exported(first, "again.xlsx", "--period", "2026-Q3")
    names = openpyxl.load_workbook(again).sheetnames
    assert names == openpyxl.load_workbook(first).sheetnames
    assert names[-1] == "Sales summary"
    assert figures(again)["Period"][0] == "2026 Q3"
    assert MARK in openpyxl.load_workbook(again).defined_names


def test_the_copy_is_read_as_the_workbook_was(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = exported(book, "out.xlsx")
    told = []
    for path in (book, out):
        capsys.readouterr()
        assert main(["sheet", str(path), "--json"]) == Exit.OK
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]


def test_it_is_in_the_language_of_the_workbook(tmp_path: Path) -> None:
    book = Path(shutil.copy(sample("zh"), tmp_path / "team.xlsx"))
    out = exported(book, "out.xlsx", "--scope", "company")
    made = openpyxl.load_workbook(out)
    assert made.sheetnames[-1] == "销售汇总"
    deals = (cell for row in made["商机"].iter_rows(max_row=5) for cell in row)
    header = next(cell for cell in deals if cell.fill.fill_type == "solid" and cell.font.b)
    found = next(cell for row in made["销售汇总"] for cell in row if cell.value == "团队")
    assert found.fill.fgColor.rgb == header.fill.fgColor.rgb
    assert (found.font.b, found.font.name) == (header.font.b, header.font.name)


def test_whom_the_workbook_does_not_know_is_told(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = book.with_name("out.xlsx")
    arguments = ["export", str(book), "-o", str(out), "--summary", "--scope", "rep:Nobody"]
    assert main(arguments) == Exit.USAGE
    assert "Nobody" in capsys.readouterr().err
    assert not out.exists()
