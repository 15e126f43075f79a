"""Commands about a sheet that a workbook may not have."""

from __future__ import annotations

from adapters.errors import NotFound
from salestui.book.state import BookState
from salestui.i18n import N_
from salestui.views.names import entity_name


def need_sheet(state: BookState, path: str, entity: str) -> None:
    """Go on only where the workbook has a sheet of the entity.

    Raises:
        NotFound: it has none; the sentence says how it is added.
    """
    if state.rows(entity) is None:
        raise NotFound(
            N_("The workbook has no sheet for: {what}."),
            N_("Add it with: salestui sheet {path} {entity}"),
            what=entity_name(entity),
            path=path,
            entity=entity,
        )
