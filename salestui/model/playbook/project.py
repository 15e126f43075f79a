"""How deals are run as projects: phases, weekly reports, documents, kick-off and close-out.

What all ways of selling share is in ``templates/playbook_project.toml``; a playbook's ``[project]``
says what differs, key by key.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from salestui.model.playbook.naming import Named
from salestui.model.playbook.stages import ChecklistItem

Phase = Literal["plan", "monitor", "close"]
PHASES: tuple[Phase, ...] = ("plan", "monitor", "close")

Due = Literal["", "plan", "weekly", "close"]
Does = Literal["", "release", "money", "quality"]


class DocumentType(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A kind of document that a project keeps.

    Attributes:
        due: when there has to be one: at the end of planning, as often as the weekly report, when
            the project goes over into its closing; empty for a kind that no project must have.
        days: so many days after that.
        keep_years: how long it is kept once it is filed; 0 = no rule.
    """

    due: Due = ""
    days: int = 0
    keep_years: float = 0.0


class CloseItem(ChecklistItem, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One step of closing a project.

    Attributes:
        does: what the program does with it besides ticking it off: release the team, ask for cost
            and revenue, ask for the quality score; empty for nothing else.
    """

    does: Does = ""


class Project(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The rules by which deals are run as projects; what is empty is as all share it.

    Attributes:
        plan, monitor, close: codes of the stages of each phase. Where none is told, the first half
            of the open stages is planned, the other monitored, won and lost deals are closed.
        levels: codes of the size bands whose deals are projects.
        report_days: by code of the size band, how often a project reports; others need not.
        start_gate: code of the gate that authorises a project; empty for the first one.
        director: code of the role that leads a project.
        documents: the kinds of documents, those that are due first.
        kick_off: what a project does to begin.
        close_out: what it does to end.
    """

    plan: tuple[str, ...] = ()
    monitor: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    report_days: dict[str, int] = msgspec.field(default_factory=dict)
    start_gate: str = ""
    director: str = ""
    documents: tuple[DocumentType, ...] = ()
    kick_off: tuple[ChecklistItem, ...] = ()
    close_out: tuple[CloseItem, ...] = ()

    def completed(self, shared: Project) -> Project:
        """These rules, and the shared ones in place of those that are empty."""
        own = {name: value for name in self.__struct_fields__ if (value := getattr(self, name))}
        return msgspec.structs.replace(shared, **own)

    def stages_of(self, phase: Phase) -> tuple[str, ...]:
        """Codes of the stages of a phase, as they are told."""
        return {"plan": self.plan, "monitor": self.monitor, "close": self.close}[phase]

    @property
    def told(self) -> bool:
        """Whether it says which stages belong to which phase."""
        return bool(self.plan or self.monitor or self.close)


@cache
def shared_project() -> Project:
    """The rules that playbooks have unless they give their own."""
    data = (files("templates") / "playbook_project.toml").read_bytes()
    return msgspec.toml.decode(data, type=Project)
