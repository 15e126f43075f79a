"""The scorecard of who is selected, and the rows behind one of its lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from salestui.i18n import _
from salestui.ui.grid.text import fit, width_of
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.performance.behind import BehindRow
    from salestui.views.performance.lines import LineRow

_FIGURE, _POINTS, _WEIGHT, _ADDS = 9, 6, 7, 6
_LABEL_LEAST, _LABEL_MOST = 12, 30
_MONEY = 10


class CardPanel(ListPanel["LineRow"]):
    """The total, the lines of the card and the commission; below each how it came about."""

    class Chosen(Message):
        """Another line is selected."""

    class Entered(Message):
        """The rows behind the selected line are wanted."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._of = ""
        self._note = ""
        self._label = _LABEL_LEAST
        self._with_target = True

    def put_card(self, title: str, rows: Sequence[LineRow], note: str) -> None:
        """Show this card."""
        self._of, self._note = title, note
        self.put(rows)
        self.decorate()
        self.refresh()

    def key(self, row: LineRow) -> object:
        """By the line's key."""
        return row.key

    def tallest(self) -> int:
        """A line and how it came about."""
        return 2

    def fit_columns(self, width: int) -> None:
        """Labels get what the longest needs; the target goes where there is no room for it."""
        base = _FIGURE + _POINTS + _WEIGHT + _ADDS + 4
        widest = max((width_of(r.label, _LABEL_MOST) for r in self.rows), default=0)
        self._with_target = width - base - _FIGURE - 1 >= min(max(widest, _LABEL_LEAST), 20)
        room = width - base - (_FIGURE + 1 if self._with_target else 0)
        self._label = max(0, min(max(widest, _LABEL_LEAST), _LABEL_MOST, room))

    def line(self, row: LineRow, width: int) -> Content:  # noqa: ARG002 - by its columns
        """Label, actual, target, points, weight, what it adds."""
        whole = row.key == "total"
        parts: list[str | tuple[str, str]] = [
            (fit(row.label, self._label), "bold"),
            " ",
            fit(row.actual, _FIGURE, "right", number=True),
            " ",
        ]
        if self._with_target:
            parts += [(fit(row.target, _FIGURE, "right", number=True), MUTED), " "]
        parts += [
            (fit(row.score, _POINTS, "right"), " ".join(("bold", style_of(row.tone))).strip()),
            (fit(row.weight, _WEIGHT, "right"), MUTED),
            (fit(row.points, _ADDS, "right"), f"bold {style_of(row.tone)}" if whole else ""),
        ]
        return Content.assemble(*parts)

    def more(self, row: LineRow, width: int) -> Sequence[Content]:
        """How the points came about."""
        return (Content(fit(f"  {row.said}", width)).stylize(MUTED),)

    def title(self) -> str:
        """Whose card."""
        return self._of or _("Scorecard")

    def note(self) -> str:
        """What the columns are, or what is counted."""
        return self._note

    def hint(self) -> str:
        """The keys."""
        return _("i explain · enter rows · n missing sheet · z count as 0")

    def nothing(self) -> str:
        """Where nobody is selected there is no card."""
        return _("nobody is selected")

    def action_move(self, by: int) -> None:
        """Another line."""
        super().action_move(by)
        self.post_message(self.Chosen())

    def act(self) -> None:
        """Go to the rows."""
        self.post_message(self.Entered())

    def explains(self) -> str:
        """The selected line."""
        return self.current.key if self.current is not None else ""

    def as_text(self) -> str:
        """A line each, with everything."""
        return "\n".join(
            "\t".join((r.label, r.actual, r.target, r.score, r.weight, r.points, r.said))
            for r in self.rows
        )


class BehindPanel(ListPanel["BehindRow"]):
    """The rows behind the selected line; enter opens one."""

    class Wanted(Message):
        """The selected row is to be opened."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._of = ""
        self._nothing = ""

    def put_behind(self, label: str, rows: Sequence[BehindRow], nothing: str) -> None:
        """Show the rows behind a line, or say why there are none."""
        self._of, self._nothing = label, nothing
        self.put(rows)
        self.decorate()
        self.refresh()

    def key(self, row: BehindRow) -> object:
        """By sheet and row."""
        return row.entity, row.row

    def line(self, row: BehindRow, width: int) -> Content:
        """Title, what is known of it, money."""
        money = _MONEY if row.money else 0
        title = max((width - money - 2) // 2, 0)
        rest = max(width - title - money - 2, 0)
        return Content.assemble(
            fit(row.title, title), " ", (fit(row.said, rest), MUTED), " ",
            (fit(row.money, money, "right"), "bold"),
        )  # fmt: skip

    def title(self) -> str:
        """Behind what."""
        return self._of or _("Rows behind it")

    def note(self) -> str:
        """How many."""
        return f"{len(self.rows):,}" if self.rows else ""

    def hint(self) -> str:
        """The keys."""
        return _("enter opens the row")

    def nothing(self) -> str:
        """Why there are none."""
        return self._nothing

    def act(self) -> None:
        """Open the row."""
        self.post_message(self.Wanted())

    def as_text(self) -> str:
        """A line per row."""
        return "\n".join(f"{r.title}\t{r.said}\t{r.money}" for r in self.rows)
