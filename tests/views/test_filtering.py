"""Filter expressions: what they find, and how they refuse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes import MemoryWorkbook, customer_rows, team_workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.contents import CellValue
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.views.filtering.expressions import FilterError, row_filter

TODAY = date(2026, 12, 9)


def _load(workbook: MemoryWorkbook) -> Book:
    book = Book(workbook, Settings(TODAY))
    book.load()
    return book


@pytest.fixture(scope="module")
def state() -> BookState:
    return _load(team_workbook()).state


def found(state: BookState, text: str, entity: str = "deals", column: str = "id") -> list[str]:
    chosen = row_filter(text, state, entity, TODAY)
    frame = state.entities[entity].frame
    return (frame if chosen is None else frame.filter(chosen))[column].to_list()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("stage=Proposal", "1 6"),
        ("stage=proposal", "1 6"),
        ("stage=方案", "1 6"),  # the playbook's other names for it
        ("阶段=Proposal", "1 6"),
        ("stage=Proposal,Won", "1 4 6"),
        ("stage!=Proposal", "2 3 4 5 7 8"),  # a blank stage is not a proposal
        ("amount>1m", "1 2"),
        ("stage>=3", "2 4"),  # by place: 0 lead, 1 qualified, 2 proposal, 3 negotiation, 4 won
        ("阶段≥３ 且 金额>1E6", "2"),
        ("stage>=2 and amount>1e6 and overdue", "1"),
        ("stage<1.5", "3 7"),  # a lost deal and one without a stage have no place
        ("stage=2", "1 6"),
        ("stage!=2", "2 3 4 5 7 8"),
        ("stage>=Proposal not won", "1 2 6"),
        ("stage<谈判", "1 3 6 7"),
        ('stage="2"', ""),  # quoted: the name of a stage
        ("amount>1.2e+6", "2"),
        ("name contains cloud", "3 4"),
        ("名称 包含 cloud", "3 4"),
        ("close date contains 2027", "3"),
        ("contains", ""),  # behind no field: searched for
        ("amount>=1.2m", "1 2"),
        ("amount > 120万", "2"),
        ("金额>=120万", "1 2"),
        ("amount=250000.5", "4"),
        ("amount≥3,400,000", "2"),
        ("amount<=12万", "5 7"),
        ("probability=50%", "1"),
        ("probability>=50", "1 2 4"),
        ("probability<0.3", "3 5"),
        ("owner=张伟 amount>1m", "1"),
        ("rep=bob", "8"),
        ('rep="Bob"', "8"),
        ("name~cloud", "3 4"),
        ("name !~ cloud", "1 2 5 6 7 8"),
        ("customer~中建", "1 7"),
        ("close<2026-12-09", "1 4 5"),
        ("close<=2026-12-09", "1 4 5 7"),
        ("close<+30d", "1 2 4 5 7"),
        ("close=today", "7"),
        ("close>today", "2 3"),
        ("close=2026-12", "2 7"),
        ("close=2026-Q4", "1 2 4 7"),
        ("close>2026-Q4", "3"),
        ("close<=2026-Q4", "1 2 4 5 7"),
        ("close!=2026-Q4", "3 5 6 8"),
        ('"Close date"=2027-02-10', "3"),
        ("close date=2027-02-10", "3"),
        ("cloud close date>2026-12-01", "3"),
        ("next step=call", "3"),
        ("next step on>2026-12-10", "3 6"),
        ("open", "1 2 3 6 7"),
        ("won", "4"),
        ("won or lost", "4 5"),
        ("not open", "4 5 8"),
        ("!open", "4 5 8"),
        ("not not won", "4"),
        ("overdue", "1"),
        ("empty(next_step)", "2 4 5 8"),
        ("empty(next step) open", "2"),
        ("filled(next step) and not open", ""),
        ("empty(amount)", "8"),  # D-6 holds a text there, which is not nothing
        ("next_step=''", "2 4 5 8"),
        ("next_step!=''", "1 3 6 7"),
        ("empty(stage)", "8"),
        ("cloud", "3 4"),
        ("acme erp", "5"),
        ("region=华东 (stage=Proposal or stage=Won)", "1 4"),
        ("region=华东 and stage=Proposal or stage=Lost", "1 5"),
        ("区域=华南 且 非 进行中", "5"),
        ("cost centre=CC3", "7"),
        ("Costcentre=cc3", "7"),
        ('"open"', ""),  # quoted: searched for
        ("[red]x[/]", "6"),
        ("name~.*", ""),  # never a pattern
        ("", "1 2 3 4 5 6 7 8"),
        ("   ", "1 2 3 4 5 6 7 8"),
    ],
)
def test_finds(state: BookState, text: str, ids: str) -> None:
    assert found(state, text) == [f"D-{n}" for n in ids.split()]


def test_customers(state: BookState) -> None:
    assert found(state, "overdue", "customers", "name") == ["中建三局"]
    assert found(state, "tier=A region=华东", "customers", "name") == ["中建三局", "苏州轨交"]
    assert found(state, "acme", "customers", "name") == ["Acme Inc"]


def test_pending_rows() -> None:
    book = _load(team_workbook())
    book.set_values("x", "deals", [(2, "amount", 1.0)])
    book.delete_rows("x", "deals", [4])
    (new,) = book.add_rows("x", "deals", [{"id": "D-9"}])
    assert found(book.state, "pending") == ["D-3", "D-5", "D-9"]
    assert new not in (2, 4)


def test_amounts_in_the_unit_of_the_header() -> None:
    rows: list[list[CellValue]] = [
        ["商机编号", "客户", "阶段", "金额(万元)", "成功率(%)"],
        ["A", "x", "方案", 120, 50],
        ["B", "y", "方案", 80, 5],
    ]
    state = _load(MemoryWorkbook({"商机": rows})).state
    assert found(state, "金额>100") == ["A"]
    assert found(state, "金额>1e6") == ["A"]  # of yuan: an exponent names its own unit
    assert found(state, "amount>=120万") == ["A"]
    assert found(state, "成功率<10") == ["B"]


@pytest.mark.parametrize(
    ("names", "text", "ids"),
    [
        (["1. Lead", "2. Offer", "3. Talks", "Won", "Lost"], "stage>=2", ["B", "C"]),
        (["1. Lead", "2. Offer", "3. Talks", "Won", "Lost"], "stage<3", ["A", "B"]),
        (["10 Lead", "20 Offer", "30 Talks", "90 Won", "Lost"], "stage>=30", ["C", "D"]),
        (["1. Lead", "Offer", "3. Talks", "Won", "Lost"], "stage>=2", ["B", "C", "D"]),
    ],
)
def test_stages_that_the_workbook_numbers_itself(
    names: list[str], text: str, ids: list[str]
) -> None:
    means = {"1. Lead": "lead", "2. Offer": "proposal", "3. Talks": "negotiation"}
    means |= {"10 Lead": "lead", "20 Offer": "proposal", "30 Talks": "negotiation"}
    means |= {"Offer": "proposal", "90 Won": "won"}
    rows: list[list[CellValue]] = [["Deal ID", "Deal", "Stage", "Amount"]]
    rows += [[key, key, stage, 1] for key, stage in zip("ABCDE", names, strict=True)]
    state = _load(MemoryWorkbook({"Deals": rows})).state
    state = replace(state, playbook=replace(state.playbook, texts=means))
    assert found(state, text) == ids


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("stge=won", 1, "Stage"),
        ("stage>=lost", 8, "0 Lead, 1 Qualified, 2 Proposal, 3 Negotiation, 4 Won"),
        ("open stage > soon", 14, "soon is no stage with a place in the order"),
        ('stage>"3"', 7, "3 is no stage"),
        ("name contains", 6, "contains at 6 needs a value"),
        ("amount>lots", 8, "lots is no number"),
        ("open close<soon", 12, "soon is no date"),
        ("amount>", 7, "needs a value"),
        ("> 3", 1, "needs a field"),
        ("(open", 1, "never closed"),
        ("open)", 5, "no opening one"),
        ("open or", 8, "missing at the end"),
        ("and open", 1, "missing before and"),
        ("open or or won", 9, "missing before or"),
        ('name="cl', 6, "never closed"),
        ("empty()", 6, "Name a field"),
        ("empty(stge)", 7, "stge"),
        ("amount>''", 8, "needs a value"),
        ("close<+99999d", 7, "no date"),
        ("()", 2, "missing before )"),
        ("(" * 26, 26, "Too many"),
        ("a" * 1001, 1, "too long"),
    ],
)
def test_refuses_in_one_sentence(state: BookState, text: str, at: int, says: str) -> None:
    with pytest.raises(FilterError) as caught:
        row_filter(text, state, "deals", TODAY)
    assert caught.value.position == at - 1
    assert says in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.message.endswith((".", ")."))


def test_unknown_fields_name_those_near(state: BookState) -> None:
    with pytest.raises(FilterError, match=r"There is no field amuont \(at 1\).*Amount"):
        row_filter("amuont>3", state, "deals", TODAY)
    with pytest.raises(FilterError, match="Deal ID"):
        row_filter("qqqq=3", state, "deals", TODAY)


def test_any_number_of_terms(state: BookState) -> None:
    assert found(state, " or ".join(["stage=won"] * 60)) == ["D-4"]
    assert len(found(state, "not " * 200 + "open")) == 5


def test_flag_words_are_searched_for_where_there_is_no_such_thing() -> None:
    state = _load(MemoryWorkbook({"Customers": customer_rows()})).state
    assert found(state, "won", "customers", "name") == []
    assert found(state, "empty(Rep)", "customers", "name") == []


_PIECES = st.sampled_from(
    ["stage", "amount", "close", "next step", "name", "金额", "=", "!=", "<", ">=", "~", "!~", "(",
     ")", "and", "or", "not", "!", '"', "'", "“", "empty(", "filled(", "open", "overdue", "1.2m",
     "35%", "+30d", "2026-12", "x", " ", "，", "９", "\x00", "²", "NaN", "1e400", "9" * 40]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.lists(_PIECES, max_size=14).map(" ".join), st.text(max_size=40)))
def test_never_fails_otherwise(state: BookState, text: str) -> None:
    frame = state.entities["deals"].frame
    try:
        chosen = row_filter(text, state, "deals", TODAY)
    except FilterError as problem:
        assert 0 <= problem.position <= len(text)
        return
    if chosen is not None:
        kept = frame.filter(chosen)
        assert kept.height + frame.filter(~chosen).height == frame.height
