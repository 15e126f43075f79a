"""A playbook: how a team sells, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from salestui.model.folding import folded
from salestui.model.playbook.buyers import BuyerProcess, BuyerStep
from salestui.model.playbook.gates import Decision, Gate
from salestui.model.playbook.lists import Lists, shared_lists
from salestui.model.playbook.method import Method, SizeBand
from salestui.model.playbook.naming import by_name, named
from salestui.model.playbook.project import Project, shared_project
from salestui.model.playbook.scoring import Scorecard
from salestui.model.playbook.stages import Stage, StageWork


@dataclass(frozen=True)
class Playbook:
    """The stages of one way of selling, first to last, and how a team works with them.

    Attributes:
        texts: by text of a team's own stage cells, the code of the stage that it means; these go
            before the stages' names.
        origin: the file it came from, as it is named to the user.
        load_method: reads what ``method`` holds; asked once at most, and not for figures.
    """

    name: str
    en: str
    zh: str
    stages: tuple[Stage, ...]
    description_en: str = ""
    description_zh: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""
    load_method: Callable[[], Method] = field(default=Method, repr=False, compare=False)

    @property
    def labels(self) -> dict[str, str]:
        """Name by language."""
        return {"en": self.en, "zh": self.zh}

    @property
    def description(self) -> dict[str, str]:
        """What it is for, by language."""
        return {"en": self.description_en, "zh": self.description_zh}

    # -- stages --------------------------------------------------------------------------------

    @cached_property
    def _by_text(self) -> dict[str, Stage]:
        by_code = {stage.code: stage for stage in self.stages}
        known = {text: by_code[code] for text, code in self.texts.items() if code in by_code}
        bare = {folded(text): stage for text, stage in known.items() if folded(text)}
        return bare | {text.strip(): stage for text, stage in known.items()}

    @cached_property
    def _by_name(self) -> dict[str, Stage]:
        return by_name(self.stages)

    def stage(self, text: str | None) -> Stage | None:
        """The stage meant by a cell's text, by code, label or alias; None if it is none of ours."""
        if text is None:
            return None
        bare = folded(text)
        said = self._by_text.get(text.strip()) or self._by_text.get(bare)
        return said or self._by_name.get(bare)

    # -- the method ----------------------------------------------------------------------------

    @cached_property
    def method(self) -> Method:
        """Gates, work, tailoring and own lists; read when first asked for."""
        return self.load_method()

    @property
    def gates(self) -> tuple[Gate, ...]:
        """The gates, in the order of the stages."""
        return self.method.gates

    @property
    def tailoring(self) -> tuple[SizeBand, ...]:
        """How deals of a size are simplified, the smallest first; empty = all deals alike."""
        return self.method.tailoring

    @cached_property
    def lists(self) -> Lists:
        """The lists to choose from, the shared ones where it has none of its own."""
        return self.method.lists.completed(shared_lists())

    @cached_property
    def project(self) -> Project:
        """How deals are run as projects, by the shared rules where it has none of its own."""
        return self.method.project.completed(shared_project())

    def work(self, stage: str) -> StageWork:
        """What is done in the stage of this code; empty where nothing is said."""
        for work in self.method.work:
            if work.stage == stage:
                return work
        return StageWork(stage=stage)

    def gate(self, text: str | None) -> Gate | None:
        """The gate meant by a cell's text, by code, name or alias."""
        return named(self.gates, text)

    def decision(self, text: str | None) -> Decision | None:
        """The gate decision meant by a cell's text."""
        return named(self.lists.decisions, text)

    def scorecard(self, code: str = "rep") -> Scorecard | None:
        """The scorecard of this code, ``rep`` or ``manager``; None where there is none."""
        return next((card for card in self.lists.scorecards if card.code == code), None)

    # -- the customer's side -------------------------------------------------------------------

    @property
    def buyer_process(self) -> BuyerProcess | None:
        """The customer's process that the stages are told against."""
        code = self.method.buyer_process
        return next((p for p in self.lists.buyer_processes if p.code == code), None)

    def buyer_step(self, text: str | None) -> BuyerStep | None:
        """The buyer's step meant by a cell's text; of the own process before all others."""
        own = self.buyer_process
        found = named(own.steps, text) if own else None
        others = (step for process in self.lists.buyer_processes for step in process.steps)
        return found or named(others, text)

    def buyer_place(self, step: BuyerStep | None) -> int | None:
        """The step's place in the own process, from 0; None where it has no place there."""
        own = self.buyer_process
        if own is None or step is None:
            return None
        codes = [known.code for known in own.steps]
        code = step.code if step.code in codes else step.like
        return codes.index(code) if code in codes else None


def with_texts(known: Playbook, texts: Mapping[str, str]) -> Playbook:
    """The playbook that also knows a team's own names of its stages.

    Args:
        texts: by text, the code of the stage; codes that the playbook does not have are left out.
    """
    codes = {stage.code for stage in known.stages}
    own = {text: code for text, code in texts.items() if code in codes}
    return replace(known, texts={**known.texts, **own}) if own else known
