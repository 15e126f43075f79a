"""Makes a report of any kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from salestui.views.documents.basis import Basis
from salestui.views.documents.document import Document
from salestui.views.documents.weekly import weekly

_BUILDERS: Mapping[str, Callable[[Basis], Document]] = {
    "weekly": weekly,
}


def build(kind: str, basis: Basis) -> Document:
    """The report in the current language. Blocks on the files of kept days.

    Raises:
        KeyError: there is no such kind.
    """
    return _BUILDERS[kind](basis)
