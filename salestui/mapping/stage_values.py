"""Whether a column's values are stages, whatever its header says."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.protocol import CellValue
from salestui.model.playbook import builtin_playbooks

_FEWEST, _STAGES, _SHARE = 3, 2, 0.8
"""So many values, of so many different stages, must be a playbook's; this share of them all."""


def are_stages(values: Sequence[CellValue]) -> bool:
    """Whether nearly all values are names of one playbook's stages, an end of the sale or more
    than two of them among these."""
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) < max(_FEWEST, _SHARE * len(values)):
        return False
    for playbook in builtin_playbooks():
        found = [stage for text in texts if (stage := playbook.stage(text))]
        different = {stage.code for stage in found}
        ended = any(stage.kind != "open" for stage in found)
        enough = len(different) >= (_STAGES if ended else _STAGES + 1)
        if enough and len(found) >= _SHARE * len(texts):
            return True
    return False
