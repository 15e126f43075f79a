"""What can be done on the screen of costs and budgets."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

COSTS_ACTIONS: tuple[Action, ...] = (
    Action("costs.act", "act", "enter", N_("Open or explain"),
           N_("Open the deal of the selected line, else its costs; explain the selected figure."),
           "enter"),
    Action("costs.open", "open", "o", N_("Open"),
           N_("The deal of the selected line, else its costs and budgets, one to be opened."),
           "open dakai"),
    Action("costs.by", "turn(1)", "v", N_("List by"),
           N_("List costs and budgets by deal, stage, team, rep, cost type or campaign."),
           "by deal stage team type campaign fenlei", bar=1),
    Action("costs.new", "add", "n", N_("New cost"),
           N_("Add a cost of what is selected; offers the sheet where it is missing."),
           "new cost xinzeng feiyong", bar=2),
    Action("costs.reason", "reason", "e", N_("Reason of an overrun"),
           N_("Write why the selected budget was not enough."), "reason why edit yuanyin", bar=3),
    Action("costs.propose", "propose", "p", N_("Propose budgets"),
           N_("Split an amount over the stages of the selected deal or team by the playbook."),
           "propose budgets split fenpei yusuan", bar=4),
    Action("costs.explain", "explain", "i", N_("Explain this figure"),
           N_("Definition, value, and the rows behind it."), "explain jieshi"),
    Action("costs.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
    Action("costs.next", "cycle_panel(1)", "tab", N_("Next panel"),
           N_("Go to the next panel."), "next panel"),
    Action("costs.previous", "cycle_panel(-1)", "shift+tab", N_("Previous panel"),
           N_("Go to the panel before."), "previous panel"),
)  # fmt: skip
