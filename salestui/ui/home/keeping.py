"""The user's choice of home, read when the home is first shown and kept when it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.config import ConfigError
from salestui.dashboards import Home, Role, load_home, role_of, save_home
from salestui.i18n import _
from salestui.locations import home_file
from salestui.ui.home.catalogue import known_panels

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp


def kept_home() -> tuple[Home, str]:
    """What the user chose, or the default with the sentence that says why it could not be read."""
    try:
        return load_home(home_file(), known_panels()), ""
    except ConfigError as problem:
        return Home(), str(problem)


def keep_home(app: SalesApp, home: Home) -> None:
    """Write what the user chose, in a worker; it holds for now even where that fails. Blocks."""
    try:
        save_home(home_file(), home)
    except OSError as problem:
        text = _("The dashboard could not be kept in {path}: {problem}.")
        said = text.format(path=home_file(), problem=problem.strerror)
        app.call_from_thread(app.say, said, "error")


def panels_of(home: Home) -> tuple[tuple[str, ...], int]:
    """The panels of a home in order, and how many of them are shown wherever there is room or not.

    What the user arranged is shown whole; of a preset, the roomy ones follow on large screens.
    """
    role: Role = role_of(home.role)
    own = home.panels.get(home.role)
    if own is not None:
        return own, len(own)
    return (*role.panels, *role.roomy), len(role.panels)
