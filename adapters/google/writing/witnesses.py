"""What tells in the very request that takes a row out whether it is the row that was meant.

Directly before the row goes, a text of it is looked for in its cell and replaced by itself: the
service answers how often it was found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from adapters.google.pulled import PulledSheet
from adapters.google.writing.operations import Remove, Witness

_LONGEST = 200


def witnessed(sheet: PulledSheet, removes: Iterable[Remove]) -> Iterator[Remove]:
    """The same with the rarest text of each row; without one where a row has no fit text."""
    often = {column: Counter(map(str, cells)) for column, cells in sheet.values.items()}
    for remove in removes:
        texts = [
            (often[column][text], column, text)
            for column, text in sheet.row(remove.row).items()
            if isinstance(text, str)
            and _is_fit(text)
            and remove.row not in sheet.formulas.get(column, ())
        ]
        if texts:
            _, column, text = min(texts)
            yield replace(remove, witness=Witness(column, text))
        else:
            yield remove


def _is_fit(text: str) -> bool:
    """Whether the service certainly finds a text again: nothing that it may trim or parse."""
    return 0 < len(text) <= _LONGEST and text.isprintable() and text == text.strip()
