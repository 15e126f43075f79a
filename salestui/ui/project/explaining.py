"""From the project screen to how its panels' figures and days are worked out."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from salestui.ui.screens.explain import ExplainDialog

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp
    from salestui.views.project import ProjectView


def explain_project(app: SalesApp, view: ProjectView, as_of: date, panel: str) -> None:
    """Explain a panel; of one without figures the first that has some."""
    from salestui.views.deal.explaining import section_sheet

    keys = tuple(section.key for section in view.sections if section.about)
    key = panel if panel in keys else keys[0]
    app.push_screen(ExplainDialog(keys, key, partial(section_sheet, view, as_of)))
