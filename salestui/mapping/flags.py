"""Columns of yes and no, and the words in which a team writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from adapters.contents import CellValue
from salestui.mapping.values import is_blank_mark, parse_flag

_PAIRS = (
    ("是", "否"), ("有", "无"), ("对", "错"), ("真", "假"), ("y", "n"), ("yes", "no"), ("t", "f"),
    ("true", "false"), ("1", "0"), ("✓", "✗"), ("✔", "✘"), ("√", "×"), ("☑", "☐"),
)  # fmt: skip
_OPPOSITE = dict(_PAIRS)
_YES_OF = {no: yes for yes, no in _OPPOSITE.items()}


def says_flags(values: Sequence[CellValue]) -> bool:
    """Whether texts say nothing but yes and no, and at least one says yes in a word."""
    texts = {v.strip() for v in values if isinstance(v, str) and not is_blank_mark(v)}
    told = {text: parse_flag(text) for text in texts}
    typed = all(isinstance(v, str) for v in values)
    return (
        typed
        and None not in told.values()
        and any(flag and not text.isdigit() for text, flag in told.items())
    )


def own_words(texts: Iterable[str]) -> tuple[str, str]:
    """How a column writes yes and no, as it mostly does; empty where it holds true booleans."""
    counted = Counter(text.strip() for text in texts)
    by_flag: dict[bool, str] = {}
    for text, _ in counted.most_common():
        flag = parse_flag(text)
        if flag is not None:
            by_flag.setdefault(flag, text)
    yes = by_flag.get(True) or _counterpart(by_flag.get(False, ""), _YES_OF, ("未", "已"))
    no = by_flag.get(False) or _counterpart(by_flag.get(True, ""), _OPPOSITE, ("已", "未"))
    return ("", "") if {yes, no} <= {"TRUE", "FALSE", ""} else (yes, no)


def _counterpart(word: str, opposites: dict[str, str], prefixes: tuple[str, str]) -> str:
    """The other word of a pair, in the same case."""
    here, there = prefixes
    if word.startswith(here):
        return there + word[len(here) :]
    other = opposites.get(word.casefold(), "")
    return other.upper() if word.isupper() else other.title() if word.istitle() else other
