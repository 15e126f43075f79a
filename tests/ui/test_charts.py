"""Charts as pure functions: exact widths, honest lengths, no crash on odd numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from salestui.ui.widgets.charts.axis import nice_step, ticks
from salestui.ui.widgets.charts.bars import BEYOND, MARK, bar, scale_of, target_bar
from salestui.ui.widgets.charts.braille import DASHED, DOTTED, SOLID, Canvas
from salestui.ui.widgets.charts.plot import Line, legend, plot
from salestui.ui.widgets.charts.spark import sparkline

shares = st.floats(-1, 5, allow_nan=False)


def test_a_bar_is_filled_in_eighths() -> None:
    assert bar(0.5, 4) == "██  "
    assert bar(0.53125, 4) == "██▏ "
    assert bar(0.0, 4) == "    "
    assert bar(2.0, 4) == "████"
    assert bar(0.5, 0) == ""


def test_a_little_never_reads_as_nothing() -> None:
    assert bar(1e-9, 10) == "▏" + " " * 9


@given(shares, st.integers(0, 80))
def test_bars_have_exactly_their_width(share: float, width: int) -> None:
    assert cell_len(bar(share, width)) == width


def test_the_target_is_a_mark_at_the_same_place_for_all() -> None:
    scale = scale_of([0.4, 1.0, 1.25])
    bars = [target_bar(s, 26, scale).plain for s in (None, 0.4, 1.0, 1.25)]
    assert {b.index(MARK) for b in bars} == {20}
    assert bars[2] == "█" * 20 + MARK + " " * 5
    assert bars[3] == "█" * 20 + MARK + "█" * 5


def test_a_bar_beyond_the_scale_ends_in_an_arrow() -> None:
    assert target_bar(9.0, 30, 2.0).plain.endswith(BEYOND)
    assert target_bar(1.2, 11, 1.0).mark == BEYOND


def test_the_track_stands_for_what_is_missing() -> None:
    assert target_bar(0.5, 9, 1.0, "░").plain == "████░░░░" + MARK


@given(st.none() | shares, st.integers(1, 90), st.floats(1, 2))
def test_target_bars_have_exactly_their_width(
    share: float | None, width: int, scale: float
) -> None:
    assert cell_len(target_bar(share, width, scale).plain) == width


@given(st.lists(shares))
def test_scales_stay_between_the_target_and_twice_of_it(values: list[float]) -> None:
    assert 1.0 <= scale_of(values) <= 2.0


def test_a_sparkline_goes_from_lowest_to_highest() -> None:
    assert sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8) == "▁▂▃▄▅▆▇█"
    assert sparkline([7, None, 0], 8) == "█ ▁"
    assert sparkline([3, 3], 8) == "▄▄"
    assert sparkline([None, None], 8) == "  "
    assert sparkline([], 8) == ""


def test_a_thinned_sparkline_keeps_the_newest() -> None:
    assert sparkline([*[0.0] * 29, 1.0], 6) == "▁▁▁▁▁█"


@given(st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False), max_size=50),
       st.integers(0, 20))  # fmt: skip
def test_sparklines_never_exceed_their_width(values: list[float | None], width: int) -> None:
    assert len(sparkline(values, width)) == min(len(values), width)


def test_steps_are_round() -> None:
    assert nice_step(26_000_000, 3) == 10_000_000
    assert nice_step(0.97, 4) == 0.25
    with pytest.raises(ValueError, match="no step"):
        nice_step(0, 3)


@given(st.floats(-1e12, 1e12), st.floats(0, 1e12), st.integers(1, 12))
def test_ticks_enclose_the_values(low: float, span: float, most: int) -> None:
    high = low + span
    found = ticks(low, high, most)
    slack = 1e-6 * max(abs(low), abs(high), 1.0)
    assert found == sorted(found)
    assert found[0] <= low + slack
    assert found[-1] >= high - slack
    assert len(found) <= most + 3


def test_patterns_tell_lines_apart_without_colour() -> None:
    drawn = set()
    for pattern in (SOLID, DASHED, DOTTED):
        canvas = Canvas(8, 1)
        canvas.line([(0, 0), (15, 0)], 0, pattern)
        drawn.add("".join(char for char, _ in canvas.rows()[0]))
    assert len(drawn) == 3
    assert "⠉" * 8 in drawn


def test_dots_outside_the_canvas_are_ignored() -> None:
    canvas = Canvas(2, 1)
    canvas.line([(-5, -5), (50, 50)], 3)
    assert len(canvas.rows()) == 1
    assert len(canvas.rows()[0]) == 2


def money(value: float) -> str:
    return f"¥{value / 10_000:g}万"


LINES = [
    Line("expected", [(0, 0.0), (91, 25_840_000.0)], "$text-muted", DASHED),
    Line("forecast", [(69, 18_420_000.0), (91, 24_900_000.0)], "$text-muted", DOTTED),
    Line("actual", [(0, 0.0), (30, 7_000_000.0), (69, 18_420_000.0)], "$primary", thickness=2),
]
MONTHS = [(0.0, "10月"), (31.0, "11月"), (61.0, "12月")]


@pytest.mark.parametrize("width", [24, 30, 53, 97, 180])
@pytest.mark.parametrize("height", [5, 6, 8, 13, 40])
def test_a_plot_fills_its_cells_exactly(width: int, height: int) -> None:
    drawn = plot(LINES, width, height, money, MONTHS)
    assert len(drawn) == height
    assert {line.cell_length for line in drawn} == {width}


def test_a_plot_carries_its_own_labels() -> None:
    text = "\n".join(line.plain for line in plot(LINES, 70, 13, money, MONTHS))
    for wanted in ("expected", "forecast", "actual", "10月", "12月", "万 ┤", "0万 ┼"):
        assert wanted in text


def test_there_is_no_plot_without_points_or_room() -> None:
    assert plot([], 60, 10, money, MONTHS) == []
    assert plot(LINES, 60, 2, money, MONTHS) == []
    assert plot(LINES, 10, 10, money, MONTHS) == []


@pytest.mark.parametrize("value", [0.0, -5_000.0, 1e-9, 1e15])
def test_odd_values_are_drawn_too(value: float) -> None:
    drawn = plot([Line("actual", [(0, value), (1, value)])], 60, 9, lambda v: f"{v:g}", [])
    assert {line.cell_length for line in drawn} == {60}


def test_one_point_is_a_dot() -> None:
    drawn = plot([Line("actual", [(5, 3.0)])], 40, 8, lambda v: f"{v:g}", [(5, "x")])
    dots = [c for line in drawn[1:] for c in line.plain if 0x2800 < ord(c) <= 0x28FF]
    assert len(dots) == 1


def test_a_legend_leaves_out_what_does_not_fit() -> None:
    assert "actual" not in legend(LINES, 30).plain
    assert legend(LINES, 30).cell_length == 30
    assert math.isclose(legend(LINES, 60).cell_length, 60)
