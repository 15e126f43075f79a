"""What can be done on the screen of units."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

FLOOR_ACTIONS: tuple[Action, ...] = (
    Action("floor.take", "add", "n", N_("Take with a deposit"),
           N_("Take the unit for a customer: the workbook is asked first, the first deposit wins."),
           "take deposit subscribe dingjin rengou", bar=1),
    Action("floor.hold", "hold", "h", N_("Hold"),
           N_("Hold the unit for a customer without a deposit."), "hold reserve baoliu", bar=2),
    Action("floor.step", "act", "enter", N_("Next step"),
           N_("Choose among the steps that may follow: top-up, review, signing and the others."),
           "step review sign mortgage shenhe qianyue anjie", bar=3),
    Action("floor.release", "delete", "d", N_("Release"),
           N_("Give the unit back for sale, with the reason."), "release shifang tuifang", bar=4),
    Action("floor.quote", "app.look('quote_unit')", "q", N_("Price sheet"),
           N_("Price the unit by the way it is paid, and write the quote."),
           "price sheet quote jijiadan"),
    Action("floor.open", "open", "o", N_("Open the deal"),
           N_("The deal behind the unit."), "open deal dakai", bar=5),
    Action("floor.customer", "customer", "c", N_("Open the customer"),
           N_("The page of who has the unit."), "customer kehu"),
    Action("floor.log", "explain", "i", N_("Log of the unit"),
           N_("Everything that was done with the unit, by whom and when."), "log jilu"),
    Action("floor.filter", "filter", "f", N_("Filter"),
           N_("Show one state or one layout only."), "filter state layout shaixuan huxing"),
    Action("floor.building", "building(1)", "v", N_("Next building"),
           N_("Show the next building."), "building loudong"),
    Action("floor.building_before", "building(-1)", "V", N_("Building before"),
           N_("Show the building before."), "building"),
    Action("floor.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
)  # fmt: skip
