"""Proposed budgets in words, before they are written."""

from __future__ import annotations

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.selling.costs.proposing import Part
from salestui.views.currency import book_sign
from salestui.views.formats import style
from salestui.views.plain_table import aligned


def proposal_text(state: BookState, parts: tuple[Part, ...]) -> str:
    """A line for each part; what is there already says so, and what no stage gets."""
    shown = style(book_sign(state))
    rows = [
        (
            part.stage or _("Whole"),
            shown.percent(part.percent / 100),
            shown.exact_money(part.amount),
            _("is there already") if part.there else "",
        )
        for part in parts
    ]
    rest = 100 - sum(part.percent for part in parts if part.stage)
    if rest > 0:
        left = parts[0].amount - sum(part.amount for part in parts if part.stage)
        rows.append((_("Reserve, of no stage"), shown.percent(rest / 100),
                     shown.exact_money(left), ""))  # fmt: skip
    return aligned(rows, (1, 2))
