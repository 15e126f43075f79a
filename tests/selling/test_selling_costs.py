"""What acquisition cost and cost of sales take from the sheet of costs, and from leads without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as day

import pytest
from fakes import MemoryWorkbook

from adapters.contents import CellValue
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.model.period import parse_period
from salestui.views.customer.figures import company_figures
from salestui.views.inputs import inputs_of

TODAY = day(2026, 11, 21)
Rows = Sequence[Sequence[CellValue]]
DEALS: Rows = [
    ["Deal", "Customer", "Stage", "Amount", "Rep", "Closed on"],
    ["A", "Acme", "Won", 1000.0, "Ann", day(2026, 10, 5)],
    ["B", "Boreal", "Won", 3000.0, "Ann", day(2026, 11, 5)],
]
LEADS: Rows = [
    ["Created", "Channel", "Company", "Status", "Cost"],
    [day(2026, 10, 6), "Website", "Acme", "New", 90.0],
]
COSTS: Rows = [
    ["Date", "Deal", "Rep", "Cost type", "Cost", "Currency"],
    [day(2026, 10, 6), "A", "Ann", "Travel", 100.0, None],
    [day(2026, 11, 6), None, "Ann", "Promotion", 300.0, None],
    [day(2026, 11, 30), None, "Ann", "Promotion", 7000.0, None],
    [day(2026, 1, 6), None, "Ann", "Promotion", 5000.0, None],
]


def state(sheets: Mapping[str, Rows]) -> BookState:
    return Book(MemoryWorkbook({"Pipeline": DEALS, **sheets}), Settings(TODAY)).load()


def figures(sheets: Mapping[str, Rows]) -> tuple[float | None, float | None]:
    found = state(sheets)
    period = parse_period("2026-Q4")
    assert period is not None
    told = company_figures(found, inputs_of(found).facts, period, "", TODAY).figures
    return told["cac"].value, told["cost_ratio"].value


def test_all_costs_of_the_period_up_to_the_day() -> None:
    assert figures({"Costs": COSTS, "Leads": LEADS}) == (pytest.approx(200), pytest.approx(0.1))


def test_leads_tell_where_there_is_no_sheet_of_costs() -> None:
    assert figures({"Leads": LEADS}) == (pytest.approx(45), pytest.approx(90 / 4000))
    assert figures({}) == (None, None)


def test_costs_in_several_currencies_are_not_added() -> None:
    marked = [COSTS[0], *([*row[:-1], code] for row, code in
                          zip(COSTS[1:], ("EUR", "USD", "EUR", "EUR"), strict=True))]  # fmt: skip
    assert figures({"Costs": marked}) == (None, None)
