"""Which period a book is first shown for, and whether it knows what is asked for."""

from __future__ import annotations

from difflib import get_close_matches

from salestui.book.names import scope_names
from salestui.book.opening import Opening
from salestui.book.state import BookState
from salestui.i18n import _
from salestui.metrics.inputs import Inputs
from salestui.model.focus import Focus
from salestui.model.period import Period, PeriodKind, parse_period
from salestui.views.dashboard import default_period


def chosen_period(
    opening: Opening, inputs: Inputs, kind: PeriodKind = PeriodKind.QUARTER
) -> Period:
    """The period that was asked for, else the one of a kind that suits the data.

    Args:
        inputs: those of the opened book.
    """
    asked = parse_period(opening.period, opening.fiscal_start, opening.as_of.year)
    if opening.period and asked is not None:
        return asked
    fiscal_start = opening.fiscal_start
    return default_period(inputs.facts, inputs.targets, opening.as_of, fiscal_start, kind)


def unknown_name(state: BookState, focus: Focus) -> tuple[str, str]:
    """A sentence on a team, rep, region or product of the focus that the book does not name.

    Returns:
        The sentence and a hint; both empty where every name is known.
    """
    frames = {name: rows.live for name, rows in state.entities.items()}
    for dimension, names in scope_names(frames).items():
        value = focus.value(dimension)
        if value is None or value in names:
            continue
        sentence = _("The workbook names no {dimension} {name}.").format(
            dimension=_(dimension), name=repr(value)
        )
        near = get_close_matches(value, names, 3) or names[:3]
        return sentence, _("It names {names}.").format(names=", ".join(near)) if near else ""
    return "", ""
