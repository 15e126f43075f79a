"""What is owed in short: overdue, promises, the rate, and who is to be chased today."""

from __future__ import annotations

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.cash.collection import Collection
from salestui.metrics.cash.definitions import COLLECTION_FIGURES, RATES, Rate
from salestui.metrics.cash.figures import collection_figures
from salestui.views.cash.lines import CHASED, ChaseLine, chase_lines, owed_lines
from salestui.views.cash.view import looked_at
from salestui.views.formats import say
from salestui.views.home.area import AreaRow, AreaView, Asked, Opens, told, without_sheet
from salestui.views.states import State

_LISTED = 6
_SHOWN = ("overdue", "broken", "promised", RATES[Rate.DUE].key)
_TONES = {"overdue": State.LATE, "broken": State.LATE}


def collections_area(asked: Asked) -> AreaView:
    """The figures that press, then the first lines to chase. Blocks."""
    seen = looked_at(asked.present, opened=False)
    if not seen.cash.has_plan:
        return without_sheet("payment_plan")
    owed = owed_lines(seen)
    today = owed.filter(owed["standing"] < len(CHASED))
    first = chase_lines(today.head(_LISTED), seen, asked.present.state, asked.style)
    note = _("{n} today").format(n=f"{today.height:,}")
    return AreaView((*_figures(asked, seen), *map(_line, first)), note=note)


def _figures(asked: Asked, seen: Collection) -> list[AreaRow]:
    late = seen.whole.late_lines
    figures = collection_figures(seen, seen.whole)
    rows = []
    for meant in COLLECTION_FIGURES:
        if meant.key not in _SHOWN:
            continue
        figure = figures[meant.key]
        rows.append(
            AreaRow(
                key=meant.key,
                label=i18n.label(meant.labels),
                value=asked.style.figure(figure, meant.unit),
                opens=Opens("collections"),
                said=_("lines: {n}").format(n=f"{late:,}") if meant.key == "overdue" else "",
                severity=_TONES.get(meant.key, State.NEUTRAL) if figure.value else State.NEUTRAL,
                told=told(i18n.label(meant.formulas), say(figure.reason) if figure.reason else ""),
            )
        )
    return rows


def _line(line: ChaseLine) -> AreaRow:
    where = Opens("payment_plan", line.row)
    if line.contract is not None:
        where = Opens("contracts", line.contract)
    elif line.deal is not None:
        where = Opens("deals", line.deal)
    return AreaRow(
        key=f"line:{line.row}",
        label=" ".join(filter(None, (line.customer, line.title))),
        value=line.style.money(line.owed),
        opens=where,
        said=", ".join(filter(None, (line.word, line.style.days(line.late) if line.late else ""))),
        severity=line.tone,
        told=_("what is still unpaid of this line of the payment plan"),
    )
