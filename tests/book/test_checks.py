"""The checks over small tables: what each finds, where, and what it leaves alone."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from salestui.book.checks.checking import checked
from salestui.book.checks.findings import LISTED
from salestui.i18n import _
from salestui.mapping.layout import Column, Problem, TableLayout
from salestui.mapping.problems import sentence
from salestui.mapping.table import DTYPES, ID, ROW, EntityTable
from salestui.mapping.targets import targets_long
from salestui.model.entities import entity
from salestui.model.playbook import playbook

NO_TARGETS = pl.DataFrame(schema={"scope_type": pl.String, "scope": pl.String, ID: pl.Int64})


def table(name: str, columns: list[str], rows: list[tuple[object, ...]]) -> EntityTable:
    """An entity's rows from sheet row 2 on, its fields side by side from column A."""
    fields = [f for c in columns if (f := entity(name).field(c)) is not None]
    kept = tuple(Column(f.name, f.en, f.type, i, field=f) for i, f in enumerate(fields, start=1))
    layout = TableLayout(
        entity(name), name.title(), 1, 2, len(rows) + 1, 1, len(columns), kept, 2026
    )
    data = {f.name: [row[i] for row in rows] for i, f in enumerate(fields)}
    frame = pl.DataFrame(
        {ID: range(len(rows)), ROW: range(2, len(rows) + 2), **data},
        schema={ID: pl.Int64, ROW: pl.Int64, **{f.name: DTYPES[f.type] for f in fields}},
    )
    return EntityTable(layout, frame)


def found(*tables: EntityTable, targets: pl.DataFrame = NO_TARGETS) -> list[Problem]:
    return list(checked({t.layout.entity.name: t for t in tables}, targets, playbook("b2b")))


def places(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(p.code, p.where) for p in problems]


def hint(problem: Problem) -> str:
    return sentence(problem.hint, problem.parts, _)


def test_stages_that_the_playbook_lacks_and_missing_ones() -> None:
    deals = table("deals", ["id", "stage"], [("1", "Won"), ("2", "Sleeping"), ("3", None)])
    problems = found(deals)
    assert places(problems) == [("unknown-stage", "Deals!B3"), ("no-stage", "Deals!B4")]
    assert "Sleeping" in sentence(problems[0].message, problems[0].parts, _)
    assert all(p.severity == "error" for p in problems)


def test_won_deals_need_a_day_and_an_amount() -> None:
    columns = ["stage", "amount", "closed", "expected_close"]
    day = date(2026, 3, 1)
    deals = table(
        "deals",
        columns,
        [
            ("Won", 5.0, day, None),
            ("Won", 5.0, None, day),
            ("Won", None, None, None),
            ("Lost", None, None, None),
            ("Negotiation", None, None, None),
        ],
    )
    assert places(found(deals)) == [
        ("won-without-date", "Deals!C4"),
        ("won-without-amount", "Deals!B4"),
    ]


def test_every_row_of_a_list_of_orders_is_a_sale_and_price_times_quantity_an_amount() -> None:
    columns = ["amount", "unit_price", "quantity", "closed"]
    day = date(2026, 3, 1)
    deals = table(
        "deals", columns, [(None, 2.0, 3.0, day), (None, 2.0, None, day), (4.0, None, None, day)]
    )
    assert places(found(deals)) == [("won-without-amount", "Deals!A3")]


def test_what_could_not_be_read_is_not_reported_as_missing_but_a_dash_is() -> None:
    base = table("deals", ["stage", "amount"], [("Won", None), ("Won", None)])
    unread = {(0, "amount"): "a lot", (1, "amount"): "-"}
    deals = EntityTable(base.layout, base.frame, unread)
    assert places(found(deals)) == [("won-without-amount", "Deals!B3")]


def test_a_close_before_the_creation_is_told_at_the_date_that_counts() -> None:
    early, created, late = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
    deals = table(
        "deals",
        ["created", "expected_close", "closed"],
        [
            (created, late, early),
            (created, early, late),
            (created, early, None),
            (None, early, None),
        ],
    )
    problems = found(deals)
    told = [p.where for p in problems if p.code == "close-before-created"]
    assert told == ["Deals!C2", "Deals!B4"]


def test_probabilities_are_shares() -> None:
    deals = table(
        "deals", ["stage", "probability"], [("Negotiation", p) for p in (0.0, 1.0, -0.1, 1.5, None)]
    )
    problems = found(deals)
    assert places(problems) == [
        ("probability-out-of-range", "Deals!B4"),
        ("probability-out-of-range", "Deals!B5"),
    ]
    assert "150%" in sentence(problems[1].message, problems[1].parts, _)


@pytest.mark.parametrize(
    ("field", "other", "code"),
    [
        ("owner", "members", "unknown-owner"),
        ("customer", "customers", "unknown-customer"),
        ("product", "products", "unknown-product"),
    ],
)
def test_names_are_those_of_their_sheet(field: str, other: str, code: str) -> None:
    deals = table("deals", [field], [("Ana Ruiz",), ("ana  ruiz",), ("Zed",), (None,)])
    problems = found(deals, table(other, ["name"], [("Ana Ruiz",), ("Bo Li",)]))
    problems = [p for p in problems if p.code == code]
    assert [p.where for p in problems] == ["Deals!A3", "Deals!A4"]
    assert "Ana Ruiz" in hint(problems[0])
    assert "Ana Ruiz" not in hint(problems[1])
    assert not [p for p in found(deals, table(other, ["name"], [])) if p.code == code]
    assert not [p for p in found(deals) if p.code == code]


def test_customers_may_be_named_by_their_number() -> None:
    customers = table("customers", ["id", "name"], [("C1", "Acme")])
    deals = table("deals", ["customer"], [("C1",), ("Acme",), ("C2",)])
    assert [p.where for p in found(deals, customers)] == ["Deals!A4"]


def test_targets_are_for_people_of_the_team() -> None:
    rows: list[tuple[object, ...]] = [("2026-01", "Ana", 5.0), ("2026-02", "Zed", 5.0)]
    quotas = table("targets", ["period", "rep", "target"], rows)
    targets, _notes = targets_long(quotas, 1)
    problems = found(quotas, table("members", ["name"], [("Ana",)]), targets=targets)
    assert places(problems) == [("unknown-target-owner", "Targets!B3")]


def test_a_column_of_the_same_is_listed_up_to_a_number_and_then_counted() -> None:
    deals = table("deals", ["stage"], [(f"S{i}",) for i in range(LISTED + 50)])
    problems = found(deals)
    assert len(problems) == LISTED + 1
    last = problems[-1]
    assert (last.code, last.where) == ("unknown-stage", f"Deals!A{LISTED + 2}")
    assert sentence(last.message, last.parts, _).startswith("50 more")
