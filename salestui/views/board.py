"""The deals as cards in lanes by stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import polars as pl

from salestui.book.edits import Unread
from salestui.i18n import _
from salestui.mapping.table import ID
from salestui.model.playbook import Stage
from salestui.views.cells import Mark, value_text
from salestui.views.formats import Style
from salestui.views.stages import known_stages, stage_label
from salestui.views.table import TableView


@dataclass(frozen=True, slots=True)
class Lane:
    """A stage with its deals, the soonest to close first. ``stage`` is None for any other."""

    title: str
    kind: Literal["open", "won", "lost", "other"]
    stage: Stage | None
    ids: Sequence[int]
    total: float


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says. ``late``: its close date has passed and it is still open."""

    title: str
    customer: str
    amount: str
    close: str
    rep: str
    late: bool
    mark: Mark


@dataclass(frozen=True)
class BoardView:
    """Lanes from left to right over the rows of a table view."""

    view: TableView
    lanes: Sequence[Lane]

    @cached_property
    def places(self) -> Mapping[int, tuple[int, int]]:
        """Lane and place of each deal."""
        return {
            row: (number, place)
            for number, lane in enumerate(self.lanes)
            for place, row in enumerate(lane.ids)
        }

    def card(self, row: int, style: Style) -> Card:
        """The card of a deal."""
        view, overlay = self.view, self.view.rows.overlay
        late = view.is_late(self._value(row, "expected_close"), self._value(row, "stage"))
        if row in overlay.deleted:
            mark = Mark.DELETED
        elif row in overlay.added:
            mark = Mark.ADDED
        else:
            edited = any((row, c.name) in overlay.cells for c in view.columns)
            mark = Mark.PENDING if edited else Mark.PLAIN
        if any(r == row for r, _column in view.conflicts):
            mark = Mark.CONFLICT
        amount = self._value(row, "amount")
        return Card(
            title=view.state.title_of("deals", row),
            customer=self._text(row, "customer"),
            amount=style.money(amount) if isinstance(amount, float) else self._text(row, "amount"),
            close=self._text(row, "expected_close"),
            rep=self._text(row, "owner"),
            late=late,
            mark=mark,
        )

    def _value(self, row: int, name: str) -> object:
        frame = self.view.rows.frame
        if name not in frame.columns:
            return None
        value = frame[name][self.view.rows.positions[row]]
        return self.view.value(row, name) if value is None else value

    def _text(self, row: int, name: str) -> str:
        column = self.view.rows.layout.column(name)
        if column is None:
            return ""
        value = self._value(row, name)
        if value is None or isinstance(value, Unread | str | float | bool | date):
            return value_text(column, value)
        return str(value)


def board_view(view: TableView) -> BoardView | None:
    """Lanes of all stages of the playbook; None where the workbook keeps no stage."""
    frame = view.rows.frame
    if frame.schema.get("stage") != pl.String:
        return None
    if len(view.ids) < frame.height:
        frame = frame.filter(pl.col(ID).is_in(list(view.ids)))
    playbook = view.state.playbook
    codes = {name: stage.code for name, stage in known_stages(view.state).items()}
    close = pl.col("expected_close") if "expected_close" in frame.columns else pl.lit(None)
    amount = pl.col("amount") if "amount" in frame.columns else pl.lit(None, pl.Float64())
    counted = pl.when(~pl.col(ID).is_in(list(view.rows.overlay.deleted))).then(amount)
    grouped = (
        frame.lazy()
        .select(
            ID,
            pl.col("stage").replace_strict(codes, default="", return_dtype=pl.String).alias("code"),
            close.alias("close"),
            counted.alias("counted"),
        )
        .with_columns(pl.col("code").fill_null(""))
        .sort("close", nulls_last=True, maintain_order=True)
        .group_by("code", maintain_order=True)
        .agg(ID, pl.col("counted").sum())
        .collect()
    )
    found = {code: (ids, total or 0.0) for code, ids, total in grouped.iter_rows()}
    lanes = []
    if "" in found:
        lanes.append(Lane(_("Other"), "other", None, *found[""]))
    for stage in playbook.stages:
        ids, total = found.get(stage.code, ([], 0.0))
        lanes.append(Lane(stage_label(view.state, stage), stage.kind, stage, ids, total))
    return BoardView(view, tuple(lanes))
