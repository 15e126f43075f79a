"""Formats of cells: colours of 8 bits, both spellings of a colour, what is in effect."""

import struct
from typing import Any

_COLOURS = ("red", "green", "blue", "alpha")
DEFAULT_FORMAT: dict[str, Any] = {
    "backgroundColor": {"red": 1, "green": 1, "blue": 1},
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": {"red": 1, "green": 1, "blue": 1}},
}


def _colour(given: dict[str, Any]) -> dict[str, Any]:
    """Each part as one of 256 steps, in single precision; parts that are 0 are left out."""
    steps = {name: int(float(given.get(name) or 0) * 255) / 255 for name in _COLOURS}
    return {name: _single(step) for name, step in steps.items() if step}


def _single(number: float) -> float | int:
    short = struct.unpack("f", struct.pack("f", number))[0]
    return 1 if short == 1 else float(f"{short:.8g}")


def normalised(given: dict[str, Any]) -> dict[str, Any]:
    """A format, or the properties of a sheet, with every colour in both spellings."""
    result: dict[str, Any] = {}
    styles: dict[str, Any] = {}
    for name, value in given.items():
        if name.endswith("ColorStyle") and value == {}:
            continue
        if name.endswith("ColorStyle") and isinstance(value, dict) and "rgbColor" in value:
            colour = _colour(value["rgbColor"])
            styles[name] = {"rgbColor": colour}
            result[name.removesuffix("Style")] = colour
        elif name.endswith("Color") and isinstance(value, dict):
            colour = _colour(value)
            result[name] = colour
            styles[name + "Style"] = {"rgbColor": colour}
        elif isinstance(value, dict):
            result[name] = normalised(value)
        else:
            result[name] = value
    # The newer spelling comes last, as the service writes it.
    return {**result, **styles}


def style_mask(mask: dict[str, Any]) -> dict[str, Any]:
    """A field mask that names one spelling of a colour names the other as well, at its end."""
    result: dict[str, Any] = {}
    styles: dict[str, Any] = {}
    for name, below in mask.items():
        if name.endswith("ColorStyle"):
            result[name.removesuffix("Style")] = {}
            styles[name] = style_mask(below)
        else:
            result[name] = style_mask(below)
            if name.endswith("Color"):
                styles[name + "Style"] = {}
    return {**result, **styles}


def effective(entered: dict[str, Any] | None) -> dict[str, Any]:
    """The default with what was entered over it."""
    return _over(DEFAULT_FORMAT, entered or {})


def _over(base: dict[str, Any], top: dict[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for name, value in top.items():
        old = result.get(name)
        nested = isinstance(value, dict) and isinstance(old, dict)
        if nested and old is not None and not name.endswith(("Color", "ColorStyle")):
            result[name] = _over(old, value)
        else:
            result[name] = value
    return result
