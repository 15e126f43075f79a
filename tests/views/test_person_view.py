"""What a rep's page says, and the team's structures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import polars as pl
import pytest
from people_books import TODAY, state_of

from salestui.metrics.people.structure import Structure
from salestui.model.focus import EVERYTHING
from salestui.model.period import parse_period
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.past.looking_back import Present
from salestui.views.past.remembering import with_history
from salestui.views.person.lines import Section
from salestui.views.person.report import person_data
from salestui.views.person.view import PersonView, person_view
from salestui.views.structure import StructureView, structure_data, structure_view


def present(*left_out: str, period: str = "2026-Q4") -> Present:
    state = state_of(*left_out)
    found = parse_period(period, 1, 2026)
    assert found is not None
    return Present(state, inputs_of(state), EVERYTHING, found, TODAY)


def page(name: str, *left_out: str) -> PersonView:
    now = present(*left_out)
    told = with_history(now.state, now.inputs, None)
    return person_view(replace(now, inputs=told.inputs), told.stays, name, style())


def titles(section: Section) -> list[str]:
    return [line.title for line in section.lines]


@pytest.mark.inventory(68)
def test_strengths_name_the_stage_with_the_counts_behind_it() -> None:
    found = page("Ann").sections["strengths"]
    assert found.note.startswith("compared with North")
    assert "inferred" in found.note
    strongest, weakest, bottleneck, wins = found.lines[:4]
    # all 8 of Ann became more than a lead; of North (Ann, Bob, Cy's since July) 12 of 17 did
    assert strongest.title == "Strongest: Lead → Qualified"
    assert strongest.detail.startswith("8 of 8, team 70.6% of 17")
    assert strongest.aside == "100% ▲ +29.4 pp"
    assert weakest.title == "Weakest: Proposal → Negotiation"
    assert weakest.detail.startswith("6 of 8, team 80.0% of 10")
    assert bottleneck.title == "Bottleneck of North"
    assert bottleneck.detail.startswith("Lead → Qualified: 5 of 17 deals stop there, 1 of them")
    assert wins.detail == "6 of 6, team 85.7% of 7"
    assert len(strongest.behind) == 8
    assert {place[0] for place in strongest.behind} == {"deals"}


@pytest.mark.inventory(68)
def test_too_few_deals_are_said_to_be_too_few() -> None:
    lines = page("Zed").sections["strengths"].lines
    assert lines[0].title == "Strongest"
    assert "too few deals: 0 at most" in lines[0].detail


@pytest.mark.inventory(68)
def test_every_line_of_strengths_and_patterns_is_explained() -> None:
    view = page("Ann")
    for name in ("strengths", "patterns"):
        for line in view.sections[name].lines:
            sheet = view.explained(line.key)
            assert sheet.explanation.kpi.formula
            assert sheet.explanation.kpi.value
    step = view.explained("step 1")
    assert step.explanation.numbers == "8 / 8"
    assert step.explanation.kpi.exact == "100%"
    assert len(step.explanation.deals) == 8


@pytest.mark.inventory(20)
def test_patterns_are_seen_where_they_hold() -> None:
    bob = {found.pattern.code: found for found in page("Bob").patterns}
    assert bob["new-stories"].seen
    assert (bob["new-stories"].part, bob["new-stories"].whole) == (6, 6)
    cy = {found.pattern.code: found for found in page("Cy").patterns}
    assert cy["late-effort"].seen
    # six visits in the last stage, and one before it was reached that the deal's rep made
    assert (cy["late-effort"].part, cy["late-effort"].whole) == (6, 7)
    assert not cy["new-stories"].seen
    section = page("Bob").sections["patterns"]
    assert section.note == "1 of 3 seen"
    assert section.lines[0].aside == "seen"
    assert section.lines[0].detail.startswith(
        "6 of 6 open deals (100%) stand in the first 2 stages"
    )
    assert len(section.lines[0].behind) == 6
    assert section.lines[2].aside == "n/a"


@pytest.mark.inventory(20)
def test_activities_behind_a_pattern_are_listed_as_what_they_are() -> None:
    view = page("Cy")
    late = view.sections["patterns"].lines[1]
    assert {place[0] for place in late.behind} == {"activities"}
    assert view.explained(late.key).entity == "activities"


@pytest.mark.inventory(72)
def test_training_is_logged_with_its_hours_the_latest_first() -> None:
    found = page("Ann").sections["training"]
    assert titles(found) == ["Presses", "Negotiating"]
    assert found.note == "2, 12 h"
    assert page("Cy").sections["training"].nothing == "no training is on record: n adds one"
    missing = page("Ann", "Training").sections["training"]
    assert missing.lines == ()
    assert "n adds the sheet" in missing.nothing


@pytest.mark.inventory(71)
def test_coaching_that_is_to_be_looked_at_again_comes_first() -> None:
    found = page("Ann").sections["coaching"]
    assert titles(found) == ["offer within a day", "asks well", "two a week"]
    assert found.lines[0].aside == "20 d late"
    assert found.note == "3, 1 due"
    assert "n adds the sheet" in page("Ann", "Coaching").sections["coaching"].nothing


@pytest.mark.inventory(75)
def test_tasks_are_told_by_department() -> None:
    found = page("Ann").sections["tasks"]
    # of Ann's deals, and her own on a deal of Bob's
    assert [(x.title, x.detail, x.aside) for x in found.lines] == [
        ("Engineering", "1 open, 1 done", "1 overdue"),
        ("Finance", "1 open, 0 done", ""),
        ("no department", "1 open, 0 done", ""),
    ]
    assert found.lines[0].behind == (("tasks", 0), ("tasks", 2))
    assert found.note == "4"
    assert page("Ann", "Tasks").sections["tasks"].lines == ()


@pytest.mark.inventory(68)
def test_the_page_lists_what_needs_something_and_what_is_due() -> None:
    view = page("Ann")
    assert titles(view.sections["deals"]) == ["Deal 7", "Deal 8"]
    due = view.sections["due"]
    assert [line.title for line in due.lines][:1] == ["send the offer, Deal 7"]
    assert due.lines[0].aside == "9 d late"
    assert view.title == "Ann, North, Rep, N"
    keys = [figure.key for figure in view.figures]
    assert keys[:3] == ["total", "attainment", "actual"]
    assert view.explained("attainment").explanation.kpi.exact == "70%"
    assert view.explained("total").explanation.kpi.label


@pytest.mark.inventory(68)
def test_a_page_as_data() -> None:
    data = person_data(page("Bob"))
    assert data["rep"] == "Bob"
    assert data["patterns"][0]["seen"] is True
    assert data["patterns"][2]["share"]["value"] is None
    assert data["patterns"][2]["share"]["reason"]
    assert data["funnel"]["compared_with"] == "North"
    assert data["funnel"]["steps"][0]["rep"] == {
        "came": 7, "went": 2, "rate": data["funnel"]["steps"][0]["rep"]["rate"],
        "days": data["funnel"]["steps"][0]["rep"]["days"],
    }  # fmt: skip
    assert data["funnel"]["steps"][0]["rep"]["rate"]["value"] == pytest.approx(2 / 7)


class _Kept:
    """An archive in which a deal of Ann's went on from lead to proposal."""

    def stage_history(self, _state: object) -> pl.DataFrame:
        from salestui.metrics.history.stage_history import TOLD

        return pl.DataFrame(schema=TOLD)

    def changes(self, _field: str, _state: object) -> pl.DataFrame:
        moved = datetime(2026, 2, 4, 9)
        return pl.DataFrame(
            {"deal": ["D-7"], "at": [moved], "before": ["Lead"], "after": ["Proposal"],
             "source": ["edit"]},
        )  # fmt: skip


