"""Customers that may be one, in words, and the two side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salestui.book.state import BookState
from salestui.i18n import N_, _, joined
from salestui.selling.customers.merging import Merge, differences
from salestui.selling.customers.similar import Pair, Sign
from salestui.views.cells import column_title, value_text
from salestui.views.names import entity_name

_SIGNS = {
    Sign.NAME: N_("same name"),
    Sign.CORE: N_("same name but for its legal form"),
    Sign.EMAIL: N_("same e-mail"),
    Sign.PHONE: N_("same telephone"),
    Sign.NEAR: N_("nearly the same name"),
}


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A field in which the two differ; ``default``: the row whose value is kept unasked."""

    name: str
    title: str
    first: str
    second: str
    default: int


def pair_text(state: BookState, pair: Pair) -> tuple[str, str]:
    """Both names, and why they may be one."""
    names = (state.title_of("customers", row) for row in (pair.first, pair.second))
    return " = ".join(names), joined(_(_SIGNS[sign]) for sign in pair.signs)


def field_choices(state: BookState, first: int, second: int) -> tuple[FieldChoice, ...]:
    """What differs, in words."""
    return tuple(
        FieldChoice(
            d.column.name,
            column_title(d.column),
            value_text(d.column, d.first),
            value_text(d.column, d.second),
            d.default,
        )
        for d in differences(state, first, second)
    )


def merge_text(references: Mapping[str, int]) -> str:
    """How many rows of which sheets will name the one that stays."""
    counted = joined(f"{entity_name(name)} {n:,}" for name, n in references.items())
    return _("Rewritten to the one that stays: {what}").format(what=counted or _("nothing"))


def stuck_text(state: BookState, merge: Merge) -> str:
    """Why two cannot be merged: cells that name the other and cannot be written."""
    entity, row, _column = merge.stuck[0]
    return _("{n} cells made by formulas name the other customer: {sheet}, {title}.").format(
        n=len(merge.stuck), sheet=entity_name(entity), title=state.title_of(entity, row)
    )
