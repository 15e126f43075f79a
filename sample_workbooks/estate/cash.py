"""Price sheets, contracts, what buyers owe and what they paid; and the targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sample_workbooks import AS_OF
from sample_workbooks.books.telling import Record, Said, Value
from sample_workbooks.estate.cast import AGENTS, CASHIER, manager_of, person, team_of
from sample_workbooks.estate.deals import name_of
from sample_workbooks.estate.homes import DEPOSIT, phase_on
from sample_workbooks.estate.sales import Sale, sales

_LATE = {"A-0401", "B-0902"}
"""Homes whose buyers have not paid what was due last."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of what a buyer owes, and its payments with their times."""

    kind: str
    condition: Said
    due: date
    amount: int
    paid: tuple[tuple[date, str, int], ...] = ()


def contract_no(sale: Sale) -> str:
    """The number of a contract."""
    return f"HT-{sale.unit}"


def _lines(sale: Sale) -> Iterator[Line]:
    """The deposit; once the contract is signed, the rest by the way of paying."""
    assert sale.paid is not None
    on_deposit = Said("On subscription", "签订认购书")
    yield Line("deposit", on_deposit, sale.paid, DEPOSIT, sale.deposits)
    if sale.signed is None:
        return
    day, price = sale.signed, sale.price
    first = round(price * {"at once": 0.5, "instalments": 0.5, "mortgage": 0.3}[sale.way])
    yield _due(sale, "advance", Said("On signature", "签约首付"), day, first - DEPOSIT)
    rest = price - first
    if sale.way == "mortgage":
        bank = Said("Paid by the bank", "银行放款")
        yield _due(sale, "loan", bank, day + timedelta(days=60), rest)
    else:
        days = 30 if sale.way == "at once" else 120
        text = Said(f"{days} days after signature", f"签约后{days}天")
        yield _due(sale, "final", text, day + timedelta(days=days), rest)


def _due(sale: Sale, kind: str, condition: Said, due: date, amount: int) -> Line:
    """A line that is paid in time, unless it is not due yet or the buyer is late."""
    waits = kind == "loan" and sale.papers is None
    late = sale.unit in _LATE and kind != "advance"
    if due >= AS_OF or waits or late:
        return Line(kind, condition, due, amount)
    return Line(kind, condition, due, amount, ((due, "11:00", amount),))


def _sold() -> list[Sale]:
    return [sale for sale in sales() if sale.paid]


def quotes() -> list[Record]:
    """The price sheet of everybody who has chosen a home."""
    found: list[Record] = []
    for sale in sales():
        if not sale.unit:
            continue
        day = sale.paid or sale.visited + timedelta(days=1)
        special = sale.number % 5 == 0
        status = "accepted" if sale.paid else "sent"
        found.append(
            {
                "id": f"Q{len(found) + 1:04d}", "deal": name_of(sale), "version": "1",
                "date": min(day, AS_OF - timedelta(days=1)), "product": sale.home.layout,
                "unit": sale.unit, "way": sale.way, "quantity": 1, "list": sale.home.price,
                "discount": sale.discount, "net": sale.home.price * (1 - sale.discount),
                "requested_by": AGENTS[sale.agent],
                "approved_by": manager_of(sale.agent) if special else None,
                "approved_on": min(day, AS_OF) if special else None, "status": status,
            }
        )  # fmt: skip
    return found


def contracts() -> list[Record]:
    """A contract for every home signed."""
    found: list[Record] = []
    for sale in sorted(_signed(), key=lambda s: (s.signed or AS_OF, s.unit)):
        assert sale.signed is not None
        paid = all(sum(p[2] for p in line.paid) == line.amount for line in _lines(sale))
        found.append(
            {
                "no": contract_no(sale), "deal": name_of(sale), "customer": person(sale.number),
                "owner": AGENTS[sale.agent], "amount": sale.price,
                "status": "filed" if paid else "effective", "reviewer": manager_of(sale.agent),
                "drafted": sale.signed - timedelta(days=2), "reviewed": sale.signed,
                "signed": sale.signed, "effective": sale.signed,
                "filed": _last_paid(sale) + timedelta(days=3) if paid else None,
            }
        )  # fmt: skip
    return found


def _signed() -> list[Sale]:
    return [sale for sale in sales() if sale.signed]


def _last_paid(sale: Sale) -> date:
    return max(day for line in _lines(sale) for day, _, _ in line.paid)


def payment_plan() -> list[Record]:
    """What everybody with a subscription owes."""
    found: list[Record] = []
    for sale in _sold():
        for place, line in enumerate(_lines(sale), start=1):
            if sale.ended:
                continue
            received = sum(amount for _, _, amount in line.paid)
            settled = line.paid[-1][0] if received == line.amount else None
            found.append(
                {
                    "id": f"{sale.unit}/{place}",
                    "contract": contract_no(sale) if sale.signed else None,
                    "deal": name_of(sale), "customer": person(sale.number), "unit": sale.unit,
                    "kind": line.kind, "condition": line.condition, "due": line.due,
                    "amount": line.amount, "received": received, "settled": settled,
                }
            )  # fmt: skip
    return found


def payments() -> list[Record]:
    """What was paid, in order of day and time; what was paid back is below zero."""
    found = [row for sale in _sold() for row in _payments(sale)]
    found.sort(key=lambda row: (row["date"], row["time"], row["unit"]))
    return [{"id": f"R{n:04d}"} | row for n, row in enumerate(found, start=1)]


def _payments(sale: Sale) -> Iterator[dict[str, Value]]:
    base: dict[str, Value] = {
        "contract": contract_no(sale) if sale.signed else None, "deal": name_of(sale),
        "customer": person(sale.number), "unit": sale.unit, "received_by": CASHIER,
    }  # fmt: skip
    for place, line in enumerate(_lines(sale), start=1):
        for day, time, amount in line.paid:
            yield base | {
                "date": day, "time": time, "kind": line.kind, "amount": amount,
                "plan": None if sale.ended else f"{sale.unit}/{place}",
                "method": {"deposit": "card", "loan": "transfer"}.get(line.kind, "transfer"),
            }  # fmt: skip
    if sale.ended:
        yield base | {
            "date": sale.ended, "time": "11:30", "kind": "deposit", "amount": -DEPOSIT,
            "method": "transfer", "notes": Said("Paid back", "退还定金"),
        }  # fmt: skip


_MONTHS = {3: 6.0, 4: 6.5, 5: 8.5, 6: 8.0, 7: 7.0, 8: 6.0, 9: 8.5, 10: 8.0, 11: 5.0, 12: 4.0}
"""Target of the month, in millions."""
_SHARES = (0.17, 0.13, 0.15, 0.09, 0.15, 0.11, 0.09, 0.11)
_HOMES = {3: 5, 4: 5, 5: 7, 6: 6, 7: 5, 8: 5, 9: 7, 10: 6, 11: 4, 12: 3}


def targets() -> list[Record]:
    """By agent and month, with the phase of the launch it belongs to; homes for the whole site."""
    found: list[Record] = []
    for month, millions in _MONTHS.items():
        day = date(AS_OF.year, month, 1)
        when: dict[str, Value] = {"period": f"{day:%Y-%m}", "phase": phase_on(day)}
        for agent, share in enumerate(_SHARES):
            found.append(
                when | {"rep": AGENTS[agent], "team": team_of(agent), "metric": "revenue",
                        "target": round(millions * share * 100) * 10_000}
            )  # fmt: skip
        found.append(when | {"scope_type": "company", "metric": "units", "target": _HOMES[month]})
    return found
