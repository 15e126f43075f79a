"""What can be done on the mapping screen."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

MAPPING_ACTIONS: tuple[Action, ...] = (
    Action("map.next_panel", "cycle_panel(1)", "tab", N_("Next panel"),
           N_("Go to the next panel."), "next panel", bar=2),
    Action("map.previous_panel", "cycle_panel(-1)", "shift+tab", N_("Previous panel"),
           N_("Go to the panel before."), "previous panel"),
    Action("map.choose", "act", "enter", N_("Choose"),
           N_("Choose what the table holds, which field the column is, what the stage means."),
           "choose xuanze", bar=1),
    Action("map.playbook", "choose_playbook", "p", N_("Playbook"),
           N_("Choose whose stages are used."), "playbook stages", bar=4),
    Action("map.dates", "choose_dates", "D", N_("Day or month first"),
           N_("Choose how dates such as 3/5/2026 are meant where nothing tells."),
           "dates day month first riqi"),
    Action("map.undo", "undo", "u", N_("Undo"),
           N_("Take the last choice back."), "undo chexiao", bar=5),
    Action("map.apply", "apply", "a", N_("Use it"),
           N_("Read the workbook this way from now on, without remembering it."),
           "apply use yingyong", bar=6),
    Action("map.leave", "leave", "escape", N_("Back"),
           N_("Back to the screen before; asks when choices are not in use yet."), "back fanhui"),
)  # fmt: skip
"""``ctrl+s`` (``app.save``) uses the mapping and remembers it."""
