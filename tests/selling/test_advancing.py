"""What a deal lacks before it goes on, and what changes with its stage."""

from __future__ import annotations

from datetime import date

import pytest
from advance_books import TODAY, chinese, english, loaded

from salestui.book.book import Book
from salestui.book.state import BookState
from salestui.selling.advancing.advance import Advance, advance
from salestui.selling.advancing.conditions import Lack
from salestui.selling.advancing.moving import Answers, follow_on, move_changes, post_mortem
from salestui.selling.changes import edits_of

PRESS, ROBOT, LINE, SPARE = range(4)


def told(asked: Advance, language: str = "en") -> list[tuple[str, str]]:
    return [(missing.kind.value, missing.subject[language]) for missing in asked.missing]


def test_the_workbooks_are_read_as_they_are_meant() -> None:
    assert set(loaded(english()).state.entities) >= {"deals", "checklist", "gates", "reviews"}
    book = loaded(chinese())
    assert book.state.playbook.name == "project-sales"
    assert set(book.state.entities) == {"deals", "checklist", "gates", "deal_team"}


@pytest.mark.inventory(2, 3, 7)
def test_open_items_and_a_gate_on_hold_are_missing() -> None:
    asked = advance(loaded(english()).state, PRESS, "Negotiation")
    assert told(asked) == [
        ("item", "Present it to those who decide"),
        ("item", "Ask the boss"),
        ("gate", "Offer review"),
    ]
    assert asked.missing[-1].decision["en"] == "Hold"
    assert [m.spot.row for m in asked.missing] == [1, 3, 1]
    assert asked.unchecked == ()


@pytest.mark.inventory(12, 33)
def test_required_fields_of_every_stage_that_is_left() -> None:
    asked = advance(loaded(english("Gates", "Checklist")).state, ROBOT, "Negotiation")
    fields = [name for kind, name in told(asked) if kind == "field"]
    assert fields == ["Close date", "Next step", "Next step on"]
    assert {m.spot.row for m in asked.missing} == {ROBOT}


@pytest.mark.inventory(2)
def test_sheets_that_are_not_kept_ask_for_nothing_and_are_named() -> None:
    asked = advance(loaded(english("Gates", "Checklist")).state, PRESS, "Negotiation")
    assert asked.missing == ()
    assert asked.unchecked == ("checklist", "gates")


@pytest.mark.inventory(12)
def test_required_fields_without_a_column_are_named() -> None:
    asked = advance(loaded(chinese()).state, 0, "项目策划")
    assert "offer_type" not in asked.unkept
    without = chinese()
    for sheet_row in without.sheets["商机"]:
        del sheet_row[6:8]  # need, main competitor
    assert set(advance(loaded(without).state, 0, "项目策划").unkept) >= {"need", "competitor"}


@pytest.mark.inventory(1, 5)
def test_a_stage_is_followed_by_what_the_playbook_says_and_merged_stages_count_as_one() -> None:
    state = loaded(chinese()).state
    assert told(advance(state, 0, "谈判签约"), "zh")[0] == ("order", "项目策划")
    assert "order" not in dict(told(advance(state, 0, "项目策划"), "zh"))
    small = advance(state, 1, "项目策划").path  # stages of small deals are merged
    for here in small.stages:
        assert all(small.stage(code) is not None for code in here.following)
        assert here.stage.code not in here.following


@pytest.mark.inventory(4)
def test_a_decision_at_a_gate_that_is_merged_does_not_open_the_one_it_is_part_of() -> None:
    workbook = chinese()
    path = advance(loaded(workbook).state, 1, "谈判签约").path
    whole = next(gate for gate in path.gates if len(gate.codes) > 1)
    book = loaded(workbook).state.playbook
    part = next(g for g in book.gates if g.code in whole.codes and g.code != whole.gate.code)
    for decided, missing in ((part, True), (whole.gate, False)):
        workbook = chinese()
        workbook.sheets["评审"].append(["备件", decided.zh, None, TODAY, "通过", None, None])
        state = loaded(workbook).state
        last = path.stage(whole.gate.before)
        assert last is not None
        asked = advance(state, 1, last.stage.zh)
        gates = [m.subject["zh"] for m in asked.missing if m.kind is Lack.GATE]
        assert (whole.gate.zh in gates) is missing


