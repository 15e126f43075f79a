"""What can be done on a rep's page."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

PERSON_ACTIONS: tuple[Action, ...] = (
    Action("person.open", "open", "o", N_("Open"),
           N_("Open what is selected: the deal, what is due, the training, the deals behind."),
           "open dakai", bar=2),
    Action("person.act", "act", "enter", N_("Open or explain"),
           N_("Open what is selected; explain the selected figure."), "enter"),
    Action("person.new", "add", "n", N_("New coaching note"),
           N_("Add a coaching note, or a training in its panel; offers the sheet that is missing."),
           "new coaching training note fudao peixun", bar=3),
    Action("person.edit", "edit", "e", N_("Edit"),
           N_("Edit the selected row field by field."), "edit bianji", bar=4),
    Action("person.choose", "choose", "w", N_("Another rep"),
           N_("Choose the rep by name."), "rep person xiaoshou"),
    Action("person.focus", "narrow", "v", N_("Look at this rep alone"),
           N_("Narrow every screen to this rep; esc on the dashboard shows all again."),
           "filter narrow shaixuan"),
    Action("person.explain", "explain", "i", N_("Explain this figure"),
           N_("Definition, value, and the rows behind it."), "explain jieshi"),
    Action("person.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
    Action("person.next", "cycle_panel(1)", "tab", N_("Next panel"),
           N_("Go to the next panel."), "next panel"),
    Action("person.previous", "cycle_panel(-1)", "shift+tab", N_("Previous panel"),
           N_("Go to the panel before."), "previous panel"),
    Action("person.back", "back", "escape", N_("Back"),
           N_("Go back to the screen that this was opened from."), "back fanhui", bar=5),
)  # fmt: skip
