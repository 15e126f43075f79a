"""In words: after how many days a deal rots in a stage, and what the won deals suggest."""

from __future__ import annotations

from salestui.i18n import _, label
from salestui.metrics.history.stage_thresholds import Threshold, thresholds
from salestui.metrics.inputs import Inputs
from salestui.views.formats import not_available, say


def rot_days(inputs: Inputs, stage: str | None = None) -> tuple[str, ...]:
    """A line for each open stage of the playbook.

    Args:
        stage: the code of the only one that is asked for; None for all.
    """
    return tuple(_line(t) for t in thresholds(inputs) if stage in (None, t.stage.code))


def _line(found: Threshold) -> str:
    suggested = found.suggested
    if suggested.value is not None:
        told = _("{days} d (three of four of {n} won deals left it by then)").format(
            days=f"{suggested.value:,.0f}", n=f"{found.deals:,}"
        )
    else:
        why = "" if suggested.reason is None else say(suggested.reason)
        told = f"{not_available()} ({why})"
    days = found.stage.rot_days
    line = (
        _("{stage}: rotting after {days} d · suggested: {told}") if days
        else _("{stage}: never rotting · suggested: {told}")
    )  # fmt: skip
    return line.format(stage=label(found.stage.labels), days=f"{days:,}", told=told)
