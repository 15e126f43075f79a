from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salestui.metrics.definitions import Unit
from salestui.metrics.figure import Figure, na
from salestui.views.formats import Style, arrow

EN, ZH = Style("en", "¥"), Style("zh", "¥")


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        (0, "¥0", "¥0"),
        (0.001, "¥0", "¥0"),
        (-0.001, "¥0", "¥0"),
        (12.5, "¥12.5", "¥12.5"),
        (950, "¥950", "¥950"),
        (999.6, "¥1.00k", "¥1,000"),
        (9_995, "¥10.0k", "¥9,995"),
        (9_999.6, "¥10.0k", "¥1.00万"),
        (337_123, "¥337k", "¥33.7万"),
        (999_499, "¥999k", "¥99.9万"),
        (999_500, "¥1.00M", "¥100万"),
        (18_421_350, "¥18.4M", "¥1,842万"),
        (99_500_000, "¥99.5M", "¥9,950万"),
        (99_994_999, "¥100M", "¥9,999万"),
        (99_995_000, "¥100M", "¥1.00亿"),
        (184_200_000, "¥184M", "¥1.84亿"),
        (2_500_000_000, "¥2.50B", "¥25.0亿"),
        (-1_234_567, "-¥1.23M", "-¥123万"),
    ],
)
def test_compact_money(value: float, en: str, zh: str) -> None:
    assert (EN.money(value), ZH.money(value)) == (en, zh)


_UNITS = {"B": 1e9, "M": 1e6, "k": 1e3, "亿": 1e8, "万": 1e4}


@given(st.floats(-1e13, 1e13), st.sampled_from(["en", "zh"]))
def test_compact_money_is_never_more_than_half_a_percent_off(value: float, language: str) -> None:
    text = Style(language).money(value)
    scale = _UNITS.get(text[-1], 1.0)
    shown = float(text.rstrip("BMk亿万").replace(",", "")) * scale
    assert math.isclose(shown, value, rel_tol=0.0051, abs_tol=0.0051)


@pytest.mark.parametrize(
    ("value", "text"),
    [(18_421_350.0, "¥18,421,350"), (0.5, "¥0.50"), (-1234.567, "-¥1,234.57"), (-0.001, "¥0")],
)
def test_exact_money(value: float, text: str) -> None:
    assert EN.exact_money(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.713, "71.3%"), (1.18, "118%"), (0.9994, "99.9%"), (0.9996, "100%"), (-0.042, "-4.2%")],
)
def test_percent(value: float, text: str) -> None:
    assert EN.percent(value) == text


def test_by_unit() -> None:
    assert [EN.value(1234.5, u) for u in Unit] == [
        "¥1.23k", "¥1.23k/d", "123,450%", "1,234.50", "1,234 d", "1,234",
    ]  # fmt: skip
    assert [EN.exact(1234.5, u) for u in Unit] == [
        "¥1,234.50", "¥1,234.50", "123450%", "1,234.5", "1,234.5", "1,234",
    ]  # fmt: skip


def test_a_figure_without_a_value() -> None:
    assert EN.figure(na("why"), Unit.MONEY) == "n/a"
    assert EN.figure(Figure(2.0), Unit.COUNT) == "2"


def test_changes_have_arrow_and_sign() -> None:
    assert EN.delta(0.023, Unit.PERCENT) == "▲ +2.3 pp"
    assert EN.delta(-1500.0, Unit.MONEY) == "▼ -¥1.50k"
    assert EN.delta(0.0, Unit.DAYS) == "▬ 0 d"
    assert arrow(-0.01, flat=0.02) == "▬"


def test_dates() -> None:
    day = date(2026, 12, 9)
    assert (EN.day(day), EN.month(day), EN.day_of_month(day)) == ("2026-12-09", "Dec", "9 Dec")
    assert (ZH.month(day), ZH.day_of_month(day)) == ("12月", "12月9日")


def test_a_change_too_small_to_show_is_none() -> None:
    english = Style("en")
    assert english.delta(-0.0002, Unit.PERCENT) == "▬ 0.0 pp"
    assert english.delta(-0.2, Unit.DAYS) == "▬ 0 d"
    assert english.delta(-0.02, Unit.PERCENT) == "▼ -2.0 pp"
