"""In which phase a stage is, and how often projects of a size report."""

from __future__ import annotations

from salestui.model.playbook.method import SizeBand
from salestui.model.playbook.project import PHASES, Phase
from salestui.model.playbook.selling import Playbook
from salestui.model.playbook.stages import Stage


def phase_of_stage(playbook: Playbook, stage: Stage) -> Phase:
    """The phase that a stage belongs to; a stage that no phase names, as a lost one, is closed."""
    project = playbook.project
    if project.told:
        return next((p for p in PHASES if stage.code in project.stages_of(p)), "close")
    if stage.kind != "open":
        return "close"
    codes = [known.code for known in playbook.stages if known.kind == "open"]
    return "plan" if codes.index(stage.code) < (len(codes) + 1) // 2 else "monitor"


def report_days(playbook: Playbook, band: SizeBand | None) -> int | None:
    """How often, in days, a project of a size reports; None where it need not."""
    return None if band is None else playbook.project.report_days.get(band.code)
