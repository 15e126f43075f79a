"""Charts as SVG: every kind is drawn, whatever texts are in it; nothing is fetched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_documents import AGEING, BRIDGE, COURSE, STAGES, TEAMS, whole

from salestui.reports.charts.drawing import svg
from salestui.reports.charts.labels import drawn_width, wrapped
from salestui.reports.charts.palette import PRINT
from salestui.reports.charts.reading import MOST, not_drawn
from salestui.reports.charts.scales import dates, steps
from salestui.views.documents.document import Chart, ChartKind, Column, Form, Row, Table
from salestui.views.formats import Style

STYLE = Style("en", "¥")
TABLES = {table.name: table for table in (AGEING, BRIDGE, COURSE, STAGES, TEAMS)}
CHARTS = {
    block.kind: block
    for section in whole().sections
    for block in section.blocks
    if isinstance(block, Chart)
}
HOSTILE = (
    "<script>alert(1)</script>",
    "]]><svg onload=alert(1)>",
    '"><image href="http://x.example/a.png"/>',
    "${alert(1)} {{7*7}} #{x}",
    "datum.place + 1); fetch('http://x.example')",
    '{"signal": "1+1"}',
    "=HYPERLINK(\"http://x.example\")",
    "\x00\x1b[31m\u202e\ud800\ufffe",
    "names[0]\\n\\u0022",
    "url(http://x.example/a)",
    "𠮷" * 40,
    "👩‍👩‍👧" * 20,
)  # fmt: skip


def drawn(kind: ChartKind) -> str:
    return svg(CHARTS[kind], TABLES[CHARTS[kind].table], STYLE, PRINT)


def texts(picture: str) -> list[str]:
    root = ElementTree.fromstring(picture)
    return ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]


def bars(rows: int, name: str = "Rep {n}") -> tuple[Chart, Table]:
    columns = (Column("n", "Name"), Column("v", "Amount", Form.MONEY))
    table = Table("t", "T", columns, tuple(Row((name.format(n=n), float(n))) for n in range(rows)))
    return Chart(ChartKind.FUNNEL, "Chart", "t", "n", ("v",)), table


@pytest.mark.parametrize("kind", ChartKind)
def test_every_kind_is_drawn_and_says_what_it_shows(kind: ChartKind) -> None:
    root = ElementTree.fromstring(drawn(kind))
    assert root.get("role") == "img"
    assert root.get("aria-label") == CHARTS[kind].says
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None and title.text == CHARTS[kind].says
    assert root.get("width") is None and root.get("viewBox")


def test_no_prefix_that_others_registered_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    registered = ElementTree.register_namespace.__globals__["_namespace_map"]
    monkeypatch.setitem(registered, "http://www.w3.org/2000/svg", "svg")  # as WeasyPrint does
    picture = drawn(ChartKind.FUNNEL)
    assert picture.startswith('<svg xmlns="http://www.w3.org/2000/svg"') and "svg:" not in picture


def test_names_and_values_are_in_the_picture() -> None:
    found = texts(drawn(ChartKind.TARGET))
    assert "华南大区" in found
    assert "¥9.20M of ¥10.0M" in found
    assert {"Actual", "Target [plan] #1"} <= set(found)


def test_steps_of_a_waterfall_have_a_sign_and_an_arrow() -> None:
    found = texts(drawn(ChartKind.WATERFALL))
    assert "▲ +¥6.00M" in found and "▼ -¥4.50M" in found and "¥29.0M" in found


def test_money_is_told_in_the_manner_of_the_language() -> None:
    chart = CHARTS[ChartKind.FUNNEL]
    assert "¥4,000万" in texts(svg(chart, STAGES, Style("zh", "¥"), PRINT))


def test_lines_differ_by_their_dashes_too() -> None:
    assert drawn(ChartKind.LINES).count("stroke-dasharray") >= 2


def test_no_colour_is_left_to_the_library() -> None:
    for kind in ChartKind:
        assert "#4c78a8" not in drawn(kind)


@settings(max_examples=12, deadline=None)
@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40)), st.sampled_from(ChartKind))
def test_any_text_is_only_text(text: str, kind: ChartKind) -> None:
    chart = replace(CHARTS[kind], title=text, says=text)
    table = TABLES[chart.table]
    columns = tuple(replace(column, title=text) for column in table.columns)
    rows = tuple(
        replace(row, cells=tuple(text if isinstance(cell, str) else cell for cell in row.cells))
        for row in table.rows
    )
    picture = svg(chart, replace(table, columns=columns, rows=rows), Style("en", text[:3]), PRINT)
    names = {element.tag.partition("}")[2] for element in ElementTree.fromstring(picture).iter()}
    assert names <= {"svg", "title", "g", "path", "line", "rect", "text", "tspan"}
    for element in ElementTree.fromstring(picture).iter():
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name]


def test_nothing_can_be_fetched() -> None:
    from vl_convert import vegalite_to_svg

    wanted = {"data": {"url": "http://127.0.0.1:9/x.json"}, "mark": "point"}
    with pytest.raises(ValueError, match="not allowed"):
        vegalite_to_svg(wanted, allowed_base_urls=[])


def test_many_rows_stay_a_small_picture_and_are_counted() -> None:
    chart, table = bars(500)
    picture = svg(chart, table, STYLE, PRINT)
    assert not_drawn(chart, table) == 500 - MOST
    assert "Rep 19" in picture and "Rep 20" not in picture
    assert len(picture) < 20_000


def test_years_of_days_stay_a_small_picture() -> None:
    first = date(2020, 1, 1)
    rows = tuple(Row((first + timedelta(n), float(n), 2.0 * n, None)) for n in range(3000))
    table = replace(COURSE, rows=rows)
    picture = svg(CHARTS[ChartKind.LINES], table, STYLE, PRINT)
    assert len(picture) < 30_000
    assert "2027" in texts(picture)


def test_without_a_number_there_is_no_picture() -> None:
    chart, table = bars(0)
    assert svg(chart, table, STYLE) == ""
    assert svg(chart, replace(table, rows=(Row(("Ann", None)),)), STYLE) == ""


def test_two_of_the_same_name_stay_two() -> None:
    chart, table = bars(2, "Ann")
    assert texts(svg(chart, table, STYLE, PRINT)).count("Ann") == 2


def test_round_steps_include_zero_and_all_values() -> None:
    assert steps([21.1e6]) == [0, 5e6, 10e6, 15e6, 20e6, 25e6]
    assert steps([]) == [0, 1]
    assert steps([2], least=1) == [0, 1, 2]
    assert steps([-3, 4])[0] <= -3


@given(st.lists(st.floats(-1e15, 1e15), max_size=9))
def test_steps_are_few_and_around_all_values(values: list[float]) -> None:
    found = steps(values)
    assert len(found) <= 9
    slack = (found[-1] - found[0]) * 1e-9
    assert found[0] <= min([0.0, *values]) + slack and found[-1] >= max([0.0, *values]) - slack


def test_days_are_told_by_month_or_by_day() -> None:
    months = dates(date(2026, 10, 1), date(2027, 2, 28), STYLE)
    assert [text for _day, text in months] == ["Oct", "Nov", "Dec", "2027", "Feb"]
    days = dates(date(2026, 10, 5), date(2026, 10, 25), Style("zh"))
    assert days[0] == (date(2026, 10, 5), "10月5日")
    assert dates(date(2026, 1, 1), date(2026, 1, 1), STYLE) == [(date(2026, 1, 1), "1 Jan")]


def test_names_break_where_they_may() -> None:
    assert wrapped("East region key accounts", 18) == ["East region key", "accounts"]
    assert wrapped("华东区大客户部二组（含上海、杭州、南京）", 18) == [
        "华东区大客户部二组",
        "（含上海、杭州、…",
    ]


@given(st.text(max_size=80), st.integers(6, 30), st.integers(1, 3))
def test_lines_of_names_keep_to_their_width(text: str, width: int, lines: int) -> None:
    found = wrapped(text, width, lines)
    assert len(found) <= lines
    assert all(drawn_width(line) <= width for line in found)
