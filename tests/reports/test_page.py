"""Reports as a page: whole, safe, small, readable by all."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_documents import AGEING, TEAMS, whole

from salestui.i18n import set_language
from salestui.reports.page import html
from salestui.views.documents.document import (
    Check,
    Checklist,
    Column,
    Document,
    Facts,
    Figures,
    Form,
    Line,
    Notes,
    Row,
    Section,
    Table,
    Told,
)

VOID = {"meta", "br", "img", "hr", "link"}


class Read(HTMLParser):
    """The elements, attributes and texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.texts.append(data)


def of_texts(text: str) -> Document:
    """A document in which every text is the same one."""
    table = Table(
        "t",
        text,
        (Column("a", text), Column("b", text, Form.MONEY, bar=True)),
        (Row((text, 1.0)), Row((text, None))),
    )
    blocks = (
        Figures((Told(text, text, Form.MONEY, None, reason=text, word=text, definition=text),)),
        table,
        Facts(((text, text),)),
        Notes((Line(text),)),
        Checklist((Check(text, None, (text,)),)),
    )
    section = Section("all", text, blocks, needs=text)
    return Document(
        "weekly", text, text, text, whole().as_of, text, (Line(text),), (section,) * 5, "en", text
    )


@pytest.fixture(scope="module")
def page() -> str:
    return html(whole())


def test_it_needs_nothing_from_elsewhere(page: str) -> None:
    read = Read(page)
    assert not {"script", "link", "img", "iframe", "image", "object"} & set(read.tags)
    assert all(value.startswith("#") for name, value in read.attributes if name == "href")
    assert not any(name == "src" for name, _value in read.attributes)
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style and "@import" not in style
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_every_element_is_closed_and_every_name_unique(page: str) -> None:
    read = Read(page)
    assert not read.open
    names = [value for name, value in read.attributes if name == "id"]
    assert len(names) == len(set(names))
    wanted = [value for name, value in read.attributes if name == "aria-labelledby"]
    assert set(wanted) <= set(names)


def test_every_block_is_told(page: str) -> None:
    texts = " ".join(Read(page).texts)
    for expected in (
        "76.8% of ¥24.0M, behind",
        "¥18.4M",
        "behind",
        "two reps have no target",
        "fewer than 5 closed deals",
        "¥9,200,000",
        "¥18,421,350",
        "华南大区",
        "Zeta pays late.",
        "Kick-off held",
        "Ann · 2026-09-01",
        "Ramp-up",
        "No sheet of campaigns: add one.",
        "Won amounts of the period",
    ):
        assert expected in texts


def test_each_chart_is_drawn_once_and_a_drawn_table_is_no_table(page: str) -> None:
    assert page.count('role="img"') == 6 + page.count('class="whole-width"')
    assert page.count("<table") == 3


def test_tables_say_what_they_are(page: str) -> None:
    read = Read(page)
    assert read.tags.count("caption") == read.tags.count("table") == read.tags.count("thead")
    scopes = [value for name, value in read.attributes if name == "scope"]
    rows = sum(len(t.rows) for t in (TEAMS, AGEING)) + 4
    assert scopes.count("row") >= rows


def test_states_are_words_and_signs_beside_their_colours(page: str) -> None:
    assert '<tr class="late"><th scope="row"><span class="mark late" aria-hidden="true">‼' in page


def test_chinese_pages_say_so() -> None:
    set_language("zh")
    try:
        page = html(whole(language="zh"))
    finally:
        set_language("en")
    assert '<html lang="zh-CN">' in page
    assert "¥1,842万" in page


@settings(max_examples=25, deadline=None)
@given(
    st.one_of(
        st.sampled_from(
            (
                "<script>alert(1)</script>",
                "</style><script>alert(1)</script>",
                "</title><img src=x onerror=alert(1)>",
                '" onmouseover="alert(1)',
                "{{ 7*7 }}{% raw %}",
                "javascript:alert(1)",
                "<!-- ]]> -->",
                "\x00\u202e",
            )
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    )
)
def test_any_text_is_only_text(text: str) -> None:
    plain, other = Read(html(of_texts("A"))), Read(html(of_texts(text)))
    allowed = {"script", "img", "style"} - set(plain.tags)
    assert not allowed & set(other.tags)
    assert {name for name, _value in other.attributes} <= {name for name, _ in plain.attributes}


def test_templates_in_cells_are_not_evaluated() -> None:
    assert "{{ 7*7 }}" in html(of_texts("{{ 7*7 }}"))


def test_a_page_of_full_tables_and_long_texts_is_below_a_megabyte() -> None:
    row = TEAMS.rows[0]
    long = replace(row, cells=("x" * 32_000, *row.cells[1:]))
    tables = tuple(
        replace(TEAMS, name=f"t{n}", rows=(long,) * 50, left_out=99_950) for n in range(20)
    )
    section = Section("all", "All", tables)
    page = html(replace(whole(), sections=(section, *whole().sections)))
    assert len(page.encode()) < 1_000_000
    assert "99950 more are not listed." in page


def test_a_template_of_the_user_goes_before_ours(tmp_path: Path) -> None:
    base = '{% extends "salestui/report.html.j2" %}'
    own = base + "{% block foot %}<p>Ours & only ours</p>{% endblock %}"
    (tmp_path / "weekly.html.j2").write_text(own, encoding="utf-8")
    page = html(whole(), tmp_path)
    assert "<p>Ours & only ours</p>" in page and "Where we stand" in page
