"""The list of follow-ups of one bucket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from salestui.i18n import _, ngettext
from salestui.ui.grid.text import fit, width_of
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.followups import FollowUpRow

_WHEN, _KIND, _REP, _GAP = 9, 15, 14, 2
_WITH_KIND, _WITH_REP = 90, 60
"""Widths from which the kind, and the rep, have room."""


class FollowUpList(ListPanel["FollowUpRow"]):
    """What is to be done, the longest overdue first; enter opens the row that says so."""

    class Wanted(Message):
        """A row is to be opened."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._name = ""
        self._count = 0
        self._nothing = ""
        self._when = _WHEN
        self._who = 0

    def put_bucket(
        self, name: str, rows: tuple[FollowUpRow, ...], count: int, nothing: str
    ) -> None:
        """Show the follow-ups of a bucket, of which there may be more than are listed."""
        self._name, self._count, self._nothing = name, count, nothing
        self.put(rows)
        self.decorate()

    def key(self, row: FollowUpRow) -> object:
        """By the row that says so, and as what."""
        return row.item.source, row.item.row

    def fit_columns(self, width: int) -> None:
        """When gets what the longest needs; so does whom it is about, up to two fifths."""
        self._when = max([_WHEN, *(width_of(row.when, 20) for row in self.rows)])
        widest = max((width_of(row.who, 40) for row in self.rows), default=0)
        self._who = min(widest, width * 2 // 5)

    def line(self, row: FollowUpRow, width: int) -> Content:
        """When, with whom, what, and by whom."""
        tone = style_of(row.severity)
        kind = _KIND if width >= _WITH_KIND else 0
        rep = _REP if width >= _WITH_REP else 0
        taken = self._when + _GAP + self._who + _GAP
        what = max(0, width - taken - (kind and kind + 1) - (rep and rep + 1))
        parts: list[str | tuple[str, str]] = [
            (fit(row.when, self._when), tone),
            " " * _GAP,
            (fit(row.who, self._who), "bold"),
            " " * _GAP,
            fit(row.what, what),
        ]
        if kind:
            parts += [" ", (fit(row.kind, kind), MUTED)]
        if rep:
            parts += [" ", fit(row.rep, rep)]
        return Content.assemble(*parts)

    def title(self) -> str:
        """The bucket."""
        return self._name or _("Follow-ups")

    def note(self) -> str:
        """How many, and how many of them are listed."""
        if self._count <= len(self.rows):
            return f"{self._count:,}"
        first = ngettext("the first {n} listed", "the first {n} listed", len(self.rows))
        return f"{self._count:,}, {first.format(n=f'{len(self.rows):,}')}"

    def hint(self) -> str:
        """The keys."""
        return _("enter open · space done · e put off · ← → other days")

    def nothing(self) -> str:
        """What is said where there is none."""
        return self._nothing

    def act(self) -> None:
        """Open the row."""
        self.post_message(self.Wanted())

    def as_text(self) -> str:
        """A line per follow-up."""
        return "\n".join(
            f"{r.item.due}\t{r.when}\t{r.who}\t{r.what}\t{r.kind}\t{r.rep}" for r in self.rows
        )
