"""Which playbook a book is read with: by command, profile, habit, or the stages it has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from salestui.mapping import problems
from salestui.mapping.layout import Problem
from salestui.mapping.profile import Profile
from salestui.model.playbook import (
    Playbook,
    PlaybookError,
    best_playbook,
    library,
    playbook,
    with_texts,
)


def chosen_playbook(
    profile: Profile, wanted: str, usual: str, stages: Sequence[str]
) -> tuple[Playbook, tuple[Problem, ...]]:
    """The playbook, which knows the profile's stages too, what of the profile does not hold, and
    what is wrong with playbooks of the user's own.

    Args:
        wanted: the playbook's name by command; empty where none was named.
        usual: the one to take where neither command nor profile names one; may be empty.
        stages: the stages found in the workbook.
    """
    there = library()
    notes = [
        problems.unusable_playbook(error.origin, fault)
        for error in there.errors
        for fault in error.faults
    ]
    name = wanted
    if not name and profile.playbook:
        try:
            name = playbook(profile.playbook).name
        except PlaybookError:
            notes.append(
                problems.unknown_playbook(profile.playbook, (p.name for p in there.playbooks))
            )
    name = name or usual
    texts = profile.stages
    chosen = with_texts(playbook(name), texts) if name else best_playbook(stages, texts)
    return chosen, (*notes, *_unknown(profile, chosen))


def _unknown(profile: Profile, chosen: Playbook) -> Iterable[Problem]:
    codes = [stage.code for stage in chosen.stages]
    for text, code in profile.stages.items():
        if code not in codes:
            yield problems.unknown_stage(text, code, chosen.name, codes)