@pytest.mark.inventory(6, 9)
def test_running_ahead_of_the_buyer() -> None:
    state = loaded(english("Checklist")).state
    asked = advance(state, ROBOT, "Proposal")
    assert told(asked)[-1][0] == "buyer"
    assert asked.missing[-1].spot.column == "buyer_step"
    assert "buyer" not in dict(told(advance(state, PRESS, "Negotiation")))  # no step is told


@pytest.mark.parametrize(
    ("deal", "stage"),
    [(PRESS, "Qualified"), (PRESS, "Lost"), (PRESS, "proposal"), (PRESS, "Moon"), (SPARE, "Won")],
)
def test_ways_back_losses_and_unknown_stages_lack_nothing(deal: int, stage: str) -> None:
    asked = advance(loaded(english()).state, deal, stage)
    assert asked.missing == ()


@pytest.mark.inventory(2, 7)
def test_milestone_and_exit_without_rows_are_missing_and_say_what_row_to_make() -> None:
    state = loaded(english()).state
    asked = advance(state, LINE, "Won")
    kinds = [missing.kind for missing in asked.missing]
    assert kinds.count(Lack.CHECKLIST) == 3
    assert kinds.count(Lack.EXIT) == 1
    gone = next(m for m in asked.missing if m.kind is Lack.EXIT)
    assert gone.spot.row is None
    assert gone.spot.values["deal"] == "Line"
    assert gone.spot.values["kind"] == "exit criterion"
    assert gone.spot.values["item"] == "The contract or order is signed."


@pytest.mark.inventory(4)
def test_one_person_reviews_himself_and_small_deals_skip_merged_gates() -> None:
    state = loaded(chinese()).state
    asked = advance(state, 0, "项目策划")
    gate = asked.missing[-1]
    assert gate.subject["zh"] == "立项评审"
    assert gate.spot.values == {
        "deal": "数据平台", "gate": "立项评审", "self_reviewed": True, "reviewer": "张伟",
    }  # fmt: skip
    assert asked.path.self_reviewed
    small, large = (advance(state, row, "谈判签约").path for row in (1, 0))
    assert len(small.gates) < len(large.gates)
    assert sum(len(s.work.checklist) for s in small.stages) == sum(
        len(s.work.checklist) for s in large.stages
    )


@pytest.mark.inventory(12)
def test_project_approval_asks_for_what_a_project_needs() -> None:
    asked = advance(loaded(chinese()).state, 0, "项目策划")
    assert ("field", "主要竞争对手") in told(asked, "zh")
    assert ("field", "决策人") not in told(asked, "zh")


def moved(book: Book, deal: int, stage: str, answers: Answers) -> tuple[Advance, BookState]:
    asked = advance(book.state, deal, stage)
    changes = move_changes(book.state, asked, TODAY, answers)
    return asked, book.apply("move", edits_of(book.state, changes, book.new_rows))


@pytest.mark.inventory(7)
def test_a_move_is_one_group_of_stage_and_dates() -> None:
    book = loaded(english("Gates", "Checklist"))
    _asked, state = moved(book, LINE, "Won", Answers())
    deals = state.entities["deals"]
    assert [deals.value(LINE, n) for n in ("stage", "stage_entered", "closed")] == [
        "Won", TODAY, TODAY,
    ]  # fmt: skip
    book.undo()
    assert not book.state.is_pending


def test_another_name_of_the_same_stage_is_no_move() -> None:
    book = loaded(english("Gates", "Checklist"))
    _asked, state = moved(book, PRESS, "quote", Answers())
    assert state.entities["deals"].value(PRESS, "stage") == "quote"
    assert state.entities["deals"].value(PRESS, "stage_entered") == date(2026, 11, 1)


def test_a_deal_that_is_taken_up_again_is_no_longer_closed() -> None:
    _asked, state = moved(loaded(english()), SPARE, "Proposal", Answers())
    assert state.entities["deals"].value(SPARE, "closed") is None
    assert state.entities["deals"].value(SPARE, "loss_reason") == "Price"


def test_a_lost_deal_keeps_its_last_stage_and_the_reason() -> None:
    asked, state = moved(loaded(english()), PRESS, "Lost", Answers(loss_reason="Budget"))
    assert asked.loses
    deals = state.entities["deals"]
    said = [deals.value(PRESS, n) for n in ("lost_stage", "loss_reason", "closed")]
    assert said == ["Proposal", "Budget", TODAY]


