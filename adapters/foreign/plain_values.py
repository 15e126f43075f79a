"""Texts of a file without types, as numbers and dates where there is no second way to read them.

A column is looked at whole: if one of its cells looks like a number that would lose something
(``007``, a card number) or that can be read in two ways (``1,234``), all its cells stay texts, and
whoever reads the workbook decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from adapters.contents import CellValue

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.(\d{1,9}))?")
_LIKE_NUMBER = re.compile(r"[-+(]?\s?[$€£¥￥]?\s?[\d.,'\s\u00a0\u202f]*\d[\d.,'\s%)\u00a0\u202f]*")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?")
_MOST_DIGITS = 15  # Excel keeps no more
_THOUSANDS = 3


def typed(texts: Sequence[str | None]) -> list[CellValue]:
    """The values of one column; texts that are no plain numbers or dates stay as they are."""
    as_numbers = _are_plain_numbers(filter(None, texts))
    return [_value(text, as_numbers) if text else None for text in texts]


def _are_plain_numbers(texts: Iterable[str]) -> bool:
    decimals: set[int] = set()
    for text in texts:
        match = _NUMBER.fullmatch(text)
        if match is None:
            if _LIKE_NUMBER.fullmatch(text):
                return False
        elif sum(map(str.isdigit, text)) > _MOST_DIGITS:
            return False
        elif match[1]:
            decimals.add(len(match[1]))
    return decimals != {_THOUSANDS}


def _value(text: str, as_numbers: bool) -> CellValue:
    if _NUMBER.fullmatch(text):
        if not as_numbers:
            return text
        return float(text) if "." in text else int(text)
    if _ISO.fullmatch(text):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return text
        if moment.year < 1900:
            return text
        return moment if ":" in text else date(moment.year, moment.month, moment.day)
    return text
