"""The panels of a deal beside each other; what says nothing is folded into a closing one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container

from salestui.ui.deal.layout import PanelLayout, heights, rows_of
from salestui.ui.deal.panel import SectionPanel
from salestui.views.deal.closing import FOLD, REST, closing_section

if TYPE_CHECKING:
    from salestui.views.deal import DealSection, Sectioned

_NARROW, _MEDIUM = 100, 140
"""Below so many cells there is one panel at a time, or two columns."""


class DealPanels(Container):
    """A panel for each section of a deal that says something, and one that lists the others.

    Attributes:
        keys: the panels that are shown, in order.
        current: the panel with the focus, or the one that had it last.
    """

    def __init__(
        self,
        layout: PanelLayout,
        kinds: Mapping[str, type[SectionPanel]] = MappingProxyType({}),
        *,
        id: str,
    ) -> None:
        """Make the panels.

        Args:
            kinds: by key, the panels that are drawn in a way of their own.
        """
        super().__init__(id=id)
        self.keys: tuple[str, ...] = layout.keys
        self.current = layout.keys[0]
        self._layout, self._kinds = layout, kinds
        self._view: Sectioned | None = None
        self._opened: set[str] = set()
        self._awaited = ""

    def compose(self) -> ComposeResult:
        """All panels; which of them are shown is known with the deal."""
        for key in self._layout.keys:
            yield self._kinds.get(key, SectionPanel)(key)

    def panel(self, key: str) -> SectionPanel:
        """The panel of that key."""
        return self.query_one(f"#{key}", SectionPanel)

    def forget(self) -> None:
        """Fold as at first: another deal comes."""
        self._opened.clear()
        self._awaited = ""

    def put(self, view: Sectioned) -> bool:
        """Show a deal; whether the current panel has to be gone to, as it is another one now."""
        self._view = view
        closing = closing_section(view.sections, self._opened)
        keys = {section.key for section in view.sections}
        for section in (*view.sections, *([closing] if closing else [])):
            self.panel(section.key).put_section(section)
        if closing is not None:
            keys -= {line.key.removeprefix(FOLD) for line in closing.lines}
            keys.add(REST)
        self.keys = tuple(key for key in self._layout.keys if key in keys)
        self.fit_to(self.screen.size.width)
        going, before = self._awaited in keys, self.current
        if going or before not in keys:
            self.point_at(self._awaited if going else before)
            self._awaited = ""
        return going or before != self.current

    def point_at(self, key: str) -> None:
        """Make a panel the current one; of a folded one its line in the closing panel."""
        if key not in self.keys and REST in self.keys:
            rest = self.panel(REST)
            places = [n for n, line in enumerate(rest.rows) if line.key == f"{FOLD}{key}"]
            rest.action_move(sum(places) - rest.cursor)
        self.current = key if key in self.keys else self.keys[-1]

    def beside(self, by: int) -> str:
        """The key of the panel so many places on."""
        return self.keys[(self.keys.index(self.current) + by) % len(self.keys)]

    def folded(self) -> DealSection | None:
        """The section that the selected line of the closing panel stands for."""
        line = self.panel(REST).current
        if line is None or self._view is None:
            return None
        return self._view.section(line.key.removeprefix(FOLD))

    def await_row(self, key: str) -> None:
        """Go to the section's panel as soon as it has something in it."""
        self._awaited = key

    def unfold(self, key: str) -> bool:
        """Show a section's panel though it says nothing yet; see ``put``."""
        self._awaited = key
        self._opened.add(key)
        return self._view is not None and self.put(self._view)

    def fit_to(self, width: int) -> None:
        """Columns on a screen of that width, or one panel at a time where there is little room."""
        for key in self._layout.keys:
            panel = self.panel(key)
            panel.set_class(key not in self.keys, "-folded")
            panel.styles.height = "1fr"
        if width >= _NARROW:
            self._arrange_rows(2 if width < _MEDIUM else 3)

    def _arrange_rows(self, columns: int) -> None:
        """Rows of panels of their own height: of too many Textual would leave some none."""
        rows = rows_of(self.keys, columns, self._layout.spans)
        wanted = {key: self.panel(key).lines_wanted for key in self.keys}
        found = heights(rows, wanted, self.size.height)
        for row, height in zip(rows, found, strict=True):
            for key, size in row:
                self.panel(key).styles.height = height
                self.panel(key).styles.column_span = size
        self.styles.grid_rows = " ".join(str(height) for height in found)
