"""Records whose texts are words of headers: they stay records, or are listed, never dropped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from layout_files import made, reading

from adapters.contents import CellValue
from salestui.book.reading import Reading

Row = Sequence[CellValue]

CHINESE: Row = ["项目", "客户", "阶段", "负责人", "金额", "预计成交日期", "备注"]
ENGLISH: Row = ["Deal", "Customer", "Stage", "Owner", "Amount", "Close date", "Notes"]
STAGES = {"项目": ["初步接触", "方案报价", "商务谈判"], "Project ": ["Prospecting", "Proposal"]}


def rows_of(word: str, customer: str, people: tuple[str, str], count: int) -> list[Row]:
    stages = STAGES[word]
    return [
        [
            f"{word}{n}", f"{customer}{n % 3 + 1}", stages[n % len(stages)], people[n % 2],
            1000 * n, date(2026, 12, 7), None,
        ]
        for n in range(1, count + 1)
    ]  # fmt: skip


def chinese(count: int) -> list[Row]:
    return rows_of("项目", "客户公司", ("波波", "安安"), count)


def english(count: int) -> list[Row]:
    return rows_of("Project ", "Customer ", ("Bo", "Ann"), count)


ODD = {
    "numbered": ["项目7（延伸）", "客户公司4", "初步接触", "波波", None, None, "项目7"],
    "numbered, all new": ["项目7", "客户公司4", "待定", "陈东", None, None, "项目7"],
    "words, all known": ["项目（延伸）", "客户公司", "初步接触", "波波", None, None, "项目"],
    "words, a new stage": ["项目（延伸）", "客户公司", "需求确认", "陈东", None, None, "项目"],
    "words, an owner of before": ["项目（延伸）", "客户公司", "待定", "波波", None, None, "项目"],
    "English": ["Project 7", "Customer 4", "Prospecting", "Bo", None, None, "Project 7"],
    "English words": ["Project", "Customer (A)", "Prospecting", "Bo", None, None, "Deal"],
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "team.xlsx"


def told(found: Reading) -> list[tuple[str, str]]:
    return [(p.code, p.where) for p in found.problems]


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
@pytest.mark.parametrize("above", [1, 4, 40], ids=["second", "last", "deep"])
@pytest.mark.parametrize("below", [0, 3])
def test_a_row_that_fits_the_columns_is_a_record(
    path: Path, odd: Row, above: int, below: int
) -> None:
    first = str(odd[0])
    header, rows = (ENGLISH, english) if first.isascii() else (CHINESE, chinese)
    if "波波" in odd and "待定" in odd and above == 1 and not below:
        above = 2  # the owner stands nowhere else before
    block = [header, *rows(above), odd, *rows(below)]
    found = reading(made(path, {"A1": block}))
    frame = found.tables["deals"].frame
    assert frame["_row"].to_list() == list(range(2, len(block) + 1))
    assert frame["name"][above] == first
    assert told(found) == []


def test_a_numbered_row_after_a_blank_one_is_a_record(path: Path) -> None:
    found = reading(made(path, {"A1": [CHINESE, *chinese(4), [], ODD["numbered"]]}))
    assert found.tables["deals"].frame["_row"].to_list() == [2, 3, 4, 5, 7]


@pytest.mark.parametrize("count", [4, 40])
@pytest.mark.parametrize("blank", [False, True])
def test_a_doubtful_row_is_listed_with_its_place(path: Path, count: int, blank: bool) -> None:
    doubtful: Row = ["项目（延伸）", "客户公司", "阶段", "负责人（新）", None, None, None]
    block = [CHINESE, *chinese(count), *([[]] if blank else []), doubtful, *chinese(2)]
    found = reading(made(path, {"A1": block}))
    assert found.tables["deals"].frame.height == count
    assert told(found) == [("table-below", f"Sheet1!A{2 + count + blank}")]


@pytest.mark.parametrize(
    ("entity", "table"),
    [
        ("targets", [["负责人", "期间", "目标"], ["波波", "2026-Q4", 5000]]),
        ("customers", [["客户", "行业", "区域", "负责人"], ["客户公司1", "IT", "华东", "波波"]]),
        ("members", [["姓名", "团队", "职位"], ["波波", "一组", "销售"], ["安安", "一组", "销售"]]),
    ],
)
def test_another_table_right_below_is_found(path: Path, entity: str, table: list[Row]) -> None:
    found = reading(made(path, {"A1": [CHINESE, *chinese(4), *table]}))
    assert found.tables["deals"].frame.height == 4
    assert found.tables[entity].layout.header_row == 6
    assert told(found) == []


def test_the_header_several_times_is_no_record(path: Path) -> None:
    block = [CHINESE, *chinese(3), CHINESE, *chinese(3), CHINESE, *chinese(3)]
    found = reading(made(path, {"A1": block}))
    assert found.tables["deals"].frame.height == 9
    assert told(found) == [("header-again", "Sheet1!A5"), ("header-again", "Sheet1!A9")]
