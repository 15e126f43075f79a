"""The kinds of reports there are."""

from __future__ import annotations

from dataclasses import dataclass

from salestui.i18n import N_


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report.

    Attributes:
        title, about: English keys of what it is called, and of what it tells in a few words.
        of_deal: it is of one deal, which must be named; others are of a scope and a period.
    """

    name: str
    title: str
    about: str
    of_deal: bool = False


KINDS = (
    Kind("weekly", N_("Weekly report"), N_("how the period stands, what moved, what is next")),
)
"""In the order of lists of them."""


def kind_named(name: str) -> Kind:
    """The kind of that name.

    Raises:
        KeyError: there is none.
    """
    return {kind.name: kind for kind in KINDS}[name]
