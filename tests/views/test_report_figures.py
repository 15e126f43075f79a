"""The figures of reports are those of the commands, of every sample, language and scope."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from document_books import AS_OF, KINDS, made, read_path, read_sample, rows_of, told, with_period
from written_books import write

from salestui.i18n import set_language
from salestui.metrics.cash.definitions import Rate
from salestui.metrics.scorecard.people import Kind
from salestui.views.cash.report import collections_data
from salestui.views.cash.view import collections_view, looked_at
from salestui.views.costs.report import costs_data
from salestui.views.costs.view import costs_view
from salestui.views.documents.document import Derived, Document, Form, Table
from salestui.views.documents.texts import applied, totals
from salestui.views.followups import follow_ups_view
from salestui.views.forecast.report import forecast_report
from salestui.views.forecast.view import worked_out
from salestui.views.kpi_report import kpi_report
from salestui.views.performance.report import performance_report
from salestui.views.performance.view import performance
from salestui.views.portfolio.report import portfolio_report
from salestui.views.portfolio.view import portfolio_view
from sample_workbooks import LANGUAGES, SAMPLES

pytestmark = pytest.mark.inventory(66, 76)

BOOKS = [(name, lang) for name in SAMPLES for lang in LANGUAGES]
TEAMS = {"en": ("team:Growth", "rep:Victor Hale")}
SCOPES = [
    ("sales-team", "en", "team:Growth"),
    ("sales-team", "en", "rep:Victor Hale"),
    ("sales-projects", "en", "team:Public sector"),
    ("real-estate", "en", "rep:Ella Stone"),
]
LOOKS = [*((name, lang, "company") for name, lang in BOOKS), *SCOPES]


@pytest.mark.parametrize(("name", "lang", "scope"), LOOKS)
def test_the_figures_of_the_week_are_those_of_kpi(name: str, lang: str, scope: str) -> None:
    document, found = made("weekly", read_sample(name, lang), lang, scope=scope)
    present = found.present
    report = kpi_report(present.inputs, present.focus, present.period, AS_OF)
    shown = told(document, "standing")
    assert {"actual", "landing_low", "coverage"} <= set(shown)
    assert shown == pytest.approx({key: report["kpis"][key]["value"] for key in shown})
    for dimension in ("team", "rep"):
        if document.section(f"by_{dimension}") is None:
            assert dimension in dict(present.focus.terms) or present.focus.value("rep")
            continue
        rows = {row["name"]: row for row in rows_of(document, f"by_{dimension}", f"by_{dimension}")}
        told_by = {line["name"]: line for line in report[f"by_{dimension}"]}
        assert rows and set(rows) <= {*told_by, "(none)", "（无）"}
        for who, row in rows.items():
            line = told_by[who] if who in told_by else told_by[None]
            keys = ("actual", "target", "attainment", "pace", "weighted", "win_rate")
            assert [row[key] for key in keys] == pytest.approx([line[key] for key in keys])
        left = [line for who, line in told_by.items() if who is not None and who not in rows]
        assert all(not (x["won"] or x["lost"] or x["open"] or x["target"]) for x in left)


@pytest.mark.parametrize(("name", "lang", "scope"), LOOKS)
@pytest.mark.inventory(67)
def test_the_pack_is_the_forecast(name: str, lang: str, scope: str) -> None:
    document, found = made("forecast", read_sample(name, lang), lang, scope=scope)
    present = found.present
    report = forecast_report(worked_out(present, None, found.style, None), present)
    lines = {tuple(line["path"]): line["figures"] for line in report["lines"]}
    shown = told(document, "whole")
    assert shown == pytest.approx({key: lines[()][key] for key in shown})
    for dimension, depth in (("team", 1), ("rep", 2)):
        section = document.section("categories")
        if section is None:  # of one rep there are no lines
            assert present.focus.value("rep")
            continue
        tables = {block.name: block for block in section.blocks if isinstance(block, Table)}
        if f"category_{dimension}" not in tables:
            continue
        for row in rows_of(document, "categories", f"category_{dimension}"):
            path = tuple(str(row[key]) for key in ("team", "rep")[:depth])
            for key in ("won", "commit", "best_case", "weighted", "landing", "target"):
                assert row[key] == pytest.approx(lines[path][key])
        for row in rows_of(document, "chances", f"chance_{dimension}"):
            path = tuple(str(row[key]) for key in ("team", "rep")[:depth])
            keys = ("likely", "even", "remote")
            assert [row[k] for k in keys] == pytest.approx([lines[path][k] for k in keys])
    ranges = rows_of(document, "landing", "ranges")
    keys = ("low", "middle", "high", "reach")
    assert [ranges[0][key] for key in keys] == pytest.approx([lines[()][key] for key in keys])
    due = rows_of(document, "due_deals", "due_deals")
    assert sum(r["weighted"] or 0 for r in due) == pytest.approx(lines[()]["weighted"])  # type: ignore[misc]
    spread = [row["share"] for row in rows_of(document, "landing", "spread")]
    assert sum(spread) == pytest.approx(1)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "lang", "scope"), LOOKS)
@pytest.mark.inventory(70, 71)
def test_the_sheet_is_the_performance(name: str, lang: str, scope: str) -> None:
    document, found = made("appraisal", read_sample(name, lang), lang, scope=scope)
    set_language(lang)
    view = performance(found.present, Kind.REP, found.style)
    report = performance_report(view, found.present)
    rated = [one for one in report["standings"] if one["score"] is not None]
    cards = [one for one in document.sections if one.name.startswith("card_")]
    assert len(cards) == len(rated)
    if document.section("ranking") is not None:
        for row, one in zip(rows_of(document, "ranking", "ranking"), rated, strict=True):
            assert [row[k] for k in ("name", "place", "points", "grade", "change")] == [
                one["name"], one["place"], one["score"], one["grade"], one["change"]
            ]  # fmt: skip
            assert row["commission"] == one["commission"]["paid"]
    for card, one in zip(cards, rated, strict=True):
        table = card.table("lines")
        assert one["name"] in card.title
        assert list(table.values("adds")) == [line["points"] for line in one["lines"]]
        assert list(table.values("points")) == [line["score"] for line in one["lines"]]
        assert list(table.values("weight")) == [line["weight"] / 100 for line in one["lines"]]
        if (sums := totals(table)) is not None:
            assert sums[table.place("adds")] == pytest.approx(one["score"])
        if one["commission"]["paid"] is not None:
            paid = [v for v in card.table("commission").values("paid") if isinstance(v, float)]
            assert sum(paid) == pytest.approx(one["commission"]["paid"])


@pytest.mark.parametrize(("name", "lang"), BOOKS)
@pytest.mark.inventory(66, 69, 79)
def test_the_review_is_of_the_month_the_year_and_the_quarter(name: str, lang: str) -> None:
    document, found = made("monthly", read_sample(name, lang), lang, period="2026-11")
    present = found.present
    set_language(lang)

    def kpis(period: str) -> dict[str, float | None]:
        looked = with_period(found, period)
        report = kpi_report(looked.inputs, looked.focus, looked.period, AS_OF)
        return {key: one["value"] for key, one in report["kpis"].items()}

    month, year, quarter = kpis("2026-11"), kpis("2026"), kpis("2026-Q4")
    shown = told(document, "standing")
    assert shown == pytest.approx({key: month[key] for key in shown})
    shown = told(document, "year")
    assert shown == pytest.approx({key: year[key] for key in shown})
    shown = told(document, "risks")
    assert shown == pytest.approx({key: quarter[key] for key in shown})
    assert told(document, "forecast")["landing"] == pytest.approx(quarter["landing"])
    months = {row["month"]: row for row in rows_of(document, "year", "months")}
    for period in ("2026-08", "2026-10"):
        one = kpis(period)
        keys = ("actual", "target", "win_rate", "average_deal")
        assert [months[period][key] for key in keys] == pytest.approx([one[key] for key in keys])
    costs = costs_data(costs_view(present, None, "team", found.style), "2026-11")
    assert told(document, "costs") == pytest.approx(costs["figures"])
    section = document.section("costs")
    assert section is not None
    if costs["lines"]:
        shown = rows_of(document, "costs", "costs")
        assert [r["cost"] for r in shown] == [line["cost"] for line in costs["lines"]]
        assert [r["variance"] for r in shown] == [line["variance"] for line in costs["lines"]]


@pytest.mark.parametrize(("name", "lang"), BOOKS)
@pytest.mark.inventory(60)
def test_the_money_of_the_week_is_that_of_collections(name: str, lang: str) -> None:
    document, found = made("weekly", read_sample(name, lang), lang)
    view = collections_view(found.present, Rate.DUE, found.style)
    data = collections_data(view, looked_at(found.present))
    shown = told(document, "collections")
    assert shown == pytest.approx({key: data["figures"][key] for key in shown})
    ages = rows_of(document, "collections", "ages")
    assert [row["unpaid"] for row in ages] == [age["amount"] for age in data["ageing"]]


@pytest.mark.parametrize(("name", "lang"), BOOKS)
@pytest.mark.inventory(52, 95, 98)
def test_follow_ups_and_projects_of_the_week(name: str, lang: str) -> None:
    document, found = made("weekly", read_sample(name, lang), lang)
    present = found.present
    view = follow_ups_view(present.state, present.focus, AS_OF)
    section = document.section("overdue")
    assert section is not None
    counts = {str(bucket): n for bucket, n in view.counts.items()}
    if counts["overdue"]:
        table = section.table("overdue")
        assert len(table.rows) + table.left_out == counts["overdue"]
    ahead = document.section("next")
    assert ahead is not None
    days = [row["due"] for row in rows_of(document, "next", "next")]
    assert days and all(AS_OF <= d <= AS_OF + timedelta(days=7) for d in days)  # type: ignore[operator]
    report = portfolio_report(portfolio_view(present, found.style), present)
    if report["reason"]:
        assert document.section("projects") is None
        return
    figures = {key: one["value"] for key, one in report["figures"].items()}
    assert told(document, "projects") == pytest.approx(figures)
    pressing = [one for one in report["projects"] if one["health"] != "green"]
    assert [row["project"] for row in rows_of(document, "projects", "projects")] == [
        one["project"] for one in pressing
    ]
    duty = document.section("duty")
    assert duty is not None
    if not duty.needs:
        rows = {row["project"]: row for row in rows_of(document, "duty", "duty")}
        for one in report["projects"]:
            if one["project"] in rows:
                row = rows[one["project"]]
                assert (row["due"], row["on_time"]) == (one["reports_due"], one["reports_on_time"])


@pytest.mark.inventory(28, 68)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_deals_of_the_week_and_reasons_of_losses_counted_by_hand(lang: str) -> None:
    read = read_sample("sales-team", lang)
    deals = read.inputs.facts.to_dicts()
    monday = date(2026, 11, 16)
    week = [d for d in deals if d["closed"] and monday <= d["closed"] <= AS_OF]
    document, _found = made("weekly", read, lang)
    shown = told(document, "closed")
    won = [d for d in week if d["status"] == "won"]
    assert shown["won"] == len(won) and shown["lost"] == len(week) - len(won)
    assert shown["actual"] == sum(d["amount"] for d in won)
    assert shown["begun"] == sum(
        d["created"] is not None and monday <= d["created"] <= AS_OF for d in deals
    )
    assert [row["amount"] for row in rows_of(document, "closed", "closed")][: len(won)] == sorted(
        (d["amount"] for d in won), reverse=True
    )
    still_open = [
        d["amount"] for d in deals
        if d["status"] == "open" and d["expected_close"] and monday <= d["expected_close"] < AS_OF
    ]  # fmt: skip
    slipping = [row["amount"] for row in rows_of(document, "passed", "passed")]
    assert still_open and slipping == sorted(still_open, reverse=True)
    review, _found = made("monthly", read, lang, period="2026-Q4")
    span = (date(2026, 10, 1), AS_OF)
    lost = [
        d for d in deals
        if d["status"] == "lost" and d["closed"] and span[0] <= d["closed"] <= span[1]
    ]  # fmt: skip
    counted = Counter(d["loss_reason"] for d in lost)
    rows = rows_of(review, "losses", "reasons")
    assert {row["reason"]: row["deals"] for row in rows} == dict(counted)
    assert sum(row["share"] for row in rows) == pytest.approx(1)  # type: ignore[misc]
    funnel = {row["stage"]: row["deals"] for row in rows_of(review, "funnel", "funnel")[:-1]}
    still = Counter(d["stage"] for d in deals if d["status"] == "open")
    assert funnel == dict(still)


def test_who_is_behind_and_why() -> None:
    read = read_sample("sales-team", "en")
    document, found = made("weekly", read)
    rows = {row["name"]: row for row in rows_of(document, "behind", "behind")}
    assert list(rows) == ["Victor Hale", "Marcus Doyle", "Tara Nguyen"]
    facts = read.inputs.facts
    for name, row in rows.items():
        _own, looked = made("weekly", read, scope=f"rep:{name}")
        report = kpi_report(looked.present.inputs, looked.present.focus, looked.present.period,
                            AS_OF)  # fmt: skip
        kpis = {key: one["value"] for key, one in report["kpis"].items()}
        assert row["coverage"] == kpis["coverage"] and row["win_rate"] == kpis["win_rate"]
        assert row["behind"] == pytest.approx(kpis["expected"] - kpis["actual"])
    own = facts.filter((pl.col("rep") == "Marcus Doyle") & (pl.col("status") == "open"))
    passed = own.filter(pl.col("expected_close") < AS_OF).height
    assert f"close date passed: {passed}" in str(rows["Marcus Doyle"]["why"])
    assert "nothing open closes in the period" in str(rows["Tara Nguyen"]["why"])
    assert any("Victor Hale" in line.text for line in document.summary)
    assert found.present.focus.terms == ()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("name", "lang"), BOOKS)
def test_every_derived_cell_is_what_it_says(kind: str, name: str, lang: str) -> None:
    period = "2026-11" if kind == "monthly" else "2026-Q4"
    document, _found = made(kind, read_sample(name, lang), lang, period=period)
    checked = sum(_checked(table) for table in _tables(document))
    assert checked


def _tables(document: Document) -> list[Table]:
    return [b for section in document.sections for b in section.blocks if isinstance(b, Table)]


def _checked(table: Table) -> int:
    """How many derived cells follow from the others of their row."""
    checked = 0
    names = [column.name for column in table.columns]
    for row in table.rows:
        assert len(row.cells) == len(names)
        cells = dict(zip(names, row.cells, strict=True))
        values = {k: float(v) for k, v in cells.items() if isinstance(v, int | float)}
        for column in table.columns:
            if isinstance(column.derived, Derived) and cells[column.name] is not None:
                assert applied(column.derived, {**dict.fromkeys(names), **values}) == pytest.approx(
                    cells[column.name]
                )
                checked += 1
    return checked


def test_amounts_of_several_currencies_are_never_added(tmp_path: Path) -> None:
    day = date(2026, 11, 17)
    deals = (
        ("Deal", "Stage", "Amount", "Currency", "Owner", "Close date", "Closed on", "Created"),
        ("A", "Won", 1, "USD", "Ann", day, day, date(2026, 1, 1)),
        ("B", "Won", 2, "EUR", "Bob", day, day, date(2026, 1, 1)),
        ("C", "Lost", 2, "EUR", "Bob", day, day, day),
        ("D", "Negotiation", 4, "USD", "Bob", date(2026, 12, 1), None, day),
    )
    read = read_path(write(tmp_path / "book.xlsx", {"Pipeline": deals}))
    for kind in KINDS:
        document, _found = made(kind, read)
        for table in _tables(document):
            sums = totals(table) or ()
            money = [c.name for c in table.columns if c.form is Form.MONEY]
            assert all(sums[table.place(name)] is None for name in money if sums), table.name
    week, _found = made("weekly", read)
    assert told(week, "closed")["actual"] is None and told(week, "closed")["won"] == 2
