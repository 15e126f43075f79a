"""Everything about a deal as data, its figures against plain sums."""

from __future__ import annotations

from datetime import date

import pytest
from deal_books import TODAY, full
from fakes import MemoryWorkbook

from adapters.contents import CellValue
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.i18n import set_language
from salestui.model.playbook import playbook
from salestui.selling.deals.criteria import weighted_scores
from salestui.ui.deal.gantt import bar_text, cells
from salestui.ui.deal.layout import PANELS, heights, rows_of
from salestui.ui.deal.panel import shared_widths
from salestui.views.deal import DealBar, DealLook, DealView, deal_view
from salestui.views.deal.choosing import deals_named
from salestui.views.deal.closing import FOLD, REST, closing_section
from salestui.views.deal.fields import ABSENT
from salestui.views.deal.report import deal_report, deal_text
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.states import State


def viewed(workbook: MemoryWorkbook | None = None, name: str = "Press") -> DealView:
    book = Book(workbook or full(), Settings(TODAY))
    state = book.load()
    (row,) = deals_named(state, name)
    view = deal_view(DealLook(state, row, inputs_of(state), TODAY, style("")))
    book.close()
    return view


def texts(view: DealView, key: str) -> list[tuple[str, ...]]:
    return [line.cells for line in view.section(key).lines]


def states(view: DealView, key: str) -> list[State]:
    return [line.state for line in view.section(key).lines]


def test_the_head_tells_the_figures_and_what_presses() -> None:
    head = viewed().head
    assert (head.title, head.customer) == ("Press", "Acme")
    facts = dict(head.facts)
    assert facts["Amount"] == "900,000"
    assert facts["Probability"] == "50.0% (the stage's)"
    assert head.health[0] == "close date passed 8 d ago"


@pytest.mark.inventory(6)
def test_a_stage_that_runs_ahead_of_the_customer_is_warned_of() -> None:
    view = viewed()
    assert "ahead of the customer" in view.head.health[-1]
    by_stage = {line.key: line for line in view.section("path").lines}
    assert by_stage["stage:lead"].cells[1].startswith("✓")
    assert by_stage["stage:proposal"].cells[1].startswith("!")
    assert by_stage["stage:proposal"].state is State.WARNING


def test_the_path_marks_the_stage_and_the_last_decision_at_a_gate() -> None:
    lines = viewed().section("path").lines
    assert [line.mark for line in lines if line.key.startswith("stage:")] == [
        "✓", "✓", "▶", "·", "·",
    ]  # fmt: skip
    (gate,) = (line for line in lines if line.key.startswith("gate:") and line.row is not None)
    assert "Hold 2026-12-05" in gate.cells[0]
    assert len(gate.cells) == 1  # so that it has the whole width of the panel
    assert gate.state is State.WARNING


@pytest.mark.inventory(3, 15)
def test_the_checklist_lists_what_the_stage_asks_for_and_what_the_team_added() -> None:
    section = viewed().section("checklist")
    done = {line.cells[0]: line.done for line in section.lines}
    assert done["Send the proposal with a price"] is True
    assert done["Ask the boss"] is False
    unrecorded = [line for line in section.lines if line.row is None]
    assert unrecorded
    assert all(line.values["deal"] == "Press" for line in unrecorded)
    assert section.note == f"1/{len(section.lines)}"


@pytest.mark.inventory(37)
def test_the_decision_chain_names_its_gaps() -> None:
    view = viewed()
    found = texts(view, "people")
    assert ("Ida", "decision maker", "-1", "high", "", "") in found
    assert all(row[0] != "Zed" for row in found)  # of the customer's other deal
    assert ("no contact in the layer: Execution",) in found
    assert ("no one covers the layer: Decision",) in found
    assert ("no contact in the layer: Technical",) not in found
    assert ("who decides was never met: Ida",) in found


@pytest.mark.inventory(87)
def test_roles_that_a_deal_of_its_size_needs_and_nobody_has_are_named() -> None:
    view = viewed()
    have = {row[1] for row in texts(view, "team") if len(row) == 3}
    needed = {r.en for r in playbook("b2b").lists.roles if "medium" in r.levels}
    missing = {row[0] for row in texts(view, "team") if len(row) == 1}
    assert missing == {f"no {role} yet" for role in needed - have}
    assert missing


def test_activities_are_listed_the_latest_first_and_only_the_deals() -> None:
    found = texts(viewed(), "activities")
    assert [row[0] for row in found] == ["2026-12-01", "2026-11-03"]
    assert states(viewed(), "activities") == [State.WARNING, State.NEUTRAL]


