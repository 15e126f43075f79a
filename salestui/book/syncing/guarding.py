"""When to ask before a sync: rows that vanished by the dozen, workbooks with little in common."""

from __future__ import annotations

from collections.abc import Mapping

from adapters.errors import Refused
from salestui.book.syncing.agreement import Agreement
from salestui.book.syncing.sides import Side
from salestui.book.syncing.wishes import End
from salestui.i18n import N_, label
from salestui.mapping.table import ID
from salestui.model.entities import entity

VANISHED = 0.2
"""Share of a table's rows that may be gone at once."""

_FEW = 1
"""Rows that may be gone however small the table is."""

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
    for name, rows in sides[End.HERE].entities.items():
        other = sides[End.THERE].entities.get(name)
        if other is None:
            continue
        known = {end: held.get(name) for end, held in agreed.tables.items()}
        if all(table is None for table in known.values()):
            _strangers(sides, titles, name)
        for end, now in ((End.HERE, rows), (End.THERE, other)):
            base = known[end]
            if base is None:
                continue
            gone = sum(row not in now.base_positions for row in base.frame[ID])
            if gone > _FEW and gone > VANISHED * base.frame.height:
                of, title = base.frame.height, titles[end]
                raise Refused(_VANISHED, _IF_MEANT, n=gone, of=of, table=_called(name), title=title)


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
