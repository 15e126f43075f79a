"""Choosing what the matrix shows: the metric, and how long a column is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.model.period import PeriodKind
from salestui.ui.screens.choose import ChooseDialog, Option

if TYPE_CHECKING:
    from salestui.book.state import BookState
    from salestui.ui.app import SalesApp
    from salestui.views.targets.matrix import MatrixWish

Then = Callable[["MatrixWish"], None]


def choose_metric(app: SalesApp, state: BookState, wish: MatrixWish, then: Then) -> None:
    """Offer the metrics; those without any target yet are marked so."""
    from salestui.selling.targets.matrix import metrics_of
    from salestui.views.targets.texts import metric_name

    used = set(state.targets["metric"].to_list())
    options = [
        Option(metric, metric_name(metric), "" if metric in used else _("no targets yet"))
        for metric in metrics_of(state)
    ]

    def chosen(metric: str | None) -> None:
        if metric is not None:
            then(replace(wish, metric=metric))

    dialog = ChooseDialog(_("Metric"), options, _("type to find"), now=wish.metric)
    app.push_screen(dialog, chosen)


def choose_kind(app: SalesApp, wish: MatrixWish, then: Then) -> None:
    """Offer the lengths of a column."""
    names = {
        PeriodKind.MONTH: _("months"),
        PeriodKind.QUARTER: _("quarters"),
        PeriodKind.HALF: _("halves"),
        PeriodKind.YEAR: _("the year"),
    }

    def chosen(kind: str | None) -> None:
        if kind is not None:
            then(replace(wish, kind=PeriodKind(kind)))

    options = [Option(str(kind), name) for kind, name in names.items()]
    app.push_screen(ChooseDialog(_("Columns"), options, _("type to find")), chosen)
