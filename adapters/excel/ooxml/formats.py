"""Number formats: which codes show dates, and the date or time a serial number stands for."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

GENERAL = "General"

# Identifiers without a code in the file. 27-36 and 50-58 are the dates of East Asian Excel.
_BUILTIN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy-mm-dd",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm",
    37: "#,##0 ;(#,##0)",
    38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((*range(27, 32), 36, 50, *range(52, 55), 57, 58), 'yyyy"年"m"月"d"日"'),
    **dict.fromkeys((32, 33, 34, 35, 55, 56), 'h"时"mm"分"ss"秒"'),
    51: 'm"月"d"日"',
}

_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|AM/PM|A/P|上午/下午', re.I)
_DATE_LETTER = re.compile(r"[ymdhs]", re.I)
_TIME_LETTER = re.compile(r"[hs]", re.I)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.I)

_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_LAST_SERIAL = 2958466  # 10000-01-01
_DAY_MS = 86_400_000


def builtin_code(identifier: int) -> str:
    """The code of a number format that the file does not spell out."""
    return _BUILTIN.get(identifier, GENERAL)


@lru_cache(maxsize=1024)
def _letters(code: str) -> str:
    """The first section of a code without literals, colours, locales and the word General."""
    plain = _LITERALS.sub(" ", code).partition(";")[0]
    return plain.replace(GENERAL, "").replace(GENERAL.lower(), "").replace("E+", "")


def is_date_code(code: str) -> bool:
    """Whether a number shown with this code is a date or a time of day (not an elapsed time)."""
    letters = _letters(code)
    return bool(_DATE_LETTER.search(letters)) and not _ELAPSED.search(letters)


def from_serial(serial: float, code: str, date1904: bool) -> date | datetime | time | None:
    """The date, point in time or time of day that ``serial`` shows as; None when it is none."""
    if not 0 <= serial < _LAST_SERIAL:
        return None
    milliseconds = round(serial * _DAY_MS)
    has_time = bool(_TIME_LETTER.search(_letters(code)))
    if milliseconds < _DAY_MS and has_time:
        return (datetime.min + timedelta(milliseconds=milliseconds)).time()
    if not date1904 and serial < 60:
        milliseconds += _DAY_MS  # before the 29 February 1900 that never was
    moment = (_EPOCH_1904 if date1904 else _EPOCH_1900) + timedelta(milliseconds=milliseconds)
    return moment if has_time or milliseconds % _DAY_MS else moment.date()
