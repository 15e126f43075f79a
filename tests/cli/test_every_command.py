"""What every command keeps to in scripts, for each that the parser knows: none can be forgotten."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from whole_books import whole
from written_books import write

from salestui.cli.arguments import COMMANDS, build_parser
from salestui.cli.exits import Exit
from salestui.cli.main import main
from salestui.model.entities import entity

ON_SCREEN = {"open", "serve", "demo"}
"""Those that print no data: people look at what they show."""

USES: dict[str, tuple[str, ...]] = {
    "picture": ("BOOK", "--list"),
    "new": ("OUT",),
    "convert": ("TEXT", "-o", "OUT"),
    "export": ("BOOK", "-o", "OUT"),
    "sheet": ("BOOK",),
    "kpi": ("BOOK",),
    "targets": ("BOOK",),
    "forecast": ("BOOK",),
    "performance": ("BOOK",),
    "channels": ("BOOK",),
    "collections": ("BOOK",),
    "report": ("weekly", "BOOK"),
    "load": ("BOOK",),
    "campaigns": ("BOOK",),
    "projects": ("BOOK",),
    "costs": ("BOOK",),
    "deals": ("BOOK", "--where", "stage>=1"),
    "rows": ("BOOK", "customers"),
    "deal": ("BOOK", "DE-0"),
    "project": ("BOOK", "DE-0"),
    "customer": ("BOOK", "Acme"),
    "person": ("BOOK", "Ann"),
    "structure": ("BOOK",),
    "due": ("BOOK", "--all"),
    "note": ("BOOK", "visit DE-0 demo ok", "--dry-run"),
    "playbook": ("b2b",),
    "contract": ("BOOK", "Contract name 0"),
    "pay": ("BOOK", "Contract name 0", "100", "--dry-run"),
    "units": ("BOOK",),
    "take": ("BOOK", "Unit no 0", "--customer", "Li Lei", "--hold"),
    "unit": ("BOOK", "Unit no 0"),
    "onsite": ("BOOK",),
    "visit": ("BOOK", "Li Lei 13800000001", "--dry-run"),
    "quote": ("BOOK", "Unit no 0", "--dry-run"),
    "check": ("BOOK",),
    "map": ("BOOK",),
    "edit": ("BOOK", "DE-0.amount=5", "--dry-run"),
    "sync": ("BOOK", "COPY", "--dry-run"),
    "snapshot": ("BOOK",),
    "log": ("BOOK",),
    "connect": ("--status",),
    "locate": (),
}
"""Arguments with which each of the others prints its data."""

ENDS = {"check": Exit.PROBLEMS, "connect": Exit.FAILED}
"""Where that is no success: the rows below cannot be right, and nobody is connected."""

KINDS = {
    "deals", "customers", "targets", "members", "products", "activities", "tasks", "checklist",
    "gates", "contracts", "payment_plan", "payments", "costs", "budgets", "campaigns", "units",
    "unit_log", "visitors", "phases",
}  # fmt: skip
"""What the workbook records: what the commands are about."""


@pytest.fixture
def places(written: dict[str, Path], tmp_path: Path) -> dict[str, str]:
    """By what the uses call them, files that a test may change."""
    return {name: str(shutil.copy(path, tmp_path)) for name, path in written.items()}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("every")
    sheets = whole(kinds=[entity(name) for name in sorted(KINDS)]).sheets
    book = write(folder / "book.xlsx", sheets)
    text = folder / "list.csv"
    text.write_text("Deal ID,Stage,Amount\nD-1,Won,3\n", encoding="utf-8")
    return {"BOOK": book, "COPY": write(folder / "copy.xlsx", sheets), "TEXT": text}


@pytest.fixture(params=[c.name for c in COMMANDS if c.name not in ON_SCREEN])
def command(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def arguments(command: str, places: dict[str, str], out: Path) -> list[str]:
    names = {**places, "OUT": str(out)}
    return [command, *(names.get(a, a) for a in USES[command])]


def parsers() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in build_parser("1")._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def test_every_command_is_used_here() -> None:
    assert set(USES) | ON_SCREEN == {c.name for c in COMMANDS}
    assert not set(USES) & ON_SCREEN


def test_what_prints_data_prints_json() -> None:
    without = {name for name, own in parsers() if "--json" not in own._option_string_actions}
    assert without == ON_SCREEN


def test_json_alone_is_on_standard_output(
    command: str, places: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([*arguments(command, places, tmp_path / "out.xlsx"), "--json"])
    said = capsys.readouterr()
    assert code == ENDS.get(command, Exit.OK), said
    data = json.loads(said.out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert isinstance(data, dict | list)
    assert "Traceback" not in said.err


def test_words_are_plain_and_never_a_traceback(
    command: str, places: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([*arguments(command, places, tmp_path / "out.xlsx"), "--lang", "zh"])
    said = capsys.readouterr()
    assert code == ENDS.get(command, Exit.OK), said
    assert said.out.strip() or said.err.strip()
    assert "\x1b" not in said.out + said.err
    assert "Traceback" not in said.err


def test_an_option_that_is_none_ends_with_2(
    command: str, places: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([*arguments(command, places, tmp_path / "out.xlsx"), "--no-such-option"])
    said = capsys.readouterr()
    assert left.value.code == Exit.USAGE
    assert said.out == ""
    assert said.err.startswith("salestui: ")
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize(
    "name", [n for n, uses in USES.items() if {"BOOK", "TEXT"} & set(uses)] + ["open"]
)
def test_a_file_that_is_missing_ends_with_3(
    name: str, places: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = {key: str(tmp_path / f"gone{Path(path).suffix}") for key, path in places.items()}
    given = ["open", gone["BOOK"]]
    if name != "open":
        given = [*arguments(name, gone, tmp_path / "out.xlsx"), "--json"]
    if name == "picture":
        given.remove("--list")
    assert main(given) == Exit.UNREADABLE
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("salestui: ")
    assert "gone" in said.err
    assert len(said.err.splitlines()) <= 2
