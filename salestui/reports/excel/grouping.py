"""Which sections of a report share a sheet: small ones that follow each other."""

from __future__ import annotations

from collections.abc import Sequence

from salestui.views.documents.document import (
    Block,
    Chart,
    Checklist,
    Facts,
    Figures,
    Notes,
    Section,
    Table,
)

_SMALL = 16
"""Lines of a section that does not fill a sheet."""

_PAGE = 48
"""Lines of a printed page."""

_AROUND = 3
"""Lines of a heading and what parts blocks."""


def grouped(sections: Sequence[Section]) -> list[tuple[Section, ...]]:
    """The sections by sheets, in their order."""
    groups: list[tuple[Section, ...]] = []
    room = 0
    for section in sections:
        lines = _lines(section)
        small = lines <= _SMALL and not any(isinstance(b, Chart) for b in section.blocks)
        if small and lines <= room:
            groups[-1] = (*groups[-1], section)
            room -= lines
        else:
            groups.append((section,))
            room = _PAGE - lines if small else 0
    return groups


def _lines(section: Section) -> int:
    return _AROUND + sum(_lines_of(block) + _AROUND for block in section.blocks)


def _lines_of(block: Block) -> int:
    match block:
        case Table():
            return 0 if block.drawn else len(block.rows)
        case Figures():
            return len(block.figures)
        case Facts():
            return len(block.pairs)
        case Notes():
            return len(block.lines)
        case Checklist():
            return len(block.checks)
        case Chart():
            return 0
