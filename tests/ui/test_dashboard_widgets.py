"""The dashboard's panels: exact widths at any size, any text harmless, selections that stay."""

from __future__ import annotations

import pytest
from dashboard_fakes import (
    HOSTILE,
    alert,
    alerts,
    bar_row,
    bars,
    chart,
    funnel,
    headline,
    kpi,
    stage,
)
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget

from salestui.ui.widgets import attainment, attention
from salestui.ui.widgets import funnel as funnels
from salestui.ui.widgets.attainment import AttainmentPanel
from salestui.ui.widgets.attention import AttentionPanel
from salestui.ui.widgets.charts.bars import MARK
from salestui.ui.widgets.funnel import FunnelPanel
from salestui.ui.widgets.headline import Headline, progress_bar, short_line, words
from salestui.ui.widgets.kpi_strip import KpiStrip, arrange, strip_lines
from salestui.ui.widgets.messages import (
    DealOpened,
    DealsRequested,
    ExplainRequested,
    FocusRequested,
)
from salestui.ui.widgets.target_chart import TargetChart

WIDTHS = (30, 36, 44, 58, 76, 97, 140)


# -- rows as pure functions -----------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["张伟", "Hannah Lindqvist", *HOSTILE])
@pytest.mark.parametrize("scale", [None, 1.0, 1.4])
def test_bars_fill_their_width(width: int, name: str, scale: float | None) -> None:
    names = attainment.name_cells([name, "Bo"], width)
    for share in (None, 0.0, 0.61, 1.18, 7.0):
        line = attainment.row_line(bar_row(name, share), width, names, scale)
        assert line.cell_length == width
        assert "\n" not in line.plain
        assert "\x1b" not in line.plain


def test_over_and_under_achievement_read_alike() -> None:
    rows = [bar_row("Ann", 1.18), bar_row("Bo", 0.61)]
    over, under = (attainment.row_line(r, 60, 4, 1.2).plain for r in rows)
    assert over.index(MARK) == under.index(MARK)
    assert over[over.index(MARK) + 1] == "█"
    assert under[under.index(MARK) + 1] == " "


def test_a_row_says_its_state_in_words_too() -> None:
    assert "▼ far behind" in attainment.row_line(bar_row(), 70, 8, 1.0).plain


def test_rows_are_sorted_by_gap_and_by_name() -> None:
    rows = [bar_row("Bo", 1.1), bar_row("Cy", None), bar_row("ann", 0.4)]
    assert [r.name for r in attainment.ordered(rows, "gap")] == ["ann", "Bo", "Cy"]
    assert [r.name for r in attainment.ordered(rows, "name")] == ["ann", "Bo", "Cy"]
    assert [r.name for r in attainment.ordered(rows, "attainment")] == ["Bo", "Cy", "ann"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["项目实施和服务", *HOSTILE])
def test_stages_fill_their_width(width: int, name: str) -> None:
    row = stage(name)
    names = funnels.name_cells([name], width)
    assert funnels.row_line(row, width, names).cell_length == width
    assert funnels.row_line(row, width, names, with_bar=False).cell_length == width
    assert funnels.bar_line(row, width).cell_length == width


def test_a_narrow_funnel_keeps_its_figures() -> None:
    line = funnels.row_line(stage(), 36, funnels.name_cells(["谈判签约"], 36)).plain
    for figure in ("28", "$1.60M", "57.6%"):
        assert figure in line


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("text", HOSTILE)
def test_alerts_fill_their_width(width: int, text: str) -> None:
    rows = [alert(text, rep=text, stage=text, reason=text), alert()]
    columns = attention.arrange(rows, width)
    for row in rows:
        assert attention.row_line(row, columns).cell_length == width


def test_rep_and_stage_come_with_the_room() -> None:
    def shown(width: int) -> str:
        return attention.row_line(alert(), attention.arrange([alert()], width)).plain

    assert "Victor" not in shown(60)
    assert "Victor Hale" in shown(80)
    assert "Negotiation" in shown(110)


@pytest.mark.parametrize("width", [30, 76, 96, 116, 136, 196, 260])
@pytest.mark.parametrize("folded", [False, True])
@pytest.mark.parametrize("total", [1, 5, 14])
def test_key_figures_fill_their_width(width: int, folded: bool, total: int) -> None:
    kpis = [kpi(str(n), HOSTILE[n % len(HOSTILE)] or "加权商机") for n in range(total)]
    for selected in range(total):
        grid = arrange(total, width, selected, folded=folded)
        room = width - 4 if grid.count < total else width
        lines = strip_lines(kpis, grid, room, {selected: "reverse"})
        assert len({line.cell_length for line in lines}) == 1
        assert lines[0].cell_length <= width
        assert grid.first <= selected < grid.first + grid.count


