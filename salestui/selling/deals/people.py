"""Who works on a deal with us, and who is missing."""

from __future__ import annotations

from dataclasses import dataclass

from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.model.folding import folded
from salestui.model.playbook import Role, named
from salestui.selling.advancing.advance import path_of
from salestui.selling.advancing.conditions import owner_of

Record = dict[str, object]

_OWNER = "owner"
"""Code of the role that the deal's owner has."""


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
