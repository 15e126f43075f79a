"""The stages that a deal went through beside what is usual, and what changed on the way."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.i18n import _
from salestui.metrics.history.field_changes import Stay
from salestui.metrics.history.stage_thresholds import thresholds
from salestui.views.deal.lines import title_of
from salestui.views.documents.document import Column, Form, Row, Section
from salestui.views.documents.sections.listing import listed
from salestui.views.documents.sections.project.moves import Moved, moves_of, stays_of_deal
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State


def stages(look: ProjectLook, changes: pl.DataFrame | None) -> Section:
    """Each stay with its days, beside those within which three of four won deals left the stage.

    Args:
        changes: of the stages of deals, see ``metrics.history.field_changes.merged``.
    """
    title = _("Stages and days")
    found = stays_of_deal(look, changes)
    if not found:
        needs = _("No change of its stage is known yet: changes are kept from the day on which the "
                  "workbook is first opened with salestui.")  # fmt: skip
        return Section("stages", title, needs=needs)
    usual = {t.stage.code: (t.suggested.value, t.stage.rot_days) for t in thresholds(look.inputs)}
    columns = (
        Column("stage", _("Stage")),
        Column("since", _("From"), Form.DAY),
        Column("until", _("Until"), Form.DAY),
        Column("days", _("Days in it"), Form.DAYS, bar=True),
        Column("usual", _("3 of 4 won deals"), Form.DAYS),
        Column("most", _("Playbook's limit"), Form.DAYS),
        Column("standing", _("Standing")),
    )
    rows = [_stay(stay, usual, look) for stay in found]
    return Section("stages", title, (listed("stages", title, columns, rows),))


def _stay(stay: Stay, usual: dict[str, tuple[float | None, int]], look: ProjectLook) -> Row:
    stage = look.state.playbook.stage(stay.stage)
    common, most = usual.get(stage.code, (None, 0)) if stage is not None else (None, 0)
    days = None
    if stay.since is not None:
        days = max(((stay.until or look.as_of) - stay.since).days, 0)
    limit = common or most
    said, how = "", State.NEUTRAL
    if days is not None and limit and stage is not None and stage.kind == "open":
        said, how = (_("as usual"), State.OK) if days <= limit else (_("longer"), State.WARNING)
    name = stay.stage or _("(no stage)")
    return Row((name, stay.since, stay.until, days, common, most or None, said), how)


def changed(look: ProjectLook, stage: pl.DataFrame | None, close: pl.DataFrame | None) -> Section:
    """Every known change of stage and close date, in the order of time.

    Args:
        stage, close: of those fields of deals, see ``metrics.history.field_changes.merged``.
    """
    title = _("What changed on the way")
    told = [(title_of("deals", "stage"), move) for move in moves_of(look, stage)]
    told += [(title_of("deals", "expected_close"), move) for move in moves_of(look, close)]
    if not told:
        return Section("changed", title)
    columns = (
        Column("what", _("What changed")),
        Column("day", _("Day"), Form.DAY),
        Column("before", _("Before")),
        Column("after", _("After")),
        Column("standing", _("Remark")),
    )
    rows = [_change(what, move) for what, move in sorted(told, key=lambda one: one[1].at)]
    return Section("changed", title, (listed("changed", title, columns, rows),))


def _change(what: str, move: Moved) -> Row:
    before, after = move.before, move.after
    said, how = "", State.NEUTRAL
    if isinstance(before, date) and isinstance(after, date) and after > before:
        said, how = _("{n} d later").format(n=(after - before).days), State.WARNING
    return Row((what, move.at.date(), _text(before), _text(after), said), how)


def _text(value: date | str | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or _("none")
