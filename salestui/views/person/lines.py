"""What each panel of a person's page is made of."""

from __future__ import annotations

from dataclasses import dataclass

from salestui.views.states import State

Place = tuple[str, int]
"""An entity's name and the ``_id`` of one of its rows."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        detail, aside: after the title, and at the right end.
        place: the row that it is of; None for a sum of several.
        behind: the rows that it is made of, where it is of several.
        key: what explains it, see ``PersonView.sheets``; empty for none.
    """

    title: str
    detail: str = ""
    aside: str = ""
    severity: State = State.NEUTRAL
    place: Place | None = None
    behind: tuple[Place, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of a panel.

    Attributes:
        note: what to know of them, beside the panel's title.
        nothing: what is said where there are none.
    """

    lines: tuple[Line, ...]
    note: str = ""
    nothing: str = ""