def test_a_loss_without_a_column_for_its_reason_is_noted() -> None:
    _asked, state = moved(loaded(chinese()), 0, "丢单", Answers(loss_reason="价格"))
    assert state.entities["deals"].value(0, "notes") == "2026-12-09 概念交流 → 丢单: 价格"


@pytest.mark.inventory(2)
def test_an_override_is_recorded_with_its_reason() -> None:
    book = loaded(english())
    _asked, state = moved(book, PRESS, "Negotiation", Answers(override="the boss said so"))
    notes = state.entities["deals"].value(PRESS, "notes")
    assert notes == "first note\n2026-12-09 Proposal → Negotiation: the boss said so"
    gate = state.entities["gates"].live.tail(1).to_dicts()[0]
    assert (gate["deal"], gate["gate"], gate["decision"], gate["reason"], gate["date"]) == (
        "Press", "Offer review", None, "the boss said so", TODAY,
    )  # fmt: skip
    book.undo()
    assert not book.state.is_pending


@pytest.mark.inventory(3)
def test_entering_a_stage_seeds_its_checklist_once() -> None:
    book = loaded(english())
    _asked, state = moved(book, LINE, "Proposal", Answers())
    rows = state.entities["checklist"].live.tail(5).select("deal", "stage", "kind", "item").rows()
    assert rows[0] == ("Line", "Proposal", "item", "Send the proposal with a price")
    assert [kind for _d, _s, kind, _i in rows] == ["item"] * 3 + ["exit criterion", "milestone"]
    assert rows[-1][1] == "Negotiation"
    moved(book, LINE, "Negotiation", Answers())
    _asked, again = moved(book, LINE, "Proposal", Answers())
    items = again.entities["checklist"].live.filter(deal="Line", stage="Proposal")
    assert items.height == 4


@pytest.mark.inventory(3, 14, 15)
def test_seeds_are_in_the_workbooks_own_language() -> None:
    _asked, state = moved(loaded(chinese()), 0, "项目策划", Answers(override="急"))
    rows = state.entities["checklist"].live
    wanted = {"技术确认", "方案确定", "关系支撑：覆盖各决策层级", "目标确定：按原则确立并分解目标"}
    assert wanted <= set(rows["item"].to_list())
    assert set(rows["kind"].to_list()) == {"检查项", "成功标准", "里程碑"}
    assert set(rows["deal"].to_list()) == {"数据平台"}


@pytest.mark.inventory(7)
def test_what_is_ticked_is_done_today_by_the_owner() -> None:
    book = loaded(english())
    asked = advance(book.state, LINE, "Won")
    ticked = tuple(m for m in asked.missing if m.can_tick)
    assert ticked == asked.missing
    _asked, state = moved(book, LINE, "Won", Answers(done=ticked))
    assert state.entities["deals"].value(LINE, "notes") is None
    rows = state.entities["checklist"].live.filter(deal="Line", stage="Negotiation")
    assert set(rows.select("done_on", "done_by").rows()) == {(TODAY, "Ann")}
    assert advance(book.state, PRESS, "Won").missing != ()


@pytest.mark.inventory(16)
def test_the_follow_on_deal_names_where_it_comes_from() -> None:
    state = loaded(english()).state
    entity, values = follow_on(state, LINE, "Lead", TODAY)
    assert entity == "deals"
    assert values["name"] == "Line (follow-on)"
    assert (values["parent_deal"], values["stage"], values["customer"]) == ("Line", "Lead", "Acme")
    assert "amount" not in values
    assert follow_on(loaded(chinese()).state, 0, "信息收集", TODAY)[1]["notes"] == "数据平台"


@pytest.mark.inventory(17)
def test_the_post_mortem_begins_with_what_is_known() -> None:
    state = loaded(english()).state
    entity, values = post_mortem(state, LINE, TODAY, "won")
    assert entity == "reviews"
    assert (values["deal"], values["result"], values["revenue"]) == ("Line", "won", 50_000)
    _entity, lost = post_mortem(state, SPARE, TODAY, "lost")
    assert (lost["result"], lost["reason"], lost["revenue"]) == ("lost", "Price", None)
