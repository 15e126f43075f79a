"""A deal as a project: phases, team, elements, plans, risks, reports, documents, close-out."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_project_books import TODAY, loaded

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.selling.projects.documents import (
    DueState,
    Keeping,
    documents_of,
    due_documents,
    years_after,
)
from salestui.selling.projects.elements import completeness, element_rows, elements_of
from salestui.selling.projects.phases import (
    gate_stands,
    has_left,
    level_of,
    phase_end,
    phase_of,
    start_gate,
)
from salestui.selling.projects.plans import checked_cells, checks_of, held_cells, talks_of
from salestui.selling.projects.risks import closed_cells, risks_of
from salestui.selling.projects.steps import (
    evaluation_of,
    first_steps,
    last_steps,
    review_row,
    tick_changes,
)
from salestui.selling.projects.team import (
    appointment_row,
    appointments,
    director_of,
    missing_roles,
    release_cells,
    role_options,
)
from salestui.selling.projects.weekly import next_due, report_row, reports_of
from salestui.views.deal.choosing import deals_named
from sample_workbooks import sample

DAY = date
METRO, PORT, BANK = 0, 1, 2


@pytest.mark.inventory(86, 88)
def test_phases_levels_and_where_the_gates_stand() -> None:
    state = loaded().state
    assert [phase_of(state, deal) for deal in (METRO, PORT, BANK)] == ["monitor", "plan", "close"]
    level = level_of(state, METRO)
    assert level is not None
    assert level.code == "large"
    stands = {s.gate.gate.code: s for s in gate_stands(state, METRO)}
    assert (stands["ATI"].passed, stands["ATI"].decided) == (True, DAY(2026, 7, 2))
    assert stands["ATB"].decision == "conditional"
    assert stands["ATC"].is_late(TODAY)
    assert not stands["ATAC"].is_late(TODAY)
    first = start_gate(state, METRO)
    assert first is not None
    assert first.gate.gate.code == "ATI"


@pytest.mark.inventory(86)
def test_a_phase_ends_at_its_gate_else_with_its_stage() -> None:
    state = loaded().state
    assert phase_end(state, METRO, "plan") == DAY(2026, 12, 3)  # decided, not the planned day
    assert phase_end(state, METRO, "monitor") == DAY(2027, 2, 1)  # expected to close
    assert phase_end(state, BANK, "monitor") == DAY(2026, 10, 5)  # closed
    assert phase_end(state, PORT, "plan") is None
    assert phase_end(loaded("Gates").state, METRO, "plan") == DAY(2026, 12, 4)  # in its stage since
    assert has_left(state, METRO, "plan")
    assert not has_left(state, METRO, "monitor")


def test_the_deals_own_phase_goes_before_its_stages() -> None:
    book = loaded()
    book.set_values("phase", "deals", [(METRO, "project_phase", "策划")])
    assert phase_of(book.state, METRO) == "plan"


@pytest.mark.inventory(87)
def test_roles_that_nobody_has_today_are_missing() -> None:
    state = loaded().state
    found = [role.code for role in missing_roles(state, METRO, TODAY)]
    # the solution responsible has left; who has the role of the account stays
    assert found == ["SR", "SSR", "FR", "QA", "delivery-manager", "delivery-project-manager",
                     "sponsor"]  # fmt: skip
    assert next(r.code for r in missing_roles(state, METRO, DAY(2026, 8, 1))) == "SSR"
    assert [r.code for r in missing_roles(state, PORT, TODAY)] == ["AR", "SR"]
    assert role_options(state, METRO, TODAY)[0].code == "SR"
    assert director_of(state, METRO, TODAY) == "Max"
    assert director_of(state, PORT, TODAY) == ""
    assert missing_roles(loaded("Deal team").state, METRO, TODAY) == ()


@pytest.mark.inventory(87, 93)
def test_people_are_appointed_in_the_workbooks_words_and_all_released_at_once() -> None:
    state = loaded().state
    entity, values = appointment_row(state, METRO, "SR", "Zoe", TODAY)
    assert entity == "deal_team"
    assert values == {"deal": "Metro", "member": "Zoe", "role": "Solution responsible (SR)",
                      "from": TODAY}  # fmt: skip
    assert appointment_row(state, METRO, "Driver", "Zoe", TODAY)[1]["role"] == "Driver"
    cells = release_cells(state, METRO, TODAY)
    open_rows = [a.row for a in appointments(state, METRO) if a.end is None]
    assert cells == [("deal_team", row, "to", TODAY) for row in open_rows]
    assert len(cells) == 2


@pytest.mark.inventory(89)
def test_the_four_elements_are_made_at_once_and_counted() -> None:
    state = loaded().state
    elements = elements_of(state, METRO)
    assert [e.choice.code for e in elements] == ["customer relation", "commercial", "solution",
                                                 "delivery"]  # fmt: skip
    assert elements[0].texts == ("nobody knows the CFO", "two talks", "")
    assert completeness(elements) == (2, 12)
    rows = element_rows(state, METRO)
    assert [values["element"] for _entity, values in rows] == ["commercial", "solution", "delivery"]
    assert {values["deal"] for _entity, values in rows} == {"Metro"}
    assert len(element_rows(state, PORT)) == 4


@pytest.mark.inventory(90)
def test_talks_are_due_after_their_days_and_checks_on_theirs() -> None:
    state = loaded().state
    board, team = talks_of(state, METRO)
    assert (board.audience, board.next) == ("Board", DAY(2026, 12, 1))
    assert board.is_late(TODAY)
    assert (team.audience, team.next) == ("Team", DAY(2026, 12, 11))
    written = {name: value for _e, _row, name, value in held_cells(state, team, TODAY)}
    assert written == {"last_date": TODAY, "next_date": TODAY + timedelta(days=7)}
    checks = {check.item: check for check in checks_of(state, METRO)}
    assert checks["price sheet"].is_late(TODAY)
    assert checks["answers"].result == "passed"
    cells = checked_cells(state, checks["price sheet"].row, TODAY, done=True)
    assert [cell[2:] for cell in cells] == [("checked", TODAY), ("result", "passed")]


@pytest.mark.inventory(92)
def test_risks_stand_by_score_closed_ones_last() -> None:
    state = loaded().state
    risks = risks_of(state, METRO)
    assert [(r.name, r.score) for r in risks] == [("late site", 20), ("price war", 6),
                                                  ("no budget", 25)]  # fmt: skip
    assert [r.is_late(TODAY) for r in risks] == [True, False, False]
    cells = closed_cells(state, risks[0].row, TODAY, done=True)
    assert [cell[2:] for cell in cells] == [("closed", TODAY), ("status", "closed")]


@pytest.mark.inventory(95)
def test_a_report_is_due_after_the_days_of_the_level() -> None:
    state = loaded().state
    assert next_due(state, METRO, TODAY) == DAY(2026, 12, 5)
    assert next_due(state, PORT, TODAY) is None  # an office project need not
    assert next_due(state, BANK, TODAY) is None  # over
    first = loaded("Weekly reports").state
    assert next_due(first, METRO, TODAY) == DAY(2026, 7, 8)  # a week after the director came


@pytest.mark.inventory(91, 95)
def test_a_report_tells_what_happened_since_the_last_one() -> None:
    state = loaded().state
    entity, values = report_row(state, METRO, TODAY, None, "red")
    assert entity == "weekly_reports"
    assert values["date"] == TODAY
    assert values["author"] == "Ann"
    assert values["health"] == "red"
    assert values["progress"] == (
        "Stage: Bid written and handed in; Demo Neutral; Done: draw; Risk closed: no budget"
    )
    assert values["next_steps"] == "clarify 2026-12-12; call 2026-12-14; print 2026-12-15"
    assert values["issues"] == "Overdue since 2026-12-05: price; Risk: late site (score 20)"
    assert [r.author for r in reports_of(state, METRO)] == ["Ann"]


@pytest.mark.inventory(96, 97)
def test_the_register_tells_versions_and_what_expires() -> None:
    state = loaded().state
    found = documents_of(state, METRO)
    assert [(d.type, d.version, d.latest) for d in found] == [
        ("Planning report", "2.0", True), ("Planning report", "1.0", False),
        ("Feasibility study", "1", True), ("PO", "1", True),
    ]  # fmt: skip
    assert found[0].until == DAY(2031, 12, 2)  # five years, as the playbook says for its kind
    assert found[1].keeping(TODAY) is Keeping.OPEN
    study, order = found[2], found[3]
    assert study.until == DAY(2026, 12, 1)
    assert study.keeping(TODAY) is Keeping.EXPIRED
    assert order.keeping(TODAY) is Keeping.EXPIRING
    book = loaded()
    book.set_values("disposal", "documents", [(study.row, "disposal", "shred")])
    assert documents_of(book.state, METRO)[2].keeping(TODAY) is Keeping.SETTLED


@given(st.dates(DAY(1990, 1, 1), DAY(2060, 1, 1)), st.integers(0, 60))
def test_years_later_is_the_same_day_or_the_last_of_its_month(start: date, years: int) -> None:
    later = years_after(start, years)
    assert (later.year, later.month) == (start.year + years, start.month)
    assert later.day == start.day or (start.month, start.day, later.day) == (2, 29, 28)
    assert years_after(start, 0.5) <= years_after(start, 1)


@pytest.mark.inventory(94)
def test_the_four_documents_are_due_at_the_end_of_their_phase() -> None:
    found = {d.kind.code: d for d in due_documents(loaded().state, METRO, TODAY)}
    assert (found["planning-report"].state, found["planning-report"].due) == (
        DueState.DONE, DAY(2026, 12, 3),
    )  # fmt: skip
    assert (found["weekly-report"].state, found["weekly-report"].due) == (
        DueState.OVERDUE, DAY(2026, 12, 5),
    )  # fmt: skip
    assert (found["operation-checklist"].state, found["operation-checklist"].due) == (
        DueState.WAITING, DAY(2027, 2, 1),
    )  # fmt: skip
    closed = {d.kind.code: d for d in due_documents(loaded().state, BANK, TODAY)}
    assert closed["summary-report"].due == DAY(2026, 11, 4)  # 30 days after the close
    assert closed["summary-report"].state is DueState.OVERDUE
    assert closed["weekly-report"].state is DueState.NOT_NEEDED


@pytest.mark.inventory(88, 93)
def test_steps_of_the_beginning_and_the_end_are_dated_items() -> None:
    book = loaded()
    steps = {step.item.code: step for step in first_steps(book.state, METRO)}
    assert (steps["kick-off"].done, steps["kick-off"].done_on) == (True, DAY(2026, 7, 10))
    assert steps["appoint"].row is None
    changes = tick_changes(book.state, METRO, steps["appoint"], TODAY)
    ((entity, values),) = changes.rows
    assert entity == "checklist"
    assert (values["item"], values["stage"], values["done_on"], values["done_by"]) == (
        "Appoint the project team", "Project planned", TODAY, "Ann",
    )  # fmt: skip
    assert not changes.cells
    release = next(s for s in last_steps(book.state, METRO) if s.does == "release")
    assert len(tick_changes(book.state, METRO, release, TODAY).cells) == 2


@pytest.mark.inventory(93, 110)
def test_what_came_of_a_project_in_money_and_quality() -> None:
    state = loaded().state
    found = evaluation_of(state, BANK)
    assert (found.cost, found.revenue, found.quality) == (20_000_000, 25_000_000, 92)
    assert found.margin == pytest.approx(0.2)
    assert found.lessons == "begin early"
    assert evaluation_of(state, METRO).row is None
    assert review_row(state, BANK, TODAY)[1]["revenue"] == 25_000_000
    assert "revenue" not in review_row(state, METRO, TODAY)[1]


@pytest.mark.inventory(87, 89, 95)
def test_a_chinese_workbook_gets_its_rows_in_chinese(tmp_path: Path) -> None:
    path = Path(sample("zh")).with_name("sales_projects_zh.xlsx")
    book = Book(open_workbook(str(path), tmp_path), Settings(DAY(2026, 11, 22)))
    try:
        state = book.load()
        (deal,) = deals_named(state, "银行双活数据中心")
        _entity, values = report_row(state, deal, DAY(2026, 11, 22), None, "red")
        assert values["health"] == "红"
        assert "2026-11-13起逾期：付款与责任条款谈判" in str(values["issues"])
        assert "风险：客户再次调整架构（得分20）" in str(values["issues"])
        assert (
            appointment_row(state, deal, "SR", "任杰", TODAY)[1]["role"] == "解决方案责任人（SR）"
        )
        assert {e.choice.zh for e in elements_of(state, deal)} == {
            "客户关系", "商务和融资", "解决方案", "交付",
        }  # fmt: skip
        assert completeness(elements_of(state, deal)) == (12, 12)
        release = next(s for s in last_steps(state, deal) if s.does == "release")
        changes = tick_changes(state, deal, release, TODAY)
        assert changes.rows[0][1]["item"] == "释放人员"
        assert len(changes.cells) == 9
    finally:
        book.close()
