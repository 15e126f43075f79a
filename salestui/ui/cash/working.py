"""Working collections out, in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from salestui.ui.session import Look
    from salestui.views.cash.view import CollectionsView
    from salestui.views.inputs import Prepared


class CollectionsFound(Message):
    """A worker has worked collections out."""

    def __init__(
        self, look: Look, asked: tuple[str, str], view: CollectionsView, made: Prepared
    ) -> None:
        super().__init__()
        self.look, self.asked, self.view, self.made = look, asked, view, made


def worked_out(look: Look, asked: tuple[str, str], before: Prepared | None) -> CollectionsFound:
    """Work collections out. Blocks; polars is first imported here.

    Args:
        asked: the rate, see ``metrics.cash.definitions.Rate``, and the dimension whose parts are
            shown; empty for none.
    """
    from salestui.metrics.cash.definitions import Rate
    from salestui.views.cash.view import collections_view
    from salestui.views.currency import book_sign
    from salestui.views.formats import style
    from salestui.views.inputs import prepared
    from salestui.views.past.looking_back import Present

    made = prepared(look.state, before)
    present = Present(look.state, made.inputs, look.focus, look.period, look.as_of)
    rate, by = asked
    shown = style(book_sign(look.state))
    view = collections_view(present, Rate(rate), shown, (by,) if by else ())
    return CollectionsFound(look, asked, view, made)
