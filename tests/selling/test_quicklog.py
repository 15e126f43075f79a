"""The line of the quick log: what it means, and that every text means something."""

from __future__ import annotations

from datetime import timedelta

import pytest
from follow_books import TODAY, day, follow_book
from hypothesis import given
from hypothesis import strategies as st

from salestui.model.playbook import by_name, shared_lists
from salestui.selling.changes import edits_of
from salestui.selling.following.activity_log import (
    Asked,
    Logbook,
    Picks,
    changes_of,
    logbook,
    understood,
)
from salestui.selling.following.quicklog import cut, day_ahead
from salestui.views.linked import linked_sections

KINDS = by_name(shared_lists().activity_types)


@pytest.fixture(scope="module")
def book() -> Logbook:
    return logbook(follow_book().state)


@pytest.mark.inventory(51)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("visit 中建三局 demo ok next 报价 +3d", ("Visit", 2, 4, "demo ok", "报价", day(12, 12))),
        ("拜访中建三局 演示顺利 下一步报价 周五", ("Visit", 2, 4, "演示顺利", "报价", day(12, 11))),
        ("拜访 中建 好 → 周一", ("Visit", 2, 4, "好", "", day(12, 14))),
        ("call D-2 ok next send it tomorrow", ("Call", 0, 1, "ok", "send it", day(12, 10))),
        ("phone call acme/robot next +1w demo", ("Call", 0, 1, "", "demo", day(12, 16))),
        ("demo Acme Works/press fine next fri", ("Demo", 0, 0, "fine", "", day(12, 11))),
        ("电话 beta 谈了价格 下一步: 报价 明天", ("Call", 1, 3, "谈了价格", "报价", day(12, 10))),
        ("message nobody hello", ("Message", 3, None, "hello", "", None)),
        ("visit robot cell  ok  next 12-24", ("Visit", 0, 1, "ok", "", day(12, 24))),
    ],
)
def test_lines(book: Logbook, text: str, expected: tuple[object, ...]) -> None:
    found = understood(book, text, TODAY)
    assert found.question is None
    about = found.kind, found.customer, found.deal
    assert (*about, found.outcome, found.line.action, found.line.due) == expected


def test_another_day_and_a_contact(book: Logbook) -> None:
    found = understood(book, "昨天 visit beta @李工 ok", TODAY)
    assert (found.line.on, found.line.contact, found.outcome) == (day(12, 8), "李工", "ok")
    assert understood(book, "visit yesterday beta", TODAY).line.on == day(12, 8)
    assert understood(book, "visit beta next call 2026-12-01", TODAY).line.late


@pytest.mark.parametrize(
    ("text", "asked", "rows"),
    [
        ("call acme ok", Asked.DEAL, (0, 1)),
        ("visit e ok", Asked.WHOM, ()),
        ("visit", Asked.WHOM, ()),
        ("dem beta", Asked.KIND, ()),
        ("", Asked.KIND, ()),
    ],
)
def test_what_is_open_is_asked(
    book: Logbook, text: str, asked: Asked, rows: tuple[int, ...]
) -> None:
    question = understood(book, text, TODAY).question
    assert question is not None
    assert (question.about, question.rows) == (asked, rows)


def test_answers_settle_what_was_asked(book: Logbook) -> None:
    assert understood(book, "call acme ok", TODAY, Picks(deal=1)).deal == 1
    none = understood(book, "call acme ok", TODAY, Picks(deal=-1))
    assert (none.question, none.deal, none.customer) == (None, None, 0)
    found = understood(book, "dem beta fine", TODAY, Picks(kind="Demo"))
    assert (found.question, found.kind, found.customer, found.outcome) == (None, "Demo", 1, "fine")
    typed = understood(book, "visit Zeta ok", TODAY, Picks(as_typed=True))
    assert (typed.question, typed.named, typed.outcome) == (None, "Zeta", "ok")


