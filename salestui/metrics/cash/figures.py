"""The figures of collections from their sums, and the rows behind each."""

from __future__ import annotations

import polars as pl

from salestui.metrics.cash import reasons
from salestui.metrics.cash.collection import Collection, Tally, within
from salestui.metrics.cash.definitions import COLLECTION_FIGURES, Rate
from salestui.metrics.currencies import blocked
from salestui.metrics.figure import Figure, Note, na, note
from salestui.model.period import PeriodKind

Behind = tuple[str, tuple[int, ...]]
"""An entity, and the ``_id`` of its rows."""


def collection_figures(seen: Collection, sums: Tally) -> dict[str, Figure]:
    """All figures of a scope or of one of its parts, by key."""
    cash = seen.cash
    undated = note(reasons.UNDATED_LINES, n=sums.undated) if sums.undated else None
    loose = note(reasons.NOT_ALLOCATED, n=sums.apart_n) if sums.apart_n else None
    said = note(reasons.SAID) if cash.said else None
    owed = _of_plan(seen, sums.receivable).noted(undated, said, loose)
    found = {
        "receivable": owed,
        "overdue": _of_plan(seen, sums.overdue).noted(said, loose),
        "rate_due": rate(seen, sums, Rate.DUE),
        "rate_contract": rate(seen, sums, Rate.CONTRACT),
        "dso": _outstanding(seen, sums, owed),
        "received": _received(seen, sums),
        "promised": _of_plan(seen, sums.promised),
        "broken": _of_plan(seen, sums.broken),
        "overpaid": _of_payments(seen, sums.overpaid),
        "apart": _of_payments(seen, sums.apart),
    }
    if seen.opened:
        found["rate_opening"] = rate(seen, sums, Rate.OPENING)
    return blocked(found, cash.currencies, COLLECTION_FIGURES)


def rate(seen: Collection, sums: Tally, kind: Rate) -> Figure:
    """The collection rate by one of its definitions, 1 at most."""
    if kind is Rate.CONTRACT:
        return _of_contracts(seen, sums)
    got = _received(seen, sums)
    if got.value is None:
        return got
    if not seen.cash.has_plan:
        return na(reasons.NO_PLAN)
    if kind is Rate.DUE:
        return capped(got.value, sums.due, reasons.NOTHING_DUE).noted(*got.notes)
    unbilled = note(reasons.NO_INVOICES, n=sums.unbilled) if sums.unbilled else None
    owed = sums.opening + sums.billed
    return capped(got.value, owed, reasons.NOTHING_OWED).noted(unbilled, *got.notes)


def _of_contracts(seen: Collection, sums: Tally) -> Figure:
    if not seen.cash.has_contracts:
        return na(reasons.NO_CONTRACTS)
    if not seen.cash.has_payments and not seen.cash.said:
        return na(reasons.NO_PAYMENTS)
    left_out = note(reasons.NOT_COUNTED, n=sums.unsigned) if sums.unsigned else None
    if sums.signed <= 0:
        return na(reasons.NOTHING_SIGNED)
    beyond = _beyond(sums.signed_over)
    return Figure(sums.signed_received / sums.signed).noted(beyond, left_out)


def capped(got: float, of: float, nothing: str) -> Figure:
    """``got / of``, 1 at most, with a note of what is beyond; ``nothing`` says why ``of`` is 0."""
    if of <= 0:
        return na(nothing)
    return Figure(min(got / of, 1.0)).noted(_beyond(got - of))


def _beyond(amount: float) -> Note | None:
    return note(reasons.BEYOND, amount=f"{amount:,.2f}".removesuffix(".00")) if amount > 0 else None


def _received(seen: Collection, sums: Tally) -> Figure:
    if not seen.cash.has_payments and not seen.cash.said:
        return na(reasons.NO_PAYMENTS)
    said = note(reasons.SAID) if seen.cash.said else None
    undated = note(reasons.SAID_UNDATED, n=sums.said_undated) if sums.said_undated else None
    return Figure(sums.received).noted(said, undated)


def _outstanding(seen: Collection, sums: Tally, owed: Figure) -> Figure:
    if owed.value is None:
        return owed
    if seen.period.kind is PeriodKind.ALL:
        return na(reasons.NO_BEGINNING)
    invoiced = _invoiced(seen)
    owing, sales = (sums.outstanding, sums.billed) if invoiced else (owed.value, sums.signed)
    if sales <= 0:
        return na(reasons.NO_CREDIT_SALES if invoiced else reasons.NOTHING_SIGNED)
    days = seen.period.elapsed(seen.as_of)
    how = None if invoiced else note(reasons.OF_SIGNED)
    return Figure(owing / sales * days).noted(how)


def _of_plan(seen: Collection, value: float) -> Figure:
    return Figure(value) if seen.cash.has_plan else na(reasons.NO_PLAN)


def _of_payments(seen: Collection, value: float) -> Figure:
    return Figure(value) if seen.cash.has_payments else na(reasons.NO_PAYMENTS)


def rows_behind(seen: Collection, key: str) -> Behind:
    """The rows that a figure is made of.

    Raises:
        KeyError: there is no such figure.
    """
    if key == "rate_contract":
        signed = seen.in_period("signed").fill_null(value=False)
        return "contracts", _ids(seen.contracts.filter(signed))
    if key in ("received", "overpaid", "apart"):
        entity = "payment_plan" if seen.cash.said else "payments"
        return entity, _ids(seen.receipts.filter(_of_receipts(seen, key)))
    lines = seen.lines
    if key in ("rate_due", "rate_opening"):
        return "payment_plan", _ids(lines.filter(_of_lines(seen, key)))
    owed = lines.filter((pl.col("unpaid") > 0) & _of_lines(seen, key))
    return "payment_plan", _ids(owed.sort("unpaid", descending=True))


def _of_lines(seen: Collection, key: str) -> pl.Expr:
    return {
        "receivable": pl.lit(value=True),
        "dso": _outstanding_lines(seen),
        "overdue": pl.col("late") > 0,
        "promised": pl.col("promised") >= seen.as_of,
        "broken": pl.col("promised") < seen.as_of,
        "rate_due": within("due", seen.period),
        "rate_opening": (pl.col("opening") > 0) | _billed(seen),
    }[key]


def _of_receipts(seen: Collection, key: str) -> pl.Expr:
    apart = pl.col("apart") != ""
    return {
        "received": seen.in_period("date").fill_null(value=False),
        "overpaid": (pl.col("over") != 0) & ~apart,
        "apart": apart,
    }[key]


def _outstanding_lines(seen: Collection) -> pl.Expr:
    """Of what the days outstanding are: what was billed by the day; all where nothing is billed."""
    if not _invoiced(seen):
        return pl.lit(value=True)
    return (pl.col("billed_on") <= seen.as_of).fill_null(value=False)


def _invoiced(seen: Collection) -> bool:
    """Whether any plan line has an invoice day."""
    return seen.cash.lines["invoiced"].null_count() < seen.cash.lines.height


def _billed(seen: Collection) -> pl.Expr:
    return seen.in_period("billed_on").fill_null(value=False)


def _ids(rows: pl.DataFrame) -> tuple[int, ...]:
    return tuple(rows["_id"].to_list())
