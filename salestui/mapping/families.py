"""One table cut over several sheets: by month, by rep, by region, each under the same headers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from salestui.mapping import problems
from salestui.mapping.layout import Problem
from salestui.mapping.matching import Match
from salestui.mapping.sheet_names import are_people, is_summary, is_template
from salestui.model.entities import TARGETS
from salestui.model.fields import Field

_OF_SMALLER, _OF_LARGER = 0.8, 0.5
"""Shares of their columns that two sheets must have in common to be parts of one table."""

_SCOPES = frozenset({"scope", "rep", "team", "region", "product"})


@dataclass(frozen=True)
class Family:
    """The sheets of one table, in the workbook's order.

    Attributes:
        told: the field that each sheet's name tells, if there is one.
        left_out: sheets with the same columns that are no part of it.
        notes: what was decided, for the user.
    """

    members: tuple[Match, ...]
    told: Field | None = None
    left_out: frozenset[str] = frozenset()
    notes: tuple[Problem, ...] = ()


def family(best: Match, fits: Sequence[Match], people: Collection[str]) -> Family:
    """The sheets that belong to the table found best: visible ones, one table of each.

    Args:
        fits: all tables found, in the workbook's order.
        people: names that the workbook lists as its team.
    """
    sheets: dict[str, Match] = {best.region.sheet.name: best}
    for other in sorted(fits, key=lambda m: -m.score):
        if other is not best and alike(best, other):
            sheets.setdefault(other.region.sheet.name, other)
    hidden = [n for n, m in sheets.items() if m is not best and not m.region.sheet.visible]
    shown = {name: m for name, m in sheets.items() if name not in hidden}
    no_data = _no_data(shown)
    order = {m.region.sheet.name: place for place, m in enumerate(fits)}
    used = sorted(shown.keys() - set(no_data), key=order.__getitem__)
    members = tuple(shown[name] for name in used)
    entity = best.entity.name
    told = _told(members, people)
    notes = []
    if hidden:
        notes.append(problems.hidden_sheets(entity, hidden, used[0]))
    if no_data:
        notes.append(problems.no_data_sheets(entity, no_data, used[0]))
    if told:
        notes.append(problems.told_by_names(entity, told, used))
    return Family(members, told, frozenset((*hidden, *no_data)), tuple(notes))


def chosen_family(members: tuple[Match, ...], people: Collection[str]) -> Family:
    """The sheets that someone said belong together."""
    return Family(members, _told(members, people))


def alike(one: Match, other: Match) -> bool:
    """Whether two tables on different sheets hold the same kind of rows in the same columns."""
    if one.entity is not other.entity or one.region.sheet.name == other.region.sheet.name:
        return False
    ours, theirs = _headers(one), _headers(other)
    if ours == theirs:
        return True
    if one.entity is TARGETS and one.found != other.found:
        return False
    ours, theirs = _names(one), _names(other)
    shared = len(ours & theirs)
    few, many = sorted((len(ours), len(theirs)))
    return shared >= max(3, _OF_SMALLER * few, _OF_LARGER * many)


def _headers(found: Match) -> frozenset[str]:
    return frozenset(text.casefold() for text in found.region.headers.values())


def _names(found: Match) -> frozenset[str]:
    """What the columns are, by field or else by header."""
    own = (
        text.casefold()
        for column, text in found.region.headers.items()
        if not any(column in known for known in (found.fields, found.periods.columns, found.scopes))
    )
    periods = (period.key for period in found.periods.columns.values())
    return found.found.union(own, periods, found.scopes.values())


def _no_data(sheets: Iterable[str]) -> list[str]:
    """The sheets that are named as templates or summaries, beside others that are not."""
    names = list(sheets)
    found = [name for name in names if is_template(name) or is_summary(name)]
    return found if len(found) < len(names) else []


def _told(members: Sequence[Match], people: Collection[str]) -> Field | None:
    """The field that the sheets' names tell because no sheet has a column for it."""
    if len(members) < 2:
        return None
    entity = members[0].entity
    sheets = [m.region.sheet.name for m in members]
    have = frozenset[str]().union(*(m.found for m in members))
    if entity is TARGETS:
        if have & _SCOPES or any(m.given for m in members):
            return None
        return entity.field("rep" if are_people(sheets, people) else "scope")
    known = entity.field("owner")
    return known if known and "owner" not in have and are_people(sheets, people) else None
