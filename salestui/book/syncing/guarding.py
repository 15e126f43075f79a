"""When to ask before a sync: rows that vanished by the dozen, workbooks with little in common."""

from __future__ import annotations

from collections.abc import Mapping

from adapters.errors import Refused
from salestui.book.rows import opened
from salestui.book.syncing.agreement import Agreement
from salestui.book.syncing.sides import Side
from salestui.book.syncing.wishes import End
from salestui.book.vanishing import losses
from salestui.i18n import N_, label
from salestui.model.entities import entity

_COMMON = 0.5
"""Share of the smaller table's rows that has to be on both sides at a first sync."""

_VANISHED = N_("{n} of {of} rows of {table} are gone from {title} since the last sync.")
_STRANGERS = N_(
    "Of {table} only {n} rows are in both workbooks; {here} has {of}, {there} {others}."
)
_IF_MEANT = N_("Nothing was written. If it is meant to be so, sync with --yes.")


def guard(sides: Mapping[End, Side], agreed: Agreement, titles: Mapping[End, str]) -> None:
    """Stop where something may be wrong.

    Args:
        titles: what the workbooks are called.

    Raises:
        Refused: many rows are gone from one side, or the two have hardly any row in common.
    """
    now = {end: side.entities for end, side in sides.items()}
    shared = [name for name in now[End.HERE] if name in now[End.THERE]]
    for name in shared:
        if not any(name in held for held in agreed.tables.values()):
            _strangers(sides, titles, name)
    for end, held in agreed.tables.items():
        known = {name: opened(held[name]) for name in shared if name in held}
        for loss in losses(known, now[end]):
            gone, table = len(loss.rows), _called(loss.entity)
            raise Refused(_VANISHED, _IF_MEANT, n=gone, of=loss.of, table=table, title=titles[end])


def _strangers(sides: Mapping[End, Side], titles: Mapping[End, str], name: str) -> None:
    here, there = (sides[end].entities[name].base_positions for end in (End.HERE, End.THERE))
    common = len(here.keys() & there.keys())
    if common < _COMMON * min(len(here), len(there)):
        raise Refused(
            _STRANGERS,
            _IF_MEANT,
            table=_called(name),
            n=common,
            here=titles[End.HERE],
            of=len(here),
            there=titles[End.THERE],
            others=len(there),
        )


def _called(name: str) -> str:
    return label(entity(name).labels)
