"""What is kept from state to state is what a state would have worked out alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

import polars as pl
import pytest
from fakes import MemoryWorkbook
from polars.testing import assert_frame_equal

from salestui.book.book import Book
from salestui.book.folds import Folds, folded
from salestui.book.links import links, referred, referring
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.mapping.table import ID

NAMES = [
    "Acme Ltd.",
    "ACME ltd",
    "中建三局",
    "中建 三局",
    "Ｂｅｔａ",
    "beta",
    " ",
    "?!",
    "Gam",
    None,
]
COLUMNS = {
    "deals": ["name", "customer", "id", "amount"],
    "customers": ["name"],
    "contacts": ["customer", "deal", "name", "position"],
}
REFERENCES = (("deals", "customer"), ("contacts", "customer"), ("contacts", "deal"))


@pytest.fixture
def book() -> Iterator[Book]:
    deals = [[f"D-{n}", f"Deal {n % 7}", NAMES[n % 10], "Lead", 10.0 * n] for n in range(40)]
    sheets = {
        "Deals": [["Deal ID", "Deal", "Customer", "Stage", "Amount"], *deals],
        "Customers": [["Customer", "Industry"], *([n, "x"] for n in NAMES[:6] if n)],
        "Contacts": [
            ["Contact", "Customer", "Deal", "Position"],
            *([f"Person {n}", NAMES[n % 10], f"D-{n}", "x"] for n in range(30)),
        ],
    }
    book = Book(MemoryWorkbook(sheets), Settings(date(2026, 3, 6)))
    book.load()
    yield book
    book.close()


def edit(book: Book, random: Random) -> None:
    """Anything a user does: cells, rows, undo, redo."""
    entity = random.choice(("deals", "customers", "contacts"))
    ids = book.state.entities[entity].live[ID].to_list()
    column = random.choice(COLUMNS[entity])
    value = 5.0 if column == "amount" else random.choice([*NAMES, "D-3", "Deal 2"])
    match random.randrange(8):
        case 0:
            book.undo()
        case 1:
            book.redo()
        case 2:
            book.add_rows("new", entity, [{column: value}])
        case 3 if len(ids) > 3:
            book.delete_rows("gone", entity, random.sample(ids, random.randint(1, 2)))
        case _:
            rows = random.sample(ids, min(len(ids), random.choice((1, 1, 2, 12))))
            book.set_values("cells", entity, [(row, column, value) for row in rows])


def alone(state: BookState) -> BookState:
    """The same state, of which nothing is known yet."""
    return replace(state, folds=Folds())


@pytest.mark.parametrize("seed", range(12))
def test_links_after_random_edits_are_those_of_the_whole(book: Book, seed: int) -> None:
    random = Random(seed)
    for _step in range(25):
        edit(book, random)
        state, other = book.state, alone(book.state)
        for source, field in REFERENCES:
            assert_frame_equal(links(state, source, field), links(other, source, field))
        customer = random.choice(state.entities["customers"].live[ID].to_list())
        for source in ("deals", "contacts"):
            kept = referring(state, "customers", customer, source)
            assert_frame_equal(kept, referring(other, "customers", customer, source))
        person = random.choice(state.entities["contacts"].live[ID].to_list())
        one = referred(state, "contacts", person, "customer")
        assert one == referred(other, "contacts", person, "customer")
        whole = dict(links(state, "contacts", "customer").rows())
        assert one == whole[person]


def test_an_older_state_may_ask_after_a_newer_one(book: Book) -> None:
    before = book.state
    links(before, "deals", "customer")
    book.set_values("cells", "deals", [(3, "customer", "Gam"), (4, "customer", None)])
    links(book.state, "deals", "customer")
    assert_frame_equal(
        links(before, "deals", "customer"), links(alone(before), "deals", "customer")
    )


def test_what_did_not_change_is_the_same_thing_again(book: Book) -> None:
    known = links(book.state, "deals", "customer")
    book.set_values("cells", "deals", [(3, "amount", 7.0)])
    assert links(book.state, "deals", "customer") is known
    book.set_values("cells", "deals", [(3, "customer", "Gam")])
    assert links(book.state, "deals", "customer") is not known


def test_texts_are_folded_by_width_case_and_signs() -> None:
    texts = pl.Series("t", ["Ａcme, Ltd.", "acme ltd", "·", "", None, "中建 三局"])
    assert folded(texts).to_list() == ["acmeltd", "acmeltd", None, None, None, "中建三局"]
