"""A deal put together for its screen, in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    import polars as pl

    from salestui.ui.session import Look
    from salestui.views.deal import DealView
    from salestui.views.inputs import Prepared


@dataclass(frozen=True)
class Wanted:
    """Which deal is to be shown, from which look."""

    look: Look
    row: int
    changes: pl.DataFrame | None


class Found(Message):
    """A worker has put a deal together; ``view`` is None where it is gone."""

    def __init__(self, wanted: Wanted, view: DealView | None, made: Prepared) -> None:
        super().__init__()
        self.wanted, self.view, self.made = wanted, view, made


def found_deal(wanted: Wanted, before: Prepared | None) -> Found:
    """Put a deal together. Blocks; polars is first imported here."""
    from salestui.views.currency import book_sign
    from salestui.views.deal import DealLook, deal_view
    from salestui.views.formats import style
    from salestui.views.inputs import prepared

    look = wanted.look
    made = prepared(look.state, before)
    rows = look.state.rows("deals")
    if rows is None or wanted.row not in rows.positions or wanted.row in rows.overlay.deleted:
        return Found(wanted, None, made)
    sign = style(book_sign(look.state))
    asked = DealLook(look.state, wanted.row, made.inputs, look.as_of, sign, wanted.changes)
    return Found(wanted, deal_view(asked), made)
