"""Which deals are projects, how each stands and why, what is due in them: a small book, by hand."""

from __future__ import annotations

import copy
from datetime import date

import pytest
from project_books import ENGLISH, TODAY, book_of, day, project_book

from salestui.book.state import BookState
from salestui.model.focus import EVERYTHING, parse_scope
from salestui.model.period import parse_period
from salestui.selling.following.following_up import FollowUp, done, postponed
from salestui.selling.following.followups import Source, follow_ups
from salestui.selling.projects.portfolio import Portfolio, portfolio
from salestui.selling.reference_links import ReferenceLinks
from salestui.views.inputs import inputs_of

METRO, CRANE, GRID, MILL = 0, 1, 2, 4


def found(state: BookState, scope: str = "", as_of: date = TODAY) -> Portfolio:
    period = parse_period("2026-Q4", 1, 2026)
    focus = parse_scope(scope) if scope else EVERYTHING
    assert period is not None and focus is not None
    return portfolio(ReferenceLinks(state), inputs_of(state), focus, period, as_of)


def whys(held: Portfolio, deal: int) -> dict[str, int]:
    rows = held.reasons.filter(held.reasons["deal"] == deal)
    return dict(rows.select("cause", "level").iter_rows())


@pytest.mark.inventory(86, 87)
def test_projects_with_phase_level_and_director() -> None:
    held = found(project_book().state)
    told = held.projects.select("deal", "phase", "level", "director", "report_days").rows()
    assert told == [
        (METRO, "monitor", "large", "Ann", 7),
        (CRANE, "plan", "medium", None, 14),  # released in November
        (GRID, "monitor", "medium", "Ann", None),  # won: carried out, no weekly reports any more
        (MILL, "plan", "small", "Cid", None),
    ]
    assert held.projects["began"].to_list()[:2] == [day(9, 7), day(10, 1)]
    # while he was still on the project
    earlier = found(project_book().state, as_of=day(11, 30))
    assert dict(earlier.projects.select("deal", "director").iter_rows())[CRANE] == "Ann"


@pytest.mark.inventory(91)
def test_the_worst_reason_decides() -> None:
    held = found(project_book().state)
    assert dict(held.health.select("deal", "health").iter_rows()) == {
        METRO: 2, CRANE: 2, GRID: 1, MILL: 0,
    }  # fmt: skip
    assert whys(held, METRO) == {
        "milestone": 2, "risk": 2, "report": 2, "schedule": 1, "risk_action": 1, "team": 1,
        "decider": 1, "strategy": 1,
    }  # fmt: skip
    assert whys(held, CRANE) == {"director": 2, "cost": 1, "team": 1, "step": 1}
    assert whys(held, GRID) == {"gate": 1, "team": 1}
    assert whys(held, MILL) == {}
    values = {key: figure.value for key, figure in held.figures.items()}
    assert values == {
        "projects": 4, "red": 2, "amber": 1, "green": 1, "at_risk": 35_000_000.0,
        "report_compliance": 3 / 14, "gates_on_time": 2 / 4, "high_risks": 1, "no_director": 1,
    }  # fmt: skip


@pytest.mark.inventory(91)
def test_what_there_is_no_sheet_for_is_not_held_against_anybody() -> None:
    sheets = ("Tasks", "Risks", "Gates", "Weekly reports", "Four elements", "Deal team",
              "Contacts", "Budgets", "Documents")  # fmt: skip
    held = found(project_book(*sheets).state)
    assert whys(held, METRO) == {} and whys(held, CRANE) == {"step": 1}
    for key in ("report_compliance", "gates_on_time", "high_risks", "no_director"):
        assert held.figures[key].value is None and held.figures[key].reason is not None
    assert held.documents.is_empty() and held.reports.is_empty()


@pytest.mark.inventory(91)
def test_a_focus_and_several_currencies() -> None:
    assert found(project_book().state, "rep:Bob").projects["deal"].to_list() == [CRANE]
    sheets = copy.deepcopy(ENGLISH)
    for row, currency in zip(sheets["Pipeline"], ("Currency", "USD", "CNY"), strict=False):
        row.append(currency)
    held = found(book_of(sheets).state)
    assert held.figures["at_risk"].value is None and held.figures["red"].value == 2


