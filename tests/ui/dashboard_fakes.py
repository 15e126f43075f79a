"""Views of a dashboard made by hand, and texts that try to break it."""

from __future__ import annotations

from datetime import date, timedelta

from salestui.views.dashboard import (
    AttentionPanel,
    AttentionRow,
    BreakdownPanel,
    BreakdownRow,
    Funnel,
    FunnelRow,
    Headline,
    Kpi,
    TargetChart,
)
from salestui.views.states import State

HOSTILE = (
    "[red]x[/]",
    "[@click=app.quit]x[/]",
    "[/",
    "\x1b[2J\x1b]0;owned\x07",
    "long " * 6000,
    "\u202egnp.exe",
    "👨‍👩‍👧‍👦 family",
    "中建三局\n数据平台\t二期",
    "",
)


def kpi(key: str = "actual", label: str = "Actual", value: str = "$1.39M", **more: object) -> Kpi:
    given: dict[str, object] = {
        "exact": "$1,387,300",
        "severity": State.OK,
        "word": "on pace",
        "trend": (None, 1.0, 3.0, 2.0),
        "delta": "▲ +95.9%",
        "reason": "",
        "notes": ("sum of the targets by rep",),
        "formula": "net amount of deals won",
        "edge": "returns are included",
    }
    return Kpi(key=key, label=label, value=value, **{**given, **more})  # type: ignore[arg-type]


def bar_row(name: str = "张伟", share: float | None = 0.92, **more: object) -> BreakdownRow:
    given: dict[str, object] = {
        "value": name,
        "selected": False,
        "attainment": "n/a" if share is None else f"{share:.0%}",
        "actual": "$2.40M",
        "target": "$2.61M",
        "open_pipeline": "$4.00M",
        "gap": None if share is None else (1 - share) * 100,
        "amount": "$2.40M",
        "bar": 0.5,
        "severity": State.LATE,
        "word": "far behind",
        "arrow": "▼",
        "trend": "▲",
        "growth": "12%",
        "reason": "",
    }
    return BreakdownRow(name=name, share=share, **{**given, **more})  # type: ignore[arg-type]


def bars(*rows: BreakdownRow, dimension: str = "rep", needs: str = "") -> BreakdownPanel:
    return BreakdownPanel(
        dimension=dimension,
        title=f"By {dimension}",
        rows=rows,
        has_targets=any(r.share is not None for r in rows),
        measure="actual",
        left_out=0,
        needs=needs,
    )


def stage(name: str = "谈判签约", share: float = 0.5, **more: object) -> FunnelRow:
    given: dict[str, object] = {
        "stage": name,
        "kind": "open",
        "count": "28",
        "value": "$1.60M",
        "conversion": "57.6%",
        "severity": State.NEUTRAL,
        "word": "",
        "selected": False,
    }
    return FunnelRow(name=name, share=share, **{**given, **more})  # type: ignore[arg-type]


def funnel(*rows: FunnelRow, needs: str = "") -> Funnel:
    if not rows:
        return Funnel((), "", needs)
    return Funnel(rows, "conversion inferred from the last stage", needs, "inferred")


def alert(title: str = "Cedarmoor: rollout", deal: int | None = 7, **more: object) -> AttentionRow:
    given: dict[str, object] = {
        "severity": State.LATE,
        "mark": "!!",
        "amount": "$420k",
        "reason": "next step overdue for 15 d",
        "rep": "Victor Hale",
        "stage": "Negotiation",
    }
    return AttentionRow(title=title, deal=deal, **{**given, **more})  # type: ignore[arg-type]


def alerts(*rows: AttentionRow) -> AttentionPanel:
    return AttentionPanel(
        rows, len(rows), (("rotting", len(rows)),), "" if rows else "nothing is overdue"
    )


def headline(**more: object) -> Headline:
    given: dict[str, object] = {
        "severity": State.WARNING,
        "word": "behind",
        "arrow": "▼",
        "attainment": "71.3%",
        "target": "of $2.39M",
        "pace": "▼ 0.94 pace",
        "landing": "landing $2.60M (P10 $2.27M · P90 $2.93M)",
        "per_day": "$25.1k a day to go",
        "coverage": "coverage 1.9x",
        "share": 0.713,
        "expected_share": 0.76,
        "actual": "actual $1.39M",
        "expected": "expected by today $1.35M",
        "gap": "gap $1.00M",
        "needs": "",
        "hint": "4 shows the targets, t chooses another period",
        "growth": "▲ +12.0% on the period before",
        "pipeline": "open $6.60M, weighted $2.56M",
    }
    return Headline(**{**given, **more})  # type: ignore[arg-type]


def chart(days: int = 92, needs: str = "") -> TargetChart:
    start = date(2026, 10, 1)
    spans = range(days)
    return TargetChart(
        days=tuple(start + timedelta(n) for n in spans),
        actual=tuple(n * 20_000.0 if n < days * 2 // 3 else None for n in spans),
        expected=tuple(n * 25_000.0 for n in spans),
        forecast=tuple(n * 22_000.0 if n >= days * 2 // 3 else None for n in spans),
        names=("actual", "target", "forecast"),
        ticks=((0, "Oct"), (31, "Nov"), (61, "Dec"))[: 3 if days > 61 else 1],
        needs=needs,
    )
