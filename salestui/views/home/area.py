"""A small panel of an area: figures and the first rows, each of which leads somewhere."""

from __future__ import annotations

from dataclasses import dataclass

from salestui.i18n import _, joined
from salestui.views.forecast.view import ForecastView
from salestui.views.formats import Style
from salestui.views.names import entity_name
from salestui.views.past.archive import Archive
from salestui.views.past.looking_back import Present
from salestui.views.states import State


@dataclass(frozen=True, slots=True)
class Asked:
    """What a panel is worked out from; ``forecast`` where it is known already."""

    present: Present
    style: Style
    archive: Archive | None = None
    forecast: ForecastView | None = None


@dataclass(frozen=True, slots=True)
class Opens:
    """Where a row leads: to a screen, there to somebody's ``name``, or to a row of an entity."""

    mode: str
    row: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One line.

    Attributes:
        key: what makes it the same line after an edit.
        value: its figure; ``said`` what there is to say besides.
        bar: a fraction to be drawn, None without one.
        told: definition, formula with its numbers; empty where ``said`` tells all.
    """

    key: str
    label: str
    value: str
    opens: Opens
    said: str = ""
    severity: State = State.NEUTRAL
    bar: float | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class AreaView:
    """One area's panel.

    Attributes:
        note: beside the title: a count.
        needs: why there is nothing to show, in one line; empty otherwise.
        offers: the entity whose missing sheet the panel offers to add; empty for none.
    """

    rows: tuple[AreaRow, ...]
    note: str = ""
    needs: str = ""
    offers: str = ""


def without_sheet(entity: str) -> AreaView:
    """The panel of an area whose sheet the workbook lacks."""
    text = _("no sheet of {names} yet: n adds it").format(names=entity_name(entity))
    return AreaView((), needs=text, offers=entity)


def told(definition: str, numbers: str = "") -> str:
    """What a figure is, and what it is made of here."""
    return "\n".join(filter(None, (definition, numbers)))


def scope_of(present: Present) -> str:
    """What part of the business is looked at."""
    return joined(value for _dimension, value in present.focus.terms) or _("Company")
