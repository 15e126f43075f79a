"""A home that is about one person begins with that person's part of the business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.dashboards import Home, role_of
from salestui.i18n import _
from salestui.model.focus import EVERYTHING, Focus
from salestui.ui.home.choosing import rep_names

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session


def look_at_me(app: SalesApp, session: Session, home: Home) -> bool:
    """Narrow the look to the user; False where nothing is narrowed.

    A look that is narrowed already was asked for, and stays.
    """
    if not role_of(home.role).person or not home.me or session.focus != EVERYTHING:
        return False
    if home.me not in rep_names(session):
        text = _("{name} is no rep of this workbook: ctrl+p, choose dashboard, says who you are.")
        app.call_after_refresh(app.say, text.format(name=home.me), "warning")
        return False
    app.narrow(EVERYTHING.with_term("rep", home.me))
    return True


def focus_for(before: Home, now: Home, focus: Focus) -> Focus:
    """What is looked at after a change of role: the new person's part, no longer the old one's."""
    if role_of(before.role).person and focus.value("rep") == before.me:
        focus = focus.without("rep")
    return focus.with_term("rep", now.me) if role_of(now.role).person and now.me else focus
