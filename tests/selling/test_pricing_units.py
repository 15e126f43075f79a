"""The price of a unit by the way it is paid, and the quote that is written of it."""

from __future__ import annotations

import pytest
from onsite_books import ENGLISH, TODAY, onsite_book

from adapters.errors import Refused
from salestui.selling.floor.pricing import price_sheet, quote_changes
from salestui.selling.floor.unit import find_unit, unit_at


@pytest.mark.inventory(101)
def test_each_way_has_its_discount_and_shares() -> None:
    state = onsite_book().state
    unit = unit_at(state, find_unit(state, "1-201")[0])
    at_once, loan = price_sheet(state, unit, "cash"), price_sheet(state, unit, "按揭")
    assert (at_once.way, at_once.discount, at_once.net) == ("at once", 0.03, 791_520.0)
    assert (at_once.first, at_once.loan) == (791_520.0, None)
    assert (loan.net, loan.first, loan.loan) == (816_000.0, 244_800.0, 571_200.0)
    assert loan.deposit == 20_000.0  # the playbook's, as the unit tells none
    # by area where only the price per m² is told
    other = unit_at(state, find_unit(state, "1-102")[0])
    assert price_sheet(state, other, "").list == 1_000_000.0


@pytest.mark.inventory(101)
def test_a_discount_beyond_the_agents_limit_asks_for_approval() -> None:
    state = onsite_book().state
    unit = unit_at(state, find_unit(state, "1-102")[0])
    within = price_sheet(state, unit, "at once", 0.04)
    beyond = price_sheet(state, unit, "at once", 0.05)
    assert not within.needs_approval
    assert beyond.needs_approval
    ((entity, row),) = quote_changes(state, unit, beyond, "", TODAY).rows
    assert entity == "quotes"
    assert (row["id"], row["unit"], row["net"]) == ("1-102-V1", "1-102", 950_000.0)
    assert (row["status"], row["requested_by"], row["date"]) == ("requested", "Ann", TODAY)
    ((_entity, row),) = quote_changes(state, unit, within, "Bob", TODAY).rows
    assert (row["status"], row["requested_by"]) == ("sent", "Bob")


@pytest.mark.parametrize(
    ("name", "way", "discount"),
    [("1-201", "barter", None), ("1-201", "", 1.0), ("1-201", "", -0.1), ("bare", "", None)],
)
def test_what_is_no_price_is_refused(name: str, way: str, discount: float | None) -> None:
    units = [*ENGLISH["Units"], ["bare", "2", 1, None, None, None, None, "available"]]
    padded = [[*row, *[None] * (len(units[0]) - len(row))] for row in units]
    state = onsite_book({**ENGLISH, "Units": padded}).state
    unit = unit_at(state, find_unit(state, name)[0])
    with pytest.raises(Refused):
        price_sheet(state, unit, way, discount)


def test_without_a_sheet_of_quotes_nothing_is_written() -> None:
    state = onsite_book(ENGLISH, "Quotes").state
    unit = unit_at(state, find_unit(state, "1-201")[0])
    with pytest.raises(Refused):
        quote_changes(state, unit, price_sheet(state, unit, ""), "", TODAY)


def test_later_quotes_of_a_unit_are_later_versions() -> None:
    told = {"Quote ID": "1-201-V1", "Unit no": "1-201", "Net price": 1.0, "List price": 1.0}
    header = ENGLISH["Quotes"][0]
    for kept in (header, [name for name in header if name != "Unit no"]):
        sheet = [kept, [told.get(name) for name in kept]]
        state = onsite_book({**ENGLISH, "Quotes": sheet}).state
        unit = unit_at(state, find_unit(state, "1-201")[0])
        ((_entity, row),) = quote_changes(state, unit, price_sheet(state, unit, ""), "", TODAY).rows
        assert row["id"] == "1-201-V2"
