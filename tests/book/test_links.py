"""Rows that refer to rows of other sheets."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from fakes import MemoryWorkbook

from salestui.book.book import Book
from salestui.book.links import links, reference_texts, referred, referring
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.mapping.choice_codes import coded
from salestui.mapping.table import ID
from salestui.model.entities import CONTACTS

SHEETS = {
    "商机": [
        ["商机编号", "商机名称", "客户", "阶段", "金额"],
        ["D-1", "压力机", "中建三局", "谈判签约", 100.0],
        ["D-2", "备件", "Acme Ltd.", "信息收集", 20.0],
        ["D-3", "备件", "中建三局", "信息收集", 30.0],
    ],
    "客户": [
        ["客户名称", "行业", "区域"],
        ["中建三局", "建筑", "华中"],
        ["Acme Ltd.", "IT", "华东"],
    ],
    "联系人": [
        ["联系人", "客户", "职务", "层级", "上级"],
        ["李工", " 中建三局", "工程师", "技术层", "王局长"],
        ["王局长", "中建三局", "局长", "decision", None],
        ["Ann", "ACME LTD", "CTO", "Technical layer", None],
        ["孤", "没有的公司", "无", "?", None],
    ],
    "工作任务": [
        ["商机", "任务", "责任人", "截止日期"],
        ["D-3", "报价", "张", date(2026, 3, 5)],
        ["备件", "拜访", "张", date(2026, 3, 6)],
        ["压力机", "演示", "张", date(2026, 3, 7)],
    ],
}


@pytest.fixture
def state() -> BookState:
    book = Book(MemoryWorkbook(SHEETS), Settings(date(2026, 3, 6)))
    try:
        book.load()
        return book.state
    finally:
        book.close()


def test_rows_of_a_customer_are_found_however_it_is_written(state: BookState) -> None:
    people = referring(state, "customers", 0, "contacts")
    assert people["name"].to_list() == ["李工", "王局长"]
    assert referring(state, "customers", 1, "contacts")["name"].to_list() == ["Ann"]
    assert referring(state, "customers", 0, "deals")["id"].to_list() == ["D-1", "D-3"]


def test_a_key_names_one_deal_and_a_name_the_first_that_has_it(state: BookState) -> None:
    found = links(state, "tasks", "deal")
    assert dict(found.select(ID, "to").rows()) == {0: 2, 1: 1, 2: 0}
    assert [referred(state, "tasks", row, "deal") for row in range(3)] == [2, 1, 0]
    assert referring(state, "deals", 2, "tasks")["task"].to_list() == ["报价", "拜访"]


def test_who_reports_to_whom_and_who_names_nobody(state: BookState) -> None:
    assert [referred(state, "contacts", row, "reports_to") for row in range(4)] == [
        1, None, None, None,
    ]  # fmt: skip
    assert links(state, "contacts", "customer")["to"].to_list() == [0, 0, 1, None]


def test_without_the_sheet_or_the_column_there_is_nothing(state: BookState) -> None:
    assert referring(state, "deals", 0, "quotes").is_empty()
    assert referring(state, "deals", 0, "contacts").is_empty()
    assert referred(state, "contacts", 0, "deal") is None
    assert links(state, "gates", "deal").is_empty()


def test_what_can_be_written_as_a_reference(state: BookState) -> None:
    assert reference_texts(state, "deals") == ("D-2", "D-3", "压力机")
    assert reference_texts(state, "customers") == ("Acme Ltd.", "中建三局")
    assert reference_texts(state, "quotes") == ()


def test_choices_mean_the_same_in_both_languages(state: BookState) -> None:
    layer = CONTACTS.field("layer")
    assert layer is not None
    codes = coded(state.entities["contacts"].frame["layer"], layer)
    assert codes.to_list() == ["technical", "decision", "technical", None]
    assert codes.dtype == pl.String