@pytest.mark.inventory(45, 51)
def test_one_edit_writes_the_activity_the_deal_and_the_customer() -> None:
    live = follow_book()
    found = understood(logbook(live.state), "executive visit acme/robot ok next demo +2d", TODAY)
    live.apply("Log", edits_of(live.state, changes_of(live.state, found), live.new_rows))
    row = live.state.entities["activities"].live.row(-1, named=True)
    expected = {
        "date": TODAY, "type": "Executive visit", "deal": "Robot cell", "customer": "Acme Works",
        "owner": "Bob", "outcome": "ok", "next_action": "demo", "next_date": day(12, 11),
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    deals, customers = live.state.entities["deals"], live.state.entities["customers"]
    assert deals.value(1, "last_activity") == TODAY
    assert (deals.value(1, "next_step"), deals.value(1, "next_date")) == ("demo", day(12, 11))
    assert customers.value(0, "last_contact") == TODAY
    assert customers.value(0, "next_contact") == day(12, 10)  # not due yet: it stays
    live.undo()
    assert live.state.pending_count == 0


@pytest.mark.inventory(36)
def test_what_is_logged_belongs_to_the_history_of_the_customer() -> None:
    live = follow_book()
    found = understood(logbook(live.state), "call beta asked for a price", TODAY)
    live.apply("Log", edits_of(live.state, changes_of(live.state, found), live.new_rows))
    sections = {s.title: s for s in linked_sections(live.state, "customers", 1)}
    told = [line.text for line in sections["Activities"].lines]
    assert len(told) == 3
    assert any("asked for a price" in text for text in told)


def test_work_without_the_customer_is_no_contact(book: Logbook) -> None:
    found = understood(book, "internal work acme/robot drawings", TODAY)
    assert not found.touch
    assert not [c for c in changes_of(book.state, found).cells if c[0] == "customers"]


def test_an_earlier_day_does_not_move_later_dates_back(book: Logbook) -> None:
    found = understood(book, "2026-10-01 visit acme/press", TODAY)
    assert changes_of(book.state, found).cells == ()


def test_the_teams_own_words_are_known_and_written() -> None:
    state = follow_book().state
    found = understood(logbook(state), "内部工作 中建三局 写方案", TODAY)
    assert found.kind == "Internal work"


# -- properties ----------------------------------------------------------------------------------

_WORD = st.text("abcxyz报价演示好", min_size=1, max_size=6).filter(
    lambda w: not any(w.startswith(n) for n in ("下", "next", "then"))
)


@given(st.text(max_size=200))
def test_no_text_is_too_strange_for_the_line(text: str) -> None:
    line = cut(text, KINDS, TODAY)
    assert line.on <= TODAY
    assert not line.kind or line.kind in text


_BOOK = logbook(follow_book().state)


@given(st.lists(st.one_of(
    st.text(max_size=12),
    st.sampled_from(["visit", "拜访", "acme", "beta", "中建", "/", "@", "next", "下一步", "+3d",
                     "fri", "周五", "robot", "D-1", "acme/robot", "\u3000", "12-05"]),
), max_size=10))  # fmt: skip
def test_no_line_raises_and_what_is_clear_is_of_this_book(words: list[str]) -> None:
    found = understood(_BOOK, " ".join(words), TODAY)
    if found.question is None:
        assert found.kind
        assert found.customer in {0, 1, 2, 3, None}
        assert found.deal in {0, 1, 3, 4, None}
        changes_of(_BOOK.state, found)


@given(
    kind=st.sampled_from([name for k in shared_lists().activity_types for name in (k.en, k.zh)]),
    happened=st.lists(_WORD, min_size=1, max_size=4),
    action=st.lists(_WORD, max_size=3),
    days=st.one_of(st.none(), st.integers(0, 400)),
    ahead=st.sampled_from(["next", "Next:", "下一步", "->", "→"]),
)  # fmt: skip
def test_a_line_made_of_parts_is_cut_into_them(
    kind: str, happened: list[str], action: list[str], days: int | None, ahead: str
) -> None:
    planned = [ahead, *action, *([f"+{days}d"] if days is not None else [])]
    line = cut(" ".join([kind, f"#{happened[0]}", *happened[1:], *planned]), KINDS, TODAY)
    assert line.kind == kind
    assert line.words == (f"#{happened[0]}", *happened[1:])
    assert line.action == " ".join(action)
    assert line.due == (None if days is None else TODAY + timedelta(days=days))


def test_days_to_come() -> None:
    assert day_ahead("周一", TODAY) == day(12, 14)
    assert day_ahead("周五", TODAY) == day(12, 11)
    assert day_ahead("fri", TODAY) == day(12, 11)
    assert day_ahead("+1w", TODAY) == day(12, 16)
    assert day_ahead("soon", TODAY) is None
