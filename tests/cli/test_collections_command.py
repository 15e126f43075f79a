"""``salestui collections`` as people and scripts read it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cash_books import CHINESE, ENGLISH
from written_books import in_order, told, write

from salestui.cli.exits import Exit
from salestui.config import RATES, ConfigError, load_config
from salestui.metrics.cash.definitions import Rate

DAY = ("--as-of", "2026-12-09")
pytestmark = pytest.mark.inventory(59, 60)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(tmp_path / "team.xlsx", ENGLISH)


def test_what_is_owed_and_whom_to_chase(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "collections", book, "--period", "2026", *DAY)
    assert in_order(text, "Receivable", "1.40k", "Overdue", "700", "Rate, of due", "53.7%")
    assert in_order(text, "not due", "700", "1-30 days", "200", "31-60 days", "200", "over 90")
    assert in_order(text, "promise broken", "Acme Works", "C-2", "2026-11-15", "24 d", "200")
    assert in_order(text, "promised today", "Kiln", "overdue", "C-1", "99 d", "300")
    assert in_order(text, "Rep", "Ann", "Bob", "Team", "East", "Customer", "Acme Works")


def test_the_rate_by_each_of_its_definitions(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for rate, label, shown in (
        ("due", "Rate, of due", "53.7%"),
        ("opening", "Rate, of owed", "63.7%"),
        ("contract", "Rate, of signed", "40.0%"),
    ):
        text = told(capsys, "collections", book, "--period", "2026", "--rate", rate, *DAY)
        assert in_order(text, label, shown)


def test_the_same_as_data(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "collections", book, "--period", "2026-12", "--json", *DAY)
    data = json.loads(text)
    assert data["figures"]["rate_due"] == pytest.approx(120 / 300)
    assert data["figures"]["rate_opening"] == pytest.approx(120 / 750)
    assert "rate_contract" in data["reasons"]
    assert [line["unpaid"] for line in data["chase"]] == [200.0, 200.0, 300.0, 300.0, 400.0]
    assert {row["rep"]: row["receivable"] for row in data["by"]["rep"]} == {
        "Ann": 1200.0, "Bob": 200.0,
    }  # fmt: skip
    assert [age["amount"] for age in data["ageing"]] == [700.0, 200.0, 200.0, 0.0, 300.0]


def test_of_one_rep(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(
        capsys, "collections", book, "--period", "2026", "--scope", "rep:Bob", "--json", *DAY
    )
    assert json.loads(text)["figures"]["receivable"] == 200.0


def test_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = write(tmp_path / "团队.xlsx", CHINESE)
    text = told(capsys, "collections", book, "--period", "2026", "--lang", "zh", *DAY)
    assert in_order(text, "应收余额", "110万", "逾期应收", "50.0万", "回款率·到期", "64.3%")
    assert "月初付款" in text


def test_without_a_plan_the_sheet_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = write(tmp_path / "team.xlsx", {"Pipeline": ENGLISH["Pipeline"]})
    said = told(capsys, "collections", book, *DAY, code=Exit.UNREADABLE)
    assert "Payment plan" in said and "payment_plan" in said


def test_the_settings_choose_the_rate(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('collection_rate = "contract"\n')
    assert load_config(path).collection_rate == "contract"
    path.write_text('collection_rate = "profit"\n')
    with pytest.raises(ConfigError, match="due, opening, contract"):
        load_config(path)
    assert tuple(Rate) == RATES
