"""The checklist of the site: added from the playbook, ticked off item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _, ngettext
from salestui.ui.applying import make_changes
from salestui.ui.offering import offer_table
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.dialogs import AskDialog

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp


def site_checklist(app: SalesApp) -> None:
    """Tick off what is ready on site; where nothing is open, offer the playbook's list."""
    session = app.session
    if session is None:
        return
    if session.refusal is not None:
        app.say(session.refusal.sentence(_), "warning")
    elif not session.state.playbook.method.floor.site:
        name = session.state.playbook.name
        app.say(_("The playbook {name} has no checklist for a site.").format(name=name))
    else:
        offer_table(app, "checklist", lambda: _show(app))


def _show(app: SalesApp) -> None:
    from salestui.selling.floor.site import open_items, tick_changes

    session = app.session
    if session is None:
        return
    found = open_items(session.state)
    if not found:
        _offer(app)
        return

    def chosen(text: str | None) -> None:
        if text:
            by = session.focus.value("rep") or ""
            changes = tick_changes(session.state, int(text), by, session.as_of)
            label = _("Done: {what}").format(what=session.state.title_of("checklist", int(text)))
            make_changes(app, label, changes, lambda _rows: site_checklist(app))

    options = [Option(str(row), text) for row, text in found]
    title = _("Not ready on site yet: {n}").format(n=len(found))
    app.push_screen(ChooseDialog(title, options, _("enter ticks it off, esc leaves")), chosen)


def _offer(app: SalesApp) -> None:
    from salestui.selling.floor.site import missing_items

    session = app.session
    if session is None:
        return
    changes = missing_items(session.state)
    count = len(changes.rows)

    def answered(answer: str | None) -> None:
        if answer:
            make_changes(app, _("Checklist of the site"), changes, lambda _rows: _show(app))

    asks = ngettext(
        "Add the site's checklist, {n} item?", "Add the site's checklist, {n} items?", count
    )
    told = "\n".join(str(values["item"]) for _entity, values in changes.rows)
    answers = {"yes": _("Add it"), "": _("Leave it")}
    app.push_screen(AskDialog(asks.format(n=count), told, answers), answered)
