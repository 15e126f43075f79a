"""The reasons for which a project is amber or red, each with the rows behind it.

Each function looks at one thing and gives rows in the columns of ``REASONS``; a project that it
says nothing of is all right there.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.metrics.projects.risks import open_risks
from salestui.metrics.projects.thresholds import THRESHOLDS, Cause, Health

REASONS: dict[str, pl.DataType] = {
    "deal": pl.Int64(),
    "cause": pl.Enum([str(cause) for cause in Cause]),
    "level": pl.Int8(),
    "entity": pl.String(),
    "rows": pl.List(pl.Int64()),
    "n": pl.Int64(),
    "days": pl.Int64(),
    "what": pl.String(),
    "part": pl.Float64(),
    "whole": pl.Float64(),
}
"""``level``: a ``Health``; ``rows``: of the sheet of ``entity``, the worst first; ``n``: how many
things are wrong; ``days``: for how long at most, null where no day tells; ``what``: the name of the
worst; ``part`` and ``whole``: two numbers of the cause, such as spent and budget."""

_CENT = 0.005
_AMBER, _RED = int(Health.AMBER), int(Health.RED)

_SELDOMEST = 36_500
"""Days between two talks; more is never."""


def overdue_work(tasks: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Tasks that are overdue, and milestones, which weigh more."""
    done = pl.col("done").is_not_null() | (pl.col("progress") >= 1).fill_null(value=False)
    late = tasks.filter(~done & (pl.col("due") < as_of)).sort("due", maintain_order=True)
    milestone = pl.col("milestone").fill_null(value=False)
    whose = {"deal": pl.col("deal"), "row": pl.col("_id"), "what": pl.col("task"),
             "days": (pl.lit(as_of) - pl.col("due")).dt.total_days()}  # fmt: skip
    slow = pl.when(pl.col("days") > THRESHOLDS.task_red).then(_RED).otherwise(_AMBER)
    return pl.concat(
        [
            _grouped(late.filter(milestone).select(**whose), Cause.MILESTONE, "tasks", _RED),
            _grouped(late.filter(~milestone).select(**whose), Cause.SCHEDULE, "tasks", slow),
        ]
    )


def overspent(budgets: pl.DataFrame) -> pl.DataFrame:
    """Budgets that were exceeded; the one that was by most is named.

    Args:
        budgets: see ``shapes.OVERRUNS``.
    """
    over = budgets.filter(pl.col("spent") - pl.col("budget") > _CENT)
    over = over.sort(pl.col("spent") - pl.col("budget"), descending=True, maintain_order=True)
    found = over.group_by("deal", maintain_order=True).agg(
        rows=pl.col("_id"), n=pl.len(), part=pl.col("spent").first(), whole=pl.col("budget").first()
    )
    far = pl.col("part") > pl.col("whole") * (1 + THRESHOLDS.overrun_red)
    return _shaped(found, Cause.COST, "budgets", pl.when(far).then(_RED).otherwise(_AMBER))


