"""What the mapping screen shows, and the profiles that choices make, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from adapters.protocol import Workbook
from adapters.registry import open_workbook
from salestui.book.reading import Settings
from salestui.book.surveying import survey
from salestui.mapping.profile import AUTOMATIC, Profile, TableProfile
from salestui.views.mapping import choices
from salestui.views.mapping.about import about_column, about_stage, about_table, summary
from salestui.views.mapping.view import MappingView, mapping_view

SETTINGS = Settings(date(2026, 11, 21))
ROWS = (
    ("D-1", "Alpha", "Ann", "Won", "$1,275", date(2026, 10, 3), "blue"),
    ("D-2", "Beta", "Bob", "Haggling", "1,148", date(2026, 11, 4), "red"),
    ("D-3", "Gamma", "Ann", "Haggling", "a lot", date(2026, 12, 5), "red"),
)


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[Workbook]:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Deals"
    sheet.append(["Deal ID", "Customer", "Rep", "Stage", "Amount", "Close date", "Colour"])
    for row in ROWS:
        sheet.append(row)
    other = made.create_sheet("Firmen")
    other.append(["Haus", "Gewerbe"])
    other.append(["Alpha", "Brot"])
    other.append(["Beta", "Wein"])
    made.save(tmp_path / "team.xlsx")
    opened = open_workbook(str(tmp_path / "team.xlsx"), tmp_path / "state")
    yield opened
    opened.close()


def shown(workbook: Workbook, profile: Profile = AUTOMATIC) -> MappingView:
    return mapping_view(survey(workbook, replace(SETTINGS, profile=profile)))


def test_tables_in_use_come_first_and_others_as_they_stand(workbook: Workbook) -> None:
    deals, other = shown(workbook).tables
    assert (deals.entity, deals.sheet, deals.cells, deals.rows) == ("deals", "Deals", "A1:G4", 3)
    assert (other.entity, other.sheet, other.cells, other.rows) == ("", "Firmen", "A1:B3", None)
    assert [e.text for e in other.columns[1].examples] == ["Brot", "Wein"]
    assert "is not read" in about_table(other)


def test_columns_say_what_they_are_why_and_show_values_both_ways(workbook: Workbook) -> None:
    table = shown(workbook).tables[0]
    amount, colour = table.columns[4], table.columns[6]
    assert (amount.letters, amount.field, amount.why) == ("E", "amount", "its header")
    assert [e.text for e in amount.examples] == ["$1,275 → 1,275", "1,148", "a lot ✖"]
    assert (colour.field, colour.title, colour.why) == ("", "own column", "")
    assert "1 problem (E4)" in about_column(table, amount)
    assert table.preview.rows[0][-1] == "2026-10-03"


def test_unknown_stages_come_first_with_their_deals(workbook: Workbook) -> None:
    view = shown(workbook)
    assert [(s.text, s.count, s.code) for s in view.stages] == [
        ("Haggling", 2, ""),
        ("Won", 1, "won"),
    ]
    assert "2 deals in Haggling" in about_stage(view.stages[0])
    assert "1 unknown stage" in summary(view, AUTOMATIC, changed=False)


def test_a_chosen_stage_counts(workbook: Workbook) -> None:
    view = shown(workbook)
    profile = choices.with_stage(AUTOMATIC, view.stages[0], "negotiation")
    assert profile.stages == {"Haggling": "negotiation"}
    after = shown(workbook, profile)
    row = next(s for s in after.stages if s.text == "Haggling")
    assert (row.code, row.said) == ("negotiation", True)
    assert after.unknown_stages == 0
    assert choices.with_stage(profile, row, choices.AUTOMATIC) == AUTOMATIC


def test_a_chosen_field_moves_and_an_own_column_stays_own(workbook: Workbook) -> None:
    table = shown(workbook).tables[0]
    profile = choices.with_field(AUTOMATIC, table, "Colour", "product")
    profile = choices.with_field(profile, table, "Customer", choices.NONE)
    columns = {c.header: c for c in shown(workbook, profile).tables[0].columns}
    assert (columns["Colour"].field, columns["Colour"].why) == ("product", "you said so")
    assert columns["Customer"].field == ""
    moved = choices.with_field(profile, table, "Rep", "product")
    assert moved.tables["deals"].columns == {"Customer": "", "Rep": "product"}
    again = choices.with_field(profile, table, "Customer", choices.AUTOMATIC)
    assert again.tables["deals"].columns == {"Colour": "product"}


def test_a_table_is_chosen_and_left_out(workbook: Workbook) -> None:
    deals, firms = shown(workbook).tables
    profile = choices.with_entity(AUTOMATIC, firms, "customers")
    assert profile.tables == {"customers": TableProfile(("Firmen",), firms.place.header)}
    view = shown(workbook, profile)
    chosen = next(t for t in view.tables if t.entity == "customers")
    assert (chosen.sheet, chosen.rows) == ("Firmen", 2)
    assert choices.with_entity(profile, chosen, choices.AUTOMATIC) == AUTOMATIC
    none = choices.with_entity(AUTOMATIC, deals, choices.NONE)
    assert none.tables == {"deals": TableProfile()}
    assert all(t.entity != "deals" for t in shown(workbook, none).tables)
    gone = next(t for t in shown(workbook, none).tables if t.sheet == "Deals")
    back = choices.with_entity(none, gone, "deals")
    assert shown(workbook, back).tables[0].entity == "deals"


def test_another_playbook_forgets_what_stages_meant_in_the_one_before(workbook: Workbook) -> None:
    profile = choices.with_stage(AUTOMATIC, shown(workbook).stages[0], "negotiation")
    other = choices.with_playbook(profile, "project-sales")
    assert (other.playbook, other.stages) == ("project-sales", {})
    assert choices.with_playbook(other, "project-sales") is other
    assert choices.with_dates(other, "month").day_first is False
    assert choices.with_dates(other, choices.AUTOMATIC).day_first is None


def test_fields_are_offered_with_the_column_that_has_them(workbook: Workbook) -> None:
    offered = {c.value: c for c in choices.field_choices(shown(workbook).tables[0])}
    assert "now column E" in offered["amount"].note
    assert "now column" not in offered["region"].note
    assert choices.NONE in offered
    assert choices.AUTOMATIC in offered
