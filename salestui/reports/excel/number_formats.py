"""Excel's number format codes by the form of a value."""

from __future__ import annotations

from salestui.i18n import _
from salestui.views.documents.document import Form

_DRAWN_POINT = {"亿": r"0\.00", "万": r"0\.0"}
_SCALES = {
    "en": ((1e9, ",,,", "B"), (1e6, ",,", "M"), (1e4, ",", "k")),
    # Excel scales by 1,000 alone: the last digits stand behind a point that is drawn.
    "zh": ((1e8, ",,", "亿"), (1e5, ",", "万")),
}


def number_format(form: Form, symbol: str) -> str:
    """The format of values of a form; money in full, with the sign of the currency."""
    match form:
        case Form.TEXT | Form.TREND:
            return "@"
        case Form.DAY:
            return "yyyy-mm-dd"
        case Form.MONEY:
            return _signed(symbol, "#,##0")
        case Form.MONEY_PER_DAY:
            before, after = _around("{money}", _("{money}/d"))
            return _signed(before + symbol, "#,##0", after)
        case Form.SHARE:
            return "0.0%"
        case Form.RATIO:
            return "#,##0.00"
        case Form.DAYS:
            before, after = _around("{n}", _("{n} d"))
            return quoted(before) + "#,##0" + quoted(after)
        case Form.POINTS:
            return "#,##0.0"
        case Form.COUNT:
            return "#,##0"


def compact_format(
    form: Form, symbol: str, language: str, size: float, *, round_steps: bool = False
) -> str:
    """The format of a figure of that size; money with few digits.

    Args:
        round_steps: it is of the round values beside an axis.
    """
    if form is Form.MONEY:
        for least, scale, unit in _SCALES.get(language, _SCALES["en"]):
            if abs(size) >= least:
                digits = _DRAWN_POINT.get(unit) or _digits(abs(size) / least, round_steps)
                return _signed(symbol, digits + scale, unit)
    return "0%" if form is Form.SHARE and round_steps else number_format(form, symbol)


def _digits(size: float, round_steps: bool) -> str:
    """Three digits in all, one fewer beside an axis."""
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2
    decimals = max(decimals - round_steps, 0)
    return "0" if not decimals else "0." + "0" * decimals


def _signed(before: str, digits: str, after: str = "") -> str:
    """The minus goes before the currency."""
    shown = quoted(before) + digits + quoted(after)
    return f"{shown};-{shown}"


def _around(name: str, pattern: str) -> tuple[str, str]:
    before, _name, after = pattern.partition(name)
    return before, after


def quoted(text: str) -> str:
    """Text that stands in a format or a formula as it is."""
    plain = text.replace('"', "")
    return f'"{plain}"' if plain else ""
