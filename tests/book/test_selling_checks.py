"""Gates, contacts, tasks and targets that cannot be right, each told at its cell."""

from __future__ import annotations

from datetime import date

import polars as pl
from test_checks import found, places, table

from salestui.book.checks.gates import gate_problems
from salestui.i18n import _
from salestui.mapping.problems import sentence
from salestui.mapping.table import ID
from salestui.model.playbook import playbook

PROJECTS = playbook("project-sales")


def test_a_contact_above_himself_and_a_circle_of_contacts() -> None:
    """inventory 39"""
    contacts = table(
        "contacts",
        ["name", "customer", "reports_to"],
        [
            ("Ann", "X", "ann "),
            ("Bo", "X", "Cy"),
            ("Cy", "X", "Bo"),
            ("Di", "X", "Bo"),
            ("Bo", "Y", "Ed"),
            ("Ed", "Y", None),
        ],
    )
    problems = found(contacts)
    assert places(problems) == [
        ("reports-to-self", "Contacts!C2"),
        ("reports-in-circle", "Contacts!C3"),
        ("reports-in-circle", "Contacts!C4"),
    ]
    assert "Bo → Cy → Bo" in sentence(problems[1].message, problems[1].parts, _)


def test_tasks_that_are_part_of_themselves() -> None:
    """inventory 14"""
    rows = [("A", "D1", "B"), ("B", "D1", "A"), ("C", "D1", "A"), ("A", "D2", None)]
    tasks = table("tasks", ["task", "deal", "parent"], rows)
    assert places(found(tasks)) == [
        ("tasks-in-circle", "Tasks!C2"),
        ("tasks-in-circle", "Tasks!C3"),
    ]


def test_decisions_at_a_gate_that_was_merged_away_or_never_was() -> None:
    """inventory 2, 4"""
    deals = table(
        "deals", ["id", "stage", "amount"], [("S", "概念交流", 1e5), ("L", "概念交流", 9e9)]
    )
    rows = [("S", "商务评审"), ("L", "商务评审"), ("S", "立项"), ("gone", "初步评审")]
    gates = table("gates", ["deal", "gate"], rows)
    problems = list(gate_problems(gates, deals, PROJECTS))
    assert places(problems) == [("unknown-gate", "Gates!B4"), ("merged-gate", "Gates!B2")]
    assert "立项评审" in sentence(problems[1].message, problems[1].parts, _)


def test_a_merged_gates_decision_is_no_problem_beside_one_that_counts() -> None:
    deals = table("deals", ["id", "stage", "amount"], [("S", "概念交流", 1e5)])
    gates = table("gates", ["deal", "gate"], [("S", "商务评审"), ("S", "立项评审")])
    assert list(gate_problems(gates, deals, PROJECTS)) == []


def test_a_target_for_a_rep_who_left_before_the_period() -> None:
    """inventory 63"""
    columns = ["rep", "period", "target"]
    quotas = table("targets", columns, [("Ann", "2026-01", 5.0), ("Ann", "2026-05", 5.0)])
    members = table("members", ["name", "left"], [("Ann", date(2026, 3, 1))])
    targets = pl.DataFrame(
        {
            "scope_type": ["rep", "rep"],
            "scope": ["Ann", "Ann"],
            "start": [date(2026, 1, 1), date(2026, 5, 1)],
            ID: [0, 1],
        }
    )
    assert places(found(quotas, members, targets=targets)) == [("target-of-leaver", "Targets!A3")]
