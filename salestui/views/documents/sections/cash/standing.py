"""How collections stand: receivables, what is overdue, the three rates, promises."""

from __future__ import annotations

from dataclasses import replace

from salestui.i18n import _, joined, ngettext
from salestui.metrics.cash.collection import Collection
from salestui.metrics.cash.definitions import COLLECTION_FIGURES
from salestui.metrics.cash.figures import collection_figures
from salestui.views.documents.basis import told
from salestui.views.documents.document import Figures, Line, Section, Told
from salestui.views.formats import Style, not_available
from salestui.views.kpis import figure_kpi
from salestui.views.states import State

_SHOWN = (
    "receivable", "overdue", "rate_due", "rate_opening", "rate_contract", "dso", "received",
    "promised", "broken",
)  # fmt: skip
"""Figures that are always told; others only where there is anything of them."""

_PRESSING = {"overdue": State.LATE, "broken": State.LATE, "apart": State.WARNING}


def standing(seen: Collection, style: Style) -> Section:
    """The figures, those that press with how much of the receivable they are."""
    figures = collection_figures(seen, seen.whole)
    shown = [d for d in COLLECTION_FIGURES if d.key in _SHOWN or figures[d.key].value]
    made = [told(figure_kpi(d, figures[d.key], style), figures[d.key].value, d.unit) for d in shown]
    owed = figures["receivable"].value
    pressing = tuple(_pressing(one, owed, style) for one in made)
    return Section("standing", _("Where collections stand"), (Figures(pressing),))


def _pressing(one: Told, owed: float | None, style: Style) -> Told:
    if one.key not in _PRESSING or not one.value:
        return one
    word = ""
    if one.key != "apart" and owed:
        word = _("{percent} of the receivable").format(percent=style.percent(one.value / owed))
    return replace(one, state=_PRESSING[one.key], word=word or _("to be settled"))


def collected(seen: Collection, chased: int, style: Style) -> tuple[Line, ...]:
    """What to know if nothing else is read."""
    figures = collection_figures(seen, seen.whole)
    owed, late = figures["receivable"].value, figures["overdue"].value
    if owed is None or late is None:
        reason = figure_kpi(COLLECTION_FIGURES[0], figures["receivable"], style).reason
        return (Line(_("What is owed cannot be told: {reason}.").format(reason=reason)),)
    first = [_("{money} is owed").format(money=style.money(owed))]
    if late:
        share = style.percent(late / owed)
        text = _("{money} of it is overdue ({share})")
        first.append(text.format(money=style.money(late), share=share))
    lines = [Line(joined(first), State.LATE if late else State.OK), _in(seen, style)]
    if chased:
        text = ngettext(
            "{n} line is to be chased today.", "{n} lines are to be chased today.", chased
        )
        lines.append(Line(text.format(n=style.count(chased)), State.WARNING))
    else:
        lines.append(Line(_("Nothing is to be chased today."), State.OK))
    if broken := figures["broken"].value:
        text = _("Promises of {money} were broken.")
        lines.append(Line(text.format(money=style.money(broken)), State.LATE))
    return tuple(lines)


def _in(seen: Collection, style: Style) -> Line:
    """What came in, beside what fell due."""
    figures = collection_figures(seen, seen.whole)
    got, rate = figures["received"].value, figures["rate_due"].value
    money = not_available() if got is None else style.money(got)
    if rate is None:
        return Line(_("{money} was received in the period.").format(money=money))
    text = _("{money} was received in the period: {rate} of what falls due in it.")
    return Line(text.format(money=money, rate=style.percent(rate)))
