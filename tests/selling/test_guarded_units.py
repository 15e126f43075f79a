"""What a step must not lose: cells that it cannot write, sums that cannot be."""

from __future__ import annotations

from datetime import date, datetime
from math import inf, nan
from typing import Any

import pytest
from fakes import MemoryWorkbook
from floor_books import ENGLISH, Table, copied, loaded, settings

from adapters.contents import FormulaCells, FormulaState
from adapters.errors import Refused
from salestui.book.book import Book
from salestui.selling.floor.asking import Ask
from salestui.selling.floor.rule import UnitTaken
from salestui.selling.floor.steps import step_of
from salestui.selling.floor.taking import do_step, one_unit
from salestui.selling.floor.unit import unit_at

NOW = datetime(2026, 3, 6, 15, 0)
pytestmark = pytest.mark.inventory(100, 102)


def asked(step: str, **about: Any) -> Ask:
    found = step_of(step)
    assert found is not None
    return Ask(step=found, **{"at": NOW, "now": NOW, "agent": "Ann", **about})


def deposit(customer: str = "Wang Fang", amount: float = 5_000.0, **about: Any) -> Ask:
    return asked("deposit", customer=customer, amount=amount, **about)


def calculated(header: str) -> Book:
    """The site with a formula in the first unit's cell of a column."""
    sheets = copied(ENGLISH)
    place = sheets["Units"][0].index(header) + 1
    cells = {"Units": [FormulaCells(place, 2, 2, FormulaState.CALCULATED)]}
    book = Book(MemoryWorkbook(sheets, formula_cells=cells), settings())
    book.load()
    return book


@pytest.mark.parametrize("header", ["Unit state", "Holder"])
def test_a_unit_whose_state_or_holder_is_a_formula_cannot_be_taken(header: str) -> None:
    """Else the deposit would be in the log, and the unit free for the next one."""
    book = calculated(header)
    with pytest.raises(Refused, match=f"a formula stands in its cell of {header}"):
        do_step(book, "1-101", deposit(), "take")
    assert book.state.entities["unit_log"].live.is_empty()
    assert book.state.entities["payments"].live.is_empty()
    do_step(book, "1-102", deposit(), "take")  # the others are written


def test_a_price_that_is_a_formula_is_refused_only_where_one_is_told() -> None:
    book = calculated("Agreed price")
    with pytest.raises(Refused, match="a formula stands in its cell of Agreed price"):
        do_step(book, "1-101", deposit(price=900_000.0), "take")
    do_step(book, "1-101", deposit(), "take")
    assert unit_at(book.state, one_unit(book.state, "1-101")).holder == "Wang Fang"


@pytest.mark.parametrize("amount", [nan, inf, -1.0, 0.0])
def test_a_deposit_is_a_sum(amount: float) -> None:
    book = loaded(copied(ENGLISH))
    with pytest.raises(Refused):
        do_step(book, "1-101", deposit(amount=amount), "take")
    assert not book.state.is_pending


@pytest.mark.parametrize("price", [nan, inf, -1.0, 0.0])
def test_a_price_is_a_sum(price: float) -> None:
    book = loaded(copied(ENGLISH))
    with pytest.raises(Refused, match="A price is more than nothing"):
        do_step(book, "1-101", deposit(price=price), "take")


def test_nobody_pays_more_than_the_unit_costs() -> None:
    book = loaded(copied(ENGLISH))
    with pytest.raises(Refused, match=r"1,010,001 is more than 1-101 costs: 1,010,000"):
        do_step(book, "1-101", deposit(amount=1_010_001.0), "take")
    do_step(book, "1-101", deposit(amount=5_000.0), "take")
    with pytest.raises(Refused, match=r"1,010,000 is more than .* of which 5,000 is paid"):
        do_step(book, "1-101", asked("top-up", amount=1_010_000.0), "top up")
    do_step(book, "1-101", asked("top-up", amount=1_005_000.0), "top up")


def without(sheet: str, header: str) -> dict[str, Table]:
    sheets = copied(ENGLISH)
    place = sheets[sheet][0].index(header)
    for row in sheets[sheet]:
        del row[place]
    return sheets


def test_a_log_that_cannot_say_for_whom_is_no_log() -> None:
    book = loaded(without("Unit log", "Customer"))
    with pytest.raises(Refused, match="The sheet Unit log has no column for: customer"):
        do_step(book, "1-101", deposit(), "take")


@pytest.mark.parametrize(
    ("sheet", "header"),
    [("Units", "Deal"), ("Units", "Agent"), ("Units", "Subscribed on"), ("Payments", "Unit no"),
     ("Payments", "Customer"), ("Payments", "Time of day"), ("Unit log", "Time of day"),
     ("Unit log", "Amount"), ("Pipeline", "Unit no")],
)  # fmt: skip
def test_a_column_that_is_not_there_is_done_without(sheet: str, header: str) -> None:
    book = loaded(without(sheet, header))
    do_step(book, "1-101", deposit(amount=20_000.0), "take")
    unit = unit_at(book.state, one_unit(book.state, "1-101"))
    assert (unit.holder, unit.state, unit.received) == ("Wang Fang", "subscribed", 20_000.0)
    with pytest.raises(UnitTaken, match="Wang Fang paid the deposit"):
        do_step(book, "1-101", deposit("Sun Li"), "take")
    do_step(book, "1-101", asked("review", supervisor="Max"), "review")
    do_step(book, "1-101", asked("sign"), "sign")
    assert unit_at(book.state, unit.row).state == "signed"


@pytest.mark.inventory(59)
def test_a_top_up_closes_the_plan_line_of_the_deposit_as_any_payment_does() -> None:
    sheets = copied(ENGLISH)
    sheets["Payment plan"] = [
        ["Plan line", "Deal", "Payment type", "Due", "Amount due", "Received so far", "Settled on"],
        ["L1", "Li Lei looks", "Deposit", date(2026, 3, 6), 20_000.0, 0.0, None],
    ]
    book = loaded(sheets)
    do_step(book, "1-101", deposit("Li Lei", 5_000.0), "take")
    plan = book.state.entities["payment_plan"]
    assert (plan.value(0, "received"), plan.value(0, "settled")) == (5_000.0, None)
    do_step(book, "1-101", asked("top-up", amount=15_000.0), "top up")
    plan = book.state.entities["payment_plan"]
    assert (plan.value(0, "received"), plan.value(0, "settled")) == (20_000.0, NOW.date())
    paid = book.state.entities["payments"].live
    assert paid.select("id", "deal", "customer", "unit", "time", "amount").rows() == [
        ("P-2026-001", "Li Lei looks", "Li Lei", "1-101", "15:00", 5_000.0),
        ("P-2026-002", "Li Lei looks", "Li Lei", "1-101", "15:00", 15_000.0),
    ]