def test_a_click_finds_its_figure() -> None:
    grid = arrange(14, 136, 0, folded=False)
    assert grid.columns == 7
    assert grid.at(0, 0) == 0
    assert grid.at(grid.cells + 2, 1) == 1
    assert grid.at(0, 2) == 7
    assert grid.at(grid.cells, 0) is None
    assert grid.at(0, 4) is None


@pytest.mark.parametrize("width", [0, 1, 20, 77, 150])
@pytest.mark.parametrize("share", [None, 0.0, 0.713, 1.0, 3.0])
@pytest.mark.parametrize("expected", [None, 0.0, 0.76, 1.0])
def test_the_bar_to_the_target_fills_its_width(
    width: int, share: float | None, expected: float | None
) -> None:
    assert progress_bar(share, expected, width, "").cell_length == width


@pytest.mark.parametrize("width", [30, 60, 80, 116, 200])
def test_the_verdict_keeps_to_its_lines(width: int) -> None:
    lines = words(headline(), kpi("landing", "Landing", "$2.60M", word="makes it"), width)
    assert len(lines) == 2
    if width >= 60:
        assert all(line.cell_length <= width for line in lines)
    assert "0.94 pace, behind" in lines[0].plain


def test_the_landing_loses_its_range_before_anything_is_left_out() -> None:
    landing = kpi("landing", "Landing", "$2.60M", word="makes it")
    wide, narrow = (words(headline(), landing, w)[0].plain for w in (140, 76))
    assert "P10" in wide
    assert "P10" not in narrow
    assert "landing $2.60M, makes it" in narrow
    assert "71.3%" in short_line(headline(), landing).plain


# -- panels in an app -----------------------------------------------------------------------------


