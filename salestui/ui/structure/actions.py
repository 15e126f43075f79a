"""What can be done on the screen of structures."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

STRUCTURE_ACTIONS: tuple[Action, ...] = (
    Action("structure.act", "act", "enter", N_("Filter by this, or open it"),
           N_("Narrow every screen to the team, region or product; open a person's page."),
           "filter narrow shaixuan", bar=2),
    Action("structure.open", "open", "o", N_("Open"),
           N_("Open a person's page; of a unit, the deals behind its figures."), "open dakai",
           bar=3),
    Action("structure.turn", "turn(1)", "v,right", N_("Next structure"),
           N_("Teams, functional, by product, by region, matrix."), "structure jiegou", bar=4),
    Action("structure.back_turn", "turn(-1)", "left", N_("Structure before"),
           N_("Show the structure before."), "structure before"),
    Action("structure.edit", "edit", "e", N_("Edit"),
           N_("Edit the person's row in the team's sheet."), "edit bianji"),
    Action("structure.explain", "explain", "i", N_("Explain this figure"),
           N_("Definition, value, and the rows behind it."), "explain jieshi"),
    Action("structure.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
)  # fmt: skip
