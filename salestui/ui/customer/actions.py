"""What the customer and the channel screen can do."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

CUSTOMER_ACTIONS: tuple[Action, ...] = (
    Action("customer.open", "open", "o", N_("Open"),
           N_("Open what is selected: the contact, the deal, what happened."), "open dakai",
           bar=2),
    Action("customer.act", "act", "enter", N_("Open or explain"),
           N_("Open what is selected; explain the selected figure."), "enter"),
    Action("customer.new", "add", "n", N_("New contact"),
           N_("Add a contact, or an activity in the history; offers the sheet that is missing."),
           "new contact lianxiren", bar=3),
    Action("customer.edit", "edit", "e", N_("Edit"),
           N_("Edit the selected contact field by field; in the file, the customer."),
           "edit bianji", bar=4),
    Action("customer.delete", "delete", "d,delete", N_("Delete"),
           N_("Delete the selected contact; u brings it back."), "delete shanchu"),
    Action("customer.layers", "layers", "v", N_("Tree or layers"),
           N_("Order the people by who reports to whom, or by layer."), "tree layers cengji"),
    Action("customer.choose", "choose", "w", N_("Another customer"),
           N_("Choose the customer by its name."), "customer choose kehu"),
    Action("customer.merge", "merge", "D", N_("Duplicates"),
           N_("Customers that may be one and the same, to be merged."),
           "duplicates merge chongfu hebing"),
    Action("customer.explain", "explain", "i", N_("Explain this figure"),
           N_("Definition, value, and the rows behind it."), "explain jieshi"),
    Action("customer.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
    Action("customer.next", "cycle_panel(1)", "tab", N_("Next panel"),
           N_("Go to the next panel."), "next panel"),
    Action("customer.previous", "cycle_panel(-1)", "shift+tab", N_("Previous panel"),
           N_("Go to the panel before."), "previous panel"),
    Action("customer.back", "back", "escape", N_("Back"),
           N_("Back to where this was opened."), "back fanhui"),
)  # fmt: skip