class Host(App[None]):
    """One widget, and what it asked for."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.asked: list[tuple[object, ...]] = []

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_focus_requested(self, event: FocusRequested) -> None:
        self.asked.append(("focus", event.dimension, event.value))

    def on_deals_requested(self, event: DealsRequested) -> None:
        self.asked.append(("deals", event.dimension, event.value))

    def on_deal_opened(self, event: DealOpened) -> None:
        self.asked.append(("deal", event.row))

    def on_explain_requested(self, event: ExplainRequested) -> None:
        self.asked.append(("explain", event.key))

    def rows(self) -> list[str]:
        """The screen as text, one string per line."""
        return [
            "".join(segment.text for segment in strip).rstrip()
            for strip in self.screen._compositor.render_strips()
        ]


MANY = [bar_row(f"rep {n:02}", 1.5 - n / 20) for n in range(30)]


async def test_a_panel_holds_its_place_until_there_is_something() -> None:
    app = Host(AttainmentPanel())
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        assert any("░░░" in row for row in app.rows())
        app.widget.put_panels({"rep": bars(*MANY)})
        await pilot.pause()
        text = "\n".join(app.rows())
        assert "░" not in text
        assert "By rep · 30 · attainment ▾" in text


async def test_the_cursor_stays_on_its_row_when_rows_are_refreshed() -> None:
    app = Host(panel := AttainmentPanel())
    async with app.run_test(size=(60, 12)) as pilot:
        panel.put_panels({"rep": bars(*MANY)})
        panel.focus()
        await pilot.press(*["down"] * 20)
        assert panel.current is not None
        assert panel.current.name == "rep 20"
        assert "rep 20" in "\n".join(app.rows())
        panel.put_panels({"rep": bars(*reversed(MANY))})
        await pilot.pause()
        assert panel.current.name == "rep 20"
        assert panel.cursor == 9
        panel.put_panels({"rep": bars(*MANY[:3])})
        assert panel.current.name == "rep 02"


async def test_the_first_dimension_that_the_book_keeps_is_shown() -> None:
    app = Host(panel := AttainmentPanel())
    async with app.run_test(size=(60, 12)):
        kept = bars(bar_row("North"), dimension="region")
        empty = {d: bars(needs="needs it") for d in ("rep", "team", "product")}
        panel.put_panels({**empty, "region": kept})
        assert panel.title() == "By region"
        panel.put_panels({**empty, "rep": bars(bar_row()), "region": kept})
        assert panel.title() == "By region"  # nothing changes under the user's eyes


async def test_enter_filters_o_opens_and_keys_change_the_view() -> None:
    app = Host(panel := AttainmentPanel())
    async with app.run_test(size=(60, 12)) as pilot:
        panel.put_panels(
            {"rep": bars(*MANY), "team": bars(needs="needs a team"),
             "region": bars(bar_row("North"), dimension="region")}
        )  # fmt: skip
        panel.focus()
        await pilot.press("down")
        panel.act()
        panel.open()
        assert panel.cycle_dimension(1) == "By region"  # teams are not kept
        panel.act()
        assert panel.cycle_order() == "gap"
        await pilot.pause()
        assert app.asked == [
            ("focus", "rep", "rep 01"),
            ("deals", "rep", "rep 01"),
            ("focus", "region", "North"),
        ]


async def test_rows_that_name_nobody_cannot_be_filtered_by() -> None:
    app = Host(panel := AttainmentPanel())
    async with app.run_test(size=(60, 12)) as pilot:
        panel.put_panels({"rep": bars(bar_row("(none)", None, value=None), bar_row("Bo"))})
        panel.act()
        assert panel.open() is False
        await pilot.pause()
        assert app.asked == []


async def test_a_double_click_acts_a_click_selects() -> None:
    app = Host(panel := FunnelPanel())
    async with app.run_test(size=(60, 10)) as pilot:
        panel.put_funnel(funnel(*(stage(f"stage {n}") for n in range(8))))
        await pilot.pause()
        await pilot.click(panel, offset=(10, 4))
        assert panel.current is not None
        assert panel.current.name == "stage 3"
        assert app.asked == []
        await pilot.click(panel, offset=(10, 4), times=2)
        assert app.asked == [("focus", "stage", "stage 3")]


async def test_a_roomy_funnel_draws_its_bars_below() -> None:
    app = Host(panel := FunnelPanel())
    async with app.run_test(size=(40, 14)) as pilot:
        panel.put_funnel(funnel(*(stage(f"stage {n}", 1.0) for n in range(5))))
        await pilot.pause()
        assert panel.tall == 2
        rows = app.rows()
        assert "stage 0" in rows[1]
        assert "█" * 30 in rows[2]
        await pilot.click(panel, offset=(10, 4))
        assert panel.cursor == 1


async def test_an_alert_opens_its_deal_or_filters_by_its_rep() -> None:
    app = Host(panel := AttentionPanel())
    async with app.run_test(size=(90, 10)) as pilot:
        panel.put_panel(alerts(alert(deal=41), alert("Victor Hale", deal=None)))
        panel.focus()
        panel.act()
        await pilot.press("down")
        panel.open()
        await pilot.pause()
        assert app.asked == [("deal", 41), ("focus", "rep", "Victor Hale")]


@pytest.mark.parametrize("size", [(30, 8), (80, 16), (200, 40)])
async def test_any_text_is_shown_as_text(size: tuple[int, int]) -> None:
    app = Host(panel := AttentionPanel())
    async with app.run_test(size=size) as pilot:
        panel.put_panel(alerts(*(alert(t, rep=t, stage=t, reason=t) for t in HOSTILE)))
        panel.focus()
        await pilot.press("end", "home")
        rows = app.rows()
        assert all(cell_len(row) <= size[0] for row in rows)
        assert any("[re" in row for row in rows)
        assert "\x1b" not in "".join(rows)


@pytest.mark.parametrize(
    ("panel", "message"),
    [
        (AttainmentPanel(), "needs a column"),
        (FunnelPanel(), "needs stages"),
        (AttentionPanel(), "nothing is overdue"),
        (TargetChart(), "nothing won"),
    ],
)
async def test_an_empty_panel_says_what_it_needs(panel: Widget, message: str) -> None:
    app = Host(panel)
    async with app.run_test(size=(50, 8)) as pilot:
        match panel:
            case AttainmentPanel():
                panel.put_panels({"rep": bars(needs="needs a column of reps")})
            case FunnelPanel():
                panel.put_funnel(funnel(needs="needs stages"))
            case AttentionPanel():
                panel.put_panel(alerts())
            case TargetChart():
                panel.put_chart(chart(needs="nothing won and no target"), str)
        await pilot.pause()
        assert message in "\n".join(app.rows())


@pytest.mark.parametrize("size", [(30, 8), (80, 16), (200, 60)])
async def test_the_chart_has_axes_and_a_legend(size: tuple[int, int]) -> None:
    app = Host(panel := TargetChart())
    async with app.run_test(size=size) as pilot:
        panel.put_chart(chart(), lambda v: f"{v / 1e6:.1f}M")
        await pilot.pause()
        text = "\n".join(app.rows())
        for wanted in ("┤", "┼", "0.0M", "Oct", "Nov"):
            assert wanted in text
        if size[0] >= 80:
            assert "actual" in text
            assert "forecast" in text


async def test_the_copied_chart_is_a_table() -> None:
    app = Host(panel := TargetChart())
    async with app.run_test(size=(60, 10)):
        panel.put_chart(chart(3), str)
        assert panel.as_text().splitlines()[:2] == [
            "\tactual\ttarget\tforecast",
            "2026-10-01\t0.00\t0.00\t",
        ]


async def test_arrows_select_a_figure_and_enter_explains_it() -> None:
    app = Host(strip := KpiStrip())
    async with app.run_test(size=(140, 10)) as pilot:
        strip.put([kpi(f"k{n}", f"Label {n}") for n in range(14)])
        strip.focus()
        await pilot.press("right", "down", "down", "left")
        assert strip.explains() == "k7"
        strip.act()
        strip.put([kpi(f"k{n}") for n in range(14)])
        assert strip.explains() == "k7"
        await pilot.pause()
        assert app.asked == [("explain", "k7")]
        assert strip.as_text().splitlines()[0] == "Actual\t$1,387,300"


async def test_what_changed_by_itself_stands_out_for_a_moment() -> None:
    app = Host(strip := KpiStrip())
    async with app.run_test(size=(140, 10)) as pilot:
        strip.put([kpi("a"), kpi("b")])
        strip.put([kpi("a"), kpi("b", exact="$2")], flash=True)
        await pilot.pause()
        assert strip._moved == {"b"}
        strip.put([kpi("a"), kpi("b", exact="$2")], flash=True)
        assert strip._moved == frozenset()


async def test_folded_figures_come_in_pages_of_two_lines() -> None:
    app = Host(strip := KpiStrip())
    async with app.run_test(size=(80, 10)) as pilot:
        strip.fold(True)
        strip.put([kpi(f"k{n}", f"Label {n}") for n in range(14)])
        strip.focus()
        await pilot.pause()
        assert strip.content_size.height == 2
        assert "1/3" in "\n".join(app.rows())
        await pilot.press("end")
        await pilot.pause()
        text = "\n".join(app.rows())
        assert "3/3" in text
        assert "Label 13" in text


@pytest.mark.parametrize(("width", "folded"), [(140, False), (100, False), (80, True)])
async def test_the_headline_answers(width: int, folded: bool) -> None:
    app = Host(widget := Headline())
    async with app.run_test(size=(width, 8)) as pilot:
        widget.fold(folded)
        await pilot.pause()
        assert "░" in "\n".join(app.rows())
        widget.put_headline(headline(), kpi("landing", value="$2.60M", word="makes it"))
        widget.put_problems("3 cells")
        await pilot.pause()
        await pilot.pause()
        text = "\n".join(app.rows())
        assert "of $2.39M" in text
        assert "landing $2.60M" in text
        assert "gap $1.00M" in text
        assert ("71.3%" in text) is folded  # large digits stand there otherwise
        assert ("3 cells" in text) is not folded


async def test_the_headline_says_what_it_needs() -> None:
    app = Host(widget := Headline())
    async with app.run_test(size=(100, 8)) as pilot:
        nothing = headline(
            attainment="", target="", pace="", word="", landing="", per_day="", coverage="",
            share=None, expected_share=None, expected="", gap="", needs="no target is set",
        )  # fmt: skip
        widget.put_headline(nothing, None)
        await pilot.pause()
        await pilot.pause()
        text = "\n".join(app.rows())
        assert "no target is set" in text
        assert "actual $1.39M" in text


async def test_keys_are_told_by_the_focused_panel_only() -> None:
    class Two(App[None]):
        def compose(self) -> ComposeResult:
            yield FunnelPanel(id="a")
            yield AttentionPanel(id="b")

    app = Two()
    async with app.run_test(size=(60, 20)) as pilot:
        first, second = app.query_one(FunnelPanel), app.query_one(AttentionPanel)
        first.put_funnel(funnel(stage()))
        second.put_panel(alerts(alert()))
        for focused, other in ((first, second), (second, first)):
            focused.focus()
            await pilot.pause()
            assert focused.border_subtitle
            assert not other.border_subtitle


def test_messages_carry_what_they_ask_for() -> None:
    assert isinstance(FocusRequested("rep", "Bo"), Message)
    assert FocusRequested("rep", "Bo").value == "Bo"


def test_a_long_count_keeps_its_distance_from_the_stage() -> None:
    line = funnels.row_line(stage("Negotiation", count="12,751"), 60, 11, with_bar=False)
    assert "Negotiation 12,751" in line.plain
