"""``salestui map`` as a script sees it; what it saves is what every other command reads by."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from salestui.cli.exits import Exit
from salestui.cli.main import main
from salestui.locations import mappings_dir

DAY, EARLIER = date(2026, 3, 1), date(2026, 1, 1)
HEADERS = ("Deal ID", "Customer", "Where", "Ammount", "Net", "Close date", "Created")
DEALS = (
    ("D1", "Acme", "Won", 100, 90, DAY, EARLIER),
    ("D2", "Acme", "Unterschrieben", 40, 30, DAY, EARLIER),
    ("D3", "Bolt", "Lead", 7, 5, DAY, EARLIER),
    ("D4", "Bolt", "Lost", 9, 8, DAY, EARLIER),
    ("D5", "Bolt", "Proposal", 11, 9, DAY, EARLIER),
    ("D6", "Bolt", "Lead", 11, 9, DAY, EARLIER),
)
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "books" / "team.xlsx"
    path.parent.mkdir()
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for name, rows in (("Deals", (HEADERS, *DEALS)), ("Old", (HEADERS[:2], DEALS[0][:2]))):
            sheet = workbook.add_worksheet(name)
            for row, values in enumerate(rows):
                sheet.write_row(row, 0, values)
    return path


def mapped(capsys: Capture, *arguments: object, code: Exit = Exit.OK) -> dict[str, Any]:
    assert main(["map", *map(str, arguments), "--json"]) == code
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


def revenue(capsys: Capture, book: Path) -> float:
    assert main(["kpi", str(book), "--period", "2026", "--as-of", "2026-11-21", "--json"]) == 0
    kpis = json.loads(capsys.readouterr().out)["kpis"]
    found: float = kpis["actual"]["value"]
    return found


def refused(capsys: Capture, *arguments: object) -> str:
    assert main(["map", *map(str, arguments)]) == Exit.USAGE
    return capsys.readouterr().err


def fields(report: dict[str, Any]) -> dict[str, tuple[str | None, str | None]]:
    return {c["header"]: (c["field"], c["reason"]) for c in report["tables"][0]["columns"]}


def test_what_is_recognised_is_shown_with_reasons_and_examples(book: Path, capsys: Capture) -> None:
    report = mapped(capsys, book)
    assert report["profile"] is None
    (table,) = report["tables"]
    assert (table["entity"], table["range"]) == ("deals", "Deals!A1:G7")
    assert fields(report) == {
        "Deal ID": ("id", "name"),
        "Customer": ("customer", "name"),
        "Where": ("stage", "values"),
        "Ammount": ("amount", "similar"),
        "Net": (None, None),
        "Close date": ("expected_close", "name"),
        "Created": ("created", "name"),
    }
    assert table["columns"][3]["example"] == "100"
    assert {s["text"]: (s["stage"], s["deals"]) for s in report["stages"]} == {
        "Won": ("won", 1), "Unterschrieben": (None, 1), "Lead": ("lead", 2), "Lost": ("lost", 1),
        "Proposal": ("proposal", 1),
    }  # fmt: skip
    assert [(u["range"], u["entity"]) for u in report["unused"]] == [("Old!A1:B2", None)]
    assert {(g["code"], g["count"], *g["cells"]) for g in report["problems"]} == {
        ("similar-header", 1, "Deals!D1"),
        ("stage-by-values", 1, "Deals!C1"),
    }


def test_nothing_is_written_without_being_asked(book: Path, capsys: Capture) -> None:
    before = book.read_bytes()
    report = mapped(capsys, book, "--column", "deals:Net=amount")
    assert fields(report)["Net"] == ("amount", "said")
    assert book.read_bytes() == before
    assert list(book.parent.iterdir()) == [book]
    assert not mappings_dir().exists()


def test_a_saved_mapping_changes_every_figure_exactly(book: Path, capsys: Capture) -> None:
    assert revenue(capsys, book) == 100
    mapped(capsys, book, "--stage", "Unterschrieben=won", "--save")
    assert revenue(capsys, book) == 140
    report = mapped(capsys, book, "--column", "deals:Net=amount", "--save")
    assert revenue(capsys, book) == 120
    assert report["profile"] == str(book.with_name("team.xlsx.salestui.toml"))
    assert {p["code"] for p in report["problems"]} == set()
    assert main(["check", str(book)]) == Exit.OK


def test_a_renamed_workbook_keeps_its_mapping(book: Path, capsys: Capture) -> None:
    mapped(capsys, book, "--stage", "Unterschrieben=won", "--save", "--where", "config")
    assert list(book.parent.iterdir()) == [book]
    renamed = book.rename(book.with_name("team 2027.xlsx"))
    assert revenue(capsys, renamed) == 140
    assert [g["code"] for g in mapped(capsys, renamed)["problems"]] == ["mapping-known-again"]


def test_a_damaged_mapping_is_told_and_the_workbook_still_read(book: Path, capsys: Capture) -> None:
    book.with_name("team.xlsx.salestui.toml").write_text("[tables.deals]\nsheet = 'Deals'\n")
    assert revenue(capsys, book) == 100
    assert main(["check", str(book)]) == Exit.PROBLEMS
    assert "mapping-unreadable" in capsys.readouterr().out
    mapped(capsys, book, code=Exit.PROBLEMS)
    mapped(capsys, book, "--save")
    assert "mapping-unreadable" not in {g["code"] for g in mapped(capsys, book)["problems"]}


def test_what_is_said_by_command_goes_before_the_mapping(book: Path, capsys: Capture) -> None:
    assert mapped(capsys, book, "--playbook", "project-sales", "--save")["playbook"] == (
        "project-sales"
    )
    assert main(["check", str(book)]) == Exit.PROBLEMS
    assert "no stage of the playbook project-sales" in capsys.readouterr().out
    assert main(["check", str(book), "--playbook", "b2b"]) == Exit.PROBLEMS
    assert "no stage of the playbook b2b" in capsys.readouterr().out


def test_a_mapping_is_forgotten(book: Path, capsys: Capture) -> None:
    mapped(capsys, book, "--stage", "Unterschrieben=won", "--save")
    assert main(["map", str(book), "--forget"]) == Exit.OK
    assert "team.xlsx.salestui.toml" in capsys.readouterr().out
    assert revenue(capsys, book) == 100
    assert main(["map", str(book), "--forget"]) == Exit.OK
    assert "No mapping is saved" in capsys.readouterr().err


def test_a_table_of_which_nothing_is_recognised_is_said_step_by_step(
    tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "odd.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Daten")
        for row, values in enumerate((("Vorgang", "Wert"), ("Pumps", 100), ("Pipes", 7))):
            sheet.write_row(row, 0, values)
    report = mapped(capsys, path, code=Exit.PROBLEMS)
    assert report["unused"][0]["headers"] == ["Vorgang", "Wert"]
    columns = ("--column", "deals:Vorgang=name", "--column", "deals:wert=amount")
    report = mapped(capsys, path, "--table", "deals=daten", *columns, "--save")
    assert fields(report) == {"Vorgang": ("name", "said"), "Wert": ("amount", "said")}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--table", "deals=Dealz"], "Did you mean Deals?"),
        (["--table", "deels=Deals"], "Did you mean deals?"),
        (["--table", "deals"], "names no sheet"),
        (["--column", "deals:Nett=amount"], "Did you mean Net?"),
        (["--column", "deals:Net=amout"], "Did you mean amount?"),
        (["--column", "Net=amount"], "names no column and field"),
        (["--column", "targets:Net=target"], "--table targets=SHEET"),
        (["--stage", "Unterschrieben=wonn"], "Choose one of"),
        (["--stage", "=won"], "names no text and stage"),
        (["--playbook", "none"], "There is no playbook"),
        (["--where", "cloud"], "beside"),
    ],
)
def test_mistakes_are_told_before_anything_is_saved(
    book: Path, capsys: Capture, arguments: list[str], said: str
) -> None:
    if arguments[0] == "--where":
        with pytest.raises(SystemExit) as left:
            main(["map", str(book), *arguments])
        assert left.value.code == Exit.USAGE
        assert said in capsys.readouterr().err
    else:
        assert said in refused(capsys, book, *arguments, "--save")
    assert list(book.parent.iterdir()) == [book]


def test_the_text_names_each_column_and_stage(book: Path, capsys: Capture) -> None:
    assert main(["map", str(book)]) == Exit.OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Read as recognised; no mapping is saved."
    assert "Pipeline (deals): Deals!A1:G7" in lines
    assert any(
        line.split() == ["D", "Ammount", "->", "amount", "by", "a", "similar", "name", "100"]
        for line in lines
    )
    assert any(line.split() == ["Unterschrieben", "no", "stage", "1"] for line in lines)


def test_an_order_of_dates_is_saved_with_the_mapping(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "dates.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Deals")
        for row, values in enumerate((("Deal", "Stage", "Amount", "Close date"),
                                      ("Pumps", "Won", 10, "3/5/2026"))):  # fmt: skip
            sheet.write_row(row, 0, values)
    assert main(["check", str(path)]) == Exit.PROBLEMS
    assert "ambiguous-date" in capsys.readouterr().out
    assert main(["check", str(path), "--day-first"]) == Exit.OK
    capsys.readouterr()
    assert mapped(capsys, path, "--month-first", "--save")["day_first"] is False
    march = ["kpi", str(path), "--as-of", "2026-11-21", "--json", "--period"]
    assert main([*march, "2026-03"]) == 0
    assert json.loads(capsys.readouterr().out)["kpis"]["actual"]["value"] == 10
    assert main([*march, "2026-05", "--day-first"]) == 0
    assert json.loads(capsys.readouterr().out)["kpis"]["actual"]["value"] == 10
