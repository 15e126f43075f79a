"""Collections in short, for reports that are of more than money: figures, ages, whom to chase."""

from __future__ import annotations

from dataclasses import replace

from salestui.i18n import _
from salestui.views.cash.lines import owed_lines
from salestui.views.cash.view import looked_at
from salestui.views.documents.basis import Basis
from salestui.views.documents.document import Block, Section, Table
from salestui.views.documents.sections.cash.ageing import ages
from salestui.views.documents.sections.cash.chase import chase, chased
from salestui.views.documents.sections.cash.standing import standing
from salestui.views.documents.sections.listing import lacking

MOST = 15
"""Lines to chase that are listed."""


def owed(basis: Basis) -> Section:
    """How collections stand and the first lines to chase."""
    title = _("Collections due")
    present, style = basis.present, basis.style
    if missing := lacking(present.state, "payment_plan"):
        return Section("collections", title, needs=missing)
    seen = looked_at(present)
    blocks: list[Block] = [*standing(seen, style).blocks]
    if not seen.cash.currencies:
        blocks += ages(seen).blocks
    today = chase(chased(owed_lines(seen)), seen, present.state, style)
    blocks += [_first(block) for block in today.blocks if isinstance(block, Table)]
    return Section("collections", title, tuple(blocks))


def _first(table: Table) -> Table:
    more = max(len(table.rows) - MOST, 0)
    return replace(table, rows=table.rows[:MOST], left_out=table.left_out + more)
