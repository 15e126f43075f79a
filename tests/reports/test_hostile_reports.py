"""Templates that are wrong and figures that nobody means: a sentence or a report, never a fault."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import jinja2
import pytest
from report_documents import whole

from salestui.reports.errors import TemplateFault
from salestui.reports.formats import made
from salestui.views.documents.document import Column, Document, Form, Row, Section, Table

WRONG = {
    "{% if %}": "Expected an expression",
    "\n{{ 1 / 0 }}": "report.md.j2:2: division by zero",
    "{{ nothing.at_all }}": "'nothing' is undefined",
    "{{ 10 ** 400 * 1.5 }}": "too large",
    "{% for n in range(10 ** 9) %}x{% endfor %}": "Range too big",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}": "recursion",
    '{% include "report.md.j2" %}': "recursion",
    '{% include "missing.j2" %}': "there is no template missing.j2",
    '{% include "../../secret" %}': "there is no template",
    '{{ "".__class__ }}': "unsafe",
    '{% extends "salestui/report.md.j2" %}{% block foot %}{{ 1 / 0 }}{% endblock %}': "by zero",
    '{% import "blocks.md.j2" as b with context %}{{ b.table(3) }}': "report.md.j2:1: 'int object'",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_template_is_named_with_its_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "report.md.j2").write_text(text)
    with pytest.raises(TemplateFault) as told:
        made(whole(), "md", tmp_path)
    assert str(told.value).startswith(str(tmp_path / "report.md.j2"))
    assert WRONG[text] in str(told.value)
    assert str(tmp_path) in told.value.hint


def test_a_template_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(TemplateFault, match=r"report\.html\.j2: this is no text in UTF-8"):
        made(whole(), "html", tmp_path)


def test_a_template_that_must_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(jinja2.FileSystemLoader, "get_source", refused)
    with pytest.raises(TemplateFault, match=r"\.md\.j2: Permission denied"):
        made(whole(), "md", tmp_path)


def test_a_fault_of_ours_is_not_said_to_be_the_users(tmp_path: Path) -> None:
    broken = replace(whole(), sections=(None,))  # type: ignore[arg-type]
    with pytest.raises(jinja2.UndefinedError):
        made(broken, "md", tmp_path)


def _of(*rows: tuple[object, ...]) -> Document:
    columns = (Column("who", "Who"), Column("amount", "Amount", Form.MONEY, bar=True))
    table = Table("t", "Table", columns, tuple(Row(cells) for cells in rows))  # type: ignore[arg-type]
    return replace(whole(), sections=(Section("s", "Section", (table,)),))


def test_bars_of_amounts_at_the_end_of_all_numbers() -> None:
    page = made(_of(("A", 1e308), ("B", 5e307), ("C", -1e308), ("D", 0.0)), "html").decode()
    widths = [part.split("%")[0] for part in page.split('class="bar" style="width:')[1:]]
    assert widths == ["100", "50", "0", "0"]


def test_a_name_of_thousands_of_characters_does_not_fill_a_report() -> None:
    document = _of(("名" * 32_000, 1.0), ("B", 2.0))
    for form in ("md", "html"):
        text = made(document, form).decode()
        assert "名" * 200 in text and "名" * 301 not in text
