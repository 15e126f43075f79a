"""What needs the manager today: each thing in one sentence, one key from the deal it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from salestui.i18n import _
from salestui.ui.grid.text import fit, width_of
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.messages import DealOpened, FocusRequested
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views import dashboard as views

_WITH_REP, _WITH_STAGE = 72, 92
"""Widths from which the rep, and the stage, have room."""
_MARK, _AMOUNT, _GAP = 3, 10, 2
_SENTENCE_LEAST = 28


@dataclass(frozen=True, slots=True)
class Columns:
    """How many cells each column gets; 0 leaves it out. ``rest`` stays empty."""

    title: int
    amount: int
    reason: int
    rep: int
    stage: int
    rest: int = 0


def arrange(rows: Sequence[views.AttentionRow], width: int) -> Columns:
    """Share ``width`` out: the sentence first, then the title, rep and stage where they fit."""

    def widest(texts: Iterable[str], most: int) -> int:
        return min(max((width_of(t, most) for t in texts), default=0), most)

    rep = widest((r.rep for r in rows), 16) if width >= _WITH_REP else 0
    stage = widest((r.stage for r in rows), 16) if width >= _WITH_STAGE else 0
    aside = sum(cells + _GAP for cells in (rep, stage) if cells)
    amount = _AMOUNT if any(r.amount for r in rows) else 0
    room = max(0, width - _MARK - amount - _GAP - aside)
    title = widest((r.title for r in rows), 44)
    reason = min(widest((r.reason for r in rows), 48), max(_SENTENCE_LEAST, room - title))
    reason = min(reason, room * 2 // 3)
    title = min(title, room - reason)
    return Columns(title, amount, reason, rep, stage, room - title - reason)


def row_line(row: views.AttentionRow, columns: Columns) -> Content:
    """A row in exactly the cells of its columns: mark, title, amount, sentence, rep, stage."""
    tone = style_of(row.severity)
    aside = [(" " * _GAP + fit(row.rep, columns.rep), "")] if columns.rep else []
    if columns.stage:
        aside.append((" " * _GAP + fit(row.stage, columns.stage), MUTED))
    return Content.assemble(
        (fit(row.mark, _MARK), f"bold {tone}".strip()),
        (fit(row.title, columns.title), "bold"),
        fit(row.amount, columns.amount, "right", number=True),
        " " * _GAP,
        (fit(row.reason, columns.reason), tone),
        *aside,
        " " * columns.rest,
    )


class AttentionPanel(ListPanel["views.AttentionRow"]):
    """The most pressing first; enter opens the deal, or filters by the rep."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._panel: views.AttentionPanel | None = None
        self._columns = Columns(0, 0, 0, 0, 0)

    def put_panel(self, panel: views.AttentionPanel) -> None:
        """Show these rows."""
        self._panel = panel
        self.put(panel.rows)

    def key(self, row: views.AttentionRow) -> object:
        """Rows are known by their deal or other row, those about reps by the rep."""
        if row.deal is not None:
            return row.deal
        return row.rep if row.row is None else (row.entity, row.row)

    def fit_columns(self, width: int) -> None:
        """By the longest texts of all rows."""
        self._columns = arrange(self.rows, width)

    def line(self, row: views.AttentionRow, width: int) -> Content:  # noqa: ARG002 - fitted
        """The row, with rep and stage where there is room."""
        return row_line(row, self._columns)

    def title(self) -> str:
        """What it is."""
        return _("Needs you today")

    def tab(self) -> str:
        """A short title with the count."""
        count = self._panel.total if self._panel else 0
        return f"{_('Today')} {count:,}" if count else _("Today")

    def note(self) -> str:
        """How many there are, and of what kinds where there is room."""
        panel = self._panel
        if panel is None or not panel.total:
            return ""
        kinds = " · ".join(f"{name} {count:,}" for name, count in panel.counts)
        return f"{panel.total:,} ({kinds})" if self.size.width > 100 else f"{panel.total:,}"

    def hint(self) -> str:
        """The keys."""
        return _("enter open")

    def nothing(self) -> str:
        """All is well."""
        return self._panel.nothing if self._panel else ""

    def explains(self) -> str:
        """What stands still too long, and after how many days."""
        return "rotting"

    def act(self) -> None:
        """Open the deal or what else it is about, or filter by the rep."""
        row = self.current
        if row is None:
            return
        if row.row is not None:
            self.post_message(DealOpened(row.row, row.entity))
        elif row.deal is None:
            self.post_message(FocusRequested("rep", row.rep))
        else:
            self.post_message(DealOpened(row.deal))

    def open(self) -> bool:
        """Open the deal."""
        if self.current is None:
            return False
        self.act()
        return True

    def as_text(self) -> str:
        """A line per thing."""
        return "\n".join(
            f"{r.mark}\t{r.title}\t{r.amount}\t{r.reason}\t{r.rep}\t{r.stage}" for r in self.rows
        )
