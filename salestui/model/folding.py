"""Comparing words that people type: case, spaces, punctuation and width do not matter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """A text reduced to its letters and digits: ``Best-case`` and ``best case`` are the same.

    A text without any is kept as it is, and the sign before a number stays: ``-2`` is not ``2``.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u2212", "-").strip()
    bare = "".join(c for c in plain if c.isalnum())
    return f"-{bare}" if plain.startswith("-") and bare.isdecimal() else bare or plain
