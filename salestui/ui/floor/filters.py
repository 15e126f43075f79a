"""Which units are shown: all, those of one state, those of one layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.screens.choose import Option

if TYPE_CHECKING:
    from salestui.views.floor.grid import FloorView


def filter_options(view: FloorView) -> list[Option]:
    """What can be shown alone: ``state:CODE``, ``layout:NAME``, or all for an empty answer."""
    from salestui.selling.floor.steps import STATES
    from salestui.views.floor.grid import SYMBOLS, state_name

    states = [
        Option(f"state:{code}", f"{SYMBOLS[code]} {state_name(code)}", f"{view.counts[code]:,}")
        for code in STATES
        if view.counts.get(code)
    ]
    layouts = [Option(f"layout:{name}", name) for name in view.layouts]
    return [Option("", _("All units")), *states, *layouts]


def filters_text(status: str, layout: str) -> str:
    """What is shown alone, beside the tabs; empty while everything is."""
    from salestui.views.floor.grid import state_name

    text = " · ".join(filter(None, [state_name(status) if status else "", layout]))
    return _("only {what}: f shows all").format(what=text) if text else ""
