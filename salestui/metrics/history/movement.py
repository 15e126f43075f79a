"""How the pipeline came from what it was on a kept day to what it is: every deal accounted for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

from salestui.metrics import reasons
from salestui.metrics.currencies import currencies
from salestui.metrics.figure import Figure, Note, na, note
from salestui.metrics.history.pairing import side_by_side
from salestui.metrics.history.past import Past
from salestui.metrics.kept import Kept
from salestui.metrics.select import within
from salestui.model.focus import Focus
from salestui.model.period import Period


class Step(StrEnum):
    """What becomes of a deal of the pipeline; ``KEPT`` is in it on both days.

    ``INCREASED`` and ``DECREASED`` are the changes of amounts, whatever else became of the deal.
    """

    NEW = "new"
    REOPENED = "reopened"
    PULLED_IN = "pulled_in"
    INCREASED = "increased"
    DECREASED = "decreased"
    PUSHED_OUT = "pushed_out"
    WON = "won"
    LOST = "lost"
    REMOVED = "removed"
    OWNER_CHANGE = "owner_change"
    KEPT = "kept"


STEPS = tuple(step for step in Step if step is not Step.KEPT)
"""In the order of the waterfall."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A step's part: money with its sign, and deals."""

    step: Step
    money: float
    deals: int


@dataclass(frozen=True, slots=True)
class Movement:
    """Start, bars and end of the open pipeline that closes in the period.

    Attributes:
        since: the kept day that it starts from.
        bars: all steps, those without deals too; start plus their money is the end.
        deals: one row per deal that is or was in the pipeline: ``row`` (``_id`` now; null where it
            is gone), ``then_row``, ``then_in`` and ``now_in`` (in it then, now), ``id``,
            ``title``, ``rep``, ``step``, ``money`` (of the step), ``change`` (of the amount), and
            ``then_`` and ``now_``: ``amount``, ``stage``, ``close``.
        reason: why there is no movement; then there is nothing else.
    """

    since: date
    as_of: date
    period: Period
    start: Figure
    end: Figure
    bars: tuple[Bar, ...]
    deals: pl.DataFrame
    start_deals: int = 0
    end_deals: int = 0
    reason: Note | None = None
    notes: tuple[Note, ...] = ()

    @property
    def residual(self) -> float:
        """What the bars leave unexplained; 0 but for the rounding of sums."""
        start, end = self.start.value or 0.0, self.end.value or 0.0
        return end - start - sum(bar.money for bar in self.bars)


def movement(past: Past, now: Past, focus: Focus, period: Period) -> Movement:
    """The movement between two days.

    Each deal is in one step, at the amount it had when it came in or went; the change of its
    amount is apart. A lost deal whose amount was emptied goes at the one it had.

    Args:
        past, now: the book then and now; ``now.day`` is the as-of day.
    """
    if reason := _why_none(past, now):
        none = na(reason)
        return Movement(past.day, now.day, period, none, none, (), _NOTHING, reason=reason)
    same = bool(past.lineage) and past.lineage == now.lineage
    deals = _stepped(side_by_side(past.facts, now.facts, focus, period, same_rows=same))
    moved = deals.filter(pl.col("then_in") | pl.col("now_in"))
    totals = moved.select(
        start=pl.col("then_amount").filter("then_in").sum(),
        end=pl.col("now_amount").filter("now_in").sum(),
        start_deals=pl.col("then_in").sum(),
        end_deals=pl.col("now_in").sum(),
    ).row(0, named=True)
    return Movement(
        since=past.day,
        as_of=now.day,
        period=period,
        start=Figure(totals["start"]),
        end=Figure(totals["end"]),
        bars=_bars(moved),
        deals=_listed(moved),
        start_deals=totals["start_deals"],
        end_deals=totals["end_deals"],
        notes=_notes(deals, moved, period, now.day),
    )


def _why_none(past: Past, now: Past) -> Note | None:
    for side in (past, now):
        if side.kept is Kept.NOTHING:
            return Note(reasons.NO_PIPELINE)
        if side.kept is Kept.ORDERS:
            return Note(reasons.NO_STAGES)
    found = sorted({*currencies(past.facts), *currencies(now.facts)})
    if len(found) > 1:
        return note(reasons.MIXED_CURRENCIES, currencies=", ".join(found))
    return None


