"""The deal behind a unit: found or made, moved through the stages, its checklist ticked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.book.edits import Value
from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.folding import folded
from salestui.model.playbook import Path, PathStage, tailored
from salestui.selling.advancing.advance import advance, path_of
from salestui.selling.advancing.checklists import Wanted, recorded, wanted_rows
from salestui.selling.advancing.moving import Answers, move_changes
from salestui.selling.changes import Cell, Changes, NewRow, is_writable, language, reference_text
from salestui.selling.floor.unit import Unit, same


@dataclass(frozen=True, slots=True)
class Sale:
    """What a step says of the deal.

    Attributes:
        stage: code of the stage that it gets; empty leaves it where it is.
        items: codes of the checklist that are done.
        by: who did them; ``day``: when.
        values: further fields of the deal; those that it has stay unless they are ``fresh``.
    """

    customer: str
    agent: str
    by: str
    day: date
    stage: str = ""
    items: tuple[str, ...] = ()
    loss_reason: str = ""
    values: tuple[tuple[str, Value], ...] = ()
    fresh: frozenset[str] = frozenset()


def deal_of(state: BookState, unit: Unit, customer: str) -> int | None:
    """The deal of a customer about a unit: the unit's own, one that names it, or one of his that
    names no unit yet and is still open.
    """
    frame = state.live("deals")
    if frame is None or not customer:
        return None
    own = unit.deal
    if own is not None and same(_text(state, own, "customer"), customer):
        return own
    if frame.schema.get("customer") != pl.String:
        return None
    named = referring(state, "units", unit.row, "deals", "unit")
    rows = named[ID].to_list() if ID in named.columns else []
    if found := [row for row in rows if _is_open(state, row, customer)]:
        return int(found[0])
    wanted = frame.filter(
        pl.col("customer").is_in([t for t in frame["customer"].drop_nulls().unique().to_list()
                                  if folded(t) == folded(customer)])
    )  # fmt: skip
    free = [
        row
        for row in wanted[ID].to_list()
        if _is_open(state, row, customer) and not _text(state, row, "unit")
    ]
    return int(free[0]) if len(free) == 1 else None


def _is_open(state: BookState, deal: int, customer: str) -> bool:
    stage = state.playbook.stage(_text(state, deal, "stage"))
    about = same(_text(state, deal, "customer"), customer)
    return about and (stage is None or stage.kind == "open")


def deal_changes(state: BookState, unit: Unit, deal: int, sale: Sale) -> Changes:
    """What a step changes of a deal that there is; a deal never goes back but into lost."""
    rows = state.entities["deals"]
    wanted: dict[str, Value] = {
        name: value
        for name, value in (("unit", unit.name), *sale.values)
        if value is not None and (name in sale.fresh or rows.value(deal, name) in (None, ""))
    }
    cells: tuple[Cell, ...] = tuple(
        ("deals", deal, name, value)
        for name, value in wanted.items()
        if is_writable(state, "deals", deal, name)
    )
    called = reference_text(state, "deals", deal)
    path = path_of(state, deal)
    ticks = _ticked(state, deal, called, path, sale)
    return Changes(cells) + _without(_moved(state, deal, path, sale), ticks) + ticks


def _moved(state: BookState, deal: int, path: Path, sale: Sale) -> Changes:
    """The deal's way to a later stage, or into lost."""
    wanted = path.stage(sale.stage) if sale.stage else None
    before = state.playbook.stage(_text(state, deal, "stage"))
    if wanted is None or (before is not None and before.kind == "lost"):
        return Changes()
    here = None if before is None else path.place(before.code)
    there = path.place(wanted.stage.code)
    onward = here is None or (there is not None and there > here)
    if not onward and wanted.stage.kind != "lost":
        return Changes()
    asked = advance(state, deal, stage_text(state, wanted))
    return move_changes(state, asked, sale.day, Answers(loss_reason=sale.loss_reason))


