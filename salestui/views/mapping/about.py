"""What is to be said of a mapping and its parts, in a sentence or two."""

from __future__ import annotations

from salestui.i18n import _, joined, ngettext
from salestui.mapping.profile import Profile
from salestui.views.mapping.columns import ColumnRow
from salestui.views.mapping.view import MappingView, StageRow, TableRow, problem_text

_CELLS = 5
"""So many cells with problems are named."""


def summary(view: MappingView, profile: Profile, *, changed: bool) -> str:
    """What is to be done next, and what was said of the workbook as a whole."""
    parts = []
    if changed:
        parts.append(_("Not in use yet: ctrl+s uses and keeps it, a only uses it"))
    elif not any(table.entity for table in view.tables):
        parts.append(_("Say with enter what a table holds, then what its columns are"))
    else:
        parts.append(_("The workbook is read like this; enter changes a line"))
    if unknown := view.unknown_stages:
        parts.append(ngettext("{n} unknown stage", "{n} unknown stages", unknown).format(n=unknown))
    if profile.day_first is not None:
        parts.append(_("day first") if profile.day_first else _("month first"))
    return " · ".join(parts)


def about_table(table: TableRow) -> str:
    """Where a table is and what of it could not be understood."""
    where = ", ".join(table.place.sheets)
    if not table.entity:
        text = _("{sheet} {cells} is not read. enter chooses what it holds.").format(
            sheet=where, cells=table.cells
        )
        guess = _("It looks like: {entity}.").format(entity=table.guess) if table.guess else ""
        return joined((text, guess))
    text = ngettext(
        "{sheet} {cells}, header in row {row}: {n} row understood.",
        "{sheet} {cells}, header in row {row}: {n} rows understood.",
        table.rows or 0,
    ).format(sheet=where, cells=table.cells, row=table.place.header_row, n=f"{table.rows or 0:,}")
    return " ".join((text, *table.problems))


def about_column(table: TableRow, column: ColumnRow) -> str:
    """What a column is and why, and the cells that could not be read."""
    name = f"{column.letters} {column.header}".rstrip()
    if not table.entity:
        return _("{column}: {sheet} is not read. enter chooses what it holds.").format(
            column=name, sheet=table.sheet
        )
    text = f"{name}: {column.title}"
    if column.why:
        text += _(" ({why})").format(why=column.why)
    if not column.problems:
        return " · ".join(filter(None, (text, column.fixed)))
    cells = [p.where.rpartition("!")[2] for p in column.problems]
    shown = ", ".join(cells[:_CELLS]) + (", …" if len(cells) > _CELLS else "")
    count = ngettext("{n} problem ({cells})", "{n} problems ({cells})", len(cells))
    told = count.format(n=len(cells), cells=shown)
    return " · ".join((text, told, problem_text(column.problems[0])))


def about_stage(row: StageRow) -> str:
    """What a text in the column of stages means, and for how many deals."""
    deals = ngettext("{n} deal", "{n} deals", row.count).format(n=f"{row.count:,}")
    if not row.code:
        return _("{deals} in {text}, which no playbook stage means: they are in no figure.").format(
            deals=deals, text=row.text
        )
    return _("{deals} in {text}, which means {stage}.").format(
        deals=deals, text=row.text, stage=row.title
    )
