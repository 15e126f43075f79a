"""One unit as it stands: its cells, its log in order, and what was paid for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from math import isfinite
from typing import Any

import polars as pl

from salestui.book.links import links, referred, referring
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.model.folding import folded
from salestui.selling.floor.steps import AVAILABLE, HELD, SUBSCRIBED

_Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LogLine:
    """One row of the unit log; ``step`` is a code, empty where the cell means none of them."""

    row: int
    day: date | None
    time: str
    step: str
    customer: str
    agent: str
    deal: str
    amount: float | None
    notes: str

    @property
    def moment(self) -> datetime | None:
        """When it was; the beginning of the day where no time is told."""
        return moment_of(self.day, self.time)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit.

    Attributes:
        state: code of ``units.status``; ``available`` where the cell is blank, empty where it
            means none of them.
        said: the cell's own text.
        deal: the row of its deal; None for none.
        log: what was done with it, the earliest first.
        required, received: the deposit: what is asked for, and what the holder paid of it.
        agreed, listed: the price of the sale, and that of the list.
    """

    row: int
    name: str
    state: str
    said: str
    holder: str
    agent: str
    deal: int | None
    log: tuple[LogLine, ...]
    required: float
    received: float
    agreed: float | None
    listed: float | None
    way: str
    days: dict[str, date | None]

    @property
    def of_holder(self) -> tuple[LogLine, ...]:
        """What was done for the present holder since he last gave a unit back, or nobody had it."""
        ends = [
            n
            for n, line in enumerate(self.log)
            if line.step in ("release", "relist")
            and (not line.customer or same(line.customer, self.holder))
        ]
        lines = self.log[ends[-1] + 1 :] if ends else self.log
        return tuple(line for line in lines if same(line.customer, self.holder))

    @property
    def done(self) -> frozenset[str]:
        """The codes of the steps done for the present holder."""
        return frozenset(line.step for line in self.of_holder)

    @property
    def deposited(self) -> datetime | None:
        """When the holder's deposit came; None where he only holds."""
        moments = [line.moment for line in self.of_holder if line.step == "deposit"]
        told = [moment for moment in moments if moment is not None]
        if told:
            return min(told)
        day = self.days.get("subscribed") if self.state == SUBSCRIBED else None
        return None if day is None else datetime.combine(day, time())

    @property
    def since(self) -> datetime | None:
        """Since when the unit is the holder's."""
        if self.deposited is not None:
            return self.deposited
        moments = [line.moment for line in self.of_holder if line.step == "hold"]
        return min((m for m in moments if m is not None), default=None)

    @property
    def price(self) -> float | None:
        """The agreed price, else that of the list."""
        return self.listed if self.agreed is None else self.agreed

    @property
    def lacking(self) -> float:
        """What of the deposit is not paid yet."""
        return max(self.required - self.received, 0.0)


def moment_of(day: date | None, said: str) -> datetime | None:
    """A day with a time of day such as ``14:32``, the beginning of the day without one."""
    if day is None:
        return None
    try:
        return datetime.combine(day, time.fromisoformat(said.strip() or "00:00"))
    except ValueError:
        return datetime.combine(day, time())


def same(one: str, other: str) -> bool:
    """Whether two names mean the same."""
    return bool(one) and folded(one) == folded(other)


def find_unit(state: BookState, name: str) -> tuple[int, ...]:
    """The rows of the units of that number, in the order of the sheet."""
    frame = state.live("units")
    if frame is None or frame.schema.get("unit") != pl.String:
        return ()
    wanted = folded(name)
    rows = frame.select(ID, "unit").drop_nulls("unit").iter_rows()
    return tuple(row for row, text in rows if folded(text) == wanted)


class Ledger:
    """The log and the payments of all units at once, for who looks at many of them."""

    def __init__(self, state: BookState) -> None:
        self.log = _by_unit(state, "unit_log")
        self.payments = _by_unit(state, "payments")


def _by_unit(state: BookState, entity: str) -> dict[int, list[_Row]]:
    frame, found = state.live(entity), dict[int, list[_Row]]()
    if frame is None:
        return found
    whose = links(state, entity, "unit").drop_nulls("to")
    met = frame.with_columns(pl.col(ID).cast(pl.Int64)).join(
        whose.rename({"to": "_unit"}), on=ID, maintain_order="left"
    )
    for line in met.to_dicts():
        found.setdefault(line["_unit"], []).append(line)
    return found


