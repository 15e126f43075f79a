"""What can be done on the forecast's screen."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

FORECAST_ACTIONS: tuple[Action, ...] = (
    Action("forecast.act", "act", "enter", N_("Deals behind it"),
           N_("Go to the deals behind the selected figure; open the selected deal."), "enter"),
    Action("forecast.open", "open", "o", N_("Open"),
           N_("Show the selected deal, or the page of the selected rep."), "open dakai"),
    Action("forecast.override", "override", "e", N_("Manager's forecast"),
           N_("Write what you expect of the selected deal beside the computed figure."),
           "override manager edit jingli yuce", bar=1),
    Action("forecast.by", "turn", "v", N_("By category or by probability"),
           N_("Show the open deals by forecast category, or by probability."),
           "category probability leibie gailv", bar=2),
    Action("forecast.past", "past", "a", N_("Earlier forecasts"),
           N_("How the forecasts of earlier periods fared; on a small screen in the deals' place."),
           "accuracy past zhunque", bar=3),
    Action("forecast.movement", "app.go('movement')", "w", N_("Movement"),
           N_("What moved since last Monday or another kept day, slips and forecast accuracy."),
           "movement waterfall biandong", bar=4),
    Action("forecast.explain", "explain", "i", N_("Explain this figure"),
           N_("Definition, formula with its numbers, and what to know about it."),
           "explain definition jieshi"),
    Action("forecast.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
)  # fmt: skip
