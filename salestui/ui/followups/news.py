"""What is new: counted in the header, listed in a dialog, until somebody says it was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import OptionList
from textual.worker import get_current_worker

from salestui.i18n import _
from salestui.ui.grid.text import fit
from salestui.ui.screens.listing import ListDialog
from salestui.ui.widgets.header import HeaderBar
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.book.last_look import LastLook, LookKeeper
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session
    from salestui.views.news import NewsRow, NewsView

_AFTER = 1.0
"""Seconds after a reading; the figures of the screen come first."""
_MARK, _TITLE = 3, 30


class NewsDialog(ListDialog["NewsRow | bool"]):
    """Answers with the row to open, or True where all of it was looked at."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("c", "looked", show=False)]

    def __init__(self, view: NewsView) -> None:
        hint = _("enter opens it, c: all of it was looked at, esc leaves")
        super().__init__(f"{view.title} · {view.count:,}", f"{view.note}  {hint}".strip())
        self._view = view

    def lines(self) -> Sequence[Content]:
        """A line each; the title gets less where there is little room."""
        title = min(_TITLE, max(8, self.app.size.width // 3))
        return [
            Content.assemble(
                (fit(row.mark, _MARK), f"bold {style_of(row.severity)}".strip()),
                (fit(row.title, title), "bold"),
                "  ",
                (fit(row.said, max(8, min(106, self.app.size.width * 94 // 100) - title - 11)),
                 style_of(row.severity)),
            )
            for row in self._view.rows
        ] or [Content.styled(_("Nothing became due or was changed by others."), MUTED)]  # fmt: skip

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what it is about."""
        event.stop()
        if event.option_index < len(self._view.rows):
            self.dismiss(self._view.rows[event.option_index])

    def action_looked(self) -> None:
        """All of it was looked at."""
        self.dismiss(True)


class Noticing:
    """Knows the last look at the workbook, and what is new since."""

    def __init__(self, app: SalesApp) -> None:
        self._app = app
        self._keeper: LookKeeper | None = None
        self._last: LastLook | None = None
        self._begun = False
        self._counted = ""
        self._count = 0
        self._timer: Timer | None = None

    def follow(self, session: Session) -> None:
        """Show the count in the header; after each reading of the workbook count anew, later."""
        if (screen := self._app.book_screen) is not None:
            for bar in screen.query(HeaderBar):
                bar.show_news(self._count)
        if session.past is None and session.book.state.token != self._counted:
            self._counted = session.book.state.token
            if self._timer is not None:
                self._timer.stop()
            self._timer = self._app.set_timer(_AFTER, lambda: self._look(session, show=False))

    def show(self) -> None:
        """List what is new."""
        session = self._app.session
        if session is None or isinstance(self._app.screen, NewsDialog):
            return
        if session.past is not None and session.refusal is not None:
            self._app.say(session.refusal.sentence(_), "warning")
        else:
            self._look(session, show=True)

    def _look(self, session: Session, *, show: bool) -> None:
        def work() -> None:
            worker = get_current_worker()
            view = self._found(session)
            if not worker.is_cancelled:
                self._app.call_from_thread(self._looked, session, view, show)

        self._app.run_worker(work, thread=True, exclusive=True, group="news")

    def _found(self, session: Session) -> NewsView:
        """What is new. Blocks."""
        from salestui.selling.following.changes_since import news
        from salestui.views.news import news_view

        self._begin(session)
        book, state = session.book, session.state
        found = news(state, session.as_of, self._last, book.history, book.history_slot)
        return news_view(state, found)

    def _begin(self, session: Session) -> None:
        """Read the last look; the first one is now, for the next time."""
        if self._begun:
            return
        from salestui.book.last_look import LastLook, LookKeeper

        self._begun = True
        if (reader := session.book.history) is None:
            return
        self._keeper = LookKeeper(reader.folder, reader.location)
        self._last = self._keeper.read()
        if self._last is None and not self._app.opening.read_only:
            self._keeper.write(LastLook(datetime.now().astimezone(), session.as_of))

    def _looked(self, session: Session, view: NewsView, show: bool) -> None:
        self._count = view.count if self._last is not None else 0
        self.follow(session)
        if show:
            self._app.push_screen(NewsDialog(view), lambda answer: self._answered(session, answer))

    def _answered(self, session: Session, answer: NewsRow | bool | None) -> None:
        if answer is True:
            self._clear(session)
        elif answer and answer.row is not None:
            self._app.open_row(answer.entity, answer.row)
        elif answer:
            self._app.say(_("That row is gone from the workbook."))

    def _clear(self, session: Session) -> None:
        from salestui.book.last_look import LastLook

        self._last = look = LastLook(datetime.now().astimezone(), session.as_of)
        self._count = 0
        self.follow(session)
        self._app.say(_("Looked at: what is new from now on will be told."), "ok")
        if (keeper := self._keeper) is not None and not self._app.opening.read_only:
            self._app.run_worker(lambda: keeper.write(look), thread=True, group="look")
