"""Costs and budgets that cannot be right, each with its cell."""

from __future__ import annotations

from datetime import date

from test_checks import found, hint, places, table

from salestui.i18n import _
from salestui.mapping.layout import Problem
from salestui.mapping.problems import sentence

DAY = date(2026, 3, 5)
COSTS = ["date", "deal", "stage", "team", "rep", "type", "amount", "reason"]
BUDGETS = ["period", "deal", "stage", "team", "type", "amount", "reason"]


def said(problem: Problem) -> str:
    return sentence(problem.message, problem.parts, _)


def test_a_cost_of_nothing() -> None:
    costs = table("costs", COSTS, [
        (DAY, None, "Won", None, None, "Travel", 5.0, None),
        (DAY, " ", None, "", None, None, 5.0, None),
        (DAY, None, None, "East", None, None, 5.0, None),
        (DAY, None, None, None, "Ann", None, 5.0, None),
    ])  # fmt: skip
    problems = found(costs)
    assert places(problems) == [("cost-of-nothing", "Costs!B2"), ("cost-of-nothing", "Costs!B3")]
    assert problems[0].severity == "warning"


def test_unknown_stages_types_and_periods() -> None:
    costs = table("costs", COSTS, [
        (DAY, None, "Sleeping", "East", None, "差旅费", 5.0, None),
        (DAY, None, "赢单", "East", None, "champagne", 5.0, None),
    ])  # fmt: skip
    budgets = table("budgets", BUDGETS, [
        ("soon", None, "Lead", "East", "travel", 5.0, None),
        ("2026-Q1", None, "Nowhere", "East", None, 500.0, None),
        ("", None, None, "East", None, 5000.0, None),
    ])  # fmt: skip
    problems = found(costs, budgets)
    assert places(problems) == [
        ("spending-stage", "Costs!C2"),
        ("cost-type", "Costs!F3"),
        ("spending-stage", "Budgets!C3"),
        ("budget-period", "Budgets!A2"),
    ]
    assert [p.severity for p in problems] == ["warning", "info", "warning", "error"]
    assert "Sleeping" in said(problems[0]) and "线索" in hint(problems[0])
    assert "champagne" in said(problems[1]) and "差旅费" in hint(problems[1])
    assert "soon" in said(problems[3])


def test_a_deal_that_the_pipeline_lacks() -> None:
    deals = table("deals", ["id", "name"], [("D-1", "Press")])
    costs = table("costs", COSTS, [
        (DAY, "Press", None, None, None, None, 5.0, None),
        (DAY, "D-1", None, None, None, None, 5.0, None),
        (DAY, "Pres", None, None, None, None, 5.0, None),
    ])  # fmt: skip
    problems = [p for p in found(deals, costs) if p.entity == "costs"]
    assert places(problems) == [("spending-deal", "Costs!B4")]
    assert "Press" in hint(problems[0])


def test_an_overrun_that_nobody_explains() -> None:
    deals = table("deals", ["id", "name", "owner"], [("D-1", "Press", "Ann")])
    members = table("members", ["name", "team"], [("Ann", "East"), ("Bob", "West")])
    costs = table("costs", COSTS, [
        (DAY, "D-1", "Lead", None, None, None, 700.0, None),
        (DAY, "Press", "线索", None, None, None, 500.5, None),
        (DAY, None, None, None, "Bob", None, 50.0, "rain"),
    ])  # fmt: skip
    budgets = table("budgets", BUDGETS, [
        (None, "Press", "lead", None, None, 1000.0, None),
        (None, "Press", "lead", None, None, 1000.0, "agreed"),
        ("2026-03", None, None, "East", None, 1200.5, None),
        ("2026-03", None, None, "East", None, 1200.0, None),
        ("2026-04", None, None, "East", None, 1.0, None),
        ("2026", None, None, "West", None, 10.0, None),
    ])  # fmt: skip
    problems = [p for p in found(deals, members, costs, budgets) if p.entity == "budgets"]
    assert places(problems) == [
        ("overrun-without-reason", "Budgets!G2"), ("overrun-without-reason", "Budgets!G5"),
    ]  # fmt: skip
    assert problems[0].severity == "info"
    assert "1,200.50 was spent of this budget of 1,000" in said(problems[0])
