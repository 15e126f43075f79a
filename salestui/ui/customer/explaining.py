"""The figures of customers and channels, explained: both are told in the same way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.widgets.kpi_strip import KpiStrip

if TYPE_CHECKING:
    from salestui.ui.customer.channels import ChannelsWorkedOut
    from salestui.ui.customer.frame import CustomerShown
    from salestui.ui.screens.strip import StripScreen


def explain_figure(screen: StripScreen, found: CustomerShown | ChannelsWorkedOut | None) -> None:
    """Explain the selected figure of the strip; say so while there is none yet."""
    if found is None:
        screen.say(_("The figures are still being worked out."))
        return
    from salestui.views.customer.figures import told_sheet

    view = found.view
    sheet = partial(told_sheet, view.told, found.look.state, view.style)
    keys = [kpi.key for kpi in view.figures]
    screen.app.push_screen(ExplainDialog(keys, screen.query_one(KpiStrip).explains(), sheet))
