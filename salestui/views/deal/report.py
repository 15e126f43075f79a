"""A deal as JSON and as plain text: what the screen shows, for scripts."""

from __future__ import annotations

from typing import Any, Protocol

from salestui.views.deal.fields import ABSENT
from salestui.views.deal.header import DealHead
from salestui.views.deal.lines import DealLine, DealSection, Sectioned
from salestui.views.plain_table import aligned


class Headed(Sectioned, Protocol):
    """Sections under a head."""

    @property
    def head(self) -> DealHead:
        """What stands above them."""


def deal_report(view: Headed) -> dict[str, Any]:
    """The head and the sections; texts as the screen shows them."""
    return {
        "title": view.head.title,
        "customer": view.head.customer,
        "facts": dict(view.head.facts),
        "health": list(view.head.health),
        "sections": {section.key: _section(section) for section in view.sections},
    }


def _section(section: DealSection) -> dict[str, Any]:
    lines: list[dict[str, Any]] = []
    for line in _told(section):
        told: dict[str, Any] = {"texts": list(line.cells), "state": str(line.state)}
        if line.done is not None:
            told["done"] = line.done
        if line.bar is not None:
            told["bar"] = {
                "start": line.bar.start.isoformat(),
                "due": line.bar.due.isoformat(),
                "progress": line.bar.progress,
                "milestone": line.bar.milestone,
            }
        lines.append(told)
    return {
        "title": section.title,
        "note": section.note,
        "columns": list(section.columns),
        "sheet_missing": section.absent,
        "lines": lines,
    }


def _told(section: DealSection) -> list[DealLine]:
    """Its lines without the offers of what the sheet has no column for."""
    return [line for line in section.lines if not line.key.startswith(ABSENT)]


def deal_text(view: Headed) -> str:
    """The head, then each section that has lines under its title."""
    head = view.head
    parts = [f"{head.title}  {head.customer}".rstrip(), aligned(head.facts)]
    if head.health:
        parts.append("\n".join(f"! {text}" for text in head.health))
    for section in view.sections:
        if lines := _told(section):
            title = " · ".join(filter(None, (section.title, section.note)))
            rows = [(line.mark, *line.cells) for line in lines]
            parts.append(f"{title}\n{aligned(rows)}")
    return "\n\n".join(parts)
