"""Ticking a follow-up off and putting it off, from whatever screen lists it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.applying import make_changes
from salestui.ui.screens.choose import ChooseDialog, Option

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp
    from salestui.views.followups import FollowUpRow

_DELAYS = ("+1d", "+3d", "+1w", "+2w", "+1m")


def tick_off(app: SalesApp, row: FollowUpRow) -> None:
    """Say that it was done; of what is owed, enter the payment."""
    from salestui.selling.following.following_up import done

    session = app.session
    if session is None:
        return
    if row.item.entity == "payment_plan":
        from salestui.book.links import referred
        from salestui.ui.cash.chasing import pay

        contract = referred(session.state, "payment_plan", row.item.row, "contract")
        pay(app, row.item.row, contract, row.item.deal)
        return
    changes = done(session.state, row.item, session.as_of)
    if not changes.cells:
        app.say(_("No cell here can say that it was done; enter opens the row."), "warning")
        return
    label = _("Done: {what} {who}").format(what=row.what, who=row.who)
    make_changes(app, label, changes)


def put_off(app: SalesApp, row: FollowUpRow) -> None:
    """Ask for another day."""
    from salestui.selling.following.quicklog import day_ahead

    session = app.session
    if session is None:
        return
    today = session.as_of
    days = [(text, day_ahead(text, today)) for text in _DELAYS]
    # dots, so that a day typed with hyphens is none of the choices but itself
    options = [Option(text, text, f"{day:%Y.%m.%d}") for text, day in days if day]

    def chosen(text: str | None) -> None:
        if text is None:
            return
        if (day := day_ahead(text, today)) is None:
            said = _("{text} is no day. Write 2026-03-05, 12-09, fri, 周五, +3d or +1w.")
            app.say(said.format(text=text), "error")
        else:
            _write(app, row, day)

    title = _("Put off to") if row.item.due >= today else _("Put off, from today")
    hint = _("or a day: 2026-03-05, 12-09, fri, 周五, +10d")
    app.push_screen(ChooseDialog(title, options, hint, free=True), chosen)


def _write(app: SalesApp, row: FollowUpRow, day: date) -> None:
    from salestui.selling.following.following_up import postponed

    session = app.session
    if session is None:
        return
    changes = postponed(session.state, row.item, day)
    if not changes.cells:
        app.say(_("The sheet has no cell for the day; enter opens the row."), "warning")
        return
    label = _("Put off to {day}: {what} {who}").format(day=day, what=row.what, who=row.who)
    make_changes(app, label, changes)
