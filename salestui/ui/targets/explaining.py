"""A target explained: revenue as on the dashboard, with its deals; others by their definition."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.explain import ExplainDialog

if TYPE_CHECKING:
    from salestui.mapping.targets import Scope
    from salestui.model.period import Period
    from salestui.ui.app import SalesApp
    from salestui.views.inputs import Prepared
    from salestui.views.targets.matrix import MatrixView

_KEYS = ("attainment", "target", "actual", "gap", "expected", "pace", "run_rate", "growth")


def explain(app: SalesApp, view: MatrixView, made: Prepared, place: tuple[Scope, Period]) -> None:
    """Show what a target and what was reached of it are made of."""
    from salestui.views.targets.texts import metric_name, scope_name

    scope, period = place
    if view.wish.metric != "revenue":
        title = f"{metric_name(view.wish.metric)} · {scope_name(scope)} · {period.key}"
        app.push_screen(AskDialog(title, view.explanation(*place), {"": _("Close")}))
        return
    from salestui.model.focus import EVERYTHING
    from salestui.views.currency import book_sign
    from salestui.views.dashboard import dashboard_view
    from salestui.views.figure_sheet import figure_sheet

    focus = EVERYTHING.with_term(*scope) if scope[1] else EVERYTHING
    figures = dashboard_view(made.inputs, focus, period, view.as_of, book_sign(made.state))
    sheet = partial(figure_sheet, figures, made.inputs, made.state)
    app.push_screen(ExplainDialog(_KEYS, "attainment", sheet))
