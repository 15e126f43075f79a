"""Playbooks and rows that contradict themselves: named in ``salestui check`` and on screen."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from driving import running, until
from textual.widgets import OptionList
from walking import walk
from written_books import write

from salestui.cli.exits import Exit
from salestui.cli.main import main
from salestui.locations import playbooks_dir
from salestui.ui.screens.problems import ProblemsDialog

BOOK = {
    "Pipeline": [
        ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Rep", "Created"],
        ["D-1", "Press", "Acme", "概念交流", 100_000, "Ann", date(2026, 9, 1)],
        ["D-2", "Robot", "Acme", "Dreaming", 9_000_000, "Ann", date(2026, 9, 1)],
        ["D-3", "Line", "Acme", "信息收集", 9_000_000, "Ann", date(2026, 9, 1)],
    ],
    "Team": [["Member", "Team", "From", "To"], ["Ann", "East", date(2020, 1, 1), None],
             ["Bob", "East", date(2020, 1, 1), date(2026, 3, 31)]],
    "Targets": [["Year", "Period", "Rep", "Metric", "Target"],
                [2026, "2026-11", "Ann", "Revenue", 1000], [2026, "2026-11", "Bob", "Revenue", 9]],
    "Contacts": [["Contact", "Customer", "Reports to"], ["Tom", "Acme", "Tom"]],
    "Gates": [["Deal", "Gate", "Decision"], ["Press", "商务评审", "Pass"]],
}  # fmt: skip
HEAD = 'name = "mine"\nbased_on = "b2b"\nen = "Mine"\nzh = "我的"\n'
STAGES = """
[[stages]]
code = "lead"
en = "Lead"
zh = "线索"
probability = {first}
{next}
[[stages]]
code = "talk"
en = "Talk"
zh = "洽谈"
probability = 0.4
[[stages]]
code = "won"
en = "Won"
zh = "赢单"
kind = "won"
probability = 1.0
"""
LOST = '[[stages]]\ncode = "lost"\nen = "Lost"\nzh = "输单"\nkind = "lost"\n'
REST = "\nwork = []\ngates = []\n"
PLAYBOOKS = {
    "cycle": (HEAD + REST + STAGES.format(first=0.1, next='next = ["talk"]').replace(
        "probability = 0.4", 'probability = 0.4\nnext = ["lead"]') + LOST,
        "playbook-cycle", "stages.lead.next"),
    "missing stage": (HEAD + REST + STAGES.format(first=0.1, next=""),
                      "playbook-missing-stage", "stages"),
    "falling": (HEAD + REST + STAGES.format(first=0.5, next="") + LOST,
                "playbook-probability-falls", "stages.talk.probability"),
    "weights": (HEAD + '[[lists.criteria]]\ncode = "price"\nen = "Price"\nzh = "价格"\n'
                "weight = 70\n", "playbook-weights", "lists.criteria"),
}  # fmt: skip
PROBLEMS = [
    ("unknown-stage", "Pipeline!D3"),
    ("merged-gate", "Gates!B2"),
    ("target-of-leaver", "Targets!C3"),
    ("reports-to-self", "Contacts!C2"),
]


def book(folder: Path) -> str:
    return str(write(folder / "team.xlsx", BOOK))


def playbook_file(text: str) -> Path:
    playbooks_dir().mkdir(parents=True, exist_ok=True)
    path = playbooks_dir() / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def checked(path: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert main(["check", path, "--playbook", "project-sales", "--json"]) == Exit.PROBLEMS
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(("code", "place"), PROBLEMS)
def test_a_row_that_cannot_be_right_is_told_at_its_cell(
    code: str, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = checked(book(tmp_path), capsys)
    assert [p["where"] for p in found if p["code"] == code] == [place]
    assert all(p["message"] and p["hint"] for p in found if p["code"] == code)


@pytest.mark.inventory(2, 8, 11)
@pytest.mark.parametrize("name", PLAYBOOKS)
def test_a_playbook_that_contradicts_itself_is_told_with_file_and_key(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, code, key = PLAYBOOKS[name]
    path = playbook_file(text)
    (told,) = [p for p in checked(book(tmp_path), capsys) if p["code"] == code]
    assert "mine.toml" in told["where"] + told["message"]
    assert key in told["where"] + told["message"]
    assert told["hint"]
    assert main(["playbook", "--check", str(path)]) == Exit.PROBLEMS
    assert key in capsys.readouterr().out


async def test_all_of_it_on_screen_and_every_screen_opens(tmp_path: Path) -> None:
    playbook_file(PLAYBOOKS["cycle"][0])
    path = Path(book(tmp_path))
    async with running(path) as (app, pilot):
        await pilot.press("ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, ProblemsDialog))
        options = app.screen.query_one(OptionList)
        await until(pilot, lambda: options.option_count >= 4)
        told = "\n".join(
            str(options.get_option_at_index(n).prompt) for n in range(options.option_count)
        )
        for said in ("Dreaming", "Contacts!C2", "Targets!C3", "Gates!B2", "mine.toml"):
            assert said in told
        await pilot.press("escape")
        painted = await walk(app, pilot, grids=False)
        assert "Dreaming" in painted
        assert app.fault is None
