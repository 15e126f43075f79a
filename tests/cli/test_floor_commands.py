"""``salestui units``, ``take`` and ``unit`` as a script sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from floor_books import CHINESE, ENGLISH, copied
from written_books import in_order, told, write

from salestui.cli.exits import Exit
from salestui.cli.main import main

Capsys = pytest.CaptureFixture[str]
RE = ("--playbook", "real-estate")


def take(capsys: Capsys, path: Path, *more: str, code: int = Exit.OK) -> str:
    return told(capsys, "take", path, *more, *RE, code=code)


@pytest.mark.inventory(100, 101, 102, 103)
def test_the_first_takes_it_and_the_second_is_told_who_has_it(
    tmp_path: Path, capsys: Capsys
) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH))
    first = ("1-101", "--customer", "Li Lei", "--deposit", "5000", "--agent", "Ann")
    said = take(capsys, path, *first, "--at", "2026-03-05 14:32")
    assert said == "1-101 is subscribed for Li Lei.\n"
    second = ("1-101", "--customer", "Sun Li", "--deposit", "20000", "--agent", "Bob")
    said = take(capsys, path, *second, "--at", "2026-03-05 15:00", code=Exit.TAKEN)
    assert "1-101 is taken: Li Lei paid the deposit on 2026-03-05 14:32 (with Ann)." in said
    early = (*second, "--at", "2026-03-05 14:00")
    whole = json.loads(take(capsys, path, *early, "--json", code=Exit.TAKEN).split("\nsalestui")[0])
    assert whole["taken"] is False
    assert (whole["holder"], whole["needs_supervisor"]) == ("Li Lei", True)
    won = json.loads(take(capsys, path, *early, "--supervisor", "Max", "--json"))
    assert (won["taken"], won["holder"], won["since"]) == (True, "Sun Li", "2026-03-05 14:00")
    card = json.loads(told(capsys, "unit", path, "1-101", *RE, "--json"))
    assert card["refunds"] == [{"customer": "Li Lei", "amount": 5000.0}]
    assert [line["step"] for line in card["log"]][:2] == ["deposit", "deposit"]
    assert int(Exit.TAKEN) == 8


@pytest.mark.inventory(100)
def test_units_by_building_and_floor_with_the_top_floor_first(
    tmp_path: Path, capsys: Capsys
) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH))
    said = told(capsys, "units", path, "--as-of", "2026-03-10", *RE)
    assert "○ available 6  ◔ held 1  ◑ subscribed 0  ● signed 0  × withdrawn 1" in said
    assert in_order(said, "1-301", "1-302", "1-201", "1-101", "2-101", "held", "Zhao Min")
    assert "◔!" in said  # held until the 7th
    data = json.loads(told(capsys, "units", path, "--status", "held", *RE, "--json"))
    assert [unit["unit"] for unit in data["units"]] == ["2-101"]
    assert data["counts"] == {"available": 6, "held": 1, "withdrawn": 1}
    one = json.loads(told(capsys, "units", path, "--building", "2", *RE, "--json"))
    assert [unit["unit"] for unit in one["units"]] == ["2-101", "2-102"]


@pytest.mark.inventory(101, 103)
def test_the_steps_of_a_subscription_one_by_one(tmp_path: Path, capsys: Capsys) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH))
    take(capsys, path, "1-101", "--customer", "Li Lei", "--hold", "--agent", "Ann")
    told(capsys, "unit", path, "1-101", "deposit", "--amount", "20000", *RE)
    said = told(capsys, "unit", path, "1-101", "sign", *RE, code=Exit.REFUSED)
    assert "the supervisor has not reviewed the subscription" in said
    told(capsys, "unit", path, "1-101", "review", "--supervisor", "Max", *RE)
    said = told(capsys, "unit", path, "1-101", "sign", *RE)
    assert "● signed" in said
    assert in_order(said, "sign", "review", "deposit", "hold")
    said = told(capsys, "unit", path, "1-101", "fly", *RE, code=Exit.USAGE)
    assert "There is no step 'fly'" in said
    assert "Say --deposit SUM" in take(
        capsys, path, "1-102", "--customer", "Li Lei", code=Exit.USAGE
    )
    with pytest.raises(SystemExit):
        main(["take", str(path), "1-102", "--customer", "x", "--at", "soon"])
    assert "write it as 2026-11-21 14:32" in capsys.readouterr().err


def test_a_workbook_without_units_says_how_to_add_them(tmp_path: Path, capsys: Capsys) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH, "Units"))
    said = told(capsys, "units", path, *RE, code=Exit.UNREADABLE)
    assert f"salestui sheet {path} units" in said


@pytest.mark.inventory(100, 102)
def test_it_speaks_chinese_in_a_chinese_workbook(tmp_path: Path, capsys: Capsys) -> None:
    path = write(tmp_path / "site.xlsx", copied(CHINESE))
    take(capsys, path, "1-101", "--customer", "李雷", "--deposit", "20000", "--lang", "zh")
    said = told(capsys, "units", path, "--lang", "zh", *RE)
    assert "◑ 已认购 1" in said
    assert "李雷" in said


@pytest.mark.parametrize("sum_", ["nan", "inf", "1e999", "=1+1", "soon"])
def test_what_is_no_sum_is_told_so(tmp_path: Path, capsys: Capsys, sum_: str) -> None:
    path = write(tmp_path / "site.xlsx", copied(ENGLISH))
    before = path.read_bytes()
    with pytest.raises(SystemExit):
        main(["take", str(path), "1-101", "--customer", "x", "--deposit", sum_])
    assert "is no sum" in capsys.readouterr().err
    assert path.read_bytes() == before
