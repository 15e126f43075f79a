"""What can be done on the screen of the target matrix."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

MATRIX_ACTIONS: tuple[Action, ...] = (
    Action("matrix.break_down", "break_down", "b", N_("Break down"),
           N_("Split this target over its periods, the level below or the reps, with a preview."),
           "break down split cascade fenjie", bar=2),
    Action("matrix.suggest", "suggest", "plus", N_("Suggest"),
           N_("Last year's figures with growth as targets: of this cell, or of the whole line "
              "where the cursor is on its name or year."), "suggest growth jianyi", bar=3),
    Action("matrix.lock", "lock", "L", N_("Lock or unlock"),
           N_("A locked target stays as it is when others are broken down."),
           "lock unlock suoding", bar=4),
    Action("matrix.measure", "measure", "v", N_("Target or actual"),
           N_("Show targets, what was reached, attainment, or all three."),
           "actual attainment dacheng", bar=5),
    Action("matrix.metric", "choose_metric", "w", N_("Choose metric"),
           N_("Revenue, units, new customers, collections and others."), "metric zhibiao", bar=6),
    Action("matrix.kind", "choose_kind", "K", N_("Months or quarters"),
           N_("How long a column is: a month, a quarter, a half or the year."),
           "months quarters yuefen jidu"),
    Action("matrix.year_before", "turn(-1)", "left_square_bracket", N_("Year before"),
           N_("Show the fiscal year before."), "previous year shangnian"),
    Action("matrix.year_after", "turn(1)", "right_square_bracket", N_("Year after"),
           N_("Show the fiscal year after."), "next year xianian"),
    Action("matrix.open", "open", "o", N_("Open the row"),
           N_("Show the row of the workbook that holds this target."), "open dakai"),
    Action("matrix.explain", "explain", "i", N_("Explain this target"),
           N_("Target, actual, attainment, where it stands, and whether sums agree."),
           "explain jieshi"),
    Action("matrix.clear", "empty", "delete", N_("Empty"),
           N_("Take this target out of its cell."), "delete empty qingkong"),
    Action("matrix.back", "back", "escape", N_("Back"),
           N_("Let digits go to the screens again; then show the whole company again."),
           "back fanhui"),
    Action("matrix.copy", "copy", "y", N_("Copy the matrix"),
           N_("Put the matrix as text into the clipboard."), "copy fuzhi"),
)  # fmt: skip
