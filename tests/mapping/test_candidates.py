"""All possible tables are listed with what they fit and why, the likeliest first."""

from __future__ import annotations

from datetime import date

from made_sheets import TODAY, sheet

from adapters.addresses import CellRange
from adapters.outlines import Outline, Revision, SheetOutline
from salestui.mapping.candidates import Candidate, candidates
from salestui.mapping.profile import Profile, TableProfile
from salestui.mapping.recognise import recognise

DEALS = [
    ["Our deals", None, None, None],
    [None, None, None, None],
    ["Deal", "Stage", "Ammount", "Due by"],
    ["Pumps", "Won", 1200.0, date(2026, 3, 5)],
    ["Pipes", "Lead", 80.5, None],
]


def found(*sheets: SheetOutline) -> tuple[Candidate, ...]:
    return candidates(Outline(Revision("r"), sheets), TODAY)


def test_a_table_is_told_with_its_place_its_fields_and_why() -> None:
    first, *_ = found(sheet("Notes", [["Who", "What"], ["Ann", "Called"]]), sheet("Sales", DEALS))
    assert (first.sheet, first.entity, first.header_row) == ("Sales", "deals", 3)
    assert first.range == CellRange(3, 1, 5, 4)
    assert first.headers == ("Deal", "Stage", "Ammount", "Due by")
    assert [(c.field, c.reason) for c in first.columns] == [
        ("name", "name"), ("stage", "name"), ("amount", "similar"), ("", ""),
    ]  # fmt: skip
    assert first.columns[2].examples == ("1200", "80.5")
    assert first.columns[3].examples == ("2026-03-05",)


def test_tables_that_fit_nothing_are_listed_last_without_an_entity() -> None:
    *_, last = found(sheet("Notes", [["Who", "What"], ["Ann", "Called"]]), sheet("Sales", DEALS))
    assert (last.sheet, last.entity, last.score) == ("Notes", "", 0.0)
    assert last.headers == ("Who", "What")


def test_targets_per_period_are_columns_of_targets() -> None:
    rows = [["Rep", "Jan 2026", "Feb 2026"], ["Ana", 10, 20], ["Bo", 30, 40]]
    first, *_ = found(sheet("Targets", rows))
    assert first.entity == "targets"
    assert [(c.field, c.reason) for c in first.columns] == [
        ("rep", "name"), ("target", "period"), ("target", "period"),
    ]  # fmt: skip


def test_a_header_of_its_own_tells_a_table_from_others_on_the_sheet() -> None:
    left = [["Deal", "Stage", "Amount"], ["Pumps", "Won", 1], ["Pipes", "Won", 2]]
    right = [["Deal", "Region", "Fee"], ["Taps", "North", 3], ["Rods", "South", 4]]
    rows = [[*a, None, None, None, *b] for a, b in zip(left, right, strict=True)]
    both = sheet("Both", rows)
    chosen = {c.headers: c.header for c in found(both)}
    assert chosen[("Deal", "Region", "Fee")] == "Region"
    profile = Profile(tables={"deals": TableProfile(("Both",), "Region")})
    layout = recognise(Outline(Revision("r"), (both,)), TODAY, profile=profile)
    assert layout.tables["deals"].first_column == 7


def test_an_empty_sheet_has_no_candidates() -> None:
    assert found(sheet("Empty", [])) == ()
