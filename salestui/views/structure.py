"""A structure of the team as a tree: the whole, its units, and who belongs to them when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from salestui.book.state import BookState
from salestui.i18n import N_, _, joined, ngettext
from salestui.metrics.definitions import Unit as Measure
from salestui.metrics.figure import Figure
from salestui.metrics.people.structure import Chart, Placed, Structure, Unit, chart
from salestui.views.figure_sheet import FigureSheet
from salestui.views.formats import Style, say
from salestui.views.names import period_name
from salestui.views.past.looking_back import Present
from salestui.views.person.sheets import Meaning, Told
from salestui.views.states import State

_NAMES = {
    Structure.LINE: N_("Teams"),
    Structure.FUNCTIONAL: N_("Functional"),
    Structure.PRODUCT: N_("By product"),
    Structure.REGION: N_("By region"),
    Structure.MATRIX: N_("Matrix"),
}
_AXES = {
    "team": N_("team"),
    "region": N_("region"),
    "product": N_("product"),
    "function": N_("function"),
    "matrix_manager": N_("dotted-line manager"),
}
_FIELDS = {
    Structure.FUNCTIONAL: N_("a column Function or Home department"),
    Structure.PRODUCT: N_("a column Product"),
    Structure.REGION: N_("a column Region"),
    Structure.LINE: N_("a column Team or Manager"),
    Structure.MATRIX: N_("columns Team and Dotted-line manager, Product or Function"),
}


@dataclass(frozen=True, slots=True)
class StructureLine:
    """A line of the tree; ``level`` 0 is the whole, 1 a unit, 2 a person.

    Attributes:
        key: what explains the line's figures; empty for people.
        share: the attainment as a number; None where there is none.
        scope: the dimension and value that ``enter`` narrows to; None for none.
        person: whose page the line opens; empty for units.
        row: the person's row in the team's sheet.
    """

    level: int
    label: str
    about: str
    headcount: str = ""
    target: str = ""
    actual: str = ""
    attainment: str = ""
    share: float | None = None
    severity: State = State.NEUTRAL
    key: str = ""
    scope: tuple[str, str] | None = None
    person: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class StructureView:
    """One structure as shown.

    Attributes:
        needs: what the sheet lacks for it; empty where there is a tree.
        notes: what to know of it.
    """

    structure: Structure
    name: str
    lines: tuple[StructureLine, ...]
    needs: str
    notes: tuple[str, ...]
    told: Mapping[str, Told]
    chart: Chart
    span: str

    def explained(self, state: BookState, style: Style, key: str) -> FigureSheet:
        """All there is to say about the attainment of a unit.

        Raises:
            KeyError: there is none of that key.
        """
        told = self.told[key]
        return told.sheet(state, style, self.span, told.meaning.title)


def structure_name(structure: Structure) -> str:
    """What a structure is called."""
    return _(_NAMES[structure])


def structure_view(present: Present, structure: Structure, style: Style) -> StructureView:
    """Work one structure out, for everyone whatever the focus is. Blocks: a worker's work."""
    found = chart(present.inputs, structure, present.period, present.as_of)
    told = {key: _told(key, unit, found) for key, unit in _keyed(found)}
    as_of = _("as of {day}").format(day=found.day.isoformat())
    needs = ""
    if found.reason is not None:
        field = _("it takes {field}").format(field=_(_FIELDS[structure]))
        missing = present.state.rows("members") is None
        needs = joined((say(found.reason), _("enter adds the sheet") if missing else field))
    return StructureView(
        structure=structure,
        name=structure_name(structure),
        lines=() if needs else tuple(_lines(found, style)),
        needs=needs,
        notes=tuple(_notes(found)),
        told=told,
        chart=found,
        span=f"{period_name(present.period)} · {as_of}",
    )


def _keyed(found: Chart) -> Iterator[tuple[str, Unit]]:
    for unit in (found.whole, *found.units):
        yield _key(unit), unit


def _key(unit: Unit) -> str:
    return f"{unit.axis}:{'' if unit.name is None else unit.name}"


def _lines(found: Chart, style: Style) -> Iterator[StructureLine]:
    yield _unit_line(found.whole, 0, _("company"), style)
    for axis in found.axes:
        for unit in found.units:
            if unit.axis == axis:
                label = unit.name if unit.name is not None else _no_unit(axis)
                yield _unit_line(unit, 1, label, style)
                yield from (_person_line(person, found) for person in unit.people)


