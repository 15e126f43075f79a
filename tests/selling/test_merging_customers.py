"""Customers that may be one, and one made of two."""

from __future__ import annotations

from datetime import date

import pytest
from customer_books import CHINESE, ENGLISH, loaded
from fakes import MemoryWorkbook
from hypothesis import given, settings
from hypothesis import strategies as st

from salestui.book.book import Book
from salestui.book.links import links, referring
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.entities import ENTITIES
from salestui.selling.customers.merging import differences, merged
from salestui.selling.customers.similar import Sign, core_name, similar_customers

pytestmark = pytest.mark.inventory(35)


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Acme Co., Ltd.", "acme"), ("ACME", "acme"), ("Acme GmbH", "acme"), ("Ltd", "ltd"),
        ("中建三局集团有限公司", "中建三局"), ("中建三局（集团）股份有限公司", "中建三局"),
        ("公司", "公司"), ("Ｂoreal　AG", "boreal"), ("!!", ""),
    ],
)  # fmt: skip
def test_a_legal_form_is_no_part_of_a_name(name: str, core: str) -> None:
    assert core_name(name) == core


def test_names_and_telephones_that_are_the_same_are_suggested() -> None:
    pairs = {(p.first, p.second): p.signs for p in similar_customers(loaded(ENGLISH).state)}
    assert pairs == {(0, 1): (Sign.CORE,), (0, 2): (Sign.PHONE,)}
    chinese = similar_customers(loaded(CHINESE).state)
    assert [(p.first, p.second, p.signs) for p in chinese] == [(0, 1, (Sign.CORE,))]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Shanghai Precision Tools", "Shanghai Precison Tools", True),
        ("Plant 12 of Northern Steel", "Plant 13 of Northern Steel", False),
        ("中国建筑第三工程局安装工程分公司", "中国建筑第二工程局安装工程分公司", False),
        ("华东机床", "华南机床", False),
        ("Acme", "Acne", False),
    ],
)
def test_near_names_are_suggested_only_where_they_hardly_differ(
    one: str, two: str, same: bool
) -> None:
    state = loaded({"Customers": [["Customer", "Region"], [one, "E"], [two, "W"]]}).state
    assert bool(similar_customers(state)) is same


def test_a_switchboard_says_nothing() -> None:
    rows: list[list[object]] = [[f"Number {n:03}", "021-1234567"] for n in range(60)]
    book = loaded({"Customers": [["Customer", "Phone"], *rows]})  # type: ignore[dict-item]
    assert similar_customers(book.state) == ()


def counts(state: BookState, *customers: int) -> dict[str, set[int]]:
    """The rows of each sheet that refer to any of these customers, but those themselves."""
    return {
        source.name: {
            row
            for customer in customers
            for row in referring(state, "customers", customer, source.name)[ID].to_list()
            if source.name != "customers" or row not in customers
        }
        for source in ENTITIES
        if source.referring("customers") and state.rows(source.name) is not None
    }


def test_one_group_rewrites_everything_and_undo_brings_both_back() -> None:
    book = loaded(ENGLISH)
    before = counts(book.state, 0, 1)
    done = merged(book.state, 0, 1)
    book.apply("merge", done.edits)
    state = book.state
    customers = state.live("customers")
    assert customers is not None
    assert customers["name"].to_list() == ["Acme Ltd", "Boreal", "Cobalt"]
    assert customers["notes"].to_list()[0] == "by hand"
    assert counts(state, 0) == before
    deals = state.live("deals")
    assert deals is not None
    assert deals["customer"].to_list()[:3] == ["Acme Ltd"] * 3
    assert done.references["deals"] == 1
    book.undo()
    assert counts(book.state, 0, 1) == before
    assert not book.state.is_pending


def test_the_name_of_the_other_may_be_the_one_that_stays() -> None:
    book = loaded(ENGLISH)
    before = counts(book.state, 0, 1)
    book.apply("merge", merged(book.state, 0, 1, {"name": 1, "tier": 0}).edits)
    assert book.state.title_of("customers", 0) == "ACME"
    assert counts(book.state, 0) == before
    assert book.state.entities["customers"].value(0, "tier") == "A"


def test_a_customer_is_not_its_own_parent_after_a_merge() -> None:
    book = loaded(ENGLISH)
    book.apply("merge", merged(book.state, 1, 0).edits)
    assert book.state.entities["customers"].value(1, "parent") is None
    assert book.state.entities["customers"].value(1, "tier") == "A"


def test_what_differs_is_offered_and_blanks_give_way() -> None:
    found = {d.column.name: d for d in differences(loaded(ENGLISH).state, 0, 1)}
    assert "region" not in found
    assert found["notes"].default == 1
    assert (found["name"].first, found["name"].second, found["name"].default) == (
        "Acme Ltd", "ACME", 0,
    )  # fmt: skip
    with pytest.raises(ValueError, match="itself"):
        merged(loaded(ENGLISH).state, 1, 1)


names = st.sampled_from(["Acme", "ACME", " acme ", "Boreal", "C-1", "C-2", "c-1", "Dune", None])


@settings(max_examples=60)
@given(st.lists(names, min_size=1, max_size=12), st.booleans(), st.booleans())
def test_no_reference_is_lost(cells: list[str | None], swapped: bool, renamed: bool) -> None:
    sheets = {
        "Customers": [["Customer ID", "Customer", "Region"], ["C-1", "Acme", "E"],
                      ["C-2", "Boreal", "E"], ["C-3", "Dune", "W"]],
        "Pipeline": [["Deal", "Customer", "Stage", "Amount"],
                     *[[f"D{n}", cell, "Proposal", 1.0] for n, cell in enumerate(cells)]],
    }  # fmt: skip
    book = Book(MemoryWorkbook(sheets), Settings(date(2026, 1, 1)))
    book.load()
    survivor, other = (1, 0) if swapped else (0, 1)
    before = dict(links(book.state, "deals", "customer").rows())
    chosen = {"name": other} if renamed else {}
    book.apply("merge", merged(book.state, survivor, other, chosen).edits)
    after = dict(links(book.state, "deals", "customer").rows())
    assert after == {deal: survivor if to == other else to for deal, to in before.items()}
    book.undo()
    assert dict(links(book.state, "deals", "customer").rows()) == before
