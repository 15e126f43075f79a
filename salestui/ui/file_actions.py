"""Load, save, follow and leave the workbook: the app's actions that touch its file."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING

from textual.timer import Timer

from adapters.errors import Disconnected, Locked, Offline, WorkbookError
from adapters.protocol import Remote
from salestui.i18n import _
from salestui.ui.converting import Converting
from salestui.ui.copying import ask_for_copy, ask_when_locked
from salestui.ui.doubting import Doubting
from salestui.ui.draining import Drain
from salestui.ui.file_worker import FileWorker
from salestui.ui.following import Following
from salestui.ui.keeping import Keeping
from salestui.ui.leaving import leave, leave_elsewhere
from salestui.ui.pace import Pace
from salestui.ui.screens.conflicts import ConflictsDialog
from salestui.ui.screens.dialogs import AskDialog, ErrorDialog
from salestui.ui.screens.review import ReviewDialog
from salestui.ui.session import Session
from salestui.views.save_text import save_text
from salestui.views.step_text import step_text

if TYPE_CHECKING:
    from salestui.book.book import SaveReport
    from salestui.book.rereading import RefreshReport
    from salestui.book.taking_back import Step
    from salestui.book.together.roll_up import AnyBook
    from salestui.ui.app import SalesApp
    from salestui.views.link_text import LinkText

_USUAL = Pace()


class FileActions:
    """What the app does with the workbook's file."""

    def __init__(
        self, app: SalesApp, pace: Pace = _USUAL, clock: Callable[[], float] = monotonic
    ) -> None:
        """``clock``: seconds that only grow."""
        self.app = app
        self.pace = pace
        self.worker = FileWorker(app, self.failed)
        self._drain = Drain(app, self.worker, pace)
        self._following = Following(app, self.worker, self._drain, pace, clock)
        self._autosaving: Timer | None = None
        self._converting = Converting(app)
        self._doubting = Doubting(app, self.worker)
        self._keeping = Keeping(app, self.worker)

    def failed(self, problem: WorkbookError) -> None:
        """Tell what went wrong; what is in doubt is asked."""
        from salestui.book.vanishing import Doubtful

        if isinstance(problem, Doubtful):
            self._doubting.ask(problem)
            return
        self.app.say(problem.sentence(_), "error")
        self.app.push_screen(ErrorDialog(problem))

    # -- loading -----------------------------------------------------------------------------

    def load(self) -> None:
        """Read the workbook and show it."""
        saying = _("Reading {title} …").format(title=self.app.opening.workbook.title)
        self.worker.run(self.open, self.loaded, self._not_opened, saying=saying)

    @cached_property
    def book(self) -> AnyBook:
        """The book, read or not; files are touched by its methods only."""
        from salestui.ui.starting import book_of

        return book_of(self.app.opening)

    def open(self) -> Session:
        """Read the book for the first time. Blocks."""
        from salestui.ui.starting import start_session

        return start_session(self.book, self.app.opening)

    def loaded(self, session: Session) -> None:
        """Show a book that was read."""
        self.app.session, self.app.unopened = session, None
        self.app.say("")
        self.app.publish()
        self.app.view_actions.welcome()
        self._keeping.begin(session)
        self.app.snapshots.begin(session)
        self._following.begin(session)

    def ask_again(self) -> None:
        """Where the workbook was not opened: say so, and ask how to go on."""
        if (problem := self.app.unopened) is not None:
            self._not_opened(problem)

    def _not_opened(self, problem: WorkbookError) -> None:
        from salestui.book.reading import NothingRecognised

        self.app.unopened = problem
        self.app.say(problem.sentence(_), "error")
        if isinstance(problem, NothingRecognised):
            self._offer(problem, _("Map by hand"), lambda: self.app.action_go("mapping"))
        elif isinstance(self.app.opening.workbook, Remote):  # not reached, not shared: it may pass
            self._offer(problem, _("Try again"), self.load)
        else:
            self.app.push_screen(ErrorDialog(problem), lambda _answer: self.app.exit())

    def _offer(self, problem: WorkbookError, way: str, on: Callable[[], object]) -> None:
        """Tell why the workbook is not open, and offer a way on besides leaving."""

        def answered(choice: str | None) -> None:
            if choice == "on":
                on()
            else:
                self.app.exit()

        answers = {"on": way, "": _("Quit")}
        dialog = AskDialog(problem.sentence(_), problem.advice(_), answers)
        self.app.push_screen(dialog, answered)

    # -- following ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the workbook again; pending edits stay."""
        self._following.refresh(self._not_read)

    def _not_read(self, problem: WorkbookError) -> None:
        if isinstance(problem, Offline | Disconnected):
            self.app.say(f"{problem.sentence(_)} {problem.advice(_)}", "warning")
        else:
            self.failed(problem)

    def flash(self, report: RefreshReport) -> None:
        """Let the cells that others changed stand out for a moment."""
        if screen := self.app.book_screen:
            for name, change in report.differences.items():
                screen.flash(name, change.cells)

    def look_again(self) -> None:
        """The workbook was read again: edits of last time may wait for that."""
        if self.app.session is not None:
            self._keeping.look_again(self.app.session)

    def attend(self) -> None:
        """Somebody is at the screen."""
        self._following.attend()

    def link_text(self, session: Session) -> LinkText | None:
        """What header and status line say of a workbook elsewhere; None for a file."""
        return self._following.link_text(session)

    # -- saving ------------------------------------------------------------------------------

    def review(self) -> None:
        """Show what is pending; save when the user agrees."""
        session, screen = self.app.session, self.app.book_screen
        if (screen is not None and screen.save()) or session is None:
            return
        if not session.state.pending_count:
            self.app.say(_("Nothing to save: the workbook has all your edits."))
            return
        if session.link is not None:
            self._send_now(session)
            return

        def answered(agreed: bool | None) -> None:
            if agreed:
                self.save()

        self.app.push_screen(ReviewDialog(session), answered)

    def _send_now(self, session: Session) -> None:
        """Send what waits at once, also what was refused; what conflicts is shown."""
        if session.state.pending_count <= len(session.state.conflicts):
            self.show_conflicts()
            return
        self.app.say(_("Sending …"), "busy")
        self._drain.now()

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Write everything pending that has no conflict."""
        session = self.app.session
        if session is None:
            return

        def done(report: SaveReport) -> None:
            self._saved(report)
            if then is not None and not session.state.pending_count:
                then()

        def failed(problem: WorkbookError) -> None:
            if isinstance(problem, Locked):
                ask_when_locked(self.app, problem, self.save, self.export)
            else:
                self.failed(problem)

        self.worker.run(session.book.save, done, failed, saying=_("Saving …"))

    def _saved(self, report: SaveReport) -> None:
        self.app.publish()
        if report.held:
            self.show_conflicts()
        self.app.say(*save_text(report))

    def edited(self) -> None:
        """After any edit: what can only be read takes none; else save it by itself where wanted."""
        session = self.app.session
        if self._autosaving is not None:
            self._autosaving.stop()
            self._autosaving = None
        if session is None:
            return
        self._keeping.warn(session)
        if session.state.pending_count and self._converting.needed():
            self._converting.offer()
        elif session.link is not None:
            self._drain.edited(session)
        elif self.app.autosave:
            waiting = session.state.pending_count - len(session.state.conflicts)
            if waiting > 0:
                self._autosaving = self.app.set_timer(self.pace.autosave, self.save)

    def undo(self) -> None:
        """Take the last edit back."""
        if session := self.app.session:
            self._stepped(session.book.undo(), _("Undone: {label}"), _("Nothing to undo."))

    def redo(self) -> None:
        """Do the undone edit again."""
        if session := self.app.session:
            self._stepped(session.book.redo(), _("Redone: {label}"), _("Nothing to redo."))

    def _stepped(self, step: Step, done: str, nothing: str) -> None:
        self.app.publish()
        self.app.say(*(step_text(step, done) if step else (nothing, "")))

    def show_conflicts(self) -> None:
        """Show what waits for the user's word."""
        session = self.app.session
        if session is None:
            return
        if not session.state.conflicts:
            self.app.say(_("No conflicts: nothing was changed on both sides."))
        elif not isinstance(self.app.screen, ConflictsDialog):
            self.app.push_screen(ConflictsDialog(session), lambda _answer: self.app.publish())

    def export(self) -> None:
        """Ask for a name and write a copy of the workbook with everything pending."""
        session = self.app.session
        if session is None:
            return
        if self._converting.needed():
            self._converting.ask()
        else:
            ask_for_copy(self.app, session, self.worker)

    def convert(self) -> None:
        """Go on in a new workbook, where the opened file can only be read."""
        self._converting.ask()

    # -- leaving -----------------------------------------------------------------------------

    def leave(self) -> None:
        """Leave at once when nothing is pending, otherwise ask."""
        self.app.snapshots.come_back()  # what is pending is of the present
        session = self.app.session
        if session is not None and session.link is not None:
            leave_elsewhere(self.app, session, self._drain)
        else:
            leave(self.app, self.save)
