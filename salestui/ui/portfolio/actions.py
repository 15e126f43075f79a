"""What can be done on the screen of all projects."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

PORTFOLIO_ACTIONS: tuple[Action, ...] = (
    Action("portfolio.open", "open", "o", N_("Open"),
           N_("The selected project, the project of the gate, the owner's risks, the director."),
           "open dakai", bar=2),
    Action("portfolio.act", "act", "enter", N_("Open or explain"),
           N_("Open what is selected; explain the selected figure."), "enter"),
    Action("portfolio.explain", "explain", "i", N_("Why is it so?"),
           N_("Why the project is green, amber or red, with the rows behind; of a figure, its "
              "definition."),
           "explain why health jieshi weishenme", bar=3),
    Action("portfolio.new", "add", "n", N_("Add a missing sheet"),
           N_("Offer a sheet that projects are worked with and the workbook lacks."),
           "new add sheet xinzeng"),
    Action("portfolio.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
    Action("portfolio.next", "cycle_panel(1)", "tab", N_("Next panel"),
           N_("Go to the next panel."), "next panel"),
    Action("portfolio.previous", "cycle_panel(-1)", "shift+tab", N_("Previous panel"),
           N_("Go to the panel before."), "previous panel"),
)  # fmt: skip
