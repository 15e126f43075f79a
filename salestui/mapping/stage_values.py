"""Whether a column's values are stages, whatever its header says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from adapters.contents import CellValue
from salestui.model.playbook import Playbook, Stage, known_playbooks

_FEWEST, _STAGES, _SHARE = 3, 2, 0.8
"""So many values, of so many different stages, must be a playbook's; this share of them all."""


def first_of_stages(columns: Iterable[tuple[int, Sequence[CellValue]]]) -> int | None:
    """The first of some columns, with its values, of which nearly all are one playbook's stages.

    Two different ones are enough where one of them ends the sale (won, lost), else three.
    """
    playbooks: Sequence[Playbook] | None = None
    for column, values in columns:
        texts = [value for value in values if isinstance(value, str)]
        if len(texts) < max(_FEWEST, _SHARE * len(values)):
            continue
        playbooks = known_playbooks() if playbooks is None else playbooks
        if any(_of_playbook(texts, playbook) for playbook in playbooks):
            return column
    return None


def _of_playbook(texts: Sequence[str], playbook: Playbook) -> bool:
    others = len(texts) * (1 - _SHARE)
    found: dict[str, Stage] = {}
    for text in texts:
        if stage := playbook.stage(text):
            found[stage.code] = stage
            continue
        others -= 1
        if others < 0:
            return False
    ended = any(stage.kind != "open" for stage in found.values())
    return len(found) >= (_STAGES if ended else _STAGES + 1)
