"""Whose dashboard the home is: a preset by role, for one of them about one person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from salestui.dashboards import Home, Role, role_of, roles
from salestui.i18n import _, label
from salestui.ui.home.catalogue import kind_of
from salestui.ui.screens.choose import ChooseDialog, Option

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session


def choose_role(app: SalesApp, home: Home, then: Callable[[Home], None]) -> None:
    """Ask for the role, and where its dashboard is about one person, who that is.

    Args:
        then: gets the home with the role; not called where the user leaves.
    """
    options = [Option(role.code, label(role.labels), _shown(role)) for role in roles()]

    def chosen(code: str | None) -> None:
        if code is None:
            return
        role = role_of(code)
        if role.person:
            choose_me(app, home, lambda name: then(replace(home, role=code, me=name)))
        else:
            then(replace(home, role=code))

    dialog = ChooseDialog(_("Whose dashboard"), options, _("type to find"), now=home.role)
    app.push_screen(dialog, chosen)


def choose_me(app: SalesApp, home: Home, then: Callable[[str], None]) -> None:
    """Ask who the user is, among the workbook's reps."""
    session = app.session
    if session is None:
        return
    names = rep_names(session)
    if not names:
        app.say(_("The workbook names no reps, so there is nobody to choose."), "warning")
        return

    def chosen(name: str | None) -> None:
        if name:
            then(name)

    options = [Option(name, name) for name in names]
    dialog = ChooseDialog(_("Who are you?"), options, _("type to find"), now=home.me)
    app.push_screen(dialog, chosen)


def rep_names(session: Session) -> tuple[str, ...]:
    """The reps whom the workbook names."""
    from salestui.book.names import scope_names

    frames = {name: rows.live for name, rows in session.state.entities.items()}
    return tuple(scope_names(frames).get("rep", ()))


def _shown(role: Role) -> str:
    return " · ".join(_(kind_of(name).tab) for name in role.panels if name != "kpis")
