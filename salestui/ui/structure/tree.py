"""The tree of a structure: units with their figures, people with their dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from salestui.i18n import _
from salestui.ui.grid.text import fit, width_of
from salestui.ui.widgets.charts.bars import scale_of, target_bar
from salestui.ui.widgets.headed_list import HeadedPanel
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.structure import StructureLine, StructureView

_FIGURE, _HEADS, _AXIS = 11, 7, 20
_BAR, _BAR_MOST = 12, 60
_NAME_LEAST, _NAME_MOST = 14, 40


class StructureTree(HeadedPanel["StructureLine"]):
    """The whole, its units, and their people indented below."""

    class Wanted(Message):
        """Something is to be done about the selected line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view: StructureView | None = None
        self._names = _NAME_LEAST
        self._scale = 1.0

    def put_view(self, view: StructureView) -> None:
        """Show this structure."""
        self._view = view
        self._fitted = -1
        self._scale = scale_of([row.share for row in view.lines if row.share is not None])
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
        """A unit with headcount, figures and a bar; a person with the dates."""
        name = fit("  " * row.level + row.label, self._names)
        if row.level == 2:
            about = fit(row.about, max(width - self._names - 1, 0))
            return Content.assemble(name, " ", (about, MUTED))
        figures = [row.target, row.actual, row.attainment]
        cells = "".join(fit(text, _FIGURE, "right", number=True) for text in figures)
        rest = max(width - self._names - _HEADS - len(figures) * _FIGURE - 2, 0)
        tone = style_of(row.severity)
        parts: list[str | tuple[str, str]] = [
            (name, "bold"), (fit(row.headcount, _HEADS, "right"), ""), (cells, tone), "  ",
        ]  # fmt: skip
        if rest - _AXIS >= _BAR and row.share is not None:
            drawn = target_bar(row.share, min(rest - _AXIS - 2, _BAR_MOST), self._scale)
            parts += [(drawn.below, "$text-primary"), drawn.mark, (drawn.above, "$text-primary")]
            parts += ["  ", (fit(row.about, _AXIS), MUTED)]
        else:
            parts.append((fit(row.about, rest), MUTED))
        return Content.assemble(*parts)

    def heading(self, width: int) -> Content:  # noqa: ARG002 - by its columns
        """The titles of the figures."""
        titles = (_("target"), _("actual"), _("attainment"))
        cells = "".join(fit(text, _FIGURE, "right") for text in titles)
        head = fit(_("people"), _HEADS, "right")
        return Content.assemble((fit("", self._names) + head + cells, MUTED))

    def title(self) -> str:
        """Which structure."""
        name = self._view.name if self._view is not None else ""
        return " · ".join(filter(None, (_("Team structure"), name)))

    def note(self) -> str:
        """How many units."""
        return f"{sum(row.level == 1 for row in self.rows):,}" if self.rows else ""

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
