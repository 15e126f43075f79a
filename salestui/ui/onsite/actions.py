"""What can be done on the on-site screen."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

ONSITE_ACTIONS: tuple[Action, ...] = (
    Action("onsite.open", "open", "o", N_("Open"),
           N_("The units or visitors behind the selected line; what is due: its unit."),
           "open dakai", bar=2),
    Action("onsite.act", "act", "enter", N_("Open or explain"),
           N_("Open what is selected; explain the selected figure."), "enter"),
    Action("onsite.turn", "turn(1)", "v", N_("By something else"),
           N_("Look at the table in another way: by layout, phase, price, reason, agent, week."),
           "by layout phase area huxing", bar=3),
    Action("onsite.register", "add", "n", N_("Register a visitor"),
           N_("A visitor or caller in one line; offers the sheet that the panel lacks."),
           "register visitor dengji laifang", bar=4),
    Action("onsite.convert", "convert", "c", N_("Make a deal of a visitor"),
           N_("A customer and a deal of a visitor, the one that is selected or another."),
           "convert visitor zhuanhua"),
    Action("onsite.assign", "assign", "w", N_("Give a visitor to another agent"),
           N_("Returned and other visitors: who takes over, and when to talk again."),
           "assign return agent fenpei tuihui"),
    Action("onsite.site", "app.look('site_checklist')", "p", N_("Site checklist"),
           N_("What is made ready on site before visitors come, ticked off item by item."),
           "site checklist xianchang zhunbei"),
    Action("onsite.done", "done", "space", N_("Done"),
           N_("Say that what is due was done; u takes it back."), "done wancheng"),
    Action("onsite.postpone", "postpone", "e", N_("Put off"),
           N_("Put what is due off to another day."), "postpone yanqi"),
    Action("onsite.explain", "explain", "i", N_("Explain this figure"),
           N_("Definition, value, and the rows behind it."), "explain jieshi"),
    Action("onsite.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
)  # fmt: skip