@pytest.mark.inventory(68)
def test_days_in_a_stage_come_from_the_history_where_it_is_kept() -> None:
    now = present()
    told = with_history(now.state, now.inputs, _Kept())  # type: ignore[arg-type]
    view = person_view(replace(now, inputs=told.inputs), told.stays, "Ann", style())
    lead = view.funnel.steps[0].rep
    assert lead.days.value == (date(2026, 2, 4) - date(2026, 1, 5)).days
    notes = [n.text for n in lead.rate.notes]
    assert any("stage history is kept of" in text for text in notes)


def tree(structure: Structure, *left_out: str, period: str = "2026-Q4") -> StructureView:
    return structure_view(present(*left_out, period=period), structure, style())


@pytest.mark.inventory(73)
def test_a_structure_as_a_tree_with_people_and_dates() -> None:
    view = tree(Structure.LINE, period="2026")
    units = [(x.label, x.headcount) for x in view.lines if x.level == 1]
    assert units == [("North", "3"), ("South", "0"), ("no team", "1")]
    cy = [x.about for x in view.lines if x.person == "Cy"]
    assert cy == ["2026-07-01 – now", "2026-01-01 – 2026-06-30, not there on 2026-11-21"]
    assert any("of no team: Mo" in note for note in view.notes)
    assert any("own team or region goes before" in note for note in view.notes)
    # Cy's sales of May are South's, his target of the second quarter too
    south = next(x for x in view.lines if x.label == "South")
    assert (south.actual, south.target, south.attainment) == ("5.70k", "9.00k", "63.3%")


@pytest.mark.inventory(73)
def test_the_matrix_says_that_it_counts_twice_and_the_company_once() -> None:
    view = tree(Structure.MATRIX)
    assert view.lines[0].headcount == "4"
    assert any("the company counts everyone once" in note for note in view.notes)
    bob = [x.about for x in view.lines if x.person == "Bob"]
    assert bob == ["in several units", "in several units"]


@pytest.mark.inventory(73)
def test_units_are_explained_and_told_as_data() -> None:
    view = tree(Structure.FUNCTIONAL)
    line = next(x for x in view.lines if x.label == "Sales")
    sheet = view.explained(present().state, style(), line.key)
    assert sheet.explanation.numbers == "2,100 / 3,000"
    assert sheet.explanation.kpi.exact == "70%"
    assert line.scope is None  # no focus is of a function
    data = structure_data(view)
    assert data["structure"] == "functional"
    assert [unit["name"] for unit in data["units"]] == ["Channel", "Sales", None]


@pytest.mark.inventory(73)
def test_a_structure_that_the_book_does_not_keep_says_what_it_takes() -> None:
    view = tree(Structure.LINE, "Team")
    assert view.lines == ()
    assert "enter adds the sheet" in view.needs
