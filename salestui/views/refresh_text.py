"""What another program did to the workbook, in a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from salestui.i18n import _, joined, ngettext
from salestui.views.names import entity_name

if TYPE_CHECKING:
    from salestui.book.rereading import RefreshReport


def refresh_text(report: RefreshReport) -> tuple[str, str]:
    """What another program changed, in words, and how serious that is."""
    if report.notices:
        rest = refresh_text(replace(report, notices=()))[0] if report.differences else ""
        told = [notice.sentence(_) for notice in report.notices]
        return " ".join(filter(None, [*told, rest])), "warning"
    if not report.differences and not report.new_conflicts:
        return _("Read again: nothing changed."), ""
    parts = []
    for name, change in report.differences.items():
        facts = [
            text.format(n=count)
            for count, text in (
                (len(change.added), _("{n} added")),
                (change.changed_rows, _("{n} changed")),
                (len(change.removed), _("{n} removed")),
            )
            if count
        ]
        parts.append(f"{entity_name(name)}: {joined(facts)}")
    if count := len(report.new_conflicts):
        parts.append(ngettext("{n} conflict", "{n} conflicts", count).format(n=count))
    message = _("The workbook changed: {what}.").format(what="; ".join(parts))
    return message, "warning" if report.new_conflicts else "ok"
