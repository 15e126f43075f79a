"""``salestui convert``, and the other commands on files that can only be read."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from adapters.foreign.libreoffice import program
from salestui.cli.exits import Exit
from salestui.cli.main import main
from sample_workbooks import AS_OF, sample

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
XLS = Path(__file__).parents[1] / "adapters" / "data" / "kinds.xls"
DEALS = {"en": "Deals", "zh": "商机"}


def figures(path: Path, capsys: pytest.CaptureFixture[str]) -> object:
    assert main(["kpi", str(path), "--as-of", AS_OF.isoformat(), "--json"]) == Exit.OK
    found = json.loads(capsys.readouterr().out)
    for name in ("workbook", "path", "title"):
        found.pop(name, None)
    return found


def as_text(value: object) -> object:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def deals_alone(folder: Path, language: str) -> tuple[Path, Path]:
    """The deals of a sample as a workbook of one sheet, and the same as CSV."""
    book = openpyxl.load_workbook(sample(language), data_only=True)
    for name in book.sheetnames:
        if name != DEALS[language]:
            del book[name]
    workbook, text = folder / "alone.xlsx", folder / "deals.csv"
    book.save(workbook)
    encoding = "gb18030" if language == "zh" else "utf-8"
    with text.open("w", newline="", encoding=encoding) as file:
        rows = book[DEALS[language]].iter_rows(values_only=True)
        csv.writer(file).writerows([as_text(value) for value in row] for row in rows)
    return workbook, text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_csv_has_the_figures_of_its_workbook(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook, text = deals_alone(tmp_path, language)
    expected = figures(workbook, capsys)
    assert figures(text, capsys) == expected
    assert main(["convert", str(text)]) == Exit.OK
    assert capsys.readouterr().out.strip().endswith("deals.xlsx")
    assert figures(tmp_path / "deals.xlsx", capsys) == expected


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("language", "suffix"), [("en", "xls"), ("zh", "ods")])
def test_other_workbooks_have_the_figures_of_the_sample(
    language: str, suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(program()), profile, "--headless", "--convert-to", suffix, "--outdir"]
    subprocess.run(
        [*command, str(tmp_path), str(sample(language))],
        check=True,
        capture_output=True,
        timeout=90,
    )
    (other,) = tmp_path.glob(f"*.{suffix}")
    expected = figures(sample(language), capsys)
    assert figures(other, capsys) == expected
    for options in (["--values-only"], []):
        target = tmp_path / f"new{len(options)}.xlsx"
        assert main(["convert", str(other), "-o", str(target), *options]) == Exit.OK
        capsys.readouterr()
        assert figures(target, capsys) == expected


def test_json_says_what_was_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new.xlsx"
    arguments = ["convert", str(XLS), "-o", str(target), "--values-only", "--json"]
    assert main(arguments) == Exit.OK
    done = json.loads(capsys.readouterr().out)
    assert done["path"] == str(XLS)
    assert done["output"] == str(target)
    assert done["by"] == "salestui"
    assert "formulas" in done["notes"][0]
    assert main(arguments) == Exit.UNWRITABLE
    assert "exists already" in capsys.readouterr().err


def test_a_workbook_of_another_kind_under_a_wrong_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "deals.xlsx"
    shutil.copy(XLS, wrong)
    assert main(["kpi", str(wrong)]) == Exit.UNREADABLE
    error = capsys.readouterr().err
    assert ".xls format" in error
    assert "salestui convert" in error
    assert main(["convert", str(wrong)]) == Exit.USAGE
    assert "another name" in capsys.readouterr().err
    target = tmp_path / "new.xlsx"
    assert main(["convert", str(wrong), "-o", str(target), "--values-only"]) == Exit.OK
    assert target.exists()
    capsys.readouterr()
    assert main(["convert", str(target), "-o", str(tmp_path / "x.xlsx")]) == Exit.UNREADABLE
    assert main(["convert", str(wrong), "-o", str(tmp_path / "x.ods")]) == Exit.USAGE


def test_what_cannot_be_written_points_to_the_conversion(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("Deal,Stage,Amount\nA,Won,1\n", encoding="utf-8")
    for arguments in (["edit", str(path), "deals!A2=x"],
                      ["export", str(path), "-o", str(tmp_path / "copy.csv")]):  # fmt: skip
        assert main(arguments) == Exit.UNWRITABLE
        assert "salestui convert deals.csv" in capsys.readouterr().err
    assert main(["check", str(path), "--json"]) in (Exit.OK, Exit.PROBLEMS)
    json.loads(capsys.readouterr().out)


def test_a_google_spreadsheet_is_copied_instead(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "gsheets:1aBcDeFgHiJk"]) == 2
    assert "salestui export gsheets:1aBcDeFgHiJk -o NEW.xlsx" in capsys.readouterr().err