@pytest.mark.inventory(86)
def test_a_phase_of_its_own_makes_any_deal_a_project_and_a_review_ends_it() -> None:
    deals = [["Deal ID", "Deal", "Stage", "Amount", "Closed on", "Project phase"],
             ["A", "Small", "Proposal", 10_000, None, "monitor"],
             ["B", "Other", "Proposal", 10_000, None, None],
             ["C", "Big", "Qualified", 90_000_000, None, None],
             ["D", "Unpriced", "Qualified", None, None, None],
             ["E", "Won", "Won", 90_000_000, day(12, 1), "close"],
             ["F", "Reviewed", "Won", 90_000_000, day(12, 1), "close"],
             ["G", "Old", "Won", 90_000_000, day(6, 1), None]]  # fmt: skip
    reviews = [["Deal", "Date", "Result", "Reason", "Lessons"],
               ["F", day(12, 5), "won", "price", "ask early"]]  # fmt: skip
    state = book_of({"Pipeline": deals, "Reviews": reviews}).state
    assert state.playbook.name == "b2b"  # runs large deals as projects
    assert found(state).projects["title"].to_list() == ["Small", "Big", "Won"]


@pytest.mark.inventory(94)
def test_documents_that_are_there_due_and_overdue() -> None:
    rows = found(project_book().state).documents
    told = {(r["deal"], r["type"]): (r["there"], r["due"], r["late"]) for r in rows.to_dicts()}
    assert told[METRO, "planning-report"] == (True, day(11, 10), 0)  # when ATB was passed
    assert told[CRANE, "planning-report"] == (False, None, 0)  # nobody planned its end
    assert told[GRID, "operation-checklist"] == (False, day(12, 4), 5)  # ATAC was planned for then
    assert told[GRID, "summary-report"] == (False, day(1, 3, 2027), 0)  # 30 days later
    assert told[CRANE, "feasibility"] == (False, day(12, 1), 8)  # its own row says so


@pytest.mark.inventory(92, 94, 95, 98)
def test_what_is_due_is_followed_up() -> None:
    rows = follow_ups(project_book().state, TODAY).to_dicts()
    told = {(str(r["source"]), r["entity"], r["row"], r["due"], r["rep"]) for r in rows}
    assert {t for t in told if t[0] in ("report", "risk", "gate", "document")} == {
        ("report", "deals", METRO, day(11, 27), "Ann"),
        ("report", "deals", CRANE, day(12, 14), "Bob"),
        ("risk", "risks", 0, day(12, 20), "Ann"),
        ("risk", "risks", 1, day(12, 2), "Dora"),
        ("risk", "risks", 3, day(12, 30), "Bob"),  # nobody watches it: the deal's rep
        ("gate", "gates", 2, day(12, 21), "Max"),
        ("gate", "gates", 3, day(12, 16), "Max"),
        ("gate", "gates", 5, day(12, 4), "Max"),
        ("document", "documents", 1, day(12, 1), "Bob"),
        ("document", "deals", GRID, day(12, 4), "Ann"),
        ("document", "deals", GRID, day(1, 3, 2027), "Ann"),
    }  # fmt: skip


@pytest.mark.inventory(92)
def test_a_risk_is_closed_and_put_off_but_a_gate_wants_its_decision() -> None:
    state = project_book().state
    risk = FollowUp(Source.RISK, "risks", 1, day(12, 2), METRO)
    assert done(state, risk, TODAY).cells == (
        ("risks", 1, "status", "closed"), ("risks", 1, "closed", TODAY),
    )  # fmt: skip
    assert postponed(state, risk, day(12, 20)).cells == (("risks", 1, "due", day(12, 20)),)
    gate = FollowUp(Source.GATE, "gates", 5, day(12, 4), GRID)
    assert not done(state, gate, TODAY).cells
    assert postponed(state, gate, day(12, 20)).cells == (("gates", 5, "due", day(12, 20)),)
    report = FollowUp(Source.REPORT, "deals", METRO, day(11, 27), METRO)
    assert not done(state, report, TODAY).cells and not postponed(state, report, TODAY).cells


def test_a_team_whose_playbook_says_nothing_of_projects_is_reminded_of_no_documents() -> None:
    deals = [["Deal ID", "Deal", "Stage", "Amount", "Rep"], ["A", "Big", "Proposal", 9e7, "Ann"]]
    papers = [["Deal", "Document type", "Document", "Link"], ["A", "Specification", "Spec", "x"]]
    state = book_of({"Pipeline": deals, "Documents": papers}).state
    assert follow_ups(state, TODAY).is_empty()


def test_an_edit_of_one_sheet_is_seen_at_once() -> None:
    book = project_book()
    assert whys(found(book.state), METRO)["risk"] == 2
    book.set_values("edit", "risks", [(0, "probability", "1")])
    assert "risk" not in whys(found(book.state), METRO)
    book.set_values("edit", "tasks", [(0, "done", TODAY)])
    assert "milestone" not in whys(found(book.state), METRO)
    book.set_values("edit", "deals", [(METRO, "stage", "Lost")])
    assert METRO not in found(book.state).projects["deal"]
