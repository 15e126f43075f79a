"""The plan lines that are still owed as a list to work through, what matters most first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import polars as pl

from salestui import i18n
from salestui.book.state import BookState
from salestui.i18n import N_, _, joined
from salestui.metrics.cash.collection import Collection
from salestui.model.entities import entity as entity_of
from salestui.views.formats import Style
from salestui.views.states import State

LISTED = 1000
"""Lines that a list shows; nobody chases more in a day."""


class Standing(StrEnum):
    """How a line stands, in the order in which it is to be chased."""

    BROKEN = "broken promise"
    TODAY = "promised today"
    OVERDUE = "overdue"
    DUE = "due today"
    PROMISED = "promised"
    OPEN = "not due"


_WORDS = {
    Standing.BROKEN: N_("promise broken"),
    Standing.TODAY: N_("promised today"),
    Standing.OVERDUE: N_("overdue"),
    Standing.DUE: N_("due today"),
    Standing.PROMISED: N_("promised"),
    Standing.OPEN: N_("not due"),
}
_TONES = {
    Standing.BROKEN: State.LATE,
    Standing.TODAY: State.WARNING,
    Standing.OVERDUE: State.LATE,
    Standing.DUE: State.WARNING,
}
CHASED = (Standing.BROKEN, Standing.TODAY, Standing.OVERDUE, Standing.DUE)
"""What is to be done today."""


@dataclass(frozen=True, slots=True)
class ChaseLine:
    """A plan line that is owed.

    Attributes:
        row: its ``_id``; ``contract``, ``deal``, ``customer_row`` those of what it is about.
        what: the kind of payment, its condition, the number of the line.
        bucket: see ``metrics.cash.receivable.BUCKETS``.
        owed: the unpaid part; ``late`` days.
    """

    row: int
    contract: int | None
    deal: int | None
    customer_row: int | None
    customer: str
    title: str
    what: str
    due: date | None
    late: int
    owed: float
    standing: Standing
    bucket: str
    rep: str
    promised: date | None
    promise: str
    style: Style

    @property
    def word(self) -> str:
        """How it stands."""
        return _(_WORDS[self.standing])

    @property
    def tone(self) -> State:
        """The same as a colour says it."""
        return _TONES.get(self.standing, State.NEUTRAL)

    @property
    def said(self) -> str:
        """What was promised, and for when."""
        day = "" if self.promised is None else self.style.day(self.promised)
        return " ".join(filter(None, (day, self.promise)))

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of ``headings``."""
        return (
            self.word,
            self.customer,
            self.title,
            self.what,
            "" if self.due is None else self.style.day(self.due),
            self.style.days(self.late) if self.late else "",
            self.style.money(self.owed),
            self.said,
            self.rep,
        )


def headings() -> tuple[str, ...]:
    """The names of the columns of a list to chase."""
    return (
        _("How it stands"), _("Customer"), _("Contract"), _("What"), _("Due"), _("Late"),
        _("Unpaid"), _("Promise"), _("Rep"),
    )  # fmt: skip


def standing(as_of: date) -> pl.Expr:
    """How lines with ``due`` and ``promised`` stand on a day, as a place in ``Standing``."""
    promised, due = pl.col("promised"), pl.col("due")
    order = {kind: place for place, kind in enumerate(Standing)}
    return (
        pl.when(promised < as_of)
        .then(order[Standing.BROKEN])
        .when(promised == as_of)
        .then(order[Standing.TODAY])
        .when(promised > as_of)
        .then(order[Standing.PROMISED])
        .when(due < as_of)
        .then(order[Standing.OVERDUE])
        .when(due == as_of)
        .then(order[Standing.DUE])
        .otherwise(order[Standing.OPEN])
    )


def owed_lines(seen: Collection) -> pl.DataFrame:
    """The lines that are still owed with ``standing``, what matters most first.

    Broken promises come first, then what is promised for today, then what is overdue; among equals
    that with the most money for the longest time. What is not late comes by its day.
    """
    owed = seen.lines.filter(pl.col("unpaid") > 0)
    weight = pl.col("unpaid") * pl.col("late")
    return owed.with_columns(standing=standing(seen.as_of), weight=weight).sort(
        "standing", "weight", "due", "unpaid", descending=[False, True, False, True],
        nulls_last=True, maintain_order=True,
    )  # fmt: skip


def chase_lines(
    owed: pl.DataFrame, seen: Collection, state: BookState, style: Style
) -> tuple[ChaseLine, ...]:
    """The first of the lines in words.

    Args:
        owed: see ``owed_lines``.
    """
    first = owed.head(LISTED)
    contracts = seen.cash.contracts.filter(pl.col("_id").is_in(first["contract"].implode()))
    titles: dict[int, str] = dict(contracts.select("_id", "title").iter_rows())
    kinds = {code: i18n.label(choice.labels) for code, choice in _kinds().items()}
    rows = first.iter_rows(named=True)
    return tuple(_line(row, state, titles, kinds, style) for row in rows)


def _line(
    row: Mapping[str, Any],
    state: BookState,
    titles: Mapping[int, str],
    kinds: Mapping[str, str],
    style: Style,
) -> ChaseLine:
    contract, deal = row["contract"], row["deal"]
    title = titles.get(contract, "")
    if contract is None and deal is not None:
        title = state.title_of("deals", deal)
    kind = kinds.get(row["kind"] or "", "")
    return ChaseLine(
        row=row["_id"],
        contract=contract,
        deal=deal,
        customer_row=row["customer_row"],
        customer=row["customer"] or "",
        title=title,
        what=joined(filter(None, (kind, row["condition"], row["title"]))),
        due=row["due"],
        late=row["late"],
        owed=row["unpaid"],
        standing=tuple(Standing)[row["standing"]],
        bucket=row["bucket"],
        rep=row["rep"] or "",
        promised=row["promised"],
        promise=row["promise"] or "",
        style=style,
    )


def _kinds() -> Mapping[str, Any]:
    field = entity_of("payment_plan").field("kind")
    return {choice.code: choice for choice in field.choices} if field is not None else {}
