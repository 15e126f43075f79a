"""What a save did, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _, ngettext
from salestui.views.refresh_text import refresh_text

if TYPE_CHECKING:
    from salestui.book.book import SaveReport


def save_text(report: SaveReport, *, sent: bool = False) -> tuple[str, str]:
    """What a save did, in words, and how serious that is.

    Args:
        sent: it went to a workbook elsewhere, by itself: what waits for the user's word since
            before is not said again.
    """
    if sent:
        done = ngettext("{n} edit sent.", "{n} edits sent.", report.written)
        held = len(report.refresh.new_conflicts)
    else:
        done = ngettext("{n} change saved.", "{n} changes saved.", report.written)
        held = report.held
    parts = [done.format(n=report.written)] if report.written or not (held or sent) else []
    if held:
        waits = ngettext(
            "{n} conflict waits for your word.", "{n} conflicts wait for your word.", held
        )
        parts.append(waits.format(n=held))
    if report.refresh.differences:
        parts.append(refresh_text(report.refresh)[0])
    warnings = report.commit.warnings if report.commit else ()
    parts += [warning.sentence(_) for warning in warnings]
    parts += [notice.sentence(_) for notice in report.failed]
    if report.failed:
        return " ".join(parts), "error"
    return " ".join(parts), "warning" if held or warnings else "ok"
