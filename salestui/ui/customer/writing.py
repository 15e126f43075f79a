"""What the customer screen's keys do to the book; each is undone as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.applying import delete_row, make_changes, unless_protected
from salestui.ui.offering import offer_table
from salestui.ui.screens.dialogs import TextDialog

if TYPE_CHECKING:
    from salestui.book.edits import Value
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session


class CustomerWriting:
    """Edits of what belongs to one customer."""

    def __init__(self, app: SalesApp, session: Session, customer: int) -> None:
        self.app, self.session, self.customer = app, session, customer

    def add(self, entity: str) -> None:
        """Add a contact or an activity; first its sheet, where the workbook lacks it."""
        add = self._ask_contact if entity == "contacts" else self._add_activity
        offer_table(self.app, entity, lambda: unless_protected(self.app, (entity,), add))

    def _ask_contact(self) -> None:
        def named(name: str | None) -> None:
            if name:
                self._add("contacts", {"name": name, "customer": self._reference()})

        self.app.push_screen(TextDialog(_("Name of the new contact")), named)

    def _add_activity(self) -> None:
        self._add("activities", {"date": self.session.as_of, "customer": self._reference()})

    def _reference(self) -> str:
        from salestui.selling.changes import reference_text

        return reference_text(self.session.state, "customers", self.customer)

    def _add(self, entity: str, values: dict[str, Value]) -> None:
        from salestui.selling.changes import Changes

        row = entity, values
        make_changes(
            self.app, _("New row"), Changes(rows=(row,)), lambda new: self.edit(entity, new[0])
        )

    def edit(self, entity: str, row: int) -> None:
        """Edit a row field by field."""
        from salestui.ui.deal.cell_edit import edit_row

        edit_row(self.app, entity, row)

    def delete(self, entity: str, row: int) -> None:
        """Delete a row."""
        delete_row(self.app, entity, row)
