"""What the customer decides by: how we stand against each competitor, weighted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from salestui.model.folding import folded
from salestui.model.playbook import Playbook, named


@dataclass(frozen=True, slots=True)
class Score:
    """We and one competitor, over the criteria for which both have a score.

    Attributes:
        competitor: as first written; empty where the rows name none.
        ours, theirs: weighted means, on the scale of the scores.
        criteria: how many they are of; ``left_out``: how many lack a score of either.
    """

    competitor: str
    ours: float
    theirs: float
    criteria: int
    left_out: int


def weight_of(row: Mapping[str, object], playbook: Playbook) -> float:
    """The row's own weight, else the playbook's for that criterion, else 1."""
    own = row.get("weight")
    if isinstance(own, int | float) and own > 0:
        return float(own)
    text = row.get("criterion")
    known = named(playbook.lists.criteria, text if isinstance(text, str) else None)
    return known.weight if known is not None else 1.0


def weighted_scores(rows: Iterable[Mapping[str, object]], playbook: Playbook) -> list[Score]:
    """One score per competitor, in the order in which they are first named.

    Args:
        rows: of ``criteria``, of one deal.
    """
    groups: dict[str, list[Mapping[str, object]]] = {}
    for row in rows:
        groups.setdefault(folded(_text(row)), []).append(row)
    found = (_score(group, playbook) for group in groups.values())
    return [score for score in found if score is not None]


def _score(rows: list[Mapping[str, object]], playbook: Playbook) -> Score | None:
    pairs = [
        (weight_of(row, playbook), float(ours), float(theirs))
        for row in rows
        if isinstance(ours := row.get("ours"), int | float)
        and isinstance(theirs := row.get("theirs"), int | float)
    ]
    if not pairs:
        return None
    whole = sum(weight for weight, _ours, _theirs in pairs)
    return Score(
        _text(rows[0]),
        sum(weight * ours for weight, ours, _theirs in pairs) / whole,
        sum(weight * theirs for weight, _ours, theirs in pairs) / whole,
        len(pairs),
        len(rows) - len(pairs),
    )


def _text(row: Mapping[str, object]) -> str:
    value = row.get("competitor")
    return value if isinstance(value, str) else ""
