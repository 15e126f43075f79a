"""The blocks of a section that are neither tables nor charts."""

from __future__ import annotations

from collections.abc import Callable

from salestui.i18n import _, joined
from salestui.reports.excel.looks import MARKS, STATE_LOOKS, Looks
from salestui.reports.excel.names import headers
from salestui.reports.excel.number_formats import quoted
from salestui.reports.excel.page import FIRST_COLUMN, Page
from salestui.reports.sheet_style import text_width
from salestui.views.documents.document import (
    Check,
    Checklist,
    Facts,
    Figures,
    Form,
    Line,
    Notes,
    Told,
)
from salestui.views.documents.texts import value_text
from salestui.views.formats import Style
from salestui.views.states import State

_LABEL, _VALUE, _REST = FIRST_COLUMN, FIRST_COLUMN + 1, FIRST_COLUMN + 2


def write_figures(
    page: Page, block: Figures, style: Style, placed: Callable[[Told, int, int], None]
) -> None:
    """Figures one below the other: value, how it stands, and how it is computed.

    Args:
        placed: told the row and column of each value.
    """
    page.text(page.row, _LABEL, _("Figure"), page.looks.header(Form.TEXT))
    page.text(page.row, _VALUE, _("Value"), page.looks.header(Form.COUNT))
    page.span(page.row, _("Remark"), page.looks.header(Form.TEXT), _REST)
    page.row += 1
    for one in block.figures:
        page.text(page.row, _LABEL, one.label, page.looks.cell(Form.TEXT))
        page.value(page.row, _VALUE, one.value, value_look(page.looks, one))
        page.span(page.row, _remark(one), page.looks.quiet(), _REST)
        page.widen(_LABEL, text_width(one.label) + 2)
        page.widen(_VALUE, text_width(value_text(one.value, one.form, style)) + 4)
        placed(one, page.row, _VALUE)
        page.row += 1


def value_look(looks: Looks, one: Told, **more: object) -> object:
    """A figure's value, in the colours of its state."""
    look = {"bold": True, "align": "right", **STATE_LOOKS.get(one.state, {}), **more}
    return looks.of(**{"num_format": looks.code(one.form), **look})


def _remark(one: Told) -> str:
    """How it stands and what to know, and below it how it is computed."""
    said = joined((one.word, one.reason, *one.notes))
    marked = " ".join(filter(None, (MARKS[one.state], said)))
    return "\n".join(filter(None, (marked, one.definition)))


def write_facts(page: Page, block: Facts) -> None:
    """Names with what they are."""
    for name, what in block.pairs:
        page.text(page.row, _LABEL, name, page.looks.of(bold=True, text_wrap=True))
        page.span(page.row, what, page.looks.of(text_wrap=True), _VALUE)
        page.widen(_LABEL, text_width(name) + 2)
        page.row += 1


def write_notes(page: Page, block: Notes) -> None:
    """Sentences, one below the other."""
    for line in block.lines:
        page.span(page.row, sentence(line), page.looks.paragraph(line.state))
        page.row += 1


def sentence(line: Line) -> str:
    """A sentence behind the sign of how it stands."""
    return " ".join(filter(None, (MARKS[line.state], line.text)))


def write_checklist(page: Page, block: Checklist, name: str) -> None:
    """A table of things to do; the word before each is chosen from a list, and counted above.

    Args:
        name: of the table.
    """
    done, todo, unsaid = _("done"), _("not done"), _("not said")
    words = {True: done, False: todo, None: unsaid}
    looks, count = page.looks, page.row
    header, first = count + 1, count + 2
    last = header + len(block.checks)
    heads = headers([_("Done"), _("To do"), _("Remark")])
    described = [{"header": h, "header_format": looks.header(Form.TEXT)} for h in heads]
    table = {"name": name, "columns": described, "style": "Table Style Light 1"}
    page.sheet.add_table(header, _LABEL, last, _REST, table)
    for row, check in enumerate(block.checks, first):
        _write_check(page, row, check, words[check.done])
    chosen = {"validate": "list", "source": list(words.values())}
    page.sheet.data_validation(first, _LABEL, last, _LABEL, chosen)
    for word, state in ((done, State.OK), (unsaid, State.WARNING)):
        changed = looks.changed(**STATE_LOOKS[state])
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": changed}
        page.sheet.conditional_format(first, _LABEL, last, _LABEL, rule)
    ready = sum(check.done is True for check in block.checks)
    pattern, column = _("{n} of {all} done"), f"{name}[{heads[0]}]"
    formula = (
        f'SUBSTITUTE(SUBSTITUTE({quoted(pattern)},"{{n}}",COUNTIF({column},{quoted(done)})),'
        f'"{{all}}",ROWS({column}))'
    )
    told = pattern.format(n=ready, all=len(block.checks))
    page.sheet.write_formula(count, _LABEL, formula, looks.of(bold=True), told)
    page.row = last + 1


def _write_check(page: Page, row: int, check: Check, word: str) -> None:
    wrapped = page.looks.cell(Form.TEXT)
    about = " ".join(filter(None, (MARKS[check.state], joined(check.about))))
    page.text(row, _LABEL, word, wrapped)
    page.text(row, _VALUE, check.text, wrapped)
    page.text(row, _REST, about, wrapped)
    page.wrap(row, _VALUE, check.text)
    page.wrap(row, _REST, about)
    page.widen(_LABEL, 12)
    page.widen(_VALUE, text_width(check.text) + 2)
    page.widen(_REST, text_width(about) + 2)
