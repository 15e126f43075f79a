"""The panels of costs: beside budgets, overruns with their reasons, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from salestui.i18n import _
from salestui.ui.widgets.charts.bars import bar
from salestui.ui.widgets.headed_list import Column, HeadedList

if TYPE_CHECKING:
    from salestui.views.costs.lines import CostRow, MonthRow, OverrunRow
    from salestui.views.costs.view import CostsView

_MONEY, _SPENT, _PERCENT, _WORD = 9, 11, 10, 12
_BAR = 10


class Wanted(Message):
    """What is selected is to be opened."""


class VariancePanel(HeadedList["CostRow"]):
    """Costs beside budgets, a line for each deal, stage, team, ..."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view: CostsView | None = None

    def put_view(self, view: CostsView) -> None:
        """Show this."""
        self._view = view
        self.put(view.lines)
        self.changed()

    def key(self, row: CostRow) -> object:
        """By what it is of, in its dimension."""
        return (self._view.by if self._view else "", row.key)

    def columns(self) -> Sequence[Column]:
        """The name, then money; the word that says how it stands stays longest."""
        from salestui.views.costs.lines import dimension_name
        from salestui.views.costs.view import headings

        titles = headings()
        widths = (_MONEY, _MONEY, _SPENT, _MONEY, _PERCENT)
        ranks = (0, 2, 4, 1, 3)
        numbers = [
            Column(title, width, "right", rank, number=True)
            for title, width, rank in zip(titles, widths, ranks, strict=False)
        ]
        name = dimension_name(self._view.by) if self._view else ""
        return (Column(name, least=14), *numbers, Column(titles[-1], _WORD, rank=5))

    def cells(self, row: CostRow) -> Sequence[str]:
        """Name, figures, word."""
        return (row.name, *row.cells)

    def tones(self, row: CostRow) -> Sequence[str]:
        """Variance, use and word in the tone of how it stands."""
        return ("", "", "", "", row.tone, row.tone, row.tone)

    def title(self) -> str:
        """By what."""
        return self._view.title if self._view else _("Costs and budgets")

    def tab(self) -> str:
        """A short title."""
        return _("Costs and budgets")

    def note(self) -> str:
        """The period."""
        return self._view.period if self._view else ""

    def hint(self) -> str:
        """The keys."""
        return _("v by something else · enter open · n cost · p budgets · i explain")

    def nothing(self) -> str:
        """Why there are none."""
        return self._view.needs if self._view else ""

    def act(self) -> None:
        """Open what is selected."""
        self.post_message(Wanted())


class OverrunsPanel(HeadedList["OverrunRow"]):
    """Budgets that were not enough, and why."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._budgets = True

    def put_overruns(self, rows: Sequence[OverrunRow], *, budgets: bool) -> None:
        """Show these; ``budgets``: whether the workbook has a sheet of them."""
        self._budgets = budgets
        self.put(rows)
        self.changed()

    def key(self, row: OverrunRow) -> object:
        """By the budget."""
        return row.budget

    def columns(self) -> Sequence[Column]:
        """What it is, by how much, and why."""
        from salestui.views.costs.view import overrun_headings

        period, budget, spent, over, share = overrun_headings()
        return (
            Column(_("Budget of"), least=12),
            Column(period, 9, rank=3),
            Column(budget, _MONEY, "right", 4, number=True),
            Column(spent, _MONEY, "right", 5, number=True),
            Column(over, _MONEY, "right", number=True),
            Column(share, 11, "right", 2, number=True),
            Column(_("Reason"), rank=1, least=12),
        )

    def cells(self, row: OverrunRow) -> Sequence[str]:
        """What, figures, why."""
        return (row.what, *row.cells, row.why)

    def tones(self, row: OverrunRow) -> Sequence[str]:
        """Over in the tone of an alarm; no reason in that of a warning."""
        return ("", "muted", "", "", "late", "late", "" if row.reason else "warning")

    def title(self) -> str:
        """What it is."""
        return _("Overruns")

    def note(self) -> str:
        """How many."""
        return f"{len(self.rows):,}" if self.rows else ""

    def hint(self) -> str:
        """The keys."""
        return _("e reason · enter open")

    def nothing(self) -> str:
        """Why there are none."""
        if not self._budgets:
            return _("no sheet of budgets yet: p proposes some for the selected deal or team")
        return _("every budget of this period was enough")

    def act(self) -> None:
        """Open what is selected."""
        self.post_message(Wanted())


class MonthsPanel(HeadedList["MonthRow"]):
    """The course of costs, month by month."""

    def key(self, row: MonthRow) -> object:
        """By the month."""
        return row.month

    def columns(self) -> Sequence[Column]:
        """Month, costs with their bar, won, ratio."""
        from salestui.views.costs.view import month_headings

        cost, won, ratio = month_headings()
        return (
            Column(_("Month"), 8),
            Column(cost, _MONEY, "right", number=True),
            Column("", _BAR, rank=3),
            Column(won, _MONEY, "right", rank=2, number=True),
            Column(ratio, 10, "right", rank=1, number=True),
        )

    def cells(self, row: MonthRow) -> Sequence[str]:
        """The texts and the bar."""
        cost, won, ratio = row.cells
        return (row.month, cost, bar(row.share, _BAR), won, ratio)

    def tones(self, row: MonthRow) -> Sequence[str]:  # noqa: ARG002 - all alike
        """The month is less than its figures."""
        return ("muted",)

    def title(self) -> str:
        """What it is."""
        return _("Month by month")

    def nothing(self) -> str:
        """Why there are none."""
        return _("no sheet of costs yet")
