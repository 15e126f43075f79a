"""The path of one deal: stages and gates as its size asks for, every activity kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from salestui.model.playbook.gates import Gate
from salestui.model.playbook.method import SizeBand
from salestui.model.playbook.naming import Words
from salestui.model.playbook.selling import Playbook
from salestui.model.playbook.stages import Stage, StageWork, following


@dataclass(frozen=True)
class PathStage:
    """A stage of the path.

    Attributes:
        codes: of the playbook's stages that it is made of, in order.
        following: codes of the path's stages that a deal may go on to from here.
    """

    stage: Stage
    work: StageWork
    codes: tuple[str, ...]
    following: tuple[str, ...] = ()


@dataclass(frozen=True)
class PathGate:
    """A gate of the path; ``codes`` of the gates whose questions it asks.

    ``gate.after`` and ``gate.before`` are codes of the path's stages.
    """

    gate: Gate
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Path:
    """The way that a deal of a size goes.

    ``band``: None where all deals go the same way. ``self_reviewed``: one person runs the deal and
    decides at the gates himself, which is to be shown.
    """

    stages: tuple[PathStage, ...]
    gates: tuple[PathGate, ...]
    band: SizeBand | None = None
    self_reviewed: bool = False

    def stage(self, code: str) -> PathStage | None:
        """The path's stage that is, or includes, the playbook's stage of this code."""
        return next((s for s in self.stages if code in s.codes), None)

    def gate(self, code: str) -> PathGate | None:
        """The path's gate that is, or includes, the playbook's gate of this code."""
        return next((g for g in self.gates if code in g.codes), None)

    def place(self, code: str) -> int | None:
        """The place on the path, from 0, of the playbook's stage of this code."""
        return next((i for i, s in enumerate(self.stages) if code in s.codes), None)

    def gates_between(self, before: str, after: str) -> tuple[PathGate, ...]:
        """The gates that a deal passes on its way from one stage (its code) to a later one.

        None on the way back, none to a lost stage.
        """
        start, end = self.place(before), self.place(after)
        if start is None or end is None or self.stages[end].stage.kind == "lost":
            return ()
        places = ((g, self.place(g.gate.after), self.place(g.gate.before)) for g in self.gates)
        return tuple(
            g for g, a, b in places if a is not None and b is not None and start <= a and b <= end
        )


def band_of(playbook: Playbook, amount: float | None) -> SizeBand | None:
    """The size band of an amount in the base currency; without one, that of the largest deals."""
    bands = playbook.tailoring
    if amount is not None:
        for band in bands:
            if not band.up_to or amount < band.up_to:
                return band
    return bands[-1] if bands else None


def tailored(playbook: Playbook, amount: float | None, team_size: int = 0) -> Path:
    """The path of a deal.

    Args:
        amount: in the base currency; None where unknown, then nothing is simplified.
        team_size: people who run the deal, its owner included; 0 where unknown.
    """
    band = band_of(playbook, amount)
    return Path(
        _stages(playbook, band.merge_stages if band else {}),
        _gates(playbook, band),
        band,
        self_reviewed=team_size == 1 and (band is None or band.self_review),
    )


def end_of(merges: dict[str, str], code: str) -> str:
    """Where a code ends up when merges follow each other; itself where it is not merged."""
    seen = {code}
    while (further := merges.get(code, code)) not in seen:
        seen.add(further)
        code = further
    return code


def _stages(playbook: Playbook, merges: dict[str, str]) -> tuple[PathStage, ...]:
    parts: dict[str, list[Stage]] = {}
    for stage in playbook.stages:
        parts.setdefault(end_of(merges, stage.code), []).append(stage)
    by_code = {stage.code: stage for stage in playbook.stages}
    successors = following(playbook.stages)
    return tuple(
        PathStage(
            by_code[code],
            _joined(code, [playbook.work(p.code) for p in found]),
            tuple(p.code for p in found),
            _once(
                further
                for part in found
                for after in successors[part.code]
                if (further := end_of(merges, after)) != code
            ),
        )
        for code, found in parts.items()
        if code in by_code
    )


def _joined(code: str, works: list[StageWork]) -> StageWork:
    """Enter as the first asks, leave as all ask, with everything on the lists of all."""
    return StageWork(
        stage=code,
        milestone=next((w.milestone for w in works if w.milestone), None),
        exit=_both([w.exit for w in works if w.exit]),
        required=_once(name for w in works for name in w.required),
        checklist=tuple(item for w in works for item in w.checklist),
    )


def _both(criteria: list[Words]) -> Words | None:
    if not criteria:
        return None
    return Words(" ".join(c.en for c in criteria), "".join(c.zh for c in criteria))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _gates(playbook: Playbook, band: SizeBand | None) -> tuple[PathGate, ...]:
    merges = band.merge_gates if band else {}
    stages = band.merge_stages if band else {}
    parts: dict[str, list[Gate]] = {}
    for gate in playbook.gates:
        parts.setdefault(end_of(merges, gate.code), []).append(gate)
    found = []
    for gate in playbook.gates:
        if asked := parts.get(gate.code):
            whole = msgspec.structs.replace(
                gate,
                after=end_of(stages, gate.after),
                before=end_of(stages, gate.before),
                questions=tuple(q for part in asked for q in part.questions),
                required=_once(name for part in asked for name in part.required),
            )
            found.append(PathGate(whole, tuple(part.code for part in asked)))
    return tuple(found)
