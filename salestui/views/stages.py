"""Stages as this workbook writes them."""

from __future__ import annotations

import polars as pl

from salestui.book.state import BookState
from salestui.model.playbook import Stage
from salestui.selling.changes import language


def known_stages(state: BookState) -> dict[str, Stage]:
    """The playbook's stage by each of the deals' own names for one, most frequent first."""
    rows = state.rows("deals")
    if rows is None or rows.frame.schema.get("stage") != pl.String:
        return {}
    names = rows.frame["stage"].drop_nulls().value_counts(sort=True)["stage"].to_list()
    return {n: stage for n in names if (stage := state.playbook.stage(n)) is not None}


def unknown_stages(state: BookState) -> list[str]:
    """The texts in the deals' column of stages that mean no stage of the playbook."""
    rows = state.rows("deals")
    if rows is None or "stage" not in rows.frame.columns:
        return []
    names = rows.frame["stage"].drop_nulls().unique(maintain_order=True).to_list()
    return [name for name in names if name.strip() and state.playbook.stage(name) is None]


def stage_label(state: BookState, stage: Stage) -> str:
    """What to write into the workbook for a stage: its own name for it, else the playbook's.

    Its own name is the one that deals have, or that its list of choices offers.
    """
    used = (name for name, known in known_stages(state).items() if known.code == stage.code)
    if name := next(used, ""):
        return name
    rows = state.rows("deals")
    column = None if rows is None else rows.layout.column("stage")
    for choice in column.choices if column else ():
        if (known := state.playbook.stage(choice)) is not None and known.code == stage.code:
            return choice
    return stage.labels[language(state)]


def stage_choices(state: BookState, offered: tuple[str, ...]) -> tuple[str, ...]:
    """What the workbook offers, stages of the playbook that are not among it, others in use."""
    known = {s.code for text in offered if (s := state.playbook.stage(text)) is not None}
    more = [stage_label(state, s) for s in state.playbook.stages if s.code not in known]
    rows = state.rows("deals")
    used: list[str] = []
    if rows is not None and "stage" in rows.frame.columns:
        used = rows.frame["stage"].unique(maintain_order=True).drop_nulls().to_list()
    others = [name for name in used if state.playbook.stage(name) is None and name.strip()]
    return tuple(dict.fromkeys((*offered, *more, *others)))
