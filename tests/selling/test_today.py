"""What needs somebody today, beside deals that slip: counted by hand in small books."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from customer_books import ENGLISH, loaded
from fakes import MemoryWorkbook
from follow_books import SHEETS, TODAY, day, follow_book

from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.metrics.attention import Attention, Kind, Severity, attention, merged
from salestui.metrics.breakdown import Breakdown
from salestui.model.focus import EVERYTHING, parse_scope
from salestui.selling.customers.uncovered import uncovered_layers
from salestui.selling.reference_links import ReferenceLinks
from salestui.selling.today import needed_today, passed_gates
from salestui.views.inputs import inputs_of

pytestmark = pytest.mark.inventory(6, 49, 51, 52)


def needed(state: BookState, scope: str = "", today: date = TODAY) -> Attention:
    focus = parse_scope(scope) if scope else EVERYTHING
    assert focus is not None
    return needed_today(state, inputs_of(state), focus, today)


def told(found: Attention) -> set[tuple[str, str, int | None]]:
    return {(a.kind.value, a.title, a.days) for a in found.alerts}


def test_what_is_due_and_not_slipping_is_listed_once() -> None:
    # Press line and its step of the 7th slip already. Robot cell: a tender today.
    assert told(needed(follow_book().state)) == {
        ("tender", "Robot cell", 0),
        ("follow_up", "Beta", 0),  # of a call with a customer, no deal
    }


def test_a_tender_is_near_for_a_week_and_late_after_it() -> None:
    state = follow_book().state
    deadline = day(12, 9)
    for before, there in ((8, False), (7, True), (0, True), (-1, True)):
        found = needed(state, today=deadline - timedelta(days=before))
        tenders = [a for a in found.alerts if a.kind is Kind.TENDER]
        assert bool(tenders) is there
        if there:
            (tender,) = tenders
            assert tender.days == -before
            assert tender.severity is (Severity.URGENT if before < 0 else Severity.NOTICE)
            assert tender.title == "Robot cell"


def test_a_focus_takes_what_is_its_own() -> None:
    state = follow_book().state
    assert {a.rep for a in needed(state, "rep:Bob").alerts} == {"Bob"}
    assert needed(state, "rep:Nobody").alerts == ()
    # another dimension: only what is about its deals
    assert {a.deal is not None for a in needed(state, "stage:Proposal").alerts} == {True}


def test_a_late_task_of_a_deal_that_does_not_slip_presses() -> None:
    tasks = [*SHEETS["Tasks"], ["D-5", "现场勘察", "张伟", day(12, 1), day(12, 5), None]]
    book = Book(MemoryWorkbook({**SHEETS, "Tasks": tasks}), Settings(TODAY))
    (task,) = [a for a in needed(book.load()).alerts if a.kind is Kind.TASK]
    assert (task.days, task.severity, task.what, task.entity) == (
        4, Severity.URGENT, "现场勘察", "tasks",
    )  # fmt: skip
    assert task.title == "中建三局数据平台"
    assert task.amount == 9.0


GATED = {
    "商机": [
        ["商机编号", "商机名称", "客户", "阶段", "金额", "销售", "预计成交日期"],
        ["P-1", "轨交二期", "苏州轨交", "谈判签约", 9_000_000.0, "李娜", date(2027, 3, 1)],
        ["P-2", "港口", "宁波港", "项目策划", 8_000_000.0, "王芳", date(2027, 3, 1)],
        ["P-3", "数据平台", "中建三局", "项目策划", 7_000_000.0, "张伟", date(2027, 3, 1)],
        ["P-4", "没有评审", "中建三局", "谈判签约", 6_000_000.0, "张伟", date(2027, 3, 1)],
        ["P-5", "小项目", "宁波港", "谈判签约", 100_000.0, "王芳", date(2027, 3, 1)],
        ["P-6", "已赢", "宁波港", "项目实施和服务", 5_000_000.0, "王芳", None],
    ],
    "评审": [
        ["商机", "评审点", "评审人", "日期", "评审结论"],
        ["轨交二期", "初步评审", "总监", day(9, 1), "通过"],
        ["轨交二期", "立项评审", "总监", day(10, 1), "通过"],
        ["轨交二期", "立项评审", "总监", day(11, 29), "暂缓"],  # the later one holds
        ["港口", "初步评审", "总监", day(9, 1), "通过"],  # 立项评审 was never held
        ["数据平台", "初步评审", "总监", day(9, 1), "有条件通过"],
        ["数据平台", "立项评审", "总监", day(10, 1), "通过"],
        ["小项目", "立项评审", "王芳", day(10, 1), "通过"],  # its only gate of three
        ["已赢", "立项评审", "总监", day(10, 1), "不通过"],
    ],
}


def test_deals_beyond_a_gate_that_did_not_let_them_pass() -> None:
    book = Book(MemoryWorkbook(GATED), Settings(TODAY, playbook="project-sales"))
    state = book.load()
    inputs = inputs_of(state)
    found = list(passed_gates(state, inputs.facts, inputs.playbook, TODAY))
    assert [(a.title, a.kind, a.what, a.days) for a in found] == [
        ("轨交二期", Kind.GATE_HELD, "立项评审", 10),
        ("港口", Kind.GATE_OPEN, "立项评审", None),
    ]
    assert {a.severity for a in found} == {Severity.URGENT}


def test_a_book_without_gates_blames_nobody() -> None:
    state = follow_book().state
    inputs = inputs_of(state)
    assert list(passed_gates(state, inputs.facts, inputs.playbook, TODAY)) == []


def test_both_lists_in_one_without_doubling_a_deal() -> None:
    further = needed(follow_book().state)
    (tender,) = [a for a in further.alerts if a.kind is Kind.TENDER]
    top = pl.DataFrame({"row": [0], "amount": [1.0], "kind": [0], "severity": [2], "days": [3]})
    facts = pl.DataFrame({"_id": [tender.deal], "rep": ["Bob"], "stage": ["Proposal"],
                          "name": ["Robot cell"], "customer": [None], "id": ["D-2"]})  # fmt: skip
    counts = pl.DataFrame({"kind": [0], "deals": [1]})
    slipping = attention(facts, top, counts, Breakdown("rep", (), False), 10)
    whole = merged(slipping, further)
    assert [a.deal for a in whole.alerts].count(tender.deal) == 1
    assert len(whole.alerts) == len(further.alerts)
    assert merged(slipping, None) is slipping
    empty = replace(further, alerts=(), counts={})
    assert merged(slipping, empty) is slipping


@pytest.mark.inventory(37, 38)
def test_layers_that_nobody_knows_or_covers_where_deals_are_open() -> None:
    """Only Acme Ltd has an open deal (Line, 50): its decision layer is known, not covered."""
    links = ReferenceLinks(loaded(ENGLISH).state)
    found = uncovered_layers(links)
    assert set(found["who"]) == {"Acme Ltd"}
    assert set(found["money"]) == {50.0}
    assert set(found.select("layer", "lack").rows()) == {
        ("decision", "not covered"),
        ("execution", "no contact"),  # Kim is of another customer
    } | {
        (layer.code, "no contact")
        for layer in links.state.playbook.lists.layers
        if layer.needed and layer.code not in ("decision", "execution", "technical")
    }
