"""The palette's commands that change the home: another role, another arrangement."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from salestui.dashboards import Home, role_of
from salestui.i18n import _, label
from salestui.ui.home.arranging import ArrangeDialog
from salestui.ui.home.choosing import choose_role
from salestui.ui.home.keeping import keep_home, panels_of
from salestui.ui.home.person import focus_for

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp
    from salestui.ui.screens.dashboard import DashboardScreen


def choose_dashboard(app: SalesApp) -> None:
    """Ask whose dashboard the home is, and show it."""

    def ask(screen: DashboardScreen) -> None:
        choose_role(app, screen.home, lambda home: _take(app, screen, home))

    _at_home(app, ask)


def arrange_dashboard(app: SalesApp) -> None:
    """Ask which panels the home shows, and in what order."""

    def ask(screen: DashboardScreen) -> None:
        home = screen.home
        names, least = panels_of(home)
        title = _("Panels of the dashboard: {role}").format(role=label(role_of(home.role).labels))

        def arranged(panels: tuple[str, ...] | None) -> None:
            if panels is not None:
                _take(app, screen, home.arranged(panels or None))

        app.push_screen(ArrangeDialog(title, names[:least]), arranged)

    _at_home(app, ask)


def _take(app: SalesApp, screen: DashboardScreen, home: Home) -> None:
    before = screen.home
    if home == before:
        return
    app.run_worker(screen.take(home))
    if not app.opening.read_only:
        app.run_worker(lambda: keep_home(app, home), thread=True, group="home")
    if app.session is not None and home.role != before.role:
        focus = focus_for(before, home, app.session.focus)
        if focus != app.session.focus:
            app.narrow(focus)
    app.say(_("Dashboard: {role}").format(role=label(role_of(home.role).labels)), "ok")


def _at_home(app: SalesApp, then: Callable[[DashboardScreen], None]) -> None:
    from salestui.ui.screens.dashboard import DashboardScreen

    if app.session is None:
        return

    def there() -> None:
        if isinstance(screen := app.book_screen, DashboardScreen):
            then(screen)

    if app.current_mode != "home":
        app.action_go("home")
    app.call_after_refresh(there)
