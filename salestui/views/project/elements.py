"""The four-element matrix: customer relation, terms, solution, delivery; each from analysis to
strategy.
"""

from __future__ import annotations

from salestui.book.state import BookState
from salestui.i18n import _, label
from salestui.selling.changes import choice_text
from salestui.selling.projects.elements import ASPECTS, Element, completeness, elements_of
from salestui.selling.projects.phases import phase_of
from salestui.views.deal.lines import DealLine, DealSection, absent, title_of
from salestui.views.states import State


def elements_section(state: BookState, deal: int) -> DealSection:
    """A line per cell: element by element, each by aspect. Its texts: element, aspect, text."""
    title = _("Four elements")
    if missing := absent(state, "strategies"):
        return DealSection("elements", title, (), "", "strategies", absent=True, nothing=missing)
    elements = elements_of(state, deal)
    filled, wanted = completeness(elements)
    warned = State.NEUTRAL if phase_of(state, deal) == "close" else State.WARNING
    lines = tuple(line for element in elements for line in _cells(state, element, warned=warned))
    note = _("{n} of {all} filled").format(n=filled, all=wanted)
    about = _("Complete once each of the four elements has its analysis, target and strategy.")
    columns = tuple(title_of("strategies", name) for name in ASPECTS)
    return DealSection("elements", title, lines, note, "strategies", columns=columns, about=about)


def _cells(state: BookState, element: Element, *, warned: State) -> list[DealLine]:
    name = label(element.choice.labels)
    name = name[:1].upper() + name[1:]
    values = {"element": choice_text(state, "strategies", "element", element.choice.code)}
    return [
        DealLine(
            f"element:{element.choice.code}:{aspect}", (name, title_of("strategies", aspect), said),
            "strategies", element.row, aspect, State.NEUTRAL if said else warned,
            "·" if said else "!", values=values,
        )
        for aspect, said in zip(ASPECTS, element.texts, strict=True)
    ]  # fmt: skip
