"""Who makes the target: one bar per rep, team, region or product, the target marked in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content

from salestui.i18n import N_, _
from salestui.ui.grid.text import fit, width_of
from salestui.ui.widgets.charts.bars import bar, scale_of, target_bar
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.messages import DealsRequested, FocusRequested
from salestui.ui.widgets.tones import MUTED, chosen_mark, style_of

if TYPE_CHECKING:
    from salestui.views.dashboard import BreakdownPanel, BreakdownRow

ORDERS = (N_("attainment"), N_("gap"), N_("name"))
_NAME_MOST = 20


def ordered(rows: Sequence[BreakdownRow], order: str) -> Sequence[BreakdownRow]:
    """The rows, which come best attainment first, in this order; the largest gap first."""
    if order == "gap":
        return sorted(rows, key=lambda r: (r.gap is None, -(r.gap or 0.0)))
    if order == "name":
        return sorted(rows, key=lambda r: (r.value is None, r.name.casefold()))
    return rows


def name_cells(names: Sequence[str], width: int) -> int:
    """How many cells the names get: what they need, up to a third of the width."""
    most = max(4, min(_NAME_MOST, width // 3))
    return max([4, *(min(width_of(name, most), most) for name in names)])


def row_line(row: BreakdownRow, width: int, names: int, scale: float | None) -> Content:
    """A row in exactly ``width`` cells.

    Args:
        names: cells for the name.
        scale: the share at which bars end; None where no row has a target, and bars compare the
            actual values.
    """
    right = _right(row, width, has_targets=scale is not None)
    room = width - 3 - names - sum(cell_len(text) for text, _tone in right)
    tone = style_of(row.severity) or "$text-primary"
    pieces: list[Content | str | tuple[str, str]] = [
        chosen_mark(row.selected),
        (fit(row.name, names), "bold" if row.selected else ""),
        " ",
    ]
    if scale is None:
        pieces.append((bar(row.bar, room), tone))
    elif room > 3:
        drawn = target_bar(row.share, room, scale)
        pieces += [(drawn.below, tone), (drawn.mark, ""), (drawn.above, tone)]
    else:
        pieces.append(" " * max(room, 0))
    return Content.assemble(*pieces, *right)


def _right(row: BreakdownRow, width: int, *, has_targets: bool) -> list[tuple[str, str]]:
    """What stands right of the bar; what matters least goes first where there is little room."""
    tone = style_of(row.severity)
    parts: list[tuple[str, str]] = []
    if has_targets:
        parts.append((fit(row.attainment, 7, "right", number=True), "bold"))
    if width >= 40 or not has_targets:
        amount = row.actual if has_targets else row.amount
        parts.append((fit(amount, 9, "right", number=True), ""))
    if not has_targets:
        return parts
    if width >= 80:
        parts.append((fit(row.target, 9, "right", number=True), MUTED))
    if width >= 56:
        parts.append((" " + fit(f"{row.arrow or ' '} {row.word}", 13), tone))
    else:
        parts.append((" " + fit(row.arrow, 1), tone))
    return parts


class AttainmentPanel(ListPanel["BreakdownRow"]):
    """One dimension at a time, in one of several orders; enter filters by the row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "screen.dimension(-1)", show=False),
        Binding("right,l", "screen.dimension(1)", show=False),
    ]

    def __init__(
        self,
        dimensions: Sequence[str] = ("rep", "team", "region", "product"),
        *,
        id: str | None = None,
    ) -> None:
        """Show the first of ``dimensions`` that the book keeps, until the user chooses."""
        super().__init__(id=id)
        self._preferred = dimensions
        self.dimension = dimensions[0]
        self.order = ORDERS[0]
        self._panels: Mapping[str, BreakdownPanel] = {}
        self._names = 4
        self._scale: float | None = None

    def put_panels(self, panels: Mapping[str, BreakdownPanel]) -> None:
        """Show these breakdowns, by dimension."""
        if not self._panels:
            kept = (d for d in self._preferred if d in panels and panels[d].rows)
            self.dimension = next(kept, self.dimension)
        self._panels = panels
        self._arrange()

    def cycle_dimension(self, by: int) -> str:
        """Show the next dimension that the book keeps; answers with its title."""
        kept = [name for name, panel in self._panels.items() if panel.rows]
        if kept:
            place = kept.index(self.dimension) if self.dimension in kept else -1
            self.dimension = kept[(place + by) % len(kept)]
            self.cursor = 0
            self._arrange()
        return self.title()

    def cycle_order(self) -> str:
        """Sort in the next way; answers with its name."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self._arrange()
        return _(self.order)

    @property
    def panel(self) -> BreakdownPanel | None:
        """The breakdown that is shown."""
        return self._panels.get(self.dimension)

    def _arrange(self) -> None:
        panel = self.panel
        if panel is None:
            return
        shares = [row.share for row in panel.rows if row.share is not None]
        self._scale = scale_of(shares) if panel.has_targets else None
        self.put(ordered(panel.rows, self.order))

    def key(self, row: BreakdownRow) -> object:
        """Rows are known by dimension and name."""
        return (self.dimension, row.value)

    def fit_columns(self, width: int) -> None:
        """By the longest name."""
        self._names = name_cells([r.name for r in self.rows], width)

    def line(self, row: BreakdownRow, width: int) -> Content:
        """Name, bar, percentage, actual, and how the pace stands."""
        return row_line(row, width, self._names, self._scale)

    def title(self) -> str:
        """The dimension."""
        return self.panel.title if self.panel else _("By rep")

    def note(self) -> str:
        """How many rows there are, and their order."""
        panel = self.panel
        if panel is None or not panel.rows:
            return ""
        count = f"{len(panel.rows) + panel.left_out:,}"
        by_share = panel.has_targets or self.order == "name"
        order = _(self.order) if by_share else panel.measure
        return f"{count} · {order} ▾"

    def hint(self) -> str:
        """The keys."""
        return _("enter filter · o open · b by … · s sort")

    def nothing(self) -> str:
        """What the breakdown needs."""
        return self.panel.needs if self.panel else ""

    def explains(self) -> str:
        """The bars show attainment."""
        return "attainment"

    def act(self) -> None:
        """Filter by the row, or no longer."""
        if self.current is not None and self.current.value is not None:
            self.post_message(FocusRequested(self.dimension, self.current.value))

    def open(self) -> bool:
        """Show the rep's page, or the deals behind another row."""
        if self.current is None or self.current.value is None:
            return False
        self.post_message(DealsRequested(self.dimension, self.current.value))
        return True

    def as_text(self) -> str:
        """A line per row: name, attainment, actual, target."""
        return "\n".join(
            f"{row.name}\t{row.attainment}\t{row.actual}\t{row.target}" for row in self.rows
        )