def _is_lost(unit: Unit) -> bool:
    """Whether somebody belongs nowhere; nobody needs a second manager."""
    return unit.name is None and bool(unit.people) and unit.axis != "matrix_manager"


def _no_unit(axis: str) -> str:
    return _("no {unit}").format(unit=_(_AXES[axis]))


def _unit_line(unit: Unit, level: int, label: str, style: Style) -> StructureLine:
    reached = unit.attainment.value
    tone = State.NEUTRAL
    if level and _is_lost(unit):
        tone = State.WARNING
    scope = (unit.axis, unit.name) if unit.name is not None and unit.is_scope else None
    return StructureLine(
        level=level,
        label=label,
        about="" if not unit.axis else _(_AXES[unit.axis]),
        headcount=f"{unit.headcount:,}",
        target=style.figure(unit.target, Measure.MONEY),
        actual=style.figure(unit.actual, Measure.MONEY),
        attainment=style.figure(unit.attainment, Measure.PERCENT),
        share=reached,
        severity=State.OK if reached is not None and reached >= 1 else tone,
        key=_key(unit),
        scope=scope,
    )


def _person_line(person: Placed, found: Chart) -> StructureLine:
    since = person.since.isoformat() if person.since else ""
    until = person.until.isoformat() if person.until else ""
    when = ""
    if since or until:
        when = f"{since or _('always')} – {until or _('now')}"
    shared = _("in several units") if person.name in found.shared else ""
    gone = "" if person.now else _("not there on {day}").format(day=found.day.isoformat())
    return StructureLine(
        level=2,
        label=person.name,
        about=joined(filter(None, (when, gone, shared))),
        person=person.name,
        row=person.row,
    )


def _notes(found: Chart) -> Iterator[str]:
    if found.reason is not None:
        return
    if len(found.axes) > 1:
        axes = joined(_(_AXES[axis]) for axis in found.axes)
        yield _(
            "everyone counts in a unit of each: {axes}; the company counts everyone once"
        ).format(axes=axes)
    elif found.shared:
        n = len(found.shared)
        yield ngettext(
            "{n} person is in several units and counts in each, once in the company",
            "{n} people are in several units and count in each, once in the company",
            n,
        ).format(n=n)
    lost = [unit for unit in found.units if _is_lost(unit)]
    for unit in lost:
        yield _("of no {unit}: {names}").format(
            unit=_(_AXES[unit.axis]),
            names=joined(dict.fromkeys(person.name for person in unit.people)),
        )
    if "team" in found.axes or "region" in found.axes:
        yield _("a deal's own team or region goes before that of its rep")


def _told(key: str, unit: Unit, found: Chart) -> Told:
    title = _("company") if not unit.axis else f"{_(_AXES[unit.axis])} {unit.name or ''}".strip()
    formula = _("actual / target: deals won in the period, each where its rep was on the day it "
                "closed / the unit's own target, else those of its people")  # fmt: skip
    notes = tuple(say(note) for figure in (unit.actual, unit.target) for note in figure.notes)
    heads = _("{n} people on {day}").format(n=unit.headcount, day=found.day.isoformat())
    numbers = f"{_exact(unit.actual)} / {_exact(unit.target)}"
    plain = Figure(unit.attainment.value, unit.attainment.reason)
    meaning = Meaning(
        key,
        title,
        formula,
        numbers,
        _("n/a without a target"),
        tuple(dict.fromkeys((heads, *notes))),
    )
    return Told(meaning, plain, Measure.PERCENT, unit.deals)


def _exact(figure: Figure) -> str:
    return "" if figure.value is None else f"{figure.value:,.2f}".removesuffix(".00")


def structure_data(view: StructureView) -> dict[str, Any]:
    """The tree for JSON."""
    found = view.chart

    def unit(one: Unit) -> dict[str, Any]:
        return {
            "axis": one.axis,
            "name": one.name,
            "headcount": one.headcount,
            "target": one.target.value,
            "actual": one.actual.value,
            "attainment": one.attainment.value,
            "people": [
                {
                    "name": person.name,
                    "since": person.since.isoformat() if person.since else None,
                    "until": person.until.isoformat() if person.until else None,
                    "now": person.now,
                }
                for person in one.people
            ],
        }

    return {
        "structure": view.structure.value,
        "day": found.day.isoformat(),
        "reason": view.needs or None,
        "company": unit(found.whole),
        "units": [unit(one) for one in found.units],
        "in_several_units": list(found.shared),
    }
