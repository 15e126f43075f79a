"""The parts of a deal that say nothing yet, as one closing section that leads on to each."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from salestui.i18n import _
from salestui.views.deal.lines import DealLine, DealSection

REST = "rest"
"""Key of the closing section."""

FOLD = "fold:"
"""Begins the key of each of its lines; the folded section's key follows."""


def closing_section(
    sections: Iterable[DealSection], opened: Collection[str] = ()
) -> DealSection | None:
    """A line for each section with neither data nor a warning; None where there is no such.

    Args:
        opened: keys of sections that are not to be folded.
    """
    lines = tuple(
        DealLine(f"{FOLD}{section.key}", (section.title, _sentence(section)), mark="+")
        for section in sections
        if section.bare and section.key not in opened
    )
    return DealSection(REST, _("Nothing in it yet"), lines, str(len(lines))) if lines else None


def _sentence(section: DealSection) -> str:
    """What is missing and which key gets it."""
    if section.absent:
        return _("no sheet yet · n adds it")
    if section.entity:
        return _("nothing yet · n adds one")
    if section.lines:
        return _("nothing yet · enter shows the fields")
    return _("nothing yet · enter shows every change of the deal")
