"""The line of the visitor register: what it means, who has the number already, what is written."""

from __future__ import annotations

import pytest
from onsite_books import CHINESE, TODAY, day, onsite_book

from salestui.selling.floor.registering import (
    Register,
    register,
    understood_visit,
    visit_changes,
)
from salestui.selling.floor.visit_line import VisitLine


@pytest.fixture(scope="module")
def english() -> Register:
    return register(onsite_book().state)


@pytest.fixture(scope="module")
def chinese() -> Register:
    return register(onsite_book(CHINESE).state)


@pytest.mark.inventory(105)
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("王先生 13800000000 来访 三房 抖音 @李娜 +3d",
         VisitLine("王先生", "13800000000", "visit", "三房", "抖音", "李娜", due=day(11, 24))),
        ("推荐:王芳 刘女士 139 1111 2222 来电 300万 下周一 想要南向",
         VisitLine("刘女士", "139 1111 2222", "phone", referred_by="王芳", budget=3e6,
                   due=day(11, 23), feedback="想要南向")),
        ("张女士 120㎡ 昨天", VisitLine("张女士", area=120.0, on=day(11, 20))),
        ("抖音", VisitLine(channel="抖音")),
        ("", VisitLine()),
    ],
)  # fmt: skip
def test_a_chinese_line(chinese: Register, text: str, line: VisitLine) -> None:
    assert understood_visit(chinese, text or " x", TODAY).line == (line if text else VisitLine("x"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Tom Ford 138 0000 0099 visit 3 rooms Website @Ann +3d too loud",
         VisitLine("Tom Ford", "138 0000 0099", "visit", "3 rooms", "Website", "Ann",
                   due=day(11, 24), feedback="too loud")),
        ("Mary +86-139-0000-0000 via Wang 1.2m 2026-11-19",
         VisitLine("Mary", "+86-139-0000-0000", referred_by="Wang", budget=1.2e6,
                   on=day(11, 19))),
        ("13800000003 noisy", VisitLine(phone="13800000003", feedback="noisy")),
        ("May 12-09", VisitLine("May", due=day(12, 9))),
    ],
)  # fmt: skip
def test_an_english_line(english: Register, text: str, line: VisitLine) -> None:
    assert understood_visit(english, text, TODAY).line == line


@pytest.mark.inventory(105)
def test_the_first_registration_counts_whoever_comes_later(english: Register) -> None:
    again = understood_visit(english, "Zhao Min +86 138-0000-0003 @Ann", TODAY)
    assert again.before is not None
    assert (again.before.name, again.before.agent, again.before.on) == (
        "Zhao Min", "Bob", day(11, 5),
    )  # fmt: skip
    assert again.contested
    assert again.kind == "visit"
    own = understood_visit(english, "13800000003 @bo", TODAY)
    assert (own.agent, own.kind, own.contested) == ("Bob", "return", False)
    stranger = understood_visit(english, "Zoe 13900000000 @Zed", TODAY)
    assert (stranger.agent, stranger.stranger, stranger.before) == ("Zed", True, None)


def test_what_is_written_is_in_the_language_of_the_book(chinese: Register) -> None:
    visit = understood_visit(chinese, "孙女士 13700000000 来电 @李娜", TODAY)
    ((entity, row),) = visit_changes(chinese.state, visit).rows
    assert entity == "visitors"
    assert row == {
        "date": TODAY, "kind": "来电", "name": "孙女士", "phone": "13700000000", "agent": "李娜",
        "status": "新登记",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["@", "@@ -- 推荐", "+ + +", "９９９９９ ∞ 万", "via", "0" * 300])
def test_no_line_is_too_odd(english: Register, text: str) -> None:
    visit = understood_visit(english, text, TODAY)
    assert visit_changes(english.state, visit).rows
