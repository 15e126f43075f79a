"""The currency that a column of amounts names, in its header or its number format."""

from __future__ import annotations

import re

from salestui.mapping.layout import Column

CODES = {"¥": "CNY", "$": "USD", "€": "EUR", "£": "GBP"}
"""The currency that a sign alone most likely means."""

_SIGNS = {"¥": "¥", "￥": "¥", "$": "$", "€": "€", "£": "£"}
_LOCALE = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_NAMED = ((re.compile(r"元|人民币|rmb|cny", re.I), "¥"), (re.compile(r"usd|美元", re.I), "$"))


def currency_sign(column: Column) -> str:
    """The sign in a column's header or number format; empty where there is none."""
    number_format = _LOCALE.sub(r"\1", column.number_format)  # [$¥-804] is a sign and a language
    for text in (column.header, number_format):
        if sign := next((_SIGNS[c] for c in text if c in _SIGNS), ""):
            return sign
    return next((sign for named, sign in _NAMED if named.search(column.header)), "")
