"""Workbooks with cells that nobody means: a sentence or figures, never a fault, nothing raw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from written_books import told, write

from salestui.cli.exits import Exit

Table = Sequence[Sequence[object]]

RAW = "\x1b[31mred\x1b[0m"
NEVER = date(9999, 12, 31)
UNITS: Table = (
    ("Unit no", "Building", "Floor", "Area", "Price per m²", "Unit state", "Holder", "Held until"),
    (f"1-101 {RAW}", RAW, "夹层", 1e300, 1e300, "held", "[red]x[/]", NEVER),
    ("1-102", None, 1e300, -5.0, 0.0, "signed", "=1+1", "tomorrow"),
    ("1-102", RAW, "B1", "large", "dear", "[/]", "名" * 300, date(1900, 3, 1)),
)
VISITORS: Table = (
    ("Date", "Register", "Visitor", "Phone", "Agent", "Heard through", "Budget"),
    (NEVER, "visit", RAW, "138", "Ann", "[/]", 1e300),
    ("soon", "phone", "😀 家庭", 13800000001.0, "Ann", RAW, -1e300),
)
DEALS: Table = (
    ("Deal ID", "Deal", "Customer", "Stage", "Amount", "Created", "Rep"),
    ("D-1", "One", "Acme", "Negotiation", 1e300, date(2026, 9, 1), "Ann"),
)
TALKS: Table = (
    ("Deal", "Audience", "Content", "Form", "Every (days)", "Last held"),
    ("D-1", "Board", "Status", "Mail", 1e300, date(2026, 11, 2)),
    ("D-1", "Users", "Training", "Visit", 7, NEVER),
)
DOCUMENTS: Table = (
    ("Deal", "Document", "Version", "Filed on", "Keep (years)"),
    ("D-1", "Far", "1", date(2026, 3, 1), 1e300),
    ("D-1", "Back", "1", date(2026, 3, 1), -1e300),
    ("D-1", "Short", "1", date(2020, 3, 1), 1.0),
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path / "site.xlsx", {"Units": UNITS, "Visitor register": VISITORS})


@pytest.mark.parametrize("command", ["kpi", "due", "units", "onsite", "load", "projects"])
def test_a_site_without_deals_and_with_strange_cells_is_told(
    site: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(capsys, command, site, "--as-of", "2026-11-21")
    assert said and "\x1b" not in said


def test_a_building_is_named_in_plain_writing(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(capsys, "units", site).splitlines()
    assert {"␛[31mred␛[0m", "no building"} <= set(lines)


@pytest.mark.parametrize("command", ["costs", "collections", "campaigns"])
def test_a_sheet_that_is_missing_ends_every_command_alike(
    site: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(capsys, command, site, code=Exit.UNREADABLE)
    assert "no sheet for" in said and "salestui sheet" in said


def test_documents_kept_for_no_time_at_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "papers.xlsx", {"Deals": DEALS, "Documents": DOCUMENTS})
    said = told(capsys, "check", path)
    assert "Short was to be kept until 2021-03-01" in said
    assert "Far was" not in said and "Back was" not in said
    shown = told(capsys, "project", path, "D-1", "--as-of", "2026-11-21")
    assert "Far" in shown


def test_talks_that_come_again_never(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "talks.xlsx", {"Deals": DEALS, "Communication plan": TALKS})
    assert "9999-12-31" in told(capsys, "project", path, "D-1", "--as-of", "2026-11-21", "--json")


@pytest.mark.parametrize("command", [("kpi",), ("report", "weekly"), ("report", "monthly")])
def test_amounts_that_no_sum_holds(
    tmp_path: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    won = [(f"D-{n}", "One", "Acme", "Won", 1e308, date(2026, 11, n), "Ann") for n in range(1, 7)]
    path = write(tmp_path / "won.xlsx", {"Deals": [*DEALS[:1], *won]})
    assert told(capsys, *command, path, "--as-of", "2026-11-21")