def risky(risks: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """High risks that are open, and actions against risks that are overdue."""
    still = open_risks(risks, as_of)
    high = still.filter(pl.col("score") >= THRESHOLDS.risk_amber)
    found = high.group_by("deal", maintain_order=True).agg(
        rows=pl.col("_id"), n=pl.len(), what=pl.col("risk").first(),
        part=pl.col("score").first().cast(pl.Float64),
    )  # fmt: skip
    top = pl.when(pl.col("part") >= THRESHOLDS.risk_red).then(_RED).otherwise(_AMBER)
    late = still.filter(pl.col("late") > 0).sort("late", descending=True, maintain_order=True)
    acts = late.select("deal", row="_id", what="risk", days="late")
    return pl.concat(
        [
            _shaped(found, Cause.RISK, "risks", top),
            _grouped(acts, Cause.RISK_ACTION, "risks", _AMBER),
        ]
    )


def unreported(due: pl.DataFrame) -> pl.DataFrame:
    """Weekly reports that are overdue, the second one too when it is red.

    Args:
        due: see ``duty.report_due``.
    """
    late = due.filter(pl.col("late") > 0).with_columns(
        rows=pl.concat_list("deal"), n=1 + (pl.col("late") - 1) // pl.col("every"), days="late"
    )
    level = pl.when(pl.col("days") > pl.col("every")).then(_RED).otherwise(_AMBER)
    return _shaped(late, Cause.REPORT, "deals", level)


def gates_passed(planned: pl.DataFrame) -> pl.DataFrame:
    """Gates whose planned day passed without a review.

    Args:
        planned: see ``gates.planned_gates``.
    """
    late = planned.filter(pl.col("late") > 0).select("deal", row="_id", what="gate", days="late")
    far = pl.when(pl.col("days") > THRESHOLDS.gate_red).then(_RED).otherwise(_AMBER)
    return _grouped(late, Cause.GATE, "gates", far)


def untalked(talks: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Talks of the plan of communication that were not held on their day: that which is planned,
    else so many days after the last.

    Args:
        talks: see ``shapes.TALKS``.
    """
    last, planned = pl.col("last_date"), pl.col("next_date")
    every = pl.col("frequency").clip(0, _SELDOMEST).replace(0, None).cast(pl.Int64)
    following = last + pl.duration(days=every)
    past = last.is_not_null() & (planned.is_null() | (planned <= last))
    told = talks.with_columns(due=pl.when(past).then(following).otherwise(planned).cast(pl.Date))
    late = told.filter(pl.col("due") < as_of).sort("due", maintain_order=True)
    days = (pl.lit(as_of) - pl.col("due")).dt.total_days()
    return _grouped(late.select("deal", "what", row="_id", days=days), Cause.TALK,
                    "communications", _AMBER)  # fmt: skip


def unsound(checks: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Quality checks that failed (``days`` is null), and those that are overdue.

    Args:
        checks: see ``shapes.CHECKS``.
    """
    result = pl.col("result")
    still = (result == "open") | (result.is_null() & pl.col("checked").is_null())
    late = checks.filter(still & (pl.col("due") < as_of)).sort("due", maintain_order=True)
    days = (pl.lit(as_of) - pl.col("due")).dt.total_days()
    failed = checks.filter(result == "failed")
    none = pl.lit(None, pl.Int64)
    return pl.concat(
        [
            _grouped(failed.select("deal", what="item", row="_id", days=none), Cause.QUALITY,
                     "quality", _RED),
            _grouped(late.select("deal", what="item", row="_id", days=days), Cause.QUALITY,
                     "quality", _AMBER),
        ]
    )  # fmt: skip


def undirected(projects: pl.DataFrame, missing: pl.DataFrame) -> pl.DataFrame:
    """Projects whose level needs a director and that nobody directs, until they are being closed.

    Args:
        missing: ``deal``, a row for each that lacks one.
    """
    found = missing.select("deal").join(projects.filter(_worked_at()), on="deal", how="semi")
    found = found.select("deal", rows=pl.concat_list("deal"), n=pl.lit(1))
    return _shaped(found, Cause.DIRECTOR, "deals", pl.lit(_RED))


def understaffed(projects: pl.DataFrame, missing: pl.DataFrame) -> pl.DataFrame:
    """Other roles that a project of its level needs and nobody has, until it is being closed.

    Args:
        missing: ``deal`` and ``role`` (its name), a row for each.
    """
    found = missing.join(projects.filter(_worked_at()), on="deal", how="semi")
    found = found.group_by("deal", maintain_order=True).agg(
        n=pl.len(), what=pl.col("role").str.join(" · ")
    )
    return _shaped(
        found.with_columns(rows=pl.concat_list("deal")), Cause.TEAM, "deals", pl.lit(_AMBER)
    )


def undecided(projects: pl.DataFrame, deciders: pl.DataFrame) -> pl.DataFrame:
    """Open deals at whose customer nobody who decides is known."""
    open_ones = projects.filter(pl.col("status") == "open")
    found = open_ones.join(deciders, on="deal", how="anti").select(
        "deal", rows=pl.concat_list("deal"), n=pl.lit(1)
    )
    return _shaped(found, Cause.DECIDER, "deals", pl.lit(_AMBER))


def steps_overdue(projects: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Open deals whose next step with the customer is overdue."""
    late = projects.filter((pl.col("status") == "open") & (pl.col("next_date") < as_of))
    steps = late.select(
        "deal", row="deal", what="next_step",
        days=(pl.lit(as_of) - pl.col("next_date")).dt.total_days(),
    )  # fmt: skip
    far = pl.when(pl.col("days") > THRESHOLDS.step_red).then(_RED).otherwise(_AMBER)
    return _grouped(steps, Cause.STEP, "deals", far)


def unplanned(projects: pl.DataFrame, strategies: pl.DataFrame) -> pl.DataFrame:
    """Open deals that are monitored while cells of their matrix of strategies are empty: of each of
    four elements the analysis, the target and the strategy; of two rows about one, the first
    counts.
    """
    cells = ("analysis", "target", "strategy")
    known = strategies.drop_nulls("element").unique(
        ["deal", "element"], keep="first", maintain_order=True
    )
    known = known.with_columns(pl.col(name).is_not_null() for name in cells)
    filled = known.group_by("deal").agg(part=pl.sum_horizontal(pl.col(n).sum() for n in cells))
    rows = strategies.group_by("deal", maintain_order=True).agg(rows=pl.col("_id"))
    watched = projects.filter((pl.col("phase") == "monitor") & (pl.col("status") == "open"))
    found = (
        watched.select("deal")
        .join(filled, on="deal", how="left", maintain_order="left")
        .join(rows, on="deal", how="left", maintain_order="left")
        .with_columns(
            part=pl.col("part").fill_null(0).cast(pl.Float64),
            rows=pl.col("rows").fill_null(pl.lit([], pl.List(pl.Int64))),
            whole=pl.lit(4.0 * len(cells)),
        )
        .filter(pl.col("part") < pl.col("whole"))
    )
    missing = (pl.col("whole") - pl.col("part")).cast(pl.Int64)
    return _shaped(found.with_columns(n=missing), Cause.STRATEGY, "strategies", pl.lit(_AMBER))


def _worked_at() -> pl.Expr:
    return (pl.col("phase") != "close").fill_null(value=True)


def _grouped(found: pl.DataFrame, cause: Cause, entity: str, level: pl.Expr | int) -> pl.DataFrame:
    """One reason for each deal out of ``deal``, ``row``, ``what`` and ``days``, worst first."""
    told = found.group_by("deal", maintain_order=True).agg(
        rows=pl.col("row"), n=pl.len(), what=pl.col("what").first(), days=pl.col("days").first()
    )
    return _shaped(told, cause, entity, pl.lit(level) if isinstance(level, int) else level)


def _shaped(found: pl.DataFrame, cause: Cause, entity: str, level: pl.Expr) -> pl.DataFrame:
    told = found.with_columns(cause=pl.lit(str(cause)), entity=pl.lit(entity), level=level)
    return told.select(
        (pl.col(name) if name in told.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in REASONS.items()
    )
