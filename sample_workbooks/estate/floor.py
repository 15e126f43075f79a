"""The homes as inventory control has them, and what was done with each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sample_workbooks.books.telling import Record, Said, Value, ago
from sample_workbooks.estate.cast import AGENTS, DIRECTOR, manager_of, person
from sample_workbooks.estate.deals import name_of
from sample_workbooks.estate.homes import DEPOSIT, HOMES, phase_on
from sample_workbooks.estate.sales import TOP_UP_DAYS, Sale, sales

_WITHDRAWN = {
    "A-0101": (date(2026, 3, 7), Said("Sales office and show flat", "售楼处及样板房")),
    "B-0101": (date(2026, 5, 2), Said("Pledged to the bank", "银行抵押")),
    "C-1001": (date(2026, 9, 12), Said("Kept for the landowner", "地方留房")),
}
_HELD = {"A-1004": (ago(4), ago(2)), "C-0203": (ago(1), ago(-1))}
"""Since when and until when homes are held without a deposit."""


def units() -> list[Record]:
    """Every home with its price, its state and what is due."""
    holders = {sale.unit: sale for sale in sales() if sale.unit and sale.ended is None}
    return [_unit(unit, holders.get(unit)) for unit in HOMES]


def _unit(unit: str, sale: Sale | None) -> Record:
    home = HOMES[unit]
    row: dict[str, Value] = {
        "unit": unit, "building": home.building, "floor": home.floor, "layout": home.layout,
        "area": home.area, "unit_price": home.unit_price, "list": home.price,
        "status": "available", "launched": home.launched, "deposit": DEPOSIT,
        "phase": phase_on(home.launched),
    }  # fmt: skip
    if unit in _WITHDRAWN:
        return row | {"status": "withdrawn", "notes": _WITHDRAWN[unit][1], "deposit": None}
    if sale is None or (not sale.paid and unit not in _HELD):
        return row
    row |= {"holder": person(sale.number), "agent": AGENTS[sale.agent], "deal": name_of(sale)}
    if unit in _HELD:
        return row | {"status": "held", "hold_until": _HELD[unit][1]}
    assert sale.paid is not None
    row |= {
        "status": "signed" if sale.signed else "subscribed", "subscribed": sale.paid,
        "top_up_by": None if len(sale.deposits) == 1 and sale.full
        else sale.paid + timedelta(days=TOP_UP_DAYS),
        "sign_by": sale.sign_by, "signed": sale.signed, "price": sale.price, "way": sale.way,
        "mortgage_by": sale.loan_by, "mortgage_done": sale.papers,
    }  # fmt: skip
    return row


def unit_log() -> list[Record]:
    """Every step with a home, in order of day and time; times are of the working day."""
    found = [row for sale in sales() if sale.unit for row in _steps(sale)]
    for unit, (day, why) in _WITHDRAWN.items():
        found.append(
            {"date": day, "time": "08:30", "unit": unit, "step": "withdraw", "agent": DIRECTOR,
             "notes": why}
        )  # fmt: skip
    return sorted(found, key=lambda row: (row["date"], row["time"], row["unit"]))


def _steps(sale: Sale) -> Iterator[dict[str, Value]]:
    """What was done with a home for one customer."""
    base: dict[str, Value] = {
        "unit": sale.unit, "customer": person(sale.number), "agent": AGENTS[sale.agent],
        "deal": name_of(sale),
    }  # fmt: skip

    def step(code: str, day: date, time: str, **more: Value) -> dict[str, Value]:
        return {"date": day, "time": time, "step": code, **base, **more}

    chosen = sale.paid or (_HELD[sale.unit][0] if sale.unit in _HELD else ago(2))
    yield step("register", sale.visited, "09:40")
    yield step("introduce", sale.visited, "09:55")
    yield step("check", chosen, "09:05")
    yield step("quote", chosen, "09:08")
    if sale.unit in _HELD:
        yield step("hold", chosen, "09:10")
    for place, (day, time, amount) in enumerate(sale.deposits):
        yield step("top-up" if place else "deposit", day, time, amount=amount)
    if sale.paid is None:
        return
    evening = {"subscription": "18:50", "review": "19:10", "enter": "19:30"}
    for code, time in evening.items():
        who = manager_of(sale.agent) if code == "review" else AGENTS[sale.agent]
        yield step(code, sale.paid, time, agent=who)
    if sale.signed:
        yield step("sign", sale.signed, "15:00")
    if sale.papers:
        yield step("mortgage", sale.papers, "16:20")
    if sale.ended:
        yield step("release", sale.ended, "11:30", amount=-DEPOSIT,
                   notes=Said("Loan refused, deposit paid back", "贷款未批，退还定金"))  # fmt: skip