def _stepped(deals: pl.DataFrame) -> pl.DataFrame:
    """With ``step``, ``money`` and ``change``; all three null for deals outside on both days."""
    then, now = pl.col("then_amount"), pl.col("now_amount")
    before, after = then.fill_null(0.0), now.fill_null(0.0)
    emptied = (pl.col("now_status") == "lost") & (now == 0)
    was_emptied = (pl.col("then_status") == "lost") & (then == 0)
    left_at = pl.when(now.is_null() | emptied).then(before).otherwise(after)
    came_at = pl.when(then.is_null() | was_emptied).then(after).otherwise(before)
    came = pl.col("now_in") & ~pl.col("then_in")
    went = pl.col("then_in") & ~pl.col("now_in")
    return deals.with_columns(_step(came, went).alias("step")).with_columns(
        money=pl.when(came).then(came_at).when(went).then(-left_at).otherwise(0.0),
        change=pl.when(came)
        .then(after - came_at)
        .when(went)
        .then(left_at - before)
        .when("now_in")
        .then(after - before)
        .otherwise(0.0),
    )


def _step(came: pl.Expr, went: pl.Expr) -> pl.Expr:
    status = pl.col("now_status")
    return (
        pl.when(came & ~pl.col("then_there")).then(pl.lit(Step.NEW))
        .when(came & ~pl.col("then_focus")).then(pl.lit(Step.OWNER_CHANGE))
        .when(came & (pl.col("then_status") != "open")).then(pl.lit(Step.REOPENED))
        .when(came).then(pl.lit(Step.PULLED_IN))
        .when(went & ~pl.col("now_there")).then(pl.lit(Step.REMOVED))
        .when(went & ~pl.col("now_focus")).then(pl.lit(Step.OWNER_CHANGE))
        .when(went & (status == "won")).then(pl.lit(Step.WON))
        .when(went & (status == "lost")).then(pl.lit(Step.LOST))
        .when(went & (status != "open")).then(pl.lit(Step.REMOVED))
        .when(went).then(pl.lit(Step.PUSHED_OUT))
        .when(pl.col("now_in")).then(pl.lit(Step.KEPT))
    )  # fmt: skip


def _bars(moved: pl.DataFrame) -> tuple[Bar, ...]:
    sums = moved.group_by("step").agg(money=pl.col("money").sum(), deals=pl.len())
    found = {step: (money, deals) for step, money, deals in sums.rows()}
    change = pl.col("change")
    for step, chosen in ((Step.INCREASED, change > 0), (Step.DECREASED, change < 0)):
        part = moved.filter(chosen)["change"]
        found[step] = (float(part.sum()), part.len())
    return tuple(Bar(step, *found.get(step, (0.0, 0))) for step in STEPS)


def _listed(moved: pl.DataFrame) -> pl.DataFrame:
    def either(name: str) -> pl.Expr:
        return pl.coalesce(f"now_{name}", f"then_{name}")

    return moved.select(
        pl.col("now_row").alias("row"),
        "then_row",
        "then_in",
        "now_in",
        either("id").alias("id"),
        pl.coalesce(either("name"), either("customer"), either("id")).fill_null("").alias("title"),
        either("rep").alias("rep"),
        "step",
        "money",
        "change",
        "then_amount",
        "now_amount",
        "then_stage",
        "now_stage",
        pl.col("then_expected_close").alias("then_close"),
        pl.col("now_expected_close").alias("now_close"),
    )


_NOTHING = pl.DataFrame()


def _notes(
    deals: pl.DataFrame, moved: pl.DataFrame, period: Period, as_of: date
) -> tuple[Note, ...]:
    blank = moved.filter(
        (pl.col("then_in") & pl.col("then_amount").is_null())
        | (pl.col("now_in") & pl.col("now_amount").is_null())
    ).height
    past_it = deals.filter(
        ~pl.col("then_in")
        & pl.col("now_focus")
        & (pl.col("now_status") == "won")
        & within("now_closed", period)
        & (pl.col("now_closed") <= as_of)
        & ~(pl.col("then_status") == "won").fill_null(False)
    ).height
    said = []
    if blank:
        said.append(note(reasons.MOVED_WITHOUT_AMOUNT, n=blank))
    if past_it:
        said.append(note(reasons.WON_PAST_PIPELINE, n=past_it))
    return tuple(said)
