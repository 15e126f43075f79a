"""A document as lines of a screen, so wide as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from salestui.i18n import _
from salestui.ui.grid.text import fit, width_of
from salestui.ui.plain_content import assemble
from salestui.ui.widgets.tones import MUTED, style_of
from salestui.views.documents.document import (
    Block,
    Cell,
    Checklist,
    Document,
    Facts,
    Figures,
    Form,
    Line,
    Notes,
    Section,
    Table,
)
from salestui.views.documents.texts import figure_text, is_number, totals, value_text
from salestui.views.formats import Style

_GAP = 2
_ROOMY = 110
"""From this width on money is told in full."""

_LEAST, _MOST = 10, 44
"""Cells of a column of words: less is not read, more is cut."""


def page(document: Document, width: int) -> Content:
    """The whole report; sentences are wrapped and tables fitted into the width."""
    style = Style(document.language, document.symbol)
    lines: list[Content | str] = [_sentence(line, width) for line in document.summary]
    for section in document.sections:
        lines += ["", *_section(section, width, style)]
    return Content("\n").join(lines)


def _section(section: Section, width: int, style: Style) -> Iterator[Content | str]:
    yield assemble((section.title, "bold $text-primary"))
    yield assemble(("─" * width, MUTED))
    if section.needs:
        yield assemble((section.needs, MUTED))
    first = True
    for block in section.blocks:
        shown = list(_block(block, width, style))
        if shown and not first:
            yield ""
        first = first and not shown
        yield from shown


def _block(block: Block, width: int, style: Style) -> Iterator[Content | str]:
    match block:
        case Figures():
            yield from _figures(block, width, style)
        case Table() if not block.drawn:
            yield from _table(block, width, style)
        case Facts():
            most = max((width_of(name, width) for name, _value in block.pairs), default=0)
            for name, value in block.pairs:
                yield _hanging(assemble((fit(name, most), MUTED), "  "), assemble(value), width)
        case Notes():
            for line in block.lines:
                yield _sentence(line, width)
        case Checklist():
            for check in block.checks:
                about = "  ".join(filter(None, check.about))
                tone = style_of(check.state)
                mark = "☑ " if check.done else "☐ "
                told = assemble((check.text, tone), ("  " + about, MUTED))
                yield _hanging(assemble((mark, tone)), told, width)
        case _:  # charts are drawn where there is paper
            return


def _sentence(line: Line, width: int) -> Content:
    return _hanging(assemble(("• ", MUTED)), assemble((line.text, style_of(line.state))), width)


def _hanging(head: Content, text: Content, width: int) -> Content:
    """A text whose further lines begin below its first one, not below what stands before it."""
    room = width - head.cell_length
    if room < _LEAST:
        return head + text
    return head + Content("\n" + " " * head.cell_length).join(text.wrap(room))


def _figures(block: Figures, width: int, style: Style) -> Iterator[Content]:
    names = max((width_of(one.label, width) for one in block.figures), default=0)
    values = [figure_text(one.value, one.form, style) for one in block.figures]
    widest = max((width_of(text, width) for text in values), default=0)
    for one, value in zip(block.figures, values, strict=True):
        said = "; ".join(filter(None, (one.word, one.reason, *one.notes)))
        head = assemble(
            (fit(one.label, names), MUTED),
            "  ",
            (fit(value, widest, "right"), f"bold {style_of(one.state)}".strip()),
            "  ",
        )
        told = assemble((said, style_of(one.state) if one.word else MUTED))
        yield _hanging(head, told, width)


def _table(table: Table, width: int, style: Style) -> Iterator[Content]:
    if table.needs:
        yield assemble((table.needs, MUTED))
    if not table.rows:
        return
    forms = [column.form for column in table.columns]
    short = width < _ROOMY

    def text(cell: Cell, form: Form) -> str:
        if short and form is Form.MONEY and isinstance(cell, int | float):
            return style.money(cell)
        return value_text(cell, form, style)

    cells = [list(map(text, row.cells, forms)) for row in table.rows]
    sums = totals(table) or ()
    last = [
        "" if cell is None else text(cell, form) for cell, form in zip(sums, forms, strict=False)
    ]
    if last:
        last[0] = _("Sum")
    titles = [column.title for column in table.columns]
    numbers = [is_number(form) for form in forms]
    widths = _widths([titles, *cells, last], numbers, width)
    yield _line(titles, widths, numbers, f"bold {MUTED}")
    for texts, row in zip(cells, table.rows, strict=True):
        yield _line(texts, widths, numbers, style_of(row.state))
    if last:
        yield _line(last, widths, numbers, "bold")
    if table.left_out:
        yield assemble((_("{n} more are not listed.").format(n=table.left_out), MUTED))


def _line(
    texts: Sequence[str], widths: Sequence[int], numbers: Sequence[bool], tone: str
) -> Content:
    shown = [
        fit(text, cells, "right" if number else "left")
        for text, cells, number in zip(texts, widths, numbers, strict=True)
        if cells
    ]
    return assemble(((" " * _GAP).join(shown), tone))


def _widths(lines: Sequence[Sequence[str]], numbers: Sequence[bool], width: int) -> list[int]:
    """Cells for each column: words are cut first, then columns are left out from the last one."""
    wants = [
        max((width_of(line[n], width) for line in lines if line), default=0)
        for n in range(len(numbers))
    ]
    wants = [
        want if number else min(want, _MOST) for want, number in zip(wants, numbers, strict=True)
    ]
    while (over := sum(wants) + _GAP * (sum(map(bool, wants)) - 1) - width) > 0:
        spare = [
            0 if number else max(want - _LEAST, 0)
            for want, number in zip(wants, numbers, strict=True)
        ]
        if sum(spare) >= over:
            for n, extra in enumerate(spare):
                cut = min(extra, over)
                wants[n], over = wants[n] - cut, over - cut
            break
        last = max(n for n, want in enumerate(wants) if want)
        if not last:
            wants[0] = width
            break
        wants[last] = 0
    return wants
