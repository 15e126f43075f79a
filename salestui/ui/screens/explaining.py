"""The figures of a screen's strip, explained."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from salestui.i18n import _
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.widgets.kpi_strip import KpiStrip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salestui.ui.screens.strip import StripScreen
    from salestui.ui.session import Look
    from salestui.views.formats import Style
    from salestui.views.kpis import Kpi
    from salestui.views.told import Told


class Figured(Protocol):
    """A view with figures that tell of themselves."""

    @property
    def told(self) -> Told:
        """What explains them."""

    @property
    def style(self) -> Style:
        """How they are written."""

    @property
    def figures(self) -> Sequence[Kpi]:
        """As the strip shows them."""


class WorkedOut(Protocol):
    """What a worker found, and what it looked at."""

    @property
    def view(self) -> Figured:
        """What is shown."""

    @property
    def look(self) -> Look:
        """What it was made from."""


def explain_figure(screen: StripScreen, found: WorkedOut | None) -> None:
    """Explain the selected figure of the strip; say so while or where there is none."""
    if found is None:
        screen.say(_("The figures are still being worked out."))
        return
    from salestui.views.told import told_sheet

    view = found.view
    sheet = partial(told_sheet, view.told, found.look.state, view.style)
    keys = [kpi.key for kpi in view.figures]
    if not keys:
        screen.say(_("There is no figure to explain: the workbook has no sheet for them."))
        return
    screen.app.push_screen(ExplainDialog(keys, screen.query_one(KpiStrip).explains(), sheet))
