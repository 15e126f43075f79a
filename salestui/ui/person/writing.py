"""What the keys of a rep's page do to the book; each is undone as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.applying import make_changes
from salestui.ui.offering import offer_table

if TYPE_CHECKING:
    from salestui.book.edits import Value
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session


class PersonWriting:
    """Edits of what belongs to one rep."""

    def __init__(self, app: SalesApp, session: Session, name: str) -> None:
        self.app, self.session, self.name = app, session, name

    def add(self, entity: str) -> None:
        """Add a coaching note or a training of today; first its sheet, where there is none."""
        offer_table(self.app, entity, lambda: self._add(entity))

    def _add(self, entity: str) -> None:
        from salestui.selling.changes import Changes

        values: dict[str, Value] = {"date": self.session.as_of, "member": self.name}
        row = entity, values
        make_changes(
            self.app, _("New row"), Changes(rows=(row,)), lambda new: self.edit(entity, new[0])
        )

    def edit(self, entity: str, row: int) -> None:
        """Edit a row field by field."""
        from salestui.ui.deal.cell_edit import edit_row

        edit_row(self.app, entity, row)
