"""How much everyone has on hand: open deals, tasks, and roles in projects."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from salestui.i18n import N_
from salestui.metrics.definitions import Definition, Unit
from salestui.metrics.figure import Figure, na

NO_SHARES = N_("no role says how much of the time it takes")

WORK: dict[str, pl.DataType] = {
    "person": pl.String(), "kind": pl.String(), "_id": pl.Int64(), "late": pl.Boolean(),
    "amount": pl.Float64(), "share": pl.Float64(),
}  # fmt: skip
"""Pieces of work still to be done: ``kind`` is ``deals``, ``tasks`` or ``deal_team``; ``amount`` is
the weighted one of a deal, ``share`` the fraction of the time that a role takes."""

LOAD_FIGURES: tuple[Definition, ...] = (
    Definition(
        "share", "Time", "投入", Unit.PERCENT,
        "sum of the shares of time of the roles that last today", "当前项目角色的投入比例之和",
        "roles in lost deals are over; n/a where no role says a share",
        "输单项目的角色不计；没有填写投入比例时不适用",
    ),
    Definition(
        "roles", "Projects", "项目角色", Unit.COUNT,
        "roles that last today in deals that are not lost", "当前承担的项目角色数（不含输单项目）",
    ),
    Definition(
        "deals", "Open deals", "在跟商机", Unit.COUNT,
        "open deals of the person", "名下在跟商机数",
    ),
    Definition(
        "weighted", "Weighted", "加权金额", Unit.MONEY,
        "amount × probability of the open deals", "在跟商机 金额 × 成功率 之和",
        "n/a in several currencies", "存在多个币种时不适用",
    ),
    Definition(
        "tasks", "Tasks", "任务", Unit.COUNT,
        "tasks of the person that are not done", "名下未完成任务数",
    ),
    Definition(
        "late", "Late", "逾期任务", Unit.COUNT,
        "those of them that were due before today", "其中截止日期早于今天的任务数",
    ),
)  # fmt: skip
"""What is said of everyone, in order."""

FULL = 1.0
"""The whole time of a person."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has on hand.

    Attributes:
        deals, tasks, roles: how many are open.
        weighted: amount of the open deals by their probability.
        share: of the time that the roles take, 1.0 the whole of it.
        rows: ``_id`` of what is counted, by kind; ``late_rows``: tasks past their day.
    """

    person: str
    deals: int
    tasks: int
    roles: int
    weighted: float
    share: Figure
    rows: dict[str, tuple[int, ...]]
    late_rows: tuple[int, ...]

    @property
    def too_much(self) -> bool:
        """Whether the roles take more than the whole time."""
        return self.share.value is not None and self.share.value > FULL + 1e-9


def loads(work: pl.DataFrame, people: list[str]) -> tuple[Load, ...]:
    """What everyone has on hand, the one with most first.

    Args:
        work: in the columns of ``WORK``.
        people: who is there, with work or without.
    """
    parts = work.partition_by("person", as_dict=True, maintain_order=True)
    names = dict.fromkeys([*people, *(str(key[0]) for key in parts)])
    empty = work.clear()
    found = [_load(name, parts.get((name,), empty)) for name in names]
    return tuple(sorted(found, key=_order))


def _load(person: str, own: pl.DataFrame) -> Load:
    kinds = {kind: own.filter(pl.col("kind") == kind) for kind in ("deals", "tasks", "deal_team")}
    shares = kinds["deal_team"]["share"].drop_nulls()
    return Load(
        person=person,
        deals=kinds["deals"].height,
        tasks=kinds["tasks"].height,
        roles=kinds["deal_team"].height,
        weighted=float(kinds["deals"]["amount"].sum()),
        share=Figure(float(shares.sum())) if shares.len() else na(NO_SHARES),
        rows={kind: tuple(frame["_id"].to_list()) for kind, frame in kinds.items()},
        late_rows=tuple(own.filter(pl.col("late").fill_null(value=False))["_id"].to_list()),
    )


def _order(load: Load) -> tuple[float, int, int, str]:
    """Most of the time first, then most late tasks, then most pieces."""
    pieces = load.deals + load.tasks + load.roles
    return (-(load.share.value or 0.0), -len(load.late_rows), -pieces, load.person)
