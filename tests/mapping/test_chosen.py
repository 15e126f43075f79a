"""A profile goes before what would be recognised; what of it does not hold is listed."""

from __future__ import annotations

from datetime import date

import pytest
from made_sheets import TODAY, codes, sheet

from adapters.outlines import Outline, Revision, SheetOutline
from salestui.mapping.layout import Layout
from salestui.mapping.profile import Profile, TableProfile
from salestui.mapping.recognise import recognise

DAY = date(2026, 3, 5)
DEALS = sheet(
    "Deals",
    [
        ["Deal", "Customer", "Stage", "Amount", "List value", "Close date", "Who"],
        ["Pumps", "Acme", "Won", 100, 120, DAY, "Ana"],
        ["Pipes", "Bolt", "Lead", 200, 220, DAY, "Bo"],
    ],
)
OLD = sheet(
    "Old",
    [
        ["Deal", "Customer", "Stage", "Amount", "Close date"],
        ["Taps", "Acme", "Lost", 5, DAY],
    ],
)
PLAIN = sheet("Data", [["Vorgang", "Wert", "Stand"], ["Pumps", 100, "offen"], ["Pipes", 7, "weg"]])


def read(profile: Profile, *sheets: SheetOutline) -> Layout:
    return recognise(Outline(Revision("r1"), sheets), TODAY, profile=profile)


def deals(
    *sheets: str, header: str = "", columns: dict[str, str] | None = None, **rest: object
) -> Profile:
    table = TableProfile(tuple(sheets), header, columns or {})
    return Profile(tables={"deals": table}, **rest)  # type: ignore[arg-type]


def fields(layout: Layout, entity: str = "deals") -> dict[str, str]:
    return {c.header: c.name for c in layout.tables[entity].columns}


def test_a_sheet_that_is_named_goes_before_one_that_fits_better() -> None:
    assert read(Profile(), DEALS, OLD).tables["deals"].sheet == "Deals"
    layout = read(deals("Old"), DEALS, OLD)
    assert layout.tables["deals"].sheet == "Old"
    assert not layout.problems


def test_named_columns_change_field_and_the_rest_is_recognised() -> None:
    layout = read(deals("Deals", columns={"List value": "amount", "Who": "owner"}), DEALS)
    assert fields(layout) == {
        "Deal": "name", "Customer": "customer", "Stage": "stage", "Amount": "x:Amount",
        "List value": "amount", "Close date": "expected_close", "Who": "owner",
    }  # fmt: skip
    assert not layout.problems


def test_a_column_can_be_kept_as_the_teams_own() -> None:
    layout = read(deals("Deals", columns={"Amount": ""}), DEALS)
    assert fields(layout)["Amount"] == "x:Amount"


def test_a_table_of_unknown_headers_is_read_as_it_is_named() -> None:
    assert not read(Profile(), PLAIN).tables
    profile = deals("Data", columns={"Vorgang": "name", "Wert": "amount", "Stand": "stage"})
    layout = read(profile, PLAIN)
    assert fields(layout) == {"Vorgang": "name", "Wert": "amount", "Stand": "stage"}
    assert not layout.problems


def test_no_sheets_means_no_such_table() -> None:
    layout = read(deals(), DEALS, OLD)
    assert "deals" not in layout.tables
    assert not layout.problems


def test_one_of_two_tables_on_a_sheet_is_chosen_by_a_header() -> None:
    rows = [
        [*row, None, None, None, *other]
        for row, other in zip(
            DEALS.head[:2], [["Region", "Who", "Worth"], ["North", "Ana", 3]], strict=True
        )
    ]
    layout = read(deals("Both", header="Worth", columns={"Worth": "amount"}), sheet("Both", rows))
    assert fields(layout) == {"Region": "region", "Who": "x:Who", "Worth": "amount"}


def test_columns_that_moved_are_found_by_their_headers() -> None:
    moved = sheet("Deals", [tuple(reversed(row)) for row in DEALS.head])
    layout = read(deals("Deals", columns={"List value": "amount"}), moved)
    assert layout.tables["deals"].column("amount").position == 3  # type: ignore[union-attr]
    assert not layout.problems


def test_a_renamed_sheet_is_found_by_its_headers() -> None:
    renamed = sheet("Pipeline 2027", DEALS.head)
    known = {"Deals": tuple(str(v) for v in DEALS.head[0])}
    layout = read(deals("Deals", columns={"Amount": ""}, headers=known), OLD, renamed)
    assert layout.tables["deals"].sheet == "Pipeline 2027"
    assert codes(layout.problems) == [("mapping-sheet-renamed", "Pipeline 2027")]


@pytest.mark.parametrize(
    ("profile", "code", "where"),
    [
        (deals("Gone"), "mapping-sheet-gone", ""),
        (deals("Deals", header="Gone"), "mapping-table-gone", "Deals"),
        (deals("Deals", columns={"Gone": "amount"}), "mapping-header-gone", "Deals"),
        (deals("Deals", columns={"Who": "hat"}), "mapping-unknown-field", "Deals"),
        (
            deals("Deals", columns={"Amount": "amount", "List value": "amount"}),
            "mapping-field-twice",
            "Deals!E1",
        ),
        (Profile(tables={"orders": TableProfile(("Deals",))}), "mapping-unknown-table", ""),
    ],
)
def test_what_does_not_hold_is_listed_and_the_rest_still_read(
    profile: Profile, code: str, where: str
) -> None:
    layout = read(profile, DEALS)
    assert codes(layout.problems) == [(code, where)]
    assert layout.tables["deals"].column("amount").header == "Amount"  # type: ignore[union-attr]


def test_one_table_over_several_sheets_is_read_from_those_that_are_named() -> None:
    rows = [list(row) for row in DEALS.head]
    sheets = [sheet(name, rows) for name in ("Jan", "Feb", "Mar")]
    sheets[1] = sheet("Feb", [row[:-1] for row in rows])
    named = deals("Mar", "Feb", columns={"List value": "amount", "Who": "owner"})
    layout = read(named, *sheets)
    assert [part.sheet for part in layout.tables["deals"].sheets] == ["Mar", "Feb"]
    assert {c.name for c in layout.tables["deals"].columns} >= {"amount", "owner", "x:Amount"}
    assert not layout.problems


def test_a_header_that_none_of_several_sheets_has_is_listed_once() -> None:
    sheets = [sheet(name, DEALS.head) for name in ("Jan", "Feb")]
    layout = read(deals("Jan", "Feb", "Gone", columns={"Nope": "amount"}), *sheets)
    assert [p.code for p in layout.problems] == ["mapping-sheet-gone", "mapping-header-gone"]
