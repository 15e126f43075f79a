"""Planning report, operation checklist and summary: what the screens and the cells say."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from documents_told import (
    assert_sound,
    cells,
    figures_of,
    made,
    reported,
    rows_of,
    section,
)
from fakes import MemoryWorkbook
from one_project_books import TODAY, loaded, project
from written_books import told

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.mapping.table import ID
from salestui.model.playbook.project import DocumentType, shared_project
from salestui.views.documents.document import Checklist, Document, Table
from salestui.views.documents.due_kinds import kind_of_document
from sample_workbooks import AS_OF, sample

KINDS = ("planning", "checklist", "summary")
DEALS = {
    "en": {"open": "Bank twin data centre", "won": "Rural broadband", "lost": "Stadium network"},
    "zh": {"open": "银行双活数据中心", "won": "农村宽带", "lost": "体育场馆网络"},
}
DAY = ("--as-of", AS_OF.isoformat())


def sample_of(language: str) -> Path:
    """The sample workbook of sales projects."""
    return Path(str(sample(language, "sales-projects")))


def deal_of(book: Book, name: str) -> int:
    """The row of a deal by its name."""
    return int(book.state.live("deals").filter(name=name)[ID][0])


def report(kind: str, name: str = "Metro", *left_out: str) -> Document:
    """A report of a deal of the small book."""
    book = loaded(*left_out)
    return made(book, kind, TODAY, deal_of(book, name))


def table(document: Document, name: str, of: str = "") -> Table:
    """A table of a section."""
    one = document.section(name)
    assert one is not None, [s.name for s in document.sections]
    return one.table(of or name)


@pytest.mark.inventory(86, 87, 88, 89, 90, 92, 94)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_planning_says_what_the_screen_says(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, name = sample_of(language), DEALS[language]["open"]
    data = reported(capsys, "planning", path, "--deal", name, *DAY)
    same = json.loads(told(capsys, "project", path, name, *DAY, "--json"))["sections"]
    risks = rows_of(data, "risks", "risks")
    shown = [line["texts"][1].split()[0] for line in same["risks"]["lines"]]
    assert [f"{r['probability']}×{r['impact']}={r['score']}" for r in risks] == shown
    team = rows_of(data, "team", "team")
    assert [row["member"] for row in team] == [line["texts"][0] for line in same["team"]["lines"]]
    strategy = rows_of(data, "strategy", "strategy")
    texts = [row[name] for row in strategy for name in ("analysis", "target", "strategy")]
    assert texts == [line["texts"][2] for line in same["elements"]["lines"]]
    schedule = rows_of(data, "schedule", "schedule")
    tasks = [(line["texts"][0], line["texts"][2]) for line in same["tasks"]["lines"]]
    assert [(row["task"], row["due"]) for row in schedule] == tasks
    gates = [row["name"] for row in rows_of(data, "gates", "gates")]
    assert gates == [line["texts"][0] for line in same["phases"]["lines"]]
    due = {row["document"]: row["due"] for row in rows_of(data, "papers", "papers")}
    assert due == {line["texts"][0]: line["texts"][1] for line in same["due"]["lines"]}


HEADS = {
    "en": {"costs": ("Costs", "Cost"), "budgets": ("Budgets", "Budget"), "of": "Deal",
           "on": "Date", "lessons": ("Reviews", "Lessons")},
    "zh": {"costs": ("费用", "费用金额"), "budgets": ("预算", "预算金额"), "of": "项目名称",
           "on": "日期", "lessons": ("项目总结", "经验教训")},
}  # fmt: skip


@pytest.mark.inventory(62, 79, 80)
@pytest.mark.parametrize("kind", ["planning", "summary"])
@pytest.mark.parametrize("stands", ["open", "won", "lost"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_costs_and_budgets_are_sums_of_their_cells(
    language: str, stands: str, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, name, heads = sample_of(language), DEALS[language][stands], HEADS[language]
    data = reported(capsys, kind, path, "--deal", name, *DAY)
    spent = sum(
        row[heads["costs"][1]]
        for row in cells(path, *heads["costs"])
        if row[heads["of"]] == name and row[heads["on"]].date() <= AS_OF
    )
    budget = sum(
        row[heads["budgets"][1]]
        for row in cells(path, *heads["budgets"])
        if row[heads["of"]] == name
    )
    found = figures_of(data, "costs")
    assert (found["cost"], found["budget"]) == pytest.approx((spent, budget))
    stages = rows_of(data, "costs", "costs")
    assert sum(row["cost"] for row in stages) == pytest.approx(spent)
    assert sum(row["budget"] or 0 for row in stages) == pytest.approx(budget)
    same = json.loads(told(capsys, "deal", path, name, "--json"))["profit"]["figures"]
    profit = figures_of(data, "profit")
    assert profit == pytest.approx({key: same[key] for key in profit})
    assert ("revenue" in profit) is (stands != "lost")


@pytest.mark.inventory(17, 93, 94)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_summary_tells_result_and_lessons(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, heads = sample_of(language), HEADS[language]
    sheet, lessons = heads["lessons"]
    reviews = cells(path, sheet, lessons)
    deal = "Deal" if language == "en" else "商机"
    for stands in ("won", "lost"):
        name = DEALS[language][stands]
        data = reported(capsys, "summary", path, "--deal", name, *DAY)
        written = next(row[lessons] for row in reviews if row[deal] == name)
        assert any(written in line["text"] for line in data["summary"])
        assert written in str(section(data, "evaluation"))
    open_deal = reported(capsys, "summary", path, "--deal", DEALS[language]["open"], *DAY)
    [_result, warning] = open_deal["summary"]
    assert warning["state"] == "warning"
    assert figures_of(open_deal, "against_plan")["cycle"] is None


@pytest.mark.inventory(61)
def test_delivery_and_contract_changes_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    data = reported(capsys, "summary", sample_of("en"), "--deal", "Grid dispatch", *DAY)
    changes = rows_of(data, "delivery", "changes")
    assert {row["amount"] for row in changes} >= {800_000.0}
    orders = [r for r in cells(sample_of("en"), "Orders and deliveries", "Order no")
              if r["Deal"] == "Grid dispatch"]  # fmt: skip
    found = rows_of(data, "delivery", "deliveries")
    assert [row["id"] for row in found] == [row["Order no"] for row in orders]


def days(told_of: Table) -> dict[object, tuple[object, object, object]]:
    """Plan, actual and days later by what it is."""
    return {row.cells[0]: tuple(row.cells[1:4]) for row in told_of.rows}  # type: ignore[misc]


@pytest.mark.inventory(17, 99)
def test_plan_and_actual_of_days() -> None:
    found = days(table(report("summary"), "against_plan", "days"))
    assert found["Close of the deal"] == (date(2027, 2, 1), None, None)
    assert found["Authorise to bid (ATB)"] == (date(2026, 11, 20), date(2026, 12, 3), 13)
    won = report("summary", "Bank")
    found = days(table(won, "against_plan", "days"))
    assert found["Close of the deal"] == (date(2026, 10, 1), date(2026, 10, 5), 4)
    money = table(won, "against_plan", "money")
    assert money.rows[0].cells[1:] == (25_000_000.0, 25_000_000.0, 0.0)
    evaluation = won.section("evaluation")
    assert evaluation is not None
    assert "begin early" in str(evaluation.blocks)
    assert "20.0%" in str(evaluation.blocks)  # (25 - 20) / 25


@pytest.mark.inventory(94, 99)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("stands", ["open", "won", "lost"])
def test_a_checklist_counts_what_it_lists(
    language: str, stands: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name = DEALS[language][stands]
    data = reported(capsys, "checklist", sample_of(language), "--deal", name, *DAY)
    phases = [s for s in data["sections"] if s["name"].startswith("phase_")]
    rows = [row for row in rows_of(data, "overview", "overview") if row["all"]]
    assert len(rows) == len(phases)
    for row, phase in zip(rows, phases, strict=True):
        checks = phase["blocks"][0]["checks"]
        assert row["all"] == len(checks) == row["done"] + row["open"] + row["late"]
        assert row["done"] == sum(check["done"] is True for check in checks)
        late = [c for c in checks if c["state"] == "late" and c["done"] is not True]
        assert row["late"] == len(late)
    whole = sum(row["done"] for row in rows)
    assert any(str(whole) in line["text"] for line in data["summary"])


def checks_of(document: Document) -> dict[str, Any]:
    """All checks of a checklist by their texts."""
    blocks = (b for one in document.sections for b in one.blocks if isinstance(b, Checklist))
    return {check.text: check for block in blocks for check in block.checks}


@pytest.mark.inventory(88, 94)
def test_a_checklist_says_who_and_when() -> None:
    found = checks_of(report("checklist"))
    meeting = found["Hold the kick-off meeting"]
    assert (meeting.done, meeting.about) == (True, ("Max", "2026-07-10"))
    gate = found["Authorise the contract (ATC)"]
    assert (gate.done, str(gate.state)) == (False, "late")
    assert gate.about == ("gate", "Max", "2026-12-01", "overdue")
    assert found["Authorise to bid (ATB)"].done is True  # on conditions
    assert found["price"].about == ("task", "Bob", "2026-12-05", "overdue")
    assert found["draw"].done is True
    assert found["Planning report"].done is True
    assert list(found).count("Hold the kick-off meeting") == 1


@pytest.mark.inventory(88, 90, 94)
def test_planning_names_what_is_missing() -> None:
    found = checks_of(report("planning"))
    assert found["Customer relation"].about == ("Strategy",)
    assert found["Delivery"].about == ("Analysis, Element target, Strategy",)
    assert any("budgets" in text for text in found)  # the sheet, and how it is added
    assert "Appoint the project team" in found
    assert "Hold the kick-off meeting" not in found
    assert all(check.done is False for check in found.values())
    won = report("planning", "Bank").section("gaps")
    assert won is None  # of a deal that is over nothing is missing any more


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["Metro", "Port", "Bank"])
def test_reports_are_sound_with_and_without_project_data(kind: str, name: str) -> None:
    assert_sound(report(kind, name))


@pytest.mark.parametrize("kind", KINDS)
def test_sheets_that_are_missing_are_named(kind: str) -> None:
    every = [sheet for sheet in project().sheets if sheet != "Pipeline"]
    document = report(kind, "Metro", *every)
    assert_sound(document)
    needs = " ".join(one.needs for one in document.sections)
    wanted = {"planning": "risks", "checklist": "checklist", "summary": "reviews"}[kind]
    assert f"salestui sheet PATH {wanted}" in needs


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["sales-team", "real-estate"])
def test_deals_of_books_without_projects(
    name: str, language: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sample(language, name)
    book = Book(open_workbook(str(path), tmp_path), Settings(AS_OF))
    try:
        first = book.load().live("deals")["id"].drop_nulls()[0]
    finally:
        book.close()
    data = reported(capsys, kind, path, "--deal", first, *DAY)
    assert data["kind"] == kind
    assert data["summary"]


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_cells_stay_in_their_cells(kind: str) -> None:
    nasty = "=1+1 | a\n## b\x1b[31m <script> [x](y) `c`"
    sheets = {
        title: [rows[0], *([nasty if c in ("price war", "draw", "steering", "ask") else c
                            for c in row] for row in rows[1:])]
        for title, rows in project().sheets.items()
    }  # fmt: skip
    book = Book(MemoryWorkbook(sheets), Settings(TODAY))
    book.load()
    assert_sound(made(book, kind, TODAY, deal_of(book, "Metro")))


@pytest.mark.inventory(94)
def test_documents_due_are_reports_that_can_be_made() -> None:
    kinds = {d.code: kind_of_document(d) for d in shared_project().documents}
    made_here = {code: kind.name for code, kind in kinds.items() if kind is not None}
    assert made_here == {
        "planning-report": "planning", "weekly-report": "weekly",
        "operation-checklist": "checklist", "summary-report": "summary",
    }  # fmt: skip
    own = DocumentType(code="our-plan", en="Our plan", zh="《策划报告》", due="plan")
    found = kind_of_document(own)
    assert found is not None and found.name == "planning"
    assert kind_of_document(DocumentType(code="memo", en="Memo", zh="备忘录")) is None


@pytest.mark.inventory(93)
def test_a_lost_deal_has_neither_close_out_nor_revenue() -> None:
    assert report("summary", "Bank").section("close_out") is not None  # won, of the large size
    lost = [
        [*row[:3], "Lost" if row[1] == "Bank" else row[3], *row[4:]]
        for row in project().sheets["Pipeline"]
    ]
    book = Book(MemoryWorkbook({**project().sheets, "Pipeline": lost}), Settings(TODAY))
    book.load()
    document = made(book, "summary", TODAY, deal_of(book, "Bank"))
    assert document.section("close_out") is None
    profit = document.section("profit")
    assert profit is not None
    assert "revenue" not in str(profit.blocks)
