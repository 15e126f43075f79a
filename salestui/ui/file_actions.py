"""Load, save, follow and leave the workbook: the app's actions that touch its file."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual.timer import Timer

from adapters.errors import Locked, WorkbookError
from salestui.i18n import _, ngettext
from salestui.ui.converting import Converting
from salestui.ui.file_worker import FileWorker
from salestui.ui.keeping import Keeping
from salestui.ui.leaving import leave
from salestui.ui.screens.conflicts import ConflictsDialog
from salestui.ui.screens.dialogs import AskDialog, ErrorDialog, TextDialog
from salestui.ui.screens.review import ReviewDialog
from salestui.ui.session import Session
from salestui.views.refresh_text import refresh_text

if TYPE_CHECKING:
    from salestui.book.book import Book, SaveReport
    from salestui.book.rereading import RefreshReport
    from salestui.ui.app import SalesApp

_POLL_SECONDS = 1.0
_AUTOSAVE_SECONDS = 2.0


class FileActions:
    """What the app does with the workbook's file."""

    def __init__(self, app: SalesApp) -> None:
        self.app = app
        self.worker = FileWorker(app, self.failed)
        self._autosaving: Timer | None = None
        self._converting = Converting(app)
        self._keeping = Keeping(app, self.worker)

    def failed(self, problem: WorkbookError) -> None:
        """Tell what went wrong."""
        self.app.say(problem.sentence(_), "error")
        self.app.push_screen(ErrorDialog(problem))

    # -- loading -----------------------------------------------------------------------------

    def load(self) -> None:
        """Read the workbook and show it."""
        saying = _("Reading {title} …").format(title=self.app.opening.workbook.title)
        self.worker.run(self.open, self.loaded, self._not_opened, saying=saying)

    @cached_property
    def book(self) -> Book:
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
        self.app.set_interval(_POLL_SECONDS, self._poll)
        self.app.view_actions.welcome()
        self._keeping.begin(session)

    def ask_again(self) -> None:
        """Where the workbook was not opened: say so, and ask how to go on."""
        if (problem := self.app.unopened) is not None:
            self._not_opened(problem)

    def _not_opened(self, problem: WorkbookError) -> None:
        from salestui.book.reading import NothingRecognised

        self.app.unopened = problem
        self.app.say(problem.sentence(_), "error")
        if isinstance(problem, NothingRecognised):
            self._offer_mapping(problem)
        else:
            self.app.push_screen(ErrorDialog(problem), lambda _answer: self.app.exit())

    def _offer_mapping(self, problem: WorkbookError) -> None:
        """Nothing was recognised: the user may say what is what."""

        def answered(choice: str | None) -> None:
            if choice == "map":
                self.app.action_go("mapping")
            else:
                self.app.exit()

        answers = {"map": _("Map by hand"), "": _("Quit")}
        dialog = AskDialog(problem.sentence(_), problem.advice(_), answers)
        self.app.push_screen(dialog, answered)

    # -- following ---------------------------------------------------------------------------

    def _poll(self) -> None:
        session = self.app.session
        if session is None or self.worker.busy:
            return
        self.worker.run(session.book.changed_elsewhere, self._polled, lambda _problem: None)

    def _polled(self, changed: bool) -> None:
        if changed:
            self._refresh(lambda problem: self.app.say(problem.sentence(_), "error"))

    def refresh(self) -> None:
        """Read the workbook again; pending edits stay."""
        self._refresh(self.failed)

    def _refresh(self, failed: Callable[[WorkbookError], None]) -> None:
        session = self.app.session
        if session is not None and not self.worker.busy:
            saying = _("Reading again …")
            self.worker.run(session.book.refresh, self._refreshed, failed, saying=saying)

    def _refreshed(self, report: RefreshReport) -> None:
        self.app.publish()
        self.app.say(*refresh_text(report))
        if screen := self.app.book_screen:
            for name, change in report.differences.items():
                screen.flash(name, change.cells)
        if report.new_conflicts:
            self.show_conflicts()

    # -- saving ------------------------------------------------------------------------------

    def review(self) -> None:
        """Show what is pending; save when the user agrees."""
        session, screen = self.app.session, self.app.book_screen
        if (screen is not None and screen.save()) or session is None:
            return
        if not session.state.pending_count:
            self.app.say(_("Nothing to save: the workbook has all your edits."))
            return

        def answered(agreed: bool | None) -> None:
            if agreed:
                self.save()

        self.app.push_screen(ReviewDialog(session), answered)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Write everything pending that has no conflict."""
        session = self.app.session
        if session is None:
            return
        if self.worker.busy:
            self.app.set_timer(0.2, lambda: self.save(then))
            return

        def done(report: SaveReport) -> None:
            self._saved(report)
            if then is not None and not session.state.pending_count:
                then()

        def failed(problem: WorkbookError) -> None:
            if isinstance(problem, Locked):
                self._locked(problem)
            else:
                self.failed(problem)

        self.worker.run(session.book.save, done, failed, saying=_("Saving …"))

    def _saved(self, report: SaveReport) -> None:
        self.app.publish()
        if report.held:
            self.show_conflicts()
        saved = ngettext("{n} change saved.", "{n} changes saved.", report.written)
        parts = [saved.format(n=report.written)] if report.written or not report.held else []
        if report.held:
            waits = ngettext(
                "{n} conflict waits for your word.",
                "{n} conflicts wait for your word.",
                report.held,
            )
            parts.append(waits.format(n=report.held))
        if report.refresh.differences:
            parts.append(refresh_text(report.refresh)[0])
        warnings = report.commit.warnings if report.commit else ()
        parts += [warning.sentence(_) for warning in warnings]
        self.app.say(" ".join(parts), "warning" if report.held or warnings else "ok")

    def _locked(self, problem: Locked) -> None:
        """Someone else has the file open: wait, or save a copy beside it."""
        question = _("{owner} has the workbook open, so it cannot be saved now.").format(
            owner=problem.owner or _("Another program")
        )

        def answered(choice: str | None) -> None:
            if choice == "retry":
                self.save()
            elif choice == "copy":
                self.export()

        answers = {"retry": _("Try again"), "copy": _("Save a copy"), "": _("Keep it pending")}
        self.app.say(question, "warning")
        self.app.push_screen(AskDialog(question, problem.advice(_), answers), answered)

    def edited(self) -> None:
        """After any edit: save by itself soon, when autosave is on."""
        session = self.app.session
        if self._autosaving is not None:
            self._autosaving.stop()
            self._autosaving = None
        if session is not None:
            self._keeping.warn(session)
        if session is not None and session.state.pending_count and self._converting.needed():
            self._converting.offer()
        elif self.app.autosave and session is not None:
            waiting = session.state.pending_count - len(session.state.conflicts)
            if waiting > 0:
                self._autosaving = self.app.set_timer(_AUTOSAVE_SECONDS, self.save)

    def undo(self) -> None:
        """Take the last edit back."""
        if session := self.app.session:
            label = session.book.undo()
            self.app.publish()
            self.app.say(
                _("Undone: {label}").format(label=label) if label else _("Nothing to undo.")
            )

    def redo(self) -> None:
        """Do the undone edit again."""
        if session := self.app.session:
            label = session.book.redo()
            self.app.publish()
            self.app.say(
                _("Redone: {label}").format(label=label) if label else _("Nothing to redo.")
            )

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
            return
        here = Path(session.state.location)
        suggestion = here.with_name(f"{here.stem}-{session.as_of}{here.suffix}")

        def named(text: str | None) -> None:
            if text:
                target = Path(text).expanduser()
                self.worker.run(
                    lambda: session.book.export(target),
                    lambda _commit: self.app.say(
                        _("Copy written: {path}").format(path=target), "ok"
                    ),
                    saying=_("Saving …"),
                )

        title = _("Write a copy of the workbook to")
        self.app.push_screen(TextDialog(title, str(suggestion)), named)

    def convert(self) -> None:
        """Go on in a new workbook, where the opened file can only be read."""
        self._converting.ask()

    # -- leaving -----------------------------------------------------------------------------

    def leave(self) -> None:
        """Leave at once when nothing is pending, otherwise ask."""
        leave(self.app, self.save)