def unit_at(state: BookState, row: int, ledger: Ledger | None = None) -> Unit:
    """A unit by its row.

    Args:
        ledger: of the same state; without one only the rows of this unit are looked up.

    Raises:
        KeyError: the book has no units.
    """
    rows = state.entities["units"]
    values = {c.name: rows.value(row, c.name) for c in rows.layout.columns}
    status = _text(values, "status")
    field = entity_of("units").field("status")
    code = field.code(status) if field is not None and status else ""
    holder = _text(values, "holder")
    log = log_of(state, row) if ledger is None else _lines(ledger.log.get(row, []))
    unit = Unit(
        row=row,
        name=_text(values, "unit"),
        state=code or ("" if status else HELD if holder else AVAILABLE),
        said=status,
        holder=holder,
        agent=_text(values, "agent"),
        deal=referred(state, "units", row, "deal") if _text(values, "deal") else None,
        log=log,
        required=_number(values, "deposit") or state.playbook.method.floor.deposit,
        received=0.0,
        agreed=_number(values, "price"),
        listed=list_price(values),
        way=_text(values, "way"),
        days={name: _day(values, name) for name in DAYS},
    )
    if not holder:
        return unit
    found = None if ledger is None else ledger.payments.get(row, [])
    return replace(unit, received=_paid(state, unit, found).get(folded(holder), 0.0))


DAYS = ("hold_until", "subscribed", "top_up_by", "sign_by", "signed", "mortgage_by",
        "mortgage_done")  # fmt: skip
"""The fields of a unit that are days of its sale."""


def list_price(values: dict[str, Any]) -> float | None:
    """The list price of a unit's values; by its area where only the price of that is told."""
    if (whole := _number(values, "list")) is not None:
        return whole
    area, each = _number(values, "area"), _number(values, "unit_price")
    counted = None if area is None or each is None else area * each
    return counted if counted is not None and isfinite(counted) else None


def log_of(state: BookState, row: int) -> tuple[LogLine, ...]:
    """What the unit log tells of a unit, the earliest first; of one moment as it stands there."""
    if state.rows("unit_log") is None:
        return ()
    return _lines(referring(state, "units", row, "unit_log", "unit").to_dicts())


def _lines(rows: Iterable[_Row]) -> tuple[LogLine, ...]:
    field = entity_of("unit_log").field("step")
    assert field is not None, "the model has it"
    found = [
        LogLine(
            row=line[ID],
            day=_day(line, "date"),
            time=_text(line, "time"),
            step=field.code(_text(line, "step")) or "",
            customer=_text(line, "customer"),
            agent=_text(line, "agent"),
            deal=_text(line, "deal"),
            amount=_number(line, "amount"),
            notes=_text(line, "notes"),
        )
        for line in rows
    ]
    return tuple(sorted(found, key=lambda line: line.moment or datetime.min))


def paid_by(state: BookState, unit: Unit) -> dict[str, float]:
    """What each customer paid as deposits for a unit, refunds taken off, by folded name.

    From the payments, one without a customer being the holder's; where the workbook keeps no
    payments of units, from the unit log.
    """
    return _paid(state, unit, None)


def _paid(state: BookState, unit: Unit, payments: list[_Row] | None) -> dict[str, float]:
    sums: dict[str, float] = {}
    known = state.rows("payments")
    if known is None or known.layout.column("unit") is None:
        for entry in unit.log:
            if entry.step in ("deposit", "top-up"):
                who = folded(entry.customer)
                sums[who] = sums.get(who, 0.0) + (entry.amount or 0.0)
        return sums
    if payments is None:
        payments = referring(state, "units", unit.row, "payments", "unit").to_dicts()
    kind = entity_of("payments").field("kind")
    assert kind is not None, "the model has it"
    for line in payments:
        if (kind.code(_text(line, "kind")) or "deposit") == "deposit":
            who = folded(_text(line, "customer") or unit.holder)
            sums[who] = sums.get(who, 0.0) + (_number(line, "amount") or 0.0)
    return sums


def _text(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    return value.strip() if isinstance(value, str) else ""


def _number(values: dict[str, Any], name: str) -> float | None:
    value = values.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _day(values: dict[str, Any], name: str) -> date | None:
    value = values.get(name)
    return value if isinstance(value, date) else None
