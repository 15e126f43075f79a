"""What can be done on the performance screen."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

PERFORMANCE_ACTIONS: tuple[Action, ...] = (
    Action("performance.open", "open", "o", N_("Open"),
           N_("Open the page of the selected rep, or the selected row behind a line."),
           "open dakai", bar=2),
    Action("performance.act", "act", "enter", N_("Go on"),
           N_("From the leaderboard to the scorecard, from a line to its rows, open a row."),
           "enter"),
    Action("performance.kind", "turn(1)", "v", N_("Reps, teams, managers"),
           N_("Show the leaderboard of reps, of teams with the company, or of managers."),
           "reps teams managers tuandui jingli", bar=3),
    Action("performance.sort", "sort", "s", N_("Sort"),
           N_("By points, by change, by commission, by name."), "sort paixu", bar=4),
    Action("performance.missing", "missing", "z", N_("Lines without a figure"),
           N_("Leave lines without a figure out and let the others grow, or count them 0."),
           "missing renormalise zero queshi"),
    Action("performance.new", "add", "n", N_("Add what is missing"),
           N_("Offer the sheet that would give the selected line its figure."),
           "new sheet scorecards kaohe"),
    Action("performance.explain", "explain", "i", N_("Explain this figure"),
           N_("Definition, formula with its numbers, and the rows behind it."),
           "explain definition jieshi"),
    Action("performance.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
    Action("performance.export", "export", "x", N_("Export"),
           N_("Write the leaderboard with every line of its cards into a file."),
           "export daochu"),
    Action("performance.next", "cycle_panel(1)", "tab", N_("Next panel"),
           N_("Go to the next panel."), "next panel"),
    Action("performance.previous", "cycle_panel(-1)", "shift+tab", N_("Previous panel"),
           N_("Go to the panel before."), "previous panel"),
)  # fmt: skip
