"""What became of an undo, a redo or a revert, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _, ngettext

if TYPE_CHECKING:
    from salestui.book.taking_back import Step


def step_text(step: Step, said: str) -> tuple[str, str]:
    """The sentence and how serious it is.

    Args:
        said: what was done, such as ``Undone: {label}``, translated.
    """
    parts = [said.format(label=step.label)] if step.edits or not step.refused else []
    if count := len(step.conflicts):
        parts.append(
            ngettext(
                "{n} cell was changed by others since: ctrl+o asks which value holds.",
                "{n} cells were changed by others since: ctrl+o asks which values hold.",
                count,
            ).format(n=count)
        )
    if count := len(step.refused):
        left = ngettext("{n} edit was left:", "{n} edits were left:", count).format(n=count)
        parts.append(f"{left} {step.refused[0].why.sentence(_)}")
    return " ".join(parts), "warning" if step.conflicts or step.refused else ""
