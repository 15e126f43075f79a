"""What a row of a small panel leads to: a screen, a row, its explanation, the missing sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.offering import offer_table
from salestui.ui.screens.dialogs import AskDialog

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp
    from salestui.ui.home.area_panel import AreaPanel
    from salestui.views.home.area import Opens


def follow(app: SalesApp, opens: Opens | None, mode: str) -> None:
    """Go where a row leads; without one, to the screen of the panel."""
    if opens is None:
        app.action_go(mode)
        return
    if opens.row is not None:
        _open_row(app, opens.mode, opens.row)
        return
    if opens.mode == "performance" and opens.name:
        from salestui.ui.performance.showing import show_performance

        show_performance(app, opens.name)
        return
    app.action_go(opens.mode)


def _open_row(app: SalesApp, entity: str, row: int) -> None:
    if entity == "customers":
        from salestui.ui.customer.showing import show_customer

        show_customer(app, row)
    elif entity == "contracts":
        from salestui.ui.contract.showing import show_contract

        show_contract(app, row)
    else:
        app.open_row(entity, row)


def explain_row(app: SalesApp, panel: AreaPanel) -> None:
    """Say what the selected figure is, with its numbers; the rows behind it are an answer away."""
    row = panel.current
    if row is None:
        app.say(panel.nothing() or _("There is nothing to explain here."))
        return

    def answered(choice: str | None) -> None:
        if choice == "open":
            panel.act()

    title = f"{panel.title()} · {row.label} {row.value}".rstrip()
    answers = {"": _("Close"), "open": _("Show the rows behind it")}
    app.push_screen(AskDialog(title, row.told or row.said, answers), answered)


def offer_sheet(app: SalesApp, panel: AreaPanel) -> None:
    """Offer the sheet that the panel lacks; where it lacks none, say where rows are added."""
    view = panel.view
    if view is None or not view.offers:
        app.say(_("Nothing is added here: o goes to the screen where rows are."))
        return
    entity = view.offers
    there = app.session is not None and app.session.state.rows(entity) is not None
    if there:
        app.action_go(entity)
    else:
        offer_table(app, entity, app.publish)
