"""From the deal screen to the explanation of its figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from salestui.ui.screens.explain import ExplainDialog

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Look
    from salestui.views.deal import DealView
    from salestui.views.inputs import Prepared


def explain_deal(app: SalesApp, look: Look, view: DealView, made: Prepared, panel: str) -> None:
    """Explain the figures of a panel; of the path how long the deal stands where it is, of any
    other that has none what the deal weighs.
    """
    from salestui.views.currency import book_sign
    from salestui.views.deal.explaining import DealFigures
    from salestui.views.formats import style
    from salestui.views.past.stays import stays_of

    changes = app.session.stage_changes if app.session is not None else None
    inputs = replace(made.inputs, stays=stays_of(look.state, changes))
    figures = DealFigures(view, inputs, look.as_of, style(book_sign(look.state)))
    key = "standing" if panel == "path" else panel if panel in figures.keys else "weighted"
    app.push_screen(ExplainDialog(figures.keys, key, figures.sheet))
