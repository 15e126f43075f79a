"""A line that says that a kept day is looked at, not the present."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.widgets import Static

from salestui.i18n import _


class PastBanner(Static):
    """Takes no room while the present is looked at."""

    DEFAULT_CSS = """
    PastBanner {
        display: none; height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis;
        background: $warning-muted; color: $text-warning; text-style: bold;
        &.-past { display: block; }
    }
    """

    def show(self, day: date | None) -> None:
        """Say which day is looked at; None for the present."""
        self.set_class(day is not None, "-past")
        if day is not None:
            text = _("As of {day} · read only · 5, then b: back to now").format(day=day.isoformat())
            self.update(Content(text))
