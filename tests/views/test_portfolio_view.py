"""The portfolio in words: marks beside colours, reasons as sentences, the home's panel."""

from __future__ import annotations

import json

import pytest
from project_books import TODAY, day, project_book

from salestui.book.state import BookState
from salestui.i18n import set_language
from salestui.metrics.projects.thresholds import Cause, Health
from salestui.model.focus import EVERYTHING
from salestui.model.period import parse_period
from salestui.views.formats import style
from salestui.views.home.area import Asked
from salestui.views.home.projects import projects_area
from salestui.views.inputs import inputs_of
from salestui.views.past.looking_back import Present
from salestui.views.portfolio.lines import week_text
from salestui.views.portfolio.report import portfolio_report, portfolio_text
from salestui.views.portfolio.view import PortfolioView, portfolio_view
from salestui.views.portfolio.why import why
from salestui.views.portfolio.words import cause_name, health_text, since_text

METRO, CRANE, GRID, MILL = 0, 1, 2, 4


def present(state: BookState) -> Present:
    period = parse_period("2026-Q4", 1, 2026)
    assert period is not None
    return Present(state, inputs_of(state), EVERYTHING, period, TODAY)


def view_of(state: BookState) -> PortfolioView:
    return portfolio_view(present(state), style("$"))


@pytest.mark.inventory(86, 91, 95, 98)
def test_lines_say_how_projects_stand() -> None:
    view = view_of(project_book().state)
    metro, crane, grid, mill = view.lines
    assert (metro.health, metro.phase, metro.level) == ("■ red", "Monitor", "Company project")
    assert (metro.gate, metro.risk) == ("12-21 Mon ATC", "20 Supplier fails")
    assert (metro.report, metro.written, metro.since) == ("12 d late", "● green", "▼ declined")
    assert metro.on_time == "30.0%"  # 3 of 10
    assert (crane.director, crane.report, crane.since) == ("–", "12-14 Mon", "▬ same")
    assert (grid.health, grid.gate, grid.report) == ("◆ amber", "5 d late ATAC", "–")
    assert (mill.health, mill.gate, mill.written) == ("● green", "–", "")
    assert [(g.week, g.gate) for g in view.gates] == [
        ("overdue", "ATAC"), ("in 1 week", "ATI"), ("in 2 weeks", "ATC"),
    ]  # fmt: skip
    assert [(o.owner, o.open, o.exposure) for o in view.owners] == [
        ("Ann", "1", "20"), ("Dora", "1", "9"), ("nobody", "1", "8"),
    ]  # fmt: skip
    directors = [(d.label, d.projects, d.red, d.reports, d.gates) for d in view.directors]
    assert directors == [
        ("Ann", "2", "1", "30.0%", "50.0%"), ("Cid", "1", "0", "n/a", "n/a"),
        ("nobody", "1", "1", "0.0%", "n/a"),
    ]  # fmt: skip


@pytest.mark.inventory(91)
def test_why_a_project_stands_so_with_the_rows_behind() -> None:
    state = project_book().state
    told = why(view_of(state).found, state, METRO, style("$"))
    assert told.title == "Metro power · ■ red"
    by_text = {line.text: (line.entity, line.row) for line in told.lines}
    milestone = "■ red  Milestone: 1 milestone is overdue: “Bid review” for 8 d"
    assert by_text[milestone] == ("tasks", 0)
    risk = "■ red  Risk: 1 open risk is high: “Supplier fails” with 20 of 25"
    assert by_text[risk] == ("risks", 0)
    assert by_text["last report, 2026-11-20: ● green · ▼ declined"] == ("weekly_reports", 2)
    crane = why(view_of(state).found, state, CRANE, style("$"))
    texts = [line.text for line in crane.lines]
    assert "■ red  Director: nobody directs the project" in texts
    assert "◆ amber  Cost: spent $105k of a budget of $100k: 5.0% over it" in texts
    assert "Study is due since 2026-12-01" in texts
    with pytest.raises(KeyError):
        why(view_of(state).found, state, 3, style("$"))


def test_marks_words_and_arrows_in_both_languages() -> None:
    assert [health_text(h) for h in Health] == ["● green", "◆ amber", "■ red"]
    assert since_text(Health.GREEN, Health.RED) == "▲ improved"
    assert since_text(Health.GREEN, None) == ""
    assert len({cause_name(cause) for cause in Cause}) == len(Cause)
    set_language("zh")
    assert [health_text(h) for h in Health] == ["● 绿", "◆ 黄", "■ 红"]


@pytest.mark.inventory(98)
def test_weeks_are_counted_from_monday() -> None:
    wednesday = TODAY
    told = {d: week_text(day(12, d), (wednesday - day(12, d)).days) for d in (8, 9, 13, 14, 20, 21)}
    assert told == {8: "overdue", 9: "this week", 13: "this week", 14: "in 1 week",
                    20: "in 1 week", 21: "in 2 weeks"}  # fmt: skip


@pytest.mark.inventory(91)
def test_what_is_missing_is_said() -> None:
    view = view_of(project_book("Risks", "Budgets").state)
    assert {"risks", "budgets"} < set(view.missing)
    assert view.notes[0].startswith("not looked at, for want of a sheet: Budgets, Risks")
    figures = {k.key: (k.value, k.reason) for k in view.figures}
    assert figures["high_risks"] == ("n/a", "the workbook has no sheet of risks")
    nothing = view_of(project_book("Pipeline").state)
    assert nothing.needs == "needs a pipeline sheet" and nothing.lines == ()


@pytest.mark.inventory(94, 98)
def test_the_report_is_plain_data() -> None:
    state = project_book().state
    view, now = view_of(state), present(state)
    told = json.loads(json.dumps(portfolio_report(view, now)))
    metro, crane, grid, _mill = told["projects"]
    assert (metro["health"], metro["reported_health"]) == ("red", "green")
    assert metro["report_days_late"] == 12 and metro["reports_on_time"] == 3
    assert [r["cause"] for r in crane["reasons"]] == ["director", "cost", "team", "step"]
    late = {d["type"]: d["days_late"] for d in grid["documents"]}
    assert late["operation-checklist"] == 5
    assert [o["owner"] for o in told["owners"]] == ["Ann", "Dora", None]
    text = portfolio_text(view, now)
    assert "■ red    Metro power" in text and "nobody directs the project" in text


@pytest.mark.inventory(91)
def test_the_homes_panel_counts_and_names_the_worst() -> None:
    state = project_book().state
    view = projects_area(Asked(present(state), style("$")))
    assert view.note == "4 projects"
    rows = {row.key: row for row in view.rows}
    assert [rows[key].value for key in ("red", "amber", "green")] == ["2", "1", "1"]
    assert rows["0"].label == "■ red  Metro power" and rows["0"].said == "Milestone"
    assert rows["0"].opens.mode == "deals" and rows["0"].opens.row == METRO
    assert str(MILL) not in rows
    assert projects_area(Asked(present(project_book("Pipeline").state), style("$"))).needs
