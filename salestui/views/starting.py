"""Which period a book is first shown for."""

from __future__ import annotations

from salestui.book.opening import Opening
from salestui.book.state import BookState
from salestui.model.period import Period, parse_period
from salestui.views.dashboard import default_period
from salestui.views.inputs import inputs_of


def chosen_period(opening: Opening, state: BookState) -> Period:
    """The period that was asked for, else the one that suits the data."""
    asked = parse_period(opening.period, opening.fiscal_start, opening.as_of.year)
    if opening.period and asked is not None:
        return asked
    inputs = inputs_of(state)
    return default_period(inputs.facts, inputs.targets, opening.as_of, opening.fiscal_start)
