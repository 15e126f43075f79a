"""Playbooks: how a team sells, as data (``templates/playbooks``, and the user's own folder)."""

from salestui.model.playbook.buyers import BuyerProcess, BuyerStep
from salestui.model.playbook.faults import Fault, PlaybookError
from salestui.model.playbook.gates import Decision, Gate
from salestui.model.playbook.library import (
    Library,
    best_playbook,
    builtin_file,
    builtin_playbooks,
    known_playbooks,
    library,
    playbook,
    read_playbook,
)
from salestui.model.playbook.lists import (
    ActivityType,
    BudgetShare,
    Cadence,
    Criterion,
    Entry,
    Layer,
    Lists,
    RelationshipLevel,
    RepPattern,
    Role,
    TargetMetric,
    shared_lists,
)
from salestui.model.playbook.method import Method, SizeBand
from salestui.model.playbook.naming import Named, Words, by_name, named
from salestui.model.playbook.offered import offered
from salestui.model.playbook.parsing import parse_playbook
from salestui.model.playbook.phases import phase_of_stage, report_days
from salestui.model.playbook.project import (
    PHASES,
    CloseItem,
    DocumentType,
    Phase,
    Project,
    shared_project,
)
from salestui.model.playbook.scoring import CommissionTier, Grade, Measure, Scorecard, Step
from salestui.model.playbook.selling import Playbook, with_texts
from salestui.model.playbook.stages import ChecklistItem, Stage, StageKind, StageWork
from salestui.model.playbook.tailoring import Path, PathGate, PathStage, band_of, tailored

__all__ = [
    "PHASES", "ActivityType", "BudgetShare", "BuyerProcess", "BuyerStep", "Cadence",
    "ChecklistItem", "CloseItem", "CommissionTier", "Criterion", "Decision", "DocumentType",
    "Entry", "Fault", "Gate", "Grade", "Layer", "Library", "Lists", "Measure", "Method", "Named",
    "Path", "PathGate", "PathStage", "Phase", "Playbook", "PlaybookError", "Project",
    "RelationshipLevel", "RepPattern", "Role", "Scorecard", "SizeBand", "Stage", "StageKind",
    "StageWork", "Step", "TargetMetric", "Words", "band_of", "best_playbook", "builtin_file",
    "builtin_playbooks", "by_name", "known_playbooks", "library", "named", "offered",
    "parse_playbook", "phase_of_stage", "playbook", "read_playbook", "report_days",
    "shared_lists", "shared_project", "tailored", "with_texts",
]  # fmt: skip