@pytest.mark.inventory(14)
def test_the_plan_orders_parts_below_and_marks_what_is_late() -> None:
    section = viewed().section("tasks")
    assert [line.cells[0] for line in section.lines] == ["Ask", "Plan", "  Draw", "Sign"]
    late = [line.cells[0].strip() for line in section.lines if line.state is State.LATE]
    assert late == ["Draw"]
    assert section.span == (date(2026, 11, 21), date(2026, 12, 20))
    assert section.lines[3].bar == DealBar(date(2026, 12, 20), date(2026, 12, 20), 0.0, True)


def test_tasks_that_are_part_of_each_other_are_all_listed() -> None:
    workbook = full()
    workbook.edit("Tasks", 2, 3, "T2")  # the plan is part of the drawing, which is part of it
    found = [cells[0].strip() for cells in texts(viewed(workbook), "tasks")]
    assert sorted(found) == ["Ask", "Draw", "Plan", "Sign"]


@pytest.mark.parametrize("width", [1, 7, 10, 30, 61])
def test_bars_stand_where_their_days_are(width: int) -> None:
    first, last = date(2026, 12, 1), date(2026, 12, 30)
    span = (first, last)
    for start, due in ((1, 1), (1, 30), (5, 9), (30, 30), (16, 30)):
        bar = DealBar(date(2026, 12, start), date(2026, 12, due), 0.0)
        begin, end = cells(bar, span, width)
        assert begin == min((start - 1) * width // 30, width - 1)
        assert 0 <= begin < end <= width
        assert (end - begin) * 30 >= (due - start + 1) * width - 30
        text = bar_text(bar, span, width, None)
        assert (len(text), text.count("▒")) == (width, end - begin)


def test_a_bar_shows_progress_today_and_milestones() -> None:
    span = (date(2026, 12, 1), date(2026, 12, 10))
    half = DealBar(date(2026, 12, 1), date(2026, 12, 4), 0.5)
    assert bar_text(half, span, 10, date(2026, 12, 9)) == "██▒▒    │ "
    point = DealBar(date(2026, 12, 10), date(2026, 12, 10), 0.0, milestone=True)
    assert bar_text(point, span, 10, date(2026, 12, 1)) == "│        ◆"
    assert not bar_text(point, span, 0, None)


@pytest.mark.inventory(42)
def test_criteria_are_weighed_over_those_that_both_have_a_score_for() -> None:
    found = texts(viewed(), "criteria")[-2:]
    ours = (30 * 6 + 50 * 9) / 80
    theirs = (30 * 9 + 50 * 5) / 80
    assert found[0] == ("weighted", "", f"{ours:.2f}", f"{theirs:.2f}", "Hydra")
    assert found[1] == ("weighted", "", "5.00", "4.00", "Iron")


def test_a_criterion_without_a_weight_has_the_playbooks() -> None:
    book = playbook("b2b")
    price = next(c.weight for c in book.lists.criteria if c.code == "price")
    rows = [
        {"criterion": "Price", "ours": 4.0, "theirs": 2.0},
        {"criterion": "our own", "ours": 1.0, "theirs": 3.0},
        {"criterion": "unscored", "ours": 1.0},
    ]
    (score,) = weighted_scores(rows, book)
    assert score.ours == pytest.approx((price * 4 + 1) / (price + 1))
    assert score.theirs == pytest.approx((price * 2 + 3) / (price + 1))
    assert (score.criteria, score.left_out) == (2, 1)
    assert weighted_scores(rows[2:], book) == []


@pytest.mark.inventory(54)
def test_a_net_price_that_is_not_list_price_less_discount_is_marked() -> None:
    quotes = viewed().section("quotes")
    wrong, right = quotes.lines
    assert 1_000_000 * (1 - 0.2) == 800_000
    assert wrong.cells[3] == "850,000 ≠ 800,000"
    assert wrong.state is State.LATE
    assert (right.cells[3], right.state) == ("900,000", State.NEUTRAL)


@pytest.mark.inventory(28, 53, 55, 96)
def test_rivals_proposals_tender_and_documents_are_told() -> None:
    view = viewed()
    assert texts(view, "competitors") == [("Hydra", "high", "850k", "price", "service")]
    assert [row[0] for row in texts(view, "proposals")] == ["v2", "v1"]
    assert states(view, "proposals") == [State.OK, State.NEUTRAL]
    assert ("Tender no", "T-77") in texts(view, "tender")
    late = [line.column for line in view.section("tender").lines if line.state is State.LATE]
    assert late == ["tender_deadline"]
    assert texts(view, "documents")[0][:2] == ("Spec", "Press spec")


@pytest.mark.inventory(13, 18, 19, 29, 30, 31, 33)
def test_needs_swot_and_analyses_are_fields_of_the_deal() -> None:
    lines = {line.column: line.cells[1] for line in viewed().section("analyses").lines}
    assert lines["need"] == "press parts"
    assert lines["strengths"] == "price"
    assert lines["customer_analysis"] == ""
    assert (lines["market_potential"], lines["strategic_fit"]) == ("4", "3")
    assert lines["offer_type"] == "product with service"
    assert "threats" not in lines  # the sheet has no column for it


def test_a_workbook_without_the_sheets_says_so_in_every_section() -> None:
    gone = ("Contacts", "Deal team", "Activities", "Tasks", "Checklist", "Gates", "Competitors",
            "Criteria", "Proposals", "Quotes", "Documents", "Customers", "Team")  # fmt: skip
    view = viewed(full(*gone))
    absent = [section for section in view.sections if section.absent]
    assert len(absent) == 12
    assert all("Press n to add it" in s.nothing and not s.lines for s in absent)


def test_the_report_has_what_the_screen_has_in_both_languages() -> None:
    for language in ("en", "zh"):
        set_language(language)
        view = viewed()
        report = deal_report(view)
        keys = [section.key for section in view.sections]
        assert list(report["sections"]) == keys
        assert set(PANELS) == {*keys, REST}
        printed = deal_text(view)
        for section in view.sections:
            for line in section.lines:
                offered = line.key.startswith(ABSENT)
                told = all(cell.strip() in printed for cell in line.cells)
                assert told is not offered, line


def test_panels_fill_their_rows_and_share_the_height() -> None:
    for columns in (2, 3):
        rows = rows_of(PANELS, columns)
        assert [key for row in rows for key, _size in row] == list(PANELS)
        assert {sum(size for _key, size in row) for row in rows} == {columns}
    rows = rows_of(("path", "tasks", "checklist", "rest"), 3)
    assert rows == [(("path", 1), ("tasks", 2)), (("checklist", 3),), (("rest", 3),)]
    wanted = {"path": 4, "tasks": 20, "checklist": 40, "rest": 0}
    assert heights(rows, wanted, 0) == [14, 14, 3]
    assert heights(rows, wanted, 35) == [18, 14, 3]  # what is left goes to what wants more
    assert heights(rows, wanted, 99) == [22, 42, 3]


def test_sections_that_say_nothing_are_listed_in_a_closing_one() -> None:
    view = viewed(full("Criteria"), "Robot")
    closing = closing_section(view.sections)
    assert closing is not None
    told = {line.key.removeprefix(FOLD): line.cells[1] for line in closing.lines}
    assert told["criteria"] == "no sheet yet · n adds it"
    assert told["quotes"] == "nothing yet · n adds one"
    assert told["analyses"] == "nothing yet · enter shows the fields"
    assert told.keys().isdisjoint({"path", "next", "people", "team", "activities", "checklist"})
    again = closing_section(view.sections, {"analyses"})
    assert again is not None
    assert len(again.lines) == len(closing.lines) - 1
    assert closing_section(viewed().sections) is not None  # no history is known
    assert "history" in {line.key.removeprefix(FOLD) for line in closing.lines}


def lost(**cells: str) -> MemoryWorkbook:
    workbook = full()
    values: dict[str, CellValue] = {"Stage": "Lost", "Closed on": date(2026, 12, 3), **cells}
    for name, value in values.items():
        workbook.edit("Pipeline", 2, workbook.sheets["Pipeline"][0].index(name) + 1, value)
    return workbook


@pytest.mark.inventory(11)
def test_of_a_lost_deal_the_reason_and_the_stage_are_told_and_nothing_presses() -> None:
    view = viewed(lost(**{"Loss reason": "Price", "Lost at stage": "Proposal"}))
    facts = dict(view.head.facts)
    assert (facts["Loss reason"], facts["Lost at stage"]) == ("Price", "Proposal")
    assert facts["Closed on"] == "2026-12-03"
    assert "Probability" not in facts
    assert view.head.health == ()
    lacking = ("gap:", "role:")
    found = [line.key for key in ("people", "team") for line in view.section(key).lines]
    assert found
    assert not any(key.startswith(lacking) for key in found)
    assert set(states(view, "next")) == {State.NEUTRAL}
    stages = [line for line in view.section("path").lines if line.key.startswith("stage:")]
    assert [line.mark for line in stages] == ["✓", "✓", "✓", "·", "·", "✗"]


def test_columns_give_way_from_the_right() -> None:
    assert shared_widths([10, 5, 5], 30) == (10, 5, 5)
    assert shared_widths([40, 5, 9], 30) == (16, 5, 5)
    assert shared_widths([40, 5], 30) == (23, 5)  # the first has what the others leave
    assert shared_widths([10, 12, 9], 20) == (10, 8, 0)
    assert shared_widths([90], 20) == (20,)
