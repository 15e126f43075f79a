"""What can be done on the dashboard."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

DASHBOARD_ACTIONS: tuple[Action, ...] = (
    Action("home.next_panel", "cycle_panel(1)", "tab", N_("Next panel"),
           N_("Go to the next panel."), "next panel"),
    Action("home.previous_panel", "cycle_panel(-1)", "shift+tab", N_("Previous panel"),
           N_("Go to the panel before."), "previous panel"),
    Action("home.act", "act", "enter", N_("Filter by this, or open it"),
           N_("Narrow every panel to the selected row, and back; open the selected deal."),
           "filter narrow shaixuan"),
    Action("home.open", "open", "o", N_("Open"),
           N_("Show the selected deal, or the deals behind the selected row."), "open dakai"),
    Action("home.explain", "explain", "i", N_("Explain this figure"),
           N_("Definition, formula with its numbers, and what to know about it."),
           "explain definition jieshi"),
    Action("home.sort", "sort", "s", N_("Sort the bars"),
           N_("By attainment, by gap, by name."), "sort paixu"),
    Action("home.dimension", "dimension(1)", "b", N_("Rep, team, region, product"),
           N_("Show the bars of another dimension."), "dimension weidu"),
    Action("home.add", "add", "n", N_("Add the missing sheet"),
           N_("Add the sheet that the selected panel needs."), "new add sheet xinzeng"),
    Action("home.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
)  # fmt: skip
