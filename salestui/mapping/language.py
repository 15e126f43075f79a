"""In which language a team keeps its workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from salestui.mapping.layout import TableLayout

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")


def language_of(tables: Mapping[str, TableLayout]) -> str:
    """``zh`` or ``en``: that of most headers, else of most sheet names; ``en`` where neither says.

    Args:
        tables: by entity, as they were recognised.
    """
    headers = (c.header for table in tables.values() for c in table.columns)
    sheets = (part.sheet for table in tables.values() for part in table.sheets)
    return _most(headers) or _most(sheets) or "en"


def _most(texts: Iterable[str]) -> str:
    """The language of most texts; empty where they are even."""
    written = [text for text in texts if _LETTER.search(text)]
    balance = sum(1 if _HAN.search(text) else -1 for text in written)
    return "zh" if balance > 0 else "en" if balance < 0 else ""
