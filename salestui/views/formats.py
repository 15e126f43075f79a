"""Numbers, money and dates as texts, in the manner of the interface's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.definitions import Unit
from salestui.metrics.figure import Figure, Note
from salestui.plain_text import visible

_SCALES = {
    "en": ((1e9, "B"), (1e6, "M"), (1e3, "k")),
    "zh": ((1e8, "亿"), (1e4, "万")),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

UP, FLAT, DOWN = "▲", "▬", "▼"
"""Arrows that go with a sign: change is never told by colour alone."""


def say(note: Note) -> str:
    """A note in the current language, its placeholders filled; cell texts in it made visible."""
    return visible(note.filled(_))


def not_available() -> str:
    """What stands where a figure has no value."""
    return _("n/a")


@dataclass(frozen=True, slots=True)
class Style:
    """How texts are formatted: the language, and the currency sign that the workbook uses."""

    language: str = "en"
    symbol: str = ""

    def money(self, value: float) -> str:
        """Compact, three digits: ``¥18.4M``, ``1,842万``."""
        size = abs(value)
        scales = _SCALES.get(self.language, _SCALES["en"])
        text = _small(size)
        for (scale, suffix), (finer, _suffix) in pairwise((*scales, (1.0, ""))):
            if size >= scale - finer / 2:  # what would round up to 1,000k is 1.00M
                text = _three_digits(size / scale) + suffix
                break
        return f"{'-' if value < 0 and text != '0' else ''}{self.symbol}{text}"

    def exact_money(self, value: float) -> str:
        """In full, with cents only where there are any: ``¥18,421,350``."""
        text = f"{abs(value):,.2f}".removesuffix(".00")
        return f"{'-' if value < 0 and text != '0' else ''}{self.symbol}{text}"

    def percent(self, value: float) -> str:
        """A fraction as ``71.3%``; without decimals from 100% on."""
        shown = value * 100
        return f"{shown:.1f}%" if abs(shown) < 99.95 else f"{shown:,.0f}%"

    def ratio(self, value: float) -> str:
        """``0.94``."""
        return f"{value:,.2f}"

    def times(self, value: float) -> str:
        """``2.8x``."""
        return f"{value:,.1f}x"

    def count(self, value: float) -> str:
        """``1,205``."""
        return f"{value:,.0f}"

    def days(self, value: float) -> str:
        """``52 d``."""
        return _("{n} d").format(n=f"{value:,.0f}")

    def day(self, day: date) -> str:
        """``2026-12-09`` in both languages."""
        return day.isoformat()

    def month(self, day: date) -> str:
        """``Oct``, ``10月``."""
        return f"{day.month}月" if self.language == "zh" else _MONTHS[day.month - 1]

    def month_of_year(self, day: date) -> str:
        """``Oct 2026``, ``2026年10月``."""
        month = self.month(day)
        return f"{day.year}年{month}" if self.language == "zh" else f"{month} {day.year}"

    def day_of_month(self, day: date) -> str:
        """``9 Dec``, ``12月9日``."""
        if self.language == "zh":
            return f"{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]}"

    def value(self, value: float, unit: Unit) -> str:
        """A value by its unit, compact."""
        match unit:
            case Unit.MONEY:
                return self.money(value)
            case Unit.MONEY_PER_DAY:
                return _("{money}/d").format(money=self.money(value))
            case Unit.PERCENT:
                return self.percent(value)
            case Unit.RATIO:
                return self.ratio(value)
            case Unit.DAYS:
                return self.days(value)
            case Unit.COUNT:
                return self.count(value)

    def exact(self, value: float, unit: Unit) -> str:
        """A value by its unit, in full."""
        match unit:
            case Unit.MONEY | Unit.MONEY_PER_DAY:
                return self.exact_money(value)
            case Unit.PERCENT:
                return f"{value * 100:.4f}".rstrip("0").rstrip(".") + "%"
            case Unit.RATIO | Unit.DAYS:
                return f"{value:,.4f}".rstrip("0").rstrip(".")
            case Unit.COUNT:
                return self.count(value)

    def figure(self, figure: Figure, unit: Unit) -> str:
        """A figure's value, compact, or ``n/a``."""
        return not_available() if figure.value is None else self.value(figure.value, unit)

    def delta(self, change: float, unit: Unit) -> str:
        """A change with arrow and sign; of a percentage, in points: ``▲ +2.3 pp``."""
        if unit is Unit.PERCENT:
            text = _("{points} pp").format(points=f"{change * 100:+.1f}")
        else:
            shown = self.value(abs(change), unit)
            text = f"{'-' if change < 0 else '+'}{shown}"
        if not any(digit in text for digit in "123456789"):  # too small to be shown
            return f"{FLAT} {text.lstrip('+-')}"
        return f"{arrow(change)} {text}"


def style(symbol: str = "") -> Style:
    """The style of the interface's current language."""
    return Style(i18n.language(), symbol)


def arrow(change: float, flat: float = 0.0) -> str:
    """The arrow of a change; changes up to ``flat`` either way are none."""
    if abs(change) <= flat:
        return FLAT
    return UP if change > 0 else DOWN


def _three_digits(value: float) -> str:
    if value >= 99.95:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 9.995 else f"{value:.2f}"


def _small(size: float) -> str:
    if size >= 100 or size == int(size):
        return f"{size:,.0f}"
    return f"{size:.2f}".rstrip("0").rstrip(".")
