"""Kept days seen from the screen: today's is kept by itself, an earlier one can be looked at."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from salestui.i18n import _

if TYPE_CHECKING:
    from salestui.book.snapshots.keeper import SnapshotKeeper
    from salestui.book.state import BookState
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session

_SECONDS = 60.0
"""Between looks whether the day's state changed."""

_OF_NOW = frozenset(("review", "save", "undo", "redo", "show_conflicts", "convert", "export"))


class Snapshots:
    """Keeps the day's last state while the app runs; shows the book as of a kept day."""

    def __init__(self, app: SalesApp) -> None:
        self._app = app

    def begin(self, session: Session) -> None:
        """Keep today's state, and later ones when it changes."""
        self._keep(session)
        if session.keeper is not None:
            self._app.set_interval(_SECONDS, lambda: self._keep(session))

    def _keep(self, session: Session) -> None:
        """In the background: keep the state if it is another, and read what deals went through."""
        keeper, archive, state = session.keeper, session.archive, session.book.state
        if archive is None:
            return

        def work() -> None:
            kept = keeper is not None and keeper.keep(state)
            if kept or session.stage_changes is None:
                changes = archive.changes("stage", state)
                self._app.call_from_thread(setattr, session, "stage_changes", changes)

        self._app.run_worker(work, thread=True, group="snapshot")

    def end(self, session: Session) -> None:
        """Keep the last state of the day before leaving. Blocks."""
        if session.keeper is not None:
            session.keeper.keep(session.book.state)

    def keep_now(self) -> None:
        """Keep today's state now, and say so."""
        session = self._app.session
        if session is not None and session.refusal is not None and session.keeper is None:
            self._app.say(session.refusal.sentence(_), "warning")
            return
        if session is None or session.keeper is None:
            self._app.say(_("No days are kept of this workbook."))
            return
        keeper, state = session.keeper, session.book.state

        def work() -> None:
            keeper.keep(state)
            self._app.call_from_thread(self._kept, keeper)

        self._app.run_worker(work, thread=True, group="snapshot")

    def _kept(self, keeper: SnapshotKeeper) -> None:
        if keeper.trouble is not None:
            self._app.say(keeper.trouble.sentence(_), "error")
        else:
            day = keeper.store.today().isoformat()
            self._app.say(_("Kept as {day}.").format(day=day), "ok")

    def look_at(self, day: date | None) -> None:
        """Show the book as of a kept day; as it is now where it shows one already."""
        session = self._app.session
        if session is None or session.archive is None:
            return
        if self.come_back():
            self._app.say(_("This is the book as it is now."), "ok")
            return
        if day is None:
            self._app.say(_("No earlier day is kept yet."))
            return
        archive, state = session.archive, session.book.state

        def work() -> None:
            from salestui.views.past.as_of import state_then

            then = state_then(archive, day, state)
            self._app.call_from_thread(self._looked, session, then)

        self._app.run_worker(work, thread=True, group="snapshot")

    def come_back(self) -> bool:
        """Show the present again; False where it is shown already."""
        session = self._app.session
        if session is None or session.past is None:
            return False
        session.come_back()
        self._app.publish()
        return True

    def _looked(self, session: Session, then: tuple[BookState, date] | None) -> None:
        if then is None:
            self._app.say(_("That day cannot be read."), "error")
            return
        session.go_back(*then)
        self._app.publish()
        self.warn()

    def warn(self) -> None:
        """Say that a kept day is looked at, as long as that is so."""
        session = self._app.session
        if session is not None and session.past is not None and session.refusal is not None:
            self._app.call_after_refresh(self._app.say, session.refusal.sentence(_), "warning")

    def refuses(self, what: str) -> bool:
        """Whether an action on the workbook has to wait until the present is looked at again."""
        session = self._app.session
        refused = session is not None and session.past is not None and what in _OF_NOW
        if refused:
            self.warn()
        return refused
