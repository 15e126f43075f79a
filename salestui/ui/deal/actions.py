"""What can be done on the deal screen."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

DEAL_SCREEN_ACTIONS: tuple[Action, ...] = (
    Action("deal.act", "act", "enter", N_("Edit"),
           N_("Edit the field, or the whole row; at a stage of the path, go on to it."),
           "enter edit", bar=1),
    Action("deal.advance", "advance", "a", N_("Advance"),
           N_("Choose another stage; what is missing for it is listed first."),
           "advance stage tuijin jieduan", bar=2),
    Action("deal.add", "add", "n", N_("New"),
           N_("Add a row to this panel; where the sheet is missing, offer to add it."),
           "new add xinzeng", bar=3),
    Action("deal.tick", "tick", "space", N_("Done"),
           N_("Tick an item of the checklist or a task off, or take the tick away."),
           "done tick wancheng", bar=4),
    Action("deal.edit", "edit", "e,f2", N_("Edit the row"),
           N_("Edit the fields of the selected row one by one."), "edit bianji"),
    Action("deal.delete", "delete", "d,delete", N_("Delete"),
           N_("Delete the selected row; undo brings it back."), "delete shanchu"),
    Action("deal.discount", "discount", "c", N_("Discount approval"),
           N_("Ask for the approval of the selected quote's discount, approve it or reject it."),
           "discount approve quote zhekou shenpi"),
    Action("deal.project", "project", "p", N_("Project screen"),
           N_("Show the same deal as a project: phases, team, strategy, plans, risks, reports."),
           "project xiangmu"),
    Action("deal.pay", "pay", "P", N_("Payment"),
           N_("Enter a payment for the selected contract, else for the deal."),
           "payment receipt huikuan shoukuan"),
    Action("deal.open", "open", "o", N_("Open the sheet"),
           N_("Show the selected row on its own sheet's screen."), "open dakai"),
    Action("deal.explain", "explain", "i", N_("Explain"),
           N_("Definition, numbers and rows of the figures of this panel and of the deal."),
           "explain jieshi"),
    Action("deal.history", "history", "v", N_("History of the deal"),
           N_("Who changed this deal, when, from what to what."), "history lishi"),
    Action("deal.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
    Action("deal.next_panel", "cycle_panel(1)", "tab", N_("Next panel"),
           N_("Go to the next panel."), "next panel"),
    Action("deal.previous_panel", "cycle_panel(-1)", "shift+tab", N_("Previous panel"),
           N_("Go to the panel before."), "previous panel"),
    Action("deal.back", "back", "escape", N_("Back"),
           N_("Back to where the deal was opened."), "back fanhui", bar=5),
)  # fmt: skip
