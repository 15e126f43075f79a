"""When the phases of projects end: the one rule for all of them, and for one."""

from __future__ import annotations

import polars as pl

from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.metrics.facts import deal_facts
from salestui.metrics.projects.gates import GATES
from salestui.model.playbook import Phase, Playbook, phase_of_stage
from salestui.selling.projects.sheets import gate_rows
from salestui.selling.reference_links import ReferenceLinks


def phase_ends(playbook: Playbook, projects: pl.DataFrame, gates: pl.DataFrame) -> pl.DataFrame:
    """``deal``, ``plan`` and ``close``: when planning and monitoring end or ended.

    That is the day of the gate that leads out of the phase, passed or planned; without one, that
    on which the following phase began: the deal's entry into its stage, or its close.

    Args:
        projects: ``deal``, ``phase``, ``stage_entered``, ``closed`` and ``expected_close``.
        gates: see ``metrics.projects.gates.GATES``.
    """
    found = projects.select("deal", "phase", "stage_entered", "closed", "expected_close")
    for name, phase in (("plan", "plan"), ("close", "monitor")):
        led = _ends_by_gate(playbook, gates, phase).rename({"day": name})
        found = found.join(led, on="deal", how="left", maintain_order="left")
    entered = pl.when(pl.col("phase") == "monitor").then("stage_entered")
    return found.select(
        "deal",
        plan=pl.coalesce("plan", entered),
        close=pl.coalesce("close", "closed", "expected_close"),
    )


def ends_of(state: BookState, deal: int, phase: Phase | None) -> pl.DataFrame:
    """``phase_ends`` of one deal, whether it runs as a project or not.

    Args:
        phase: the one that it is in.
    """
    deals = state.live("deals")
    assert deals is not None
    one = deals.filter(pl.col(ID) == deal)
    facts = deal_facts(one, state.live("members"), state.playbook, state.today)
    project = facts.with_columns(deal=pl.col(ID), phase=pl.lit(phase, pl.String))
    gates = gate_rows(ReferenceLinks(state))
    own = pl.DataFrame(schema=GATES) if gates is None else gates.filter(pl.col("deal") == deal)
    return phase_ends(state.playbook, project, own)


def _ends_by_gate(playbook: Playbook, gates: pl.DataFrame, phase: str) -> pl.DataFrame:
    """``deal`` and ``day`` of the last row about the gate that leads out of a phase; rows that are
    not decided are before those that are. Of several such gates the first one with a day counts.
    """
    phases = {stage.code: phase_of_stage(playbook, stage) for stage in playbook.stages}
    leading = [g.code for g in playbook.gates if phases[g.after] == phase != phases[g.before]]
    texts = gates["gate"].drop_nulls().unique().to_list()
    places = {
        text: leading.index(g.code)
        for text in texts
        if (g := playbook.gate(text)) and g.code in leading
    }
    passing = [d.code for d in playbook.lists.decisions if d.passes]
    passed = pl.when(pl.col("decision").is_in(passing)).then("date")
    own = gates.filter(pl.col("gate").is_in(list(places))).select(
        "deal", "date",
        day=pl.coalesce(passed, "due"),
        place=pl.col("gate").replace_strict(places, default=None, return_dtype=pl.Int32),
    )  # fmt: skip
    last = own.sort("date", nulls_last=False, maintain_order=True)
    last = last.group_by("deal", "place", maintain_order=True).agg(pl.col("day").last())
    first = last.drop_nulls().sort("place", maintain_order=True)
    return first.group_by("deal", maintain_order=True).agg(pl.col("day").first())
