"""A project put together for its screen, in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from salestui.ui.session import Look
    from salestui.views.inputs import Prepared
    from salestui.views.project import ProjectView


@dataclass(frozen=True)
class Wanted:
    """Which deal is to be shown as a project, from which look."""

    look: Look
    row: int


class Found(Message):
    """A worker has put a project together; ``view`` is None where the deal is gone."""

    def __init__(self, wanted: Wanted, view: ProjectView | None, made: Prepared) -> None:
        super().__init__()
        self.wanted, self.view, self.made = wanted, view, made


def found_project(wanted: Wanted, before: Prepared | None) -> Found:
    """Put a project together. Blocks; polars is first imported here."""
    from salestui.views.currency import book_sign
    from salestui.views.formats import style
    from salestui.views.inputs import prepared
    from salestui.views.project import ProjectLook, project_view

    look = wanted.look
    made = prepared(look.state, before)
    rows = look.state.rows("deals")
    if rows is None or wanted.row not in rows.positions or wanted.row in rows.overlay.deleted:
        return Found(wanted, None, made)
    sign = style(book_sign(look.state))
    asked = ProjectLook(look.state, wanted.row, made.inputs, look.as_of, sign)
    return Found(wanted, project_view(asked), made)
