"""What can be done about follow-ups."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

FOLLOWUP_ACTIONS: tuple[Action, ...] = (
    Action("followups.open", "open", "enter,o", N_("Open"),
           N_("Show the row that says what is to be done."), "open dakai", bar=2),
    Action("followups.done", "done", "space", N_("Done"),
           N_("Say that it was done: the step is ticked off, or its day goes; u takes it back."),
           "done tick wancheng", bar=3),
    Action("followups.postpone", "postpone", "e", N_("Put off"),
           N_("Put it off by some days or to a day."), "postpone delay yanqi tuichi", bar=4),
    Action("followups.log", "app.look('log_activity')", "n", N_("Quick log"),
           N_("Log an activity in one line, and what is agreed next."), "log note jilu", bar=5),
    Action("followups.rep", "choose_rep", "f", N_("Filter by rep"),
           N_("Show the follow-ups of one rep."), "rep filter xiaoshou"),
    Action("followups.explain", "explain", "i", N_("Why is it due?"),
           N_("Which cell says so, or which rule."), "explain why weishenme"),
    Action("followups.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
    Action("followups.before", "turn(-1)", "left", N_("Earlier days"),
           N_("Show what is due before."), "before"),
    Action("followups.after", "turn(1)", "right", N_("Later days"),
           N_("Show what is due after."), "after"),
)  # fmt: skip
