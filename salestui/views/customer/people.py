"""The people of a customer in words: the chain as a tree or by layer, and its gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from salestui import i18n
from salestui.book.state import BookState
from salestui.i18n import N_, _
from salestui.model.entities import entity as entity_of
from salestui.selling.customers.decision_chain import Chain, Gap, Lack, Person, by_layer
from salestui.views.states import State

ATTITUDES = {
    -2: N_("against us"),
    -1: N_("sceptical"),
    0: N_("neutral"),
    1: N_("for us"),
    2: N_("champions us"),
}
_TREE = "└ "


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A contact, or with ``row`` None the heading of a layer.

    ``attitude``: sign and word; ``touched``: how long ago; ``severity``: of the attitude.
    """

    row: int | None
    name: str
    about: str = ""
    layer: str = ""
    role: str = ""
    attitude: str = ""
    influence: str = ""
    covered_by: str = ""
    touched: str = ""
    strategy: str = ""
    severity: State = State.NEUTRAL


@dataclass(frozen=True, slots=True)
class GapLine:
    """What is missing, in a sentence; ``row``: the contact it is about."""

    text: str
    severity: State
    row: int | None


def people_lines(chain: Chain, as_of: date, *, layered: bool) -> tuple[PersonLine, ...]:
    """The people as a tree of who reports to whom, or under the names of their layers."""
    if not layered:
        return tuple(_line(p, as_of, "  " * (p.depth - 1) + _TREE if p.depth else "")
                     for p in chain.people)  # fmt: skip
    lines: list[PersonLine] = []
    for layer, members in by_layer(chain.people).items():
        lines.append(PersonLine(None, _choice("layer", layer) or _("No layer")))
        lines += [_line(person, as_of, "  ") for person in members]
    return tuple(lines)


def gap_lines(state: BookState, chain: Chain) -> tuple[GapLine, ...]:
    """The gaps in sentences."""
    layers = {layer.code: i18n.label(layer.labels) for layer in state.playbook.lists.layers}
    names = {person.row: person.name for person in chain.people}
    return tuple(_gaps(chain, layers, names))


def _gaps(chain: Chain, layers: Mapping[str, str], names: Mapping[int, str]) -> Iterator[GapLine]:
    severe = (Lack.NO_CONTACT, Lack.NEVER_TOUCHED, Lack.AGAINST)
    for gap in chain.gaps:
        severity = State.LATE if gap.lack in severe else State.WARNING
        layer = layers.get(gap.layer) or _choice("layer", gap.layer)
        name = names.get(gap.person, "") if gap.person is not None else ""
        yield GapLine(_sentence(gap, layer, name), severity, gap.person)


def _sentence(gap: Gap, layer: str, name: str) -> str:
    match gap.lack:
        case Lack.NOBODY:
            return _("no contact is known: n adds one")
        case Lack.NO_CONTACT:
            return _("no contact in the layer: {layer}").format(layer=layer)
        case Lack.NOT_COVERED:
            return _("no one covers the layer: {layer}").format(layer=layer)
        case Lack.NEVER_TOUCHED:
            return _("who decides was never met: {name}").format(name=name)
        case Lack.UNTOUCHED:
            return _("who decides was not met for {n} d: {name}").format(n=gap.days, name=name)
        case Lack.AGAINST:
            return _("against us: {name}").format(name=name)


def _line(person: Person, as_of: date, indent: str) -> PersonLine:
    return PersonLine(
        row=person.row,
        name=indent + person.name,
        about=person.position or person.department,
        layer=_choice("layer", person.layer),
        role=_choice("decision_role", person.role),
        attitude=attitude_text(person.attitude),
        influence=_choice("influence", person.influence),
        covered_by=person.covered_by,
        touched=_touched(person.last_touch, as_of),
        strategy=person.strategy,
        severity=_tone(person.attitude),
    )


def attitude_text(attitude: int | None) -> str:
    """Sign and word, such as ``-1 sceptical``; empty where unknown."""
    if attitude is None:
        return ""
    return f"{attitude:+d} {_(ATTITUDES[attitude])}" if attitude else f"0 {_(ATTITUDES[0])}"


def _tone(attitude: int | None) -> State:
    if attitude is None or attitude == 0:
        return State.NEUTRAL
    return State.OK if attitude > 0 else State.LATE


def _touched(day: date | None, as_of: date) -> str:
    if day is None:
        return _("never met")
    days = (as_of - day).days
    return _("today") if days == 0 else _("{n} d ago").format(n=days)


def _choice(field: str, code: str) -> str:
    known = entity_of("contacts").field(field)
    if known is None or not code:
        return ""
    return next((i18n.label(c.labels) for c in known.choices if c.code == code), "")
