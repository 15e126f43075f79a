"""What a team's own workbook tells of itself on a sheet of figures."""

from __future__ import annotations

from dataclasses import replace

from salestui.i18n import _
from salestui.views.documents.basis import Basis, document
from salestui.views.documents.document import Document, Figures, Section, Table
from salestui.views.documents.ground import ground
from salestui.views.documents.sections.attainment import attainment
from salestui.views.documents.sections.standing import standing, summary_line

_COLUMNS = ("name", "actual", "target", "gap", "attainment", "standing")


def overview(basis: Basis) -> Document:
    """The headline figures, and target versus actual by team and rep; in the current language.

    Blocks: files of kept days.
    """
    found = ground(basis)
    sections = (standing(found), *(attainment(found, one) for one in found.divided_by()))
    read = [_read(section) for section in sections]
    return document(basis, "overview", _("Sales summary"), [summary_line(found.view)], read)


def _read(section: Section) -> Section:
    """The figures and tables of a section, without what needs room."""
    blocks = tuple(
        _narrow(block) if isinstance(block, Table) else block
        for block in section.blocks
        if isinstance(block, Figures) or (isinstance(block, Table) and not block.drawn)
    )
    return replace(section, blocks=blocks)


def _narrow(table: Table) -> Table:
    """The table with its first columns alone."""
    kept = [n for n, column in enumerate(table.columns) if column.name in _COLUMNS]
    return replace(
        table,
        columns=tuple(table.columns[n] for n in kept),
        rows=tuple(replace(row, cells=tuple(row.cells[n] for n in kept)) for row in table.rows),
    )
