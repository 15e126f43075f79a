"""How the sheets that salestui makes look: number formats and widths by type of field."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from salestui.model.fields import FieldType

NUMBER_FORMATS: Mapping[FieldType, str] = {
    FieldType.TEXT: "@",
    FieldType.CHOICE: "@",
    FieldType.INTEGER: "0",
    FieldType.NUMBER: "General",
    FieldType.MONEY: "#,##0.00",
    FieldType.PERCENT: "0%",
    FieldType.DATE: "yyyy-mm-dd",
    FieldType.FLAG: "General",
}
"""Excel number format codes."""

WIDTHS: Mapping[FieldType, float] = {
    FieldType.TEXT: 18,
    FieldType.CHOICE: 14,
    FieldType.INTEGER: 10,
    FieldType.NUMBER: 11,
    FieldType.MONEY: 14,
    FieldType.PERCENT: 11,
    FieldType.DATE: 12,
    FieldType.FLAG: 8,
}
"""Column widths in characters, where the content is not known yet."""

HEADER: Mapping[str, Any] = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": "#1F4E79",
    "valign": "vcenter",
    "text_wrap": True,
}
"""Properties of a header cell."""


def text_width(text: str) -> int:
    """How many columns a line of text takes in a sheet; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
