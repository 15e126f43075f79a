"""The rows behind a line of a scorecard, of whichever sheet they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.book.state import BookState
from salestui.i18n import _, ngettext
from salestui.metrics.scorecard.actuals import rows_behind
from salestui.views.performance.lines import COMMISSION_KEY, TOTAL_KEY
from salestui.views.performance.view import PerformanceView

LISTED = 300
"""So many rows are listed."""


@dataclass(frozen=True, slots=True)
class BehindRow:
    """A row: ``row`` is None for the one that says how many more there are."""

    entity: str
    row: int | None
    title: str
    said: str
    money: str


def behind(view: PerformanceView, name: str, key: str) -> tuple[str, tuple[int, ...]]:
    """The entity and the ``_id`` of the rows behind a line; those of the sheet of scorecards where
    it gives the actual figure or the score. No rows for the total.
    """
    standing = view.standing(name)
    if standing is None or view.board.sums is None or key == TOTAL_KEY:
        return "deals", ()
    subject = standing.card.subject
    if key == COMMISSION_KEY:
        return rows_behind(view.board.sums, "revenue", subject)
    rule = standing.card.lines[int(key)].rule
    if rule.row is not None and (rule.actual is not None or rule.score is not None):
        return "scorecards", (rule.row,)
    return rows_behind(view.board.sums, rule.measure.metric, subject)


def behind_rows(
    view: PerformanceView, state: BookState, name: str, key: str
) -> tuple[BehindRow, ...]:
    """The rows behind a line: deals by amount, others the latest first."""
    entity, rows = behind(view, name, key)
    frame = state.live(entity)
    if frame is None or not rows:
        return ()
    columns = {c for c in ("amount", "date", "closed", "owner", "stage") if c in frame.columns}
    order = "amount" if "amount" in columns else "date" if "date" in columns else "_id"
    chosen = frame.filter(pl.col("_id").is_in(list(rows)))
    top = chosen.sort(order, descending=True, nulls_last=True, maintain_order=True).head(LISTED)
    found = [_row(view, state, entity, record) for record in top.iter_rows(named=True)]
    if (rest := chosen.height - top.height) > 0:
        more = ngettext("and {n} more", "and {n} more", rest).format(n=f"{rest:,}")
        found.append(BehindRow(entity, None, more, "", ""))
    return tuple(found)


def _row(
    view: PerformanceView, state: BookState, entity: str, record: dict[str, object]
) -> BehindRow:
    row = record["_id"]
    assert isinstance(row, int)
    day = record.get("closed") or record.get("date")
    money = record.get("amount")
    said = (
        view.style.day(day) if isinstance(day, date) else "",
        *(str(record[name]) for name in ("owner", "stage") if record.get(name)),
    )
    return BehindRow(
        entity=entity,
        row=row,
        title=state.title_of(entity, row) or _("(no name)"),
        said=" · ".join(filter(None, said)),
        money=view.style.money(money) if isinstance(money, float) else "",
    )
