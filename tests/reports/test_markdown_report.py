"""Reports as Markdown: what a reader of it makes of them is what they tell, whatever cells hold."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from document_books import KINDS, made, read_path, read_sample
from markdown_it import MarkdownIt
from markdown_it.token import Token
from partial_books import BOOKS, partial_book
from written_books import write

from salestui.plain_text import visible
from salestui.reports.errors import TemplateFault
from salestui.reports.markdown import markdown
from salestui.views.documents.document import Document, Facts, Figures, Notes, Section, Table
from sample_workbooks import LANGUAGES, SAMPLES

pytestmark = pytest.mark.inventory(76)

_BAR = re.compile(r"(?<!\\)\|")
HOSTILE = (
    "# head", "Acme #", "1. first", "2026) y", "- item", "+1", "=1+1", "===", "> quote", "a | b",
    "*b* _i_ ~s~ `c`", "[x](http://evil.example)", "![i](x)", "<script>alert(1)</script>", "&lt;",
    "\x1b[31mred", "two\nlines", "```", "---", "http://evil.example", "www.evil.example", "\\",
    "\\|", "| a | b |", "{{ 7 * 7 }}", "{% raw %}",
)  # fmt: skip


def parsed(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(text)


def headings(tokens: list[Token]) -> list[str]:
    places = (n for n, token in enumerate(tokens) if token.type == "heading_open")
    return [plain(tokens[n + 1]) for n in places]


def plain(inline: Token) -> str:
    """The text of a line; nothing in it is a link, a picture or HTML."""
    kinds = {child.type for child in inline.children or ()}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close", "softbreak"}, kinds
    return "".join(child.content for child in inline.children or ())


def tables(tokens: list[Token]) -> list[list[list[str]]]:
    """The cells of each row of each table."""
    found: list[list[list[str]]] = []
    for number, token in enumerate(tokens):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in ("th_open", "td_open"):
            found[-1][-1].append(plain(tokens[number + 1]))
    return found


def shown_tables(document: Document) -> list[Figures | Table]:
    return [
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Figures)
        or (isinstance(block, Table) and not block.drawn and block.rows)
    ]


def is_whole(document: Document) -> list[list[list[str]]]:
    """Check that no table is broken and no heading is lost; give the tables."""
    text = markdown(document)
    tokens = parsed(text)
    assert headings(tokens) == [
        visible(document.title), *(visible(" ".join(s.title.split())) for s in document.sections)
    ]  # fmt: skip
    assert not [token for token in tokens if token.type in ("html_block", "fence", "code_block")]
    found = tables(tokens)
    blocks = shown_tables(document)
    assert len(found) == len(blocks)
    widths = [3 if isinstance(b, Figures) else len(b.columns) for b in blocks]
    for table, width in zip(found, widths, strict=True):
        assert {len(row) for row in table} == {width}
    lines = [line for line in text.splitlines() if line.startswith("|")]
    wide = [len(table[0]) for table in found for _line in range(len(table) + 1)]
    assert [len(_BAR.findall(line)) - 1 for line in lines] == wide
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("name", "lang"), [(n, one) for n in SAMPLES for one in LANGUAGES])
def test_no_table_is_broken(kind: str, name: str, lang: str) -> None:
    document, _basis = made(kind, read_sample(name, lang), lang)
    found = is_whole(document)
    blocks = shown_tables(document)
    for shown, block in zip(found, blocks, strict=True):
        if isinstance(block, Table):
            texts = [[c for c in row.cells if isinstance(c, str)] for row in block.rows]
            for row, cells in zip(shown[1:], texts, strict=False):
                assert {visible(text) for text in cells if text} <= set(row)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The weekly report of a workbook whose texts mean harm."""
    headers = ("Deal", "Customer", "Owner", "Stage", "Amount", "Expected Close", "Created",
               "Closed on", "Loss reason")  # fmt: skip
    rows = [
        (text, text, text, ("Negotiation", "Won", "Lost")[n % 3], 100.0 * n, date(2026, 11, 1),
         date(2026, 9, 1), date(2026, 11, 18), text)
        for n, text in enumerate(HOSTILE)
    ]  # fmt: skip
    targets = [("Rep", "2026-Q4"), *((text, 9_000.0) for text in HOSTILE)]
    path = write(
        tmp_path_factory.mktemp("hostile") / "=1+1 | # a.xlsx",
        {"Pipeline": [headers, *rows], "Targets": targets},
    )
    return made("weekly", read_path(path))[0]


def test_texts_that_mean_harm_are_texts(hostile: Document) -> None:
    found = is_whole(hostile)
    cells = {cell for table in found for row in table for cell in row}
    for text in HOSTILE:
        assert visible(text) in cells
    assert "\x1b" not in markdown(hostile)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", BOOKS)
def test_a_part_of_a_workbook_says_what_is_missing(
    name: str, kind: str, lang: str, tmp_path: Path
) -> None:
    document, _basis = made(kind, read_path(partial_book(tmp_path, name)), lang)
    is_whole(document)
    assert document.sections and document.summary
    for section in document.sections:
        assert bool(section.needs) != bool(section.blocks), section.name
        assert not re.search(r"\b(esc|press|[a-z] adds|[a-z] chooses|[a-z] maps)\b", said(section))
        assert not section.needs or len(section.needs) > 8
        for block in section.blocks:
            if isinstance(block, Figures):
                assert all(bool(f.reason) == (f.value is None) for f in block.figures)
    lacking = {"payment_plan"} | ({"deals"} if name in ("customers", "targets") else set())
    told = " ".join(section.needs for section in document.sections)
    if kind == "weekly":
        assert all(f"salestui sheet PATH {entity}" in told for entity in lacking)


def said(section: Section) -> str:
    """What a section tells in sentences."""
    notes = (block for block in section.blocks if isinstance(block, Notes))
    return " ".join((section.needs, *(line.text for block in notes for line in block.lines)))


def test_a_template_of_ones_own_goes_first(tmp_path: Path) -> None:
    document, _basis = made("appraisal", read_sample("sales-team", "en"), scope="rep:Victor Hale")
    (tmp_path / "appraisal.md.j2").write_text(
        '{% extends "salestui/report.md.j2" %}{% block foot %}Made for {{ document.about|md }}'
        "{% endblock %}"
    )
    text = markdown(document, tmp_path)
    assert text.endswith("Made for Victor Hale\n") and text.startswith("# Appraisal sheet")
    facts = next(b for s in document.sections for b in s.blocks if isinstance(b, Facts))
    assert dict(facts.pairs)["Manager"] == "Ibrahim Sesay"
    (tmp_path / "report.md.j2").write_text("{{ document.nothing }}")
    with pytest.raises(TemplateFault, match=r"report\.md\.j2"):
        markdown(made("weekly", read_sample("sales-team", "en"))[0], tmp_path)
