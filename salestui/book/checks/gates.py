"""Gate decisions that fit nothing: an unknown gate, or one merged away for the deal's size."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from salestui.book.checks.findings import Kind, in_chinese, listed
from salestui.i18n import N_
from salestui.mapping.layout import Problem
from salestui.mapping.table import ID, EntityTable
from salestui.model.folding import folded
from salestui.model.playbook import Playbook, tailored

UNKNOWN_GATE = Kind(
    "unknown-gate",
    "warning",
    N_("{text} is no gate of the playbook {playbook}."),
    N_("Use one of its gates: {gates}."),
)
MERGED_GATE = Kind(
    "merged-gate",
    "warning",
    N_("For a deal of this size the gate {text} is part of {into}: this decision does not count."),
    N_("Write the decision for {into}, or correct the deal's amount."),
)


def gate_problems(
    gates: EntityTable, deals: EntityTable | None, playbook: Playbook
) -> Iterator[Problem]:
    """What is wrong with the rows of the gates' sheet.

    A decision at a merged gate is told only where the gate that took it over has none: old
    decisions stay when a deal shrinks.
    """
    column = gates.layout.column("gate")
    if column is None or "gate" not in gates.frame.columns:
        return
    texts = gates.frame["gate"].drop_nulls().unique().to_list()
    unknown = [text for text in texts if playbook.gate(text) is None]
    hits = gates.frame.filter(pl.col("gate").is_in(unknown)).select(ID, text="gate")
    han = in_chinese(texts)
    known = ", ".join(gate.zh if han else gate.en for gate in playbook.gates) or "-"
    about = {"playbook": playbook.name, "gates": known}
    yield from listed(UNKNOWN_GATE, gates, column, hits, **about)
    if deals is not None and playbook.tailoring and "deal" in gates.frame.columns:
        yield from listed(MERGED_GATE, gates, column, _merged(gates, deals, playbook, han=han))


def _merged(
    gates: EntityTable, deals: EntityTable, playbook: Playbook, *, han: bool
) -> pl.DataFrame:
    rows = gates.frame.select(ID, "gate", "deal").drop_nulls(["gate", "deal"])
    amounts = _amounts(deals)
    decided: set[tuple[str, str]] = set()
    found = []
    for row, text, deal in rows.iter_rows():
        gate, key = playbook.gate(text), folded(deal)
        if gate is None or key not in amounts:
            continue
        decided.add((key, gate.code))
        into = tailored(playbook, amounts[key]).gate(gate.code)
        if into is not None and into.gate.code != gate.code:
            name = into.gate.zh if han else into.gate.en
            found.append((row, text, name, key, into.gate.code))
    schema = {ID: pl.Int64, "text": pl.String, "into": pl.String}
    alone = [(row, text, name) for row, text, name, key, c in found if (key, c) not in decided]
    return pl.DataFrame(alone, schema=schema, orient="row")


def _amounts(deals: EntityTable) -> dict[str, float | None]:
    """A deal's amount by its key and its name, folded."""
    columns = set(deals.frame.columns)
    if "amount" not in columns:
        return {}
    found: dict[str, float | None] = {}
    for name in ("name", "id"):
        if name in columns:
            pairs = deals.frame.select(name, "amount").drop_nulls(name).iter_rows()
            found |= {folded(text): amount for text, amount in pairs}
    return found
