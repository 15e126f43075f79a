"""Chains that lead back to where they began, and people who are gone: one sentence per cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from salestui.book.checks.findings import Kind, listed
from salestui.i18n import N_
from salestui.mapping.layout import Problem
from salestui.mapping.table import ID, EntityTable
from salestui.model.folding import folded

SELF_REPORT = Kind(
    "reports-to-self",
    "error",
    N_("{text} reports to himself."),
    N_("Name who is above, or leave the cell empty."),
)
REPORT_CYCLE = Kind(
    "reports-in-circle",
    "error",
    N_("Those above {text} lead back to the same person: {way}."),
    N_("Correct one of them: someone reports to nobody in this list."),
)
TASK_CYCLE = Kind(
    "tasks-in-circle",
    "error",
    N_("The task {text} is part of itself: {way}."),
    N_("Name another task it is part of, or leave the cell empty."),
)
TARGET_OF_LEAVER = Kind(
    "target-of-leaver",
    "warning",
    N_("There is a target for {text}, who left on {left}, before the period began."),
    N_("Give the target to who took over, or remove it."),
)


def chain_problems(tables: Mapping[str, EntityTable]) -> Iterator[Problem]:
    """Contacts above themselves, and tasks that are part of themselves."""
    if contacts := tables.get("contacts"):
        group = "customer"
        ring = circles(contacts, ("name", "id"), "reports_to", group)
        yield from told_circles(contacts, "reports_to", SELF_REPORT, [r for r in ring if r[3] == 1])
        yield from told_circles(contacts, "reports_to", REPORT_CYCLE, [r for r in ring if r[3] > 1])
    if tasks := tables.get("tasks"):
        ring = circles(tasks, ("task", "id"), "parent", "deal")
        yield from told_circles(tasks, "parent", TASK_CYCLE, ring)


def leaver_problems(
    quotas: EntityTable, targets: pl.DataFrame, members: EntityTable | None
) -> Iterator[Problem]:
    """Targets for periods that began after the rep had left.

    Args:
        targets: in long form, see ``salestui.mapping.targets.targets_long``.
    """
    column = quotas.layout.column("rep") or quotas.layout.column("scope")
    needed = {"name", "left"}
    if column is None or members is None or not needed <= set(members.frame.columns):
        return
    if "start" not in targets.columns:
        return
    # Who is listed twice has moved: the last row says whether he left.
    last = members.frame.select(text="name", left="left").drop_nulls("text")
    gone = last.unique("text", keep="last", maintain_order=True).drop_nulls("left")
    hits = (
        targets.filter(pl.col("scope_type") == "rep")
        .join(gone, left_on="scope", right_on="text")
        .filter(pl.col("start") > pl.col("left"))
        .select(ID, text="scope", left="left")
        .unique(ID, maintain_order=True)
    )
    yield from listed(TARGET_OF_LEAVER, quotas, column, hits)


Ring = tuple[int, str, str, int]
"""A row in a circle: its ``_id``, its name, the way around as text, and the circle's length."""


def circles(table: EntityTable, named: tuple[str, ...], above: str, group: str) -> list[Ring]:
    """The rows in circles of ``above``; names are told apart by ``group`` where it is kept."""
    columns = set(table.frame.columns)
    if above not in columns or not columns & set(named):
        return []
    names = [name for name in named if name in columns]
    keep = [ID, above, *names, *([group] if group in columns else [])]
    rows = table.frame.select(keep).to_dicts()
    place: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows):
        for name in filter(None, (row[n] for n in names)):
            place.setdefault((folded(row.get(group) or ""), folded(name)), number)
            place.setdefault(("", folded(name)), number)
    up = [_above(row, above, group, place) for row in rows]
    titles = [next((row[n] for n in names if row[n]), "") for row in rows]
    found: list[Ring] = []
    done: set[int] = set()
    for start in range(len(rows)):
        way: list[int] = []
        here: int | None = start
        while here is not None and here not in done:
            done.add(here)
            way.append(here)
            here = up[here]
        if here in way:
            circle = way[way.index(here) :]
            for turn, number in enumerate(circle):
                around = [titles[n] for n in (*circle[turn:], *circle[:turn], number)]
                found.append((rows[number][ID], titles[number], " → ".join(around), len(circle)))
    return found


def _above(
    row: Mapping[str, str | None], above: str, group: str, place: Mapping[tuple[str, str], int]
) -> int | None:
    name = folded(row[above] or "")
    if not name:
        return None
    own = place.get((folded(row.get(group) or ""), name))
    return own if own is not None else place.get(("", name))


def told_circles(table: EntityTable, name: str, kind: Kind, ring: list[Ring]) -> Iterator[Problem]:
    """The problems of the rows in circles."""
    column = table.layout.column(name)
    if column is None or not ring:
        return
    schema = {ID: pl.Int64, "text": pl.String, "way": pl.String}
    hits = pl.DataFrame([r[:3] for r in ring], schema=schema, orient="row")
    yield from listed(kind, table, column, hits)
