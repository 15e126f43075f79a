"""What can be done on the project screen."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

PROJECT_ACTIONS: tuple[Action, ...] = (
    Action("project.act", "act", "enter", N_("Edit"),
           N_("Edit the cell, or the whole row; where there is no row yet, make it."),
           "enter edit", bar=1),
    Action("project.add", "add", "n", N_("New"),
           N_("Add to this panel: a person, a risk, a document, the four elements at once, a "
              "weekly report filled with what happened."),
           "new add xinzeng", bar=2),
    Action("project.tick", "tick", "space", N_("Done"),
           N_("Tick a step, a task or a check off, say that a talk was held, close a risk."),
           "done tick wancheng", bar=3),
    Action("project.report", "report", "w", N_("Weekly report"),
           N_("Write the weekly report, filled with what happened since the last one."),
           "weekly report zhoubao", bar=4),
    Action("project.edit", "edit", "e,f2", N_("Edit the row"),
           N_("Edit the fields of the selected row one by one."), "edit bianji"),
    Action("project.delete", "delete", "d,delete", N_("Delete"),
           N_("Delete the selected row; undo brings it back."), "delete shanchu"),
    Action("project.deal", "deal", "p", N_("Deal screen"),
           N_("Show the same deal with its path, its customer's people, rivals and quotes."),
           "deal shangji", bar=5),
    Action("project.open", "open", "o", N_("Open the sheet"),
           N_("Show the selected row on its own sheet's screen."), "open dakai"),
    Action("project.explain", "explain", "i", N_("Explain"),
           N_("How the figures and days of this panel are worked out, with their rows."),
           "explain jieshi"),
    Action("project.history", "history", "v", N_("History of the deal"),
           N_("Who changed this deal, when, from what to what."), "history lishi"),
    Action("project.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
    Action("project.next_panel", "cycle_panel(1)", "tab", N_("Next panel"),
           N_("Go to the next panel."), "next panel"),
    Action("project.previous_panel", "cycle_panel(-1)", "shift+tab", N_("Previous panel"),
           N_("Go to the panel before."), "previous panel"),
    Action("project.back", "back", "escape", N_("Back"),
           N_("Back to where the project was opened."), "back fanhui", bar=6),
)  # fmt: skip
