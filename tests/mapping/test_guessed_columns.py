"""Columns found by a misspelt name or by their values: always told, never against a known name."""

from __future__ import annotations

from datetime import date

import pytest
from made_sheets import codes, recognised, sheet

from adapters.contents import CellValue
from salestui.mapping.resemblance import resembling
from salestui.mapping.stage_values import first_of_stages
from salestui.model.entities import DEALS

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Ammount", "amount"),
        ("Amuont", "amount"),
        ("Amt", "amount"),
        ("Amt ($k)", "amount"),
        ("Exp. close date", "expected_close"),
        ("Est. Close", "expected_close"),
        ("Expected Clsoe Date", "expected_close"),
        ("Custommer", "customer"),
        ("Oportunity name", "name"),
        ("Salesperon", "owner"),
        ("Probabilty", "probability"),
        ("Chanel", "source"),
        ("预计成交日", "expected_close"),
        ("负责任人", ""),
        ("未签约金额", ""),
        ("Close rate", ""),
        ("Product ID", ""),
        ("State", ""),
        ("Season", ""),
        ("Discount", ""),
        ("Margin", ""),
        ("Weighted", ""),
        ("Priority", ""),
    ],
)
def test_misspelt_headers_resemble_their_field_and_other_words_none(
    header: str, field: str
) -> None:
    found = resembling(header, DEALS)
    assert (found[0][0].name if found else "") == field


def test_a_misspelt_header_is_used_and_told() -> None:
    layout = recognised(
        sheet(
            "Deals",
            [
                ["Deal", "Stage", "Ammount", "Exp. close date"],
                ["Pumps", "Won", 100, DAY],
            ],
        )
    )
    table = layout.tables["deals"]
    assert [c.name for c in table.columns] == ["name", "stage", "amount", "expected_close"]
    assert [c.reason for c in table.columns] == ["name", "name", "similar", "similar"]
    assert codes(layout.problems) == [
        ("similar-header", "Deals!C1"),
        ("similar-header", "Deals!D1"),
    ]


def test_values_that_do_not_fit_are_no_misspelt_field() -> None:
    rows = [["Deal", "Stage", "Ammount"], ["Pumps", "Won", "lots"], ["Pipes", "Won", "few"]]
    layout = recognised(sheet("Deals", rows))
    assert [c.name for c in layout.tables["deals"].columns] == ["name", "stage", "x:Ammount"]


def test_a_misspelt_header_never_takes_a_field_from_its_own_name() -> None:
    rows = [["Deal", "Stage", "Ammount", "Amount"], ["Pumps", "Won", 1, 2]]
    layout = recognised(sheet("Deals", rows))
    names = [c.name for c in layout.tables["deals"].columns]
    assert names == ["name", "stage", "x:Ammount", "amount"]
    assert not layout.problems


def test_a_column_of_stages_is_the_stage_whatever_its_header_says() -> None:
    stages = ["Lead", "Proposal", "Won", "Lost", "Negotiation"]
    rows: list[list[CellValue]] = [["Deal", "Amount", "Where are we"]]
    rows += [[f"D{n}", n, stage] for n, stage in enumerate(stages)]
    layout = recognised(sheet("Deals", rows))
    column = layout.tables["deals"].columns[2]
    assert (column.name, column.reason) == ("stage", "values")
    assert codes(layout.problems) == [("stage-by-values", "Deals!C1")]


def test_a_named_stage_is_not_replaced_by_one_found_by_values() -> None:
    rows: list[list[CellValue]] = [["Deal", "Stage", "Before"]]
    rows += [[f"D{n}", "odd", stage] for n, stage in enumerate(("Lead", "Won", "Lost"))]
    layout = recognised(sheet("Deals", rows))
    assert [c.name for c in layout.tables["deals"].columns] == ["name", "stage", "x:Before"]


@pytest.mark.parametrize(
    ("values", "stages"),
    [
        (["Won", "Lost", "Won"], True),
        (["线索", "谈判", "赢单"], True),
        (["Lead", "Customer", "Lead", "Partner"], False),
        (["Lead", "Demo", "Lead"], False),
        (["Won", "Won", "Won"], False),
        (["Won", "Lost"], False),
        ([1.0, 2.0, "Won", "Lost"], False),
        ([], False),
    ],
)
def test_what_counts_as_a_column_of_stages(values: list[CellValue], stages: bool) -> None:
    assert (first_of_stages([(1, values)]) == 1) is stages
