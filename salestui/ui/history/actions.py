"""What can be done on the history screen."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

HISTORY_ACTIONS: tuple[Action, ...] = (
    Action("history.go", "show_row", "enter,o", N_("Go there"),
           N_("Show the row of this change on its own screen; a double click does too."),
           "go row", bar=1),
    Action("history.revert", "revert", "d,delete", N_("Take back"),
           N_("Take this change back, or everything that was done at once; undo brings it again."),
           "revert take back huanyuan", bar=2),
    Action("history.moment", "revert_after", "T", N_("Back to here"),
           N_("Take back everything of yours that came after this; undo brings it again."),
           "revert moment time huidao", bar=3),
    Action("history.filter", "filter", "f,slash", N_("Filter"),
           N_("Show what contains a text only: a name, an ID, a value, what was done."),
           "filter search shaixuan sousuo", bar=4),
    Action("history.who", "turn_who", "w", N_("Who"),
           N_("Show everything, what was done here, or what others did."),
           "who others shei", bar=5),
    Action("history.row", "only_row", "v", N_("Only this row"),
           N_("Show the history of this row only, or of all again."), "row deal only hang", bar=6),
    Action("history.back", "back", "escape", N_("Back"),
           N_("Show everything again; then back to the screen before."), "back fanhui"),
)  # fmt: skip
