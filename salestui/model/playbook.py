"""Playbooks: how a team sells, as data. Stages in order, with what the figures need of each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise
from typing import Literal

import msgspec

StageKind = Literal["open", "won", "lost"]


class PlaybookError(Exception):
    """A playbook file that cannot be used; the message names the file and what is wrong."""


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One stage of the sale.

    Attributes:
        probability: chance to win from here, 0 to 1.
        rot_days: days in the stage after which an open deal is rotting; 0 = never.
        category: the forecast category a deal here has unless one was chosen by hand.
    """

    code: str
    en: str
    zh: str
    kind: StageKind = "open"
    probability: float = 0.0
    rot_days: int = 0
    category: Literal["pipeline", "best case", "commit", "omitted"] = "pipeline"
    aliases: tuple[str, ...] = ()

    @property
    def labels(self) -> dict[str, str]:
        """Label by language."""
        return {"en": self.en, "zh": self.zh}


class Playbook(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The stages of one way of selling, first to last; won and lost come at the end.

    ``texts``: by text of a team's own stage cells, the code of the stage that it means; these go
    before the stages' names.
    """

    name: str
    en: str
    zh: str
    stages: tuple[Stage, ...]
    description_en: str = ""
    description_zh: str = ""
    texts: dict[str, str] = {}

    @cached_property
    def _by_text(self) -> dict[str, Stage]:
        by_code = {stage.code: stage for stage in self.stages}
        known = {text: by_code[code] for text, code in self.texts.items() if code in by_code}
        bare = {_folded(text): stage for text, stage in known.items() if _folded(text)}
        return bare | {text.strip(): stage for text, stage in known.items()}

    @cached_property
    def _by_name(self) -> dict[str, Stage]:
        names: dict[str, Stage] = {}
        for stage in self.stages:
            for name in (stage.code, stage.en, stage.zh, *stage.aliases):
                names.setdefault(_folded(name), stage)
        return names

    def stage(self, text: str | None) -> Stage | None:
        """The stage meant by a cell's text, by code, label or alias; None if it is none of ours."""
        if text is None:
            return None
        folded = _folded(text)
        said = self._by_text.get(text.strip()) or self._by_text.get(folded)
        return said or self._by_name.get(folded)


def _folded(text: str) -> str:
    kept = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in kept if c.isalnum())


def parse_playbook(data: bytes, origin: str) -> Playbook:
    """Read a playbook from TOML and check it.

    Raises:
        PlaybookError: not TOML, an unknown or missing key, or stages that contradict each other.
    """
    try:
        playbook = msgspec.toml.decode(data, type=Playbook)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise PlaybookError(f"{origin}: {problem}") from problem
    if fault := _fault(playbook):
        raise PlaybookError(f"{origin}: {fault}")
    return playbook


def _fault(playbook: Playbook) -> str:
    kinds = [s.kind for s in playbook.stages]
    if "open" not in kinds or "won" not in kinds or "lost" not in kinds:
        return "needs at least one open stage, one won and one lost"
    codes = [s.code for s in playbook.stages]
    if twice := next((c for c in codes if codes.count(c) > 1), ""):
        return f"two stages have the code {twice!r}"
    if strange := next((c for c in playbook.texts.values() if c not in codes), ""):
        return f"texts name the stage {strange!r}, which it does not have"
    chances = [s.probability for s in playbook.stages if s.kind == "open"]
    if any(not 0 <= p <= 1 for p in chances):
        return "probabilities are written from 0 to 1"
    if any(later < earlier for earlier, later in pairwise(chances)):
        return "probabilities must not fall from one stage to the next"
    return ""


@cache
def builtin_playbooks() -> tuple[Playbook, ...]:
    """All playbooks in ``templates/playbooks``, by name."""
    folder = files("templates") / "playbooks"
    found = sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    return tuple(parse_playbook(p.read_bytes(), p.name) for p in found)


def playbook(name: str) -> Playbook:
    """The playbook of that name.

    Raises:
        PlaybookError: there is none; the message lists those there are.
    """
    for candidate in builtin_playbooks():
        if candidate.name == name:
            return candidate
    known = ", ".join(p.name for p in builtin_playbooks())
    raise PlaybookError(f"there is no playbook {name!r}; there are {known}")


def with_texts(known: Playbook, texts: Mapping[str, str]) -> Playbook:
    """The playbook that also knows a team's own names of its stages.

    Args:
        texts: by text, the code of the stage; codes that the playbook does not have are left out.
    """
    codes = {stage.code for stage in known.stages}
    own = {text: code for text, code in texts.items() if code in codes}
    return msgspec.structs.replace(known, texts={**known.texts, **own}) if own else known


def best_playbook(stages: Iterable[str], texts: Mapping[str, str] | None = None) -> Playbook:
    """The playbook that knows most of these stage names; the simplest one if none knows any.

    Args:
        texts: a team's own names of stages, see ``with_texts``; the result knows them too.
    """
    names = list(stages)
    known = [with_texts(p, texts or {}) for p in builtin_playbooks()]
    best = max(known, key=lambda p: sum(p.stage(s) is not None for s in names))
    if any(best.stage(s) for s in names):
        return best
    return with_texts(playbook("b2b"), texts or {})
