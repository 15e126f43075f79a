"""Labels of groups in columns that do not lead."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest
from made_sheets import read

from adapters.contents import CellValue
from salestui.mapping.table import EntityTable

HEADER = ["ID", "Customer", "Region", "Team", "Stage", "Amount"]


def deals(regions: Sequence[CellValue], teams: Sequence[CellValue] | None = None) -> EntityTable:
    teams = teams or ["T"] * len(regions)
    rows: list[list[CellValue]] = [
        [f"D{n}", f"C{n}", region, team, "Won", n + 1]
        for n, (region, team) in enumerate(zip(regions, teams, strict=True))
    ]
    return read({"Deals": [[*HEADER], *rows]})["deals"]


def told(table: EntityTable) -> list[tuple[str, str, dict[str, str]]]:
    return [
        (p.severity, p.where, dict(p.parts)) for p in table.problems if p.code == "group-labels"
    ]


@pytest.mark.parametrize(
    "labels",
    [
        ["East", None, None, "West", None, None],
        ["East", None, "West", None, "South", None, None],
        ["East", None, "West", None, "South", "North", None, None],
    ],
)
def test_a_label_at_the_head_of_its_rows_holds_for_them(labels: list[CellValue]) -> None:
    table = deals(labels)
    expected, last = [], None
    for label in labels:
        last = label or last
        expected.append(last)
    assert table.frame["region"].to_list() == expected
    blank = sum(label is None for label in labels)
    assert told(table) == [("info", "Deals!C3", {"count": str(blank), "header": "Region"})]


def test_labels_within_labels_may_repeat_in_the_next_group() -> None:
    regions: list[CellValue] = ["East", None, None, None, "West", None, None, None]
    table = deals(regions, ["A", None, "B", None, "A", None, "B", None])
    assert table.frame["region"].to_list() == ["East"] * 4 + ["West"] * 4
    assert table.frame["team"].to_list() == ["A", "A", "B", "B"] * 2
    assert [where for _, where, _ in told(table)] == ["Deals!C3", "Deals!D3"]


def test_a_group_without_a_label_at_its_head_is_told_by_none() -> None:
    regions: list[CellValue] = ["East", None, None, None, "West", None, None, None]
    teams: list[CellValue] = ["A", None, "B", None, None, "C", None, None]
    assert deals(regions, teams).frame["team"].to_list() == teams


@pytest.mark.parametrize(
    "labels",
    [
        ["East", None, "West", "East", "South", "West", "North"],  # a single blank
        ["East", None, None, "East", None, None],  # a label again
        ["East", None, None, "West", None, None, "East", None],
        [None, "East", None, None, "West", None, None],  # the first has none
        ["East", None, "West", None, None, None],  # two that may be all there are
        ["East", None, None, "West"],  # too few rows
        ["East", "West", "South", None, None, None, "North", None],  # most have no rows below
        ["East", None, None, None, None, None],
    ],
)
def test_blanks_stay_blank_where_they_may_mean_nothing(labels: list[CellValue]) -> None:
    table = deals(labels)
    assert table.frame["region"].to_list() == labels
    assert told(table) == []


def test_figures_by_a_label_count_its_rows() -> None:
    frame = deals(["East", None, None, "West", None, None]).frame
    sums = frame.group_by("region").agg(pl.col("amount").sum()).sort("region")
    assert sums.rows() == [("East", 6.0), ("West", 15.0)]


def test_notes_are_never_labels() -> None:
    rows: list[list[CellValue]] = [
        [f"D{n}", f"C{n}", "Won", n + 1, note, note]
        for n, note in enumerate(["call", None, None, "visit", None, None])
    ]
    table = read({"Deals": [["ID", "Customer", "Stage", "Amount", "Notes", "Flavour"], *rows]})
    assert table["deals"].frame["notes"].null_count() == 4
    assert table["deals"].frame["x:Flavour"].null_count() == 4
    assert told(table["deals"]) == []
