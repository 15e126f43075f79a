"""What can be done on the screen of collections."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

COLLECTION_ACTIONS: tuple[Action, ...] = (
    Action("collections.act", "act", "enter", N_("Go on"),
           N_("Open the contract or deal; a bucket's lines; the customer, rep or team; explain."),
           "enter"),
    Action("collections.open", "open", "o", N_("Open"),
           N_("Open the contract of the selected line, else its deal."),
           "open contract deal dakai hetong", bar=2),
    Action("collections.pay", "pay", "p", N_("Payment"),
           N_("Enter a payment for the selected line; what it closes is shown first."),
           "payment receive huikuan shoukuan", bar=3),
    Action("collections.promise", "promise", "w", N_("Promise"),
           N_("Write down for when payment was promised, and in what words."),
           "promise when chengnuo", bar=4),
    Action("collections.customer", "customer", "c", N_("Customer"),
           N_("Open the customer of the selected line."), "customer kehu"),
    Action("collections.rate", "rate", "z", N_("Collection rate of"),
           N_("Of what falls due, of what was owed and billed, or of the contracts signed."),
           "rate definition formula huikuanlv", bar=5),
    Action("collections.view", "turn(1)", "v", N_("Lines, customers, reps, teams"),
           N_("Show the lines to chase, or what is owed by customer, rep or team."),
           "lines customers reps teams kehu xiaoshou tuandui"),
    Action("collections.new", "add", "n", N_("Add what is missing"),
           N_("Go to the payment plan to add a line; offers the sheet that is missing."),
           "new plan line sheet xinjian"),
    Action("collections.explain", "explain", "i", N_("Explain this figure"),
           N_("Definition, formula with its numbers, and the rows behind it."),
           "explain jieshi"),
    Action("collections.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
    Action("collections.next", "cycle_panel(1)", "tab", N_("Next panel"),
           N_("Go to the next panel."), "next panel"),
    Action("collections.previous", "cycle_panel(-1)", "shift+tab", N_("Previous panel"),
           N_("Go to the panel before."), "previous panel"),
)  # fmt: skip
