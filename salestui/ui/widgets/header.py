"""The top line: which book, what is pending, what is looked at, from which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from salestui.i18n import _, ngettext
from salestui.plain_text import visible

if TYPE_CHECKING:
    from salestui.ui.session import Look
    from salestui.views.link_text import LinkText


class HeaderBar(Static):
    """Title, pending count and time of reading on the left; period, scope and as-of day right."""

    DEFAULT_CSS = """
    HeaderBar {
        height: 1; dock: top; padding: 0 1; background: $panel; color: $foreground;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self) -> None:
        super().__init__("salestui", markup=False)
        self._look: Look | None = None
        self._read_only = False
        self._unsafe = False
        self._link: LinkText | None = None
        self._news = 0

    def show(self, look: Look, *, read_only: bool = False, unsafe: bool = False) -> None:
        """Show what is looked at, whether its file can only be read, and its edits are unsafe."""
        self._look, self._read_only, self._unsafe = look, read_only, unsafe
        self._write()

    def show_link(self, text: LinkText | None) -> None:
        """Show whether a workbook elsewhere is reached; None for a file."""
        before, self._link = self._link, text
        if (before and before.badge) != (text and text.badge):
            self._write()

    def show_news(self, count: int) -> None:
        """Show how much is new since somebody last looked; nothing for 0."""
        before, self._news = self._news, count
        if before != count:
            self._write()

    def on_resize(self) -> None:
        """Fit the line to the new width."""
        self._write()

    def _write(self) -> None:
        look = self._look
        if look is None or not self.size.width:
            return
        left, width = (
            _left(look, self._read_only, self._link, self._news, unsafe=self._unsafe),
            self.content_size.width,
        )
        for dropped in range(3):  # the day of the period goes first, then the as-of day
            right = _right(look, with_day=dropped < 1, with_as_of=dropped < 2)
            gap = width - left.cell_length - right.cell_length
            if gap >= 2:
                break
        gap = max(2, gap)
        self.update(Content.assemble(left, " " * gap, right), layout=False)


def _left(
    look: Look, read_only: bool, link: LinkText | None, news: int, *, unsafe: bool
) -> Content:
    state = look.state
    parts: list[Content] = [Content(visible(state.title)).stylize("bold")]
    if read_only:
        parts.append(Content(_("read only")).stylize("bold $text-warning"))
    if unsafe:
        parts.append(Content(f"▲ {_('edits not safe')}").stylize("bold $text-error"))
    if link is not None and link.badge:
        parts.append(Content(link.badge).stylize("bold $text-warning"))
    if count := state.pending_count:
        if link is None:
            text = ngettext("{n} pending", "{n} pending", count).format(n=count)
        else:
            text = ngettext("{n} waiting", "{n} waiting", count).format(n=count)
        parts.append(Content(f"● {text}").stylize("$text-warning"))
    if conflicts := len(state.conflicts):
        text = ngettext("{n} conflict", "{n} conflicts", conflicts).format(n=conflicts)
        parts.append(Content(f"✖ {text}").stylize("$text-error"))
    if news:
        text = ngettext("{n} new", "{n} new", news).format(n=f"{news:,}")
        parts.append(Content(f"◆ {text}").stylize("$text-accent"))
    if link is None:  # elsewhere the status line tells how old it is
        parts.append(Content(_("read {time}").format(time=f"{state.read_at:%H:%M}")))
    return Content("  ").join(parts)


def _right(look: Look, *, with_day: bool, with_as_of: bool) -> Content:
    from salestui.views.names import dimension_name, period_name  # not before the first paint

    day = look.period.elapsed(look.as_of)
    period = period_name(look.period)
    if look.period.days < 1000 and with_day:
        period += " " + _("day {day}/{days}").format(day=day, days=look.period.days)
    if look.focus.terms:
        terms = " + ".join(f"{dimension_name(d)} {v}" for d, v in look.focus.terms)
        scope = Content(visible(f"▼ {terms}")).stylize("bold $text-accent")
    else:
        scope = Content(_("company"))
    parts = [Content(period).stylize("bold"), scope]
    if with_as_of:
        parts.append(Content(_("as of {day}").format(day=look.as_of)))
    return Content("   ").join(parts)
