"""Working the leaderboard and the rows behind its lines out, in workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from salestui.metrics.scorecard.cards import Missing
    from salestui.ui.session import Look
    from salestui.views.inputs import Prepared
    from salestui.views.performance.behind import BehindRow
    from salestui.views.performance.view import PerformanceView


class Appraised(Message):
    """A worker has worked the leaderboard out."""

    def __init__(self, look: Look, asked: tuple[str, str], view: PerformanceView, made: Prepared
                 ) -> None:  # fmt: skip
        super().__init__()
        self.look, self.asked, self.view, self.made = look, asked, view, made


class RowsFound(Message):
    """A worker has found the rows behind a line."""

    def __init__(self, of: tuple[str, str], label: str, rows: tuple[BehindRow, ...]) -> None:
        super().__init__()
        self.of, self.label, self.rows = of, label, rows


def appraised(look: Look, asked: tuple[str, str], before: Appraised | None) -> Appraised:
    """Work the leaderboard of a look out. Blocks; polars is first imported here.

    Args:
        asked: the kind, and what a line without a figure counts; empty for the playbook's choice.
    """
    from salestui.metrics.scorecard.people import Kind
    from salestui.views.currency import book_sign
    from salestui.views.formats import style
    from salestui.views.inputs import prepared
    from salestui.views.past.looking_back import Present
    from salestui.views.performance.view import performance

    made = prepared(look.state, before.made if before is not None else None)
    present = Present(look.state, made.inputs, look.focus, look.period, look.as_of)
    kind, missing = asked
    counted: Missing | None = "zero" if missing == "zero" else "renormalise" if missing else None
    same = before is not None and before.look.state is look.state
    book = before.view.book if before is not None and same else None
    view = performance(present, Kind(kind), style(book_sign(look.state)), counted, book)
    return Appraised(look, asked, view, made)
