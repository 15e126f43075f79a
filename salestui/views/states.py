"""How something stands, as a state and a word: severity is never told by colour alone."""

from __future__ import annotations

from enum import StrEnum

from salestui.i18n import _
from salestui.metrics.attention import FAR_BEHIND, ON_PACE
from salestui.views.formats import DOWN, FLAT, UP

AHEAD = 1.05
"""From this pace index on one is ahead."""


class State(StrEnum):
    """How something stands; the theme gives each a colour."""

    NEUTRAL = "neutral"
    OK = "ok"
    WARNING = "warning"
    LATE = "late"


def pace_state(pace: float | None) -> tuple[State, str, str]:
    """State, word and arrow of a pace index; neutral and wordless without one."""
    if pace is None:
        return State.NEUTRAL, "", ""
    if pace >= AHEAD:
        return State.OK, _("ahead"), UP
    if pace >= ON_PACE:
        return State.OK, _("on pace"), FLAT
    if pace >= FAR_BEHIND:
        return State.WARNING, _("behind"), DOWN
    return State.LATE, _("far behind"), DOWN
