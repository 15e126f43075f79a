"""Texts that are no data: labels of totals, and units of measure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

TOTAL_LABEL = (
    r"(?i)^(?:.{0,40}(?:合\s*计|总\s*计|小\s*计|共\s*计)|汇\s*总"
    r"|(?:.{1,40}\s)?(?:grand\s+|sub-?\s*)?totals?|sum"
    r"|(?:.{1,40}\s)?averages?|.{0,40}平均值?)"
    r"\s*(?:[(（][^()（）]{1,20}[)）]\s*)?[:：]?$"
)
"""What the label of a row or a column of totals looks like, as a regular expression."""

_TOTAL = re.compile(TOTAL_LABEL)
_UNIT = re.compile(
    r"[(\[]?(?:[百千万亿]*元|人民币|[百千万]+|[¥$€£]|rmb|cny|usd|eur|gbp|k|m|[千万]?美元"
    r"|%|pct|per ?cent"
    r"|天|日|周|月|年|个|台|件|套|人|次|家|笔|小时|days?|weeks?|months?|years?|hours?|pcs\.?|units?"
    r"|yyyy[-/]mm[-/]dd|年[-/]月[-/]日)[)\]]?",
    re.IGNORECASE,
)


def is_total(text: str) -> bool:
    """Whether a text is the label of a total."""
    return bool(_TOTAL.match(text))


def are_units(texts: Sequence[str]) -> bool:
    """Whether the texts of a row are units of measure, as below a header."""
    return bool(texts) and all(_UNIT.fullmatch(plain(text)) for text in texts)


def plain(text: str) -> str:
    """A text as it is compared: full-width characters as usual ones, no spaces around."""
    return unicodedata.normalize("NFKC", text).strip()
