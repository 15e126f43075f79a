"""The tree of a structure: units with their figures, people with their dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from salestui.i18n import _
from salestui.ui.grid.text import fit, width_of
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.structure import StructureLine, StructureView

_FIGURE, _HEADS = 10, 4
_NAME_LEAST, _NAME_MOST = 14, 40


class StructureTree(ListPanel["StructureLine"]):
    """The whole, its units, and their people indented below."""

    class Wanted(Message):
        """Something is to be done about the selected line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view: StructureView | None = None
        self._names = _NAME_LEAST

    def put_view(self, view: StructureView) -> None:
        """Show this structure."""
        self._view = view
        self._fitted = -1
        self.put(view.lines)
        self.refresh()

    def key(self, row: StructureLine) -> object:
        """The unit, or the person's row."""
        return row.key or (row.person, row.row)

    def fit_columns(self, width: int) -> None:
        """The names get what the longest needs, within limits."""
        widest = max(
            (width_of(row.label, _NAME_MOST) + 2 * row.level for row in self.rows), default=0
        )
        self._names = max(_NAME_LEAST, min(widest, _NAME_MOST, width - 3 * _FIGURE - _HEADS))

    def line(self, row: StructureLine, width: int) -> Content:
        """A unit with headcount, target, actual, attainment; a person with the dates."""
        name = fit("  " * row.level + row.label, self._names)
        if row.level == 2:
            return Content.assemble(
                name, " ", (fit(row.about, max(width - self._names - 1, 0)), MUTED)
            )
        figures = [row.target, row.actual, row.attainment]
        cells = "".join(fit(text, _FIGURE, "right", number=True) for text in figures)
        rest = max(width - self._names - _HEADS - len(figures) * _FIGURE - 2, 0)
        return Content.assemble(
            (name, "bold"), (fit(row.headcount, _HEADS, "right"), ""),
            (cells, style_of(row.severity)), "  ", (fit(row.about, rest), MUTED),
        )  # fmt: skip

    def title(self) -> str:
        """Which structure."""
        name = self._view.name if self._view is not None else ""
        return " · ".join(filter(None, (_("Team structure"), name)))

    def note(self) -> str:
        """What the columns are."""
        return _("people, target, actual, attainment") if self.rows else ""

    def hint(self) -> str:
        """The keys."""
        return _("enter narrows · o opens · i explains · v next structure")

    def nothing(self) -> str:
        """What the structure needs."""
        return self._view.needs if self._view is not None else ""

    def act(self) -> None:
        """A double click acts as enter does."""
        self.post_message(self.Wanted())

    def explains(self) -> str:
        """The unit's attainment."""
        return self.current.key if self.current is not None else ""

    def as_text(self) -> str:
        """All lines, their cells set apart by tabs."""
        return "\n".join(
            "\t".join(
                ("  " * r.level + r.label, r.headcount, r.target, r.actual, r.attainment, r.about)
            )
            for r in self.rows
        )
