"""Who decides at the customer's and who works on a deal with us, and who is missing."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from salestui.book.links import referred, referring
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.entities import CONTACTS
from salestui.model.folding import folded
from salestui.model.playbook import Layer, Role, named
from salestui.selling.advancing.advance import path_of
from salestui.selling.advancing.conditions import owner_of

Record = dict[str, object]

_OWNER = "owner"
"""Code of the role that the deal's owner has."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The decision chain of a deal.

    Attributes:
        layers: each with its contacts, the layer that decides first; None holds the others.
        empty: needed layers without a contact.
        uncovered: needed layers whose contacts nobody of ours covers.
    """

    layers: tuple[tuple[Layer | None, tuple[Record, ...]], ...]
    empty: tuple[Layer, ...]
    uncovered: tuple[Layer, ...]


def chain_of(state: BookState, deal: int) -> Chain:
    """The contacts of the deal, and those of its customer that are of no deal in particular."""
    groups: dict[str, list[Record]] = {}
    known = state.playbook.lists.layers
    for row in _contacts(state, deal):
        layer = named(known, _text(row, "layer"))
        groups.setdefault(layer.code if layer else "", []).append(row)
    layers = [
        (layer, tuple(sorted(groups[layer.code], key=_influence)))
        for layer in reversed(known)
        if layer.code in groups
    ]
    others = [(None, tuple(groups[""]))] if "" in groups else []
    needed = [layer for layer in reversed(known) if layer.needed]
    empty = tuple(layer for layer in needed if layer.code not in groups)
    uncovered = tuple(
        layer
        for layer in needed
        if layer.code in groups and not any(_text(r, "covered_by") for r in groups[layer.code])
    )
    return Chain((*layers, *others), empty, uncovered)


def _contacts(state: BookState, deal: int) -> list[Record]:
    own = referring(state, "deals", deal, "contacts")
    customer = referred(state, "deals", deal, "customer")
    if customer is None:
        return own.to_dicts()
    theirs = referring(state, "customers", customer, "contacts")
    if "deal" in theirs.columns:
        theirs = theirs.filter(pl.col("deal").is_null() | (pl.col("deal") == ""))
    rows = {row[ID]: row for row in (*own.to_dicts(), *theirs.to_dicts())}
    return list(rows.values())


def _influence(row: Record) -> int:
    """High influence first."""
    field, text = CONTACTS.field("influence"), _text(row, "influence")
    code = field.code(text) if field is not None and text else ""
    return ("high", "medium", "low", "").index(code)


@dataclass(frozen=True, slots=True)
class Team:
    """Our people on a deal, and the roles that a deal of its size needs and nobody has."""

    rows: tuple[Record, ...]
    missing: tuple[Role, ...]


def team_of(state: BookState, deal: int) -> Team:
    """The deal's team; its owner need not be listed. Without its sheet no role is missing."""
    rows = tuple(referring(state, "deals", deal, "deal_team").to_dicts())
    band = path_of(state, deal).band
    if "deal_team" not in state.entities or band is None:
        return Team(rows, ())
    roles = state.playbook.lists.roles
    filled = {role.code for row in rows if (role := named(roles, _text(row, "role"))) is not None}
    if owner_of(state, deal):
        filled.add(_OWNER)
    missing = (role for role in roles if band.code in role.levels and role.code not in filled)
    return Team(rows, tuple(missing))


def team_names(state: BookState, deal: int) -> tuple[str, ...]:
    """The owner and the team's members, each once."""
    rows = referring(state, "deals", deal, "deal_team").to_dicts()
    names = (owner_of(state, deal) or "", *(_text(row, "member") for row in rows))
    return tuple({folded(name): name for name in names if name}.values())


def _text(row: Record, name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""
