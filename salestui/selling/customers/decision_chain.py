"""Who decides at a customer: its people as a tree, and what is missing to win them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import polars as pl

from salestui.book.links import referred, referring
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.selling.customers.rows import rows_of
from salestui.selling.reference_links import ReferenceLinks

UNTOUCHED_DAYS = 60
"""A decision maker whom nobody met for so many days is a gap."""

LAYERS = ("decision", "execution", "technical", "support")
"""The layers, those that decide first."""


class Lack(StrEnum):
    """What is missing in a decision chain."""

    NOBODY = "nobody"
    NO_CONTACT = "no contact"
    NOT_COVERED = "not covered"
    NEVER_TOUCHED = "never touched"
    UNTOUCHED = "untouched"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Person:
    """A contact. Codes are of the fields' choices, empty where blank or unknown.

    ``attitude``: -2 to 2, None where unknown; ``above``: the row reported to; ``depth``: in the
    tree of those who report to each other.
    """

    row: int
    name: str
    position: str = ""
    department: str = ""
    layer: str = ""
    role: str = ""
    attitude: int | None = None
    influence: str = ""
    covered_by: str = ""
    last_touch: date | None = None
    strategy: str = ""
    above: int | None = None
    deal: int | None = None
    depth: int = 0

    @property
    def decides(self) -> bool:
        """Whether the deal is decided by this person."""
        return self.role == "decision maker" or (not self.role and self.layer == "decision")


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: in a ``layer`` (a code) or with a person (a row); of ``days``."""

    lack: Lack
    layer: str = ""
    person: int | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """The people of a customer, each below the one reported to, and the gaps."""

    people: tuple[Person, ...]
    gaps: tuple[Gap, ...]


def decision_chain(links: ReferenceLinks, customer: int, as_of: date) -> Chain:
    """The chain of a customer."""
    if links.state.rows("contacts") is None:
        return Chain((), (Gap(Lack.NOBODY),))
    return _chain(links, rows_of(links, "contacts", customer), as_of)


def deal_chain(links: ReferenceLinks, deal: int, as_of: date) -> Chain:
    """The chain of a deal: its own contacts, and those of its customer that are of no deal."""
    state = links.state
    if state.rows("contacts") is None:
        return Chain((), (Gap(Lack.NOBODY),))
    found = referring(state, "deals", deal, "contacts")[ID].to_list()
    customer = referred(state, "deals", deal, "customer")
    if customer is not None:
        theirs = referring(state, "customers", customer, "contacts")[ID].to_list()
        deals = links.to("contacts", "deal", theirs)
        found += [row for row in theirs if deals.get(row) is None]
    return _chain(links, found, as_of)


def _chain(links: ReferenceLinks, found: Sequence[int], as_of: date) -> Chain:
    """The chain of contacts."""
    state = links.state
    rows = state.entities["contacts"]
    wanted = rows.live[ID].filter(rows.live[ID].is_in(list(found))).to_list()
    deals = links.to("contacts", "deal", wanted)
    above = links.to("contacts", "reports_to", wanted)
    touches = _touches(links, wanted, as_of)
    people = [
        replace(_person(state, row, touches), above=above.get(row), deal=deals.get(row))
        for row in wanted
    ]
    keeps_cover = rows.layout.column("covered_by") is not None
    tree = tuple(in_tree(people))
    return Chain(tree, tuple(gaps(tree, _needed(state), as_of, keeps_cover=keeps_cover)))


def in_tree(people: Sequence[Person]) -> Iterator[Person]:
    """The people with their depth, each followed by those who report to them.

    Those who report to nobody here come first. Of people who report to each other in a circle,
    the first stands at the top.
    """
    known = {person.row for person in people}
    below: dict[int | None, list[Person]] = defaultdict(list)
    for person in people:
        top = person.above not in known or person.above == person.row
        below[None if top else person.above].append(person)
    seen: set[int] = set()
    for start in (*below[None], *people):
        waiting = [(start, 0)]
        while waiting:
            person, depth = waiting.pop()
            if person.row in seen:
                continue
            seen.add(person.row)
            yield replace(person, depth=depth)
            waiting += [(other, depth + 1) for other in reversed(below[person.row])]


def by_layer(people: Iterable[Person]) -> dict[str, list[Person]]:
    """The people of each layer, those who decide first; without a layer they come last, as ''."""
    found: dict[str, list[Person]] = {layer: [] for layer in (*LAYERS, "")}
    for person in people:
        found[person.layer if person.layer in found else ""].append(person)
    return {layer: members for layer, members in found.items() if members}


def gaps(
    people: Sequence[Person], needed: Iterable[str], as_of: date, *, keeps_cover: bool = True
) -> Iterator[Gap]:
    """What is missing, the layers first.

    Args:
        needed: codes of the layers that must have a contact.
        keeps_cover: whether the workbook says who covers whom.
    """
    if not people:
        yield Gap(Lack.NOBODY)
        return
    for layer in needed:
        members = [person for person in people if person.layer == layer]
        if not members:
            yield Gap(Lack.NO_CONTACT, layer)
        elif keeps_cover and not any(person.covered_by for person in members):
            yield Gap(Lack.NOT_COVERED, layer)
    for person in people:
        if person.decides and person.last_touch is None:
            yield Gap(Lack.NEVER_TOUCHED, person.layer, person.row)
        elif person.decides and person.last_touch is not None:
            days = (as_of - person.last_touch).days
            if days >= UNTOUCHED_DAYS:
                yield Gap(Lack.UNTOUCHED, person.layer, person.row, days)
    for person in people:
        if person.attitude is not None and person.attitude < 0:
            yield Gap(Lack.AGAINST, person.layer, person.row)


def _needed(state: BookState) -> tuple[str, ...]:
    return tuple(layer.code for layer in state.playbook.lists.layers if layer.needed)


def _person(state: BookState, row: int, touches: Mapping[int, date]) -> Person:
    def text(name: str) -> str:
        value = state.entities["contacts"].value(row, name)
        return value if isinstance(value, str) else ""

    def code(name: str) -> str:
        field = entity_of("contacts").field(name)
        return field.code(text(name)) if field is not None else ""

    attitude = code("attitude")
    return Person(
        row=row,
        name=text("name") or state.title_of("contacts", row),
        position=text("position"),
        department=text("department"),
        layer=code("layer"),
        role=code("decision_role"),
        attitude=int(attitude) if attitude else None,
        influence=code("influence"),
        covered_by=text("covered_by"),
        last_touch=touches.get(row),
        strategy=text("strategy"),
    )


def _touches(links: ReferenceLinks, wanted: Sequence[int], as_of: date) -> dict[int, date]:
    """When each was met last: by the contact's own column, or an activity; not after today."""
    days: dict[int, date] = {}
    state = links.state
    rows = state.entities["contacts"]
    for row in wanted:
        value = rows.value(row, "last_touch")
        if isinstance(value, date) and value <= as_of:
            days[row] = value
    frame = state.live("activities")
    if frame is not None and frame.schema.get("date") == pl.Date:
        met = links.of("activities", "contact").filter(pl.col("to").is_in(list(wanted)))
        dated = frame.select(pl.col(ID).cast(pl.Int64), "date").join(met, on=ID)
        for row, day in dated.filter(pl.col("date") <= as_of).select("to", "date").rows():
            days[row] = max(day, days.get(row, day))
    return days
