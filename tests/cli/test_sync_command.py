"""``salestui sync``: files with files, and a file with a spreadsheet on the local service."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import openpyxl
import pytest
import xlsxwriter
from keyring.backends import fail
from openpyxl.worksheet.worksheet import Worksheet
from sheets_server.running import Running, running
from sheets_server.uploading import uploaded

from salestui.cli.exits import Exit
from salestui.cli.main import main
from salestui.locations import journals_dir, syncs_dir
from sample_workbooks import sample

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

CHECKER = Path(__file__).parents[2].parent / "shared" / "checks" / "lossless_check.py"
NAME, AMOUNT = 2, 5


def small(path: Path) -> Path:
    """Eight deals, as the sample has them."""
    sheet = openpyxl.load_workbook(sample("en"), data_only=True)["Deals"]  # type: ignore[arg-type]
    assert isinstance(sheet, Worksheet)
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as made:
        deals = made.add_worksheet("Deals")
        for number, row in enumerate(sheet.iter_rows(1, 9, 1, 6, values_only=True)):
            deals.write_row(number, 0, row)
    return path


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return small(tmp_path / "here.xlsx")


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return small(tmp_path / "there.xlsx")


def cell(path: Path, row: int, column: int) -> object:
    sheet = openpyxl.load_workbook(path, data_only=True)["Deals"]
    assert isinstance(sheet, Worksheet)
    return sheet.cell(row, column).value


def edit(path: Path, *edits: str) -> None:
    assert main(["edit", str(path), *edits]) == Exit.OK


def synced(
    capsys: pytest.CaptureFixture[str], *arguments: str, code: Exit = Exit.OK
) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["sync", *arguments, "--json"]) == code
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def test_two_files(here: Path, there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = str(here), str(there)
    assert synced(capsys, *both)["first"]
    edit(here, "Deals!E6=4242")
    edit(there, "Deals!B7=Renamed")
    before = here.read_bytes(), there.read_bytes()
    would = synced(capsys, *both, "--dry-run")
    assert (here.read_bytes(), there.read_bytes()) == before
    done = synced(capsys, *both)
    assert would == {**done, "written": False}
    assert [(c["side"], c["field"], c["after"]) for c in done["changes"]] == [
        ("here", "name", "Renamed"),
        ("there", "amount", 4242.0),
    ]
    assert (cell(here, 7, NAME), cell(there, 6, AMOUNT)) == ("Renamed", 4242)
    after = here.read_bytes(), there.read_bytes()
    assert not synced(capsys, *both)["changes"]
    assert (here.read_bytes(), there.read_bytes()) == after


def test_only_the_synced_cells_change(
    here: Path, there: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (here, there):
        path.write_bytes(sample("en").read_bytes())
    synced(capsys, str(here), str(there))
    edit(there, "Deals!B7=Renamed")
    before = tmp_path / "before.xlsx"
    before.write_bytes(here.read_bytes())
    synced(capsys, str(here), str(there))
    assert cell(here, 7, NAME) == "Renamed"
    if CHECKER.exists():
        command = [sys.executable, CHECKER, before, here, "--allow-cells", "Deals!B7"]
        done = subprocess.run(
            [*command, "--require-raw", "--allow-recalc"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_conflicts_have_an_exit_code_and_a_word_settles_them(
    here: Path, there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = str(here), str(there)
    synced(capsys, *both)
    edit(here, "Deals!E6=1")
    edit(there, "Deals!E6=2")
    (conflict,) = synced(capsys, *both, code=Exit.CONFLICTS)["conflicts"]
    assert (conflict["kind"], conflict["here"], conflict["there"]) == ("changed", 1, 2)
    assert main(["sync", *both]) == Exit.CONFLICTS
    told = capsys.readouterr()
    assert told.out.startswith("! Pipeline · D-1005 ")
    assert "was 65,000, here 1, there 2" in told.out
    assert "1 conflict, written nowhere" in told.err
    synced(capsys, *both, "--prefer", "there")
    assert cell(here, 6, AMOUNT) == 2


def test_in_chinese(here: Path, there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync", str(here), str(there)])
    edit(here, "Deals!E6=1")
    capsys.readouterr()
    assert main(["sync", str(here), str(there), "--lang", "zh"]) == Exit.OK
    assert capsys.readouterr().out.startswith("there.xlsx  商机 · D-1005 ")


def test_a_file_open_in_excel_stops_it_before_anything(
    here: Path, there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    synced(capsys, str(here), str(there))
    edit(here, "Deals!E6=1")
    edit(there, "Deals!E7=2")
    there.with_name("~$there.xlsx").write_bytes(b"\x03Bob" + b" " * 161)
    before = here.read_bytes()
    assert main(["sync", str(here), str(there)]) == Exit.UNWRITABLE
    assert "there.xlsx: The workbook is open in another program" in capsys.readouterr().err
    assert here.read_bytes() == before


def test_a_workbook_with_itself(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sync", str(here), str(here.parent / "." / here.name)]) == Exit.USAGE
    assert "one and the same" in capsys.readouterr().err


def test_a_dry_run_leaves_no_trace(here: Path, there: Path) -> None:
    edit(here, "Deals!E6=1")
    assert main(["sync", str(here), str(there), "--dry-run"]) == Exit.CONFLICTS
    assert not syncs_dir().exists()
    assert not journals_dir().exists()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    with running() as service:
        monkeypatch.setenv("SALESTUI_SHEETS_ENDPOINT", service.base)
        yield service
    keyring.set_keyring(before)


def writes(service: Running) -> list[str]:
    """The requests that wrote since the last time."""
    paths = [str(one["path"]) for one in service.server.log]
    service.server.log.clear()
    return [path for path in paths if path.endswith((":batchUpdate", "values:batchUpdate"))]


def test_a_file_and_a_spreadsheet(
    here: Path, service: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    spreadsheet = f"gsheets:{uploaded(service.server, here)}"
    both = str(here), spreadsheet
    assert not synced(capsys, *both)["changes"]
    edit(here, "Deals!E6=4242")
    edit(spreadsheet, "Deals!B7=Renamed")
    service.server.log.clear()
    assert len(synced(capsys, *both)["changes"]) == 2
    assert len(writes(service)) == 1
    assert cell(here, 7, NAME) == "Renamed"
    assert not synced(capsys, *both)["changes"]
    assert not writes(service)


def test_rows_go_both_ways_between_a_file_and_a_spreadsheet(
    here: Path, service: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    spreadsheet = f"gsheets:{uploaded(service.server, here)}"
    both = str(here), spreadsheet
    synced(capsys, *both)
    new = json.dumps({"Deal ID": "D-9001", "Deal": "From the file", "Amount": 5})
    assert main(["edit", str(here), "--append", "Deals", new]) == Exit.OK
    edit(spreadsheet, "Deals!E9=17")
    done = synced(capsys, *both)
    assert sorted((c["side"], c["done"]) for c in done["changes"]) == [
        ("here", "set"),
        ("there", "added"),
    ]
    assert not synced(capsys, *both)["changes"]


def test_a_spreadsheet_that_is_not_reached(
    here: Path, service: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    both = str(here), f"gsheets:{uploaded(service.server, here)}"
    synced(capsys, *both)
    edit(here, "Deals!E6=1")
    before = here.read_bytes()
    book = both[1].removeprefix("gsheets:")
    service.server.store.private.add(book)
    assert main(["sync", *both]) == Exit.UNREADABLE
    assert "has no access to this spreadsheet" in capsys.readouterr().err
    assert here.read_bytes() == before