def new_deal(state: BookState, unit: Unit, sale: Sale) -> tuple[str, Changes]:
    """What a deal that is made for a walk-in is called, and its rows."""
    values = dict(sale.values)
    amount = values.get("amount")
    path = tailored(state.playbook, float(amount) if isinstance(amount, int | float) else None)
    name = _unused(state, f"{unit.name} {sale.customer}")
    stage = path.stage(sale.stage) if sale.stage else None
    stage = stage or next((s for s in path.stages if s.stage.kind == "open"), None)
    row: dict[str, Value] = {
        "name": name, "customer": sale.customer, "owner": sale.agent, "unit": unit.name,
        "stage": None if stage is None else stage_text(state, stage),
        "created": sale.day, "stage_entered": sale.day, **values,
    }  # fmt: skip
    kept = {field: value for field, value in row.items() if value not in (None, "")}
    ticks = _ticked(state, None, name, path, sale)
    seeds: list[NewRow] = []
    if stage is not None and state.rows("checklist") is not None:
        seeds = [
            ("checklist", wanted.values(state, name))
            for wanted in wanted_rows(state, stage)
            if wanted.kind != "milestone"
        ]
    return name, Changes((), (("deals", kept),)) + _without(
        Changes((), tuple(seeds)), ticks
    ) + ticks


def stage_text(state: BookState, stage: PathStage) -> str:
    """What the team's deals call a stage most; else its name in the workbook's language."""
    frame = state.live("deals")
    if frame is not None and frame.schema.get("stage") == pl.String:
        used = frame["stage"].drop_nulls().value_counts(sort=True)["stage"].to_list()
        known = ((text, state.playbook.stage(text)) for text in used)
        own = (text for text, found in known if found and found.code == stage.stage.code)
        if (text := next(own, None)) is not None:
            return str(text)
    return stage.stage.labels[language(state)]


def _ticked(state: BookState, deal: int | None, called: str, path: Path, sale: Sale) -> Changes:
    """The checklist's items that are done with the step, with who and when."""
    if state.rows("checklist") is None:
        return Changes()
    there = [] if deal is None else recorded(state, deal)
    cells: list[Cell] = []
    rows: list[NewRow] = []
    done: tuple[tuple[str, Value], ...] = (("done_on", sale.day), ("done_by", sale.by))
    for wanted in _items(state, path, sale.items):
        found = next((row for row in there if row.is_of(wanted)), None)
        if found is None:
            rows.append(("checklist", {**wanted.values(state, called), **dict(done)}))
        elif not found.done:
            cells += [
                ("checklist", found.row, name, value)
                for name, value in done
                if is_writable(state, "checklist", found.row, name)
            ]
    return Changes(tuple(cells), tuple(rows))


def _items(state: BookState, path: Path, codes: Collection[str]) -> Iterator[Wanted]:
    for stage in path.stages:
        names = [
            frozenset(map(folded, item.names))
            for item in stage.work.checklist
            if item.code in codes
        ]
        yield from (row for row in wanted_rows(state, stage) if row.names in names and row.names)


def _without(changes: Changes, ticks: Changes) -> Changes:
    """The changes without rows of the checklist that are there already, ticked."""
    ticked = {row.get("item") for entity, row in ticks.rows if entity == "checklist"}
    kept = tuple(
        (entity, row)
        for entity, row in changes.rows
        if entity != "checklist" or row.get("item") not in ticked
    )
    return Changes(changes.cells, kept)


def _unused(state: BookState, name: str) -> str:
    frame = state.live("deals")
    if frame is None or frame.schema.get("name") != pl.String:
        return name
    taken = {folded(text) for text in frame["name"].drop_nulls().to_list()}
    tries = (name, *(f"{name} {n}" for n in range(2, 1_000)))
    return next((text for text in tries if folded(text) not in taken), name)


def _text(state: BookState, deal: int, field: str) -> str:
    value = state.entities["deals"].value(deal, field)
    return value.strip() if isinstance(value, str) else ""
