"""Going on in a new workbook, where the opened file is of a kind that can only be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.errors import WorkbookError
from salestui.i18n import _
from salestui.ui.delivering import suggested
from salestui.ui.file_worker import FileWorker
from salestui.ui.screens.dialogs import AskDialog, ErrorDialog, TextDialog

if TYPE_CHECKING:
    from adapters.protocol import Conversion, Workbook
    from salestui.ui.app import SalesApp

_SUFFIX = ".xlsx"


class Converting:
    """Offers the conversion, carries it out, and opens the new workbook in place of the file."""

    def __init__(self, app: SalesApp) -> None:
        self.app = app
        self._worker = FileWorker(app, self._failed)

    def _failed(self, problem: WorkbookError) -> None:
        self.app.say(problem.sentence(_), "error")
        self.app.push_screen(ErrorDialog(problem))

    @property
    def _title(self) -> str:
        return self.app.opening.workbook.title

    def needed(self) -> bool:
        """Whether the file can only be read."""
        return self.app.session is not None and self.app.session.convertible is not None

    def offer(self) -> None:
        """After an edit that has no place to go: convert and keep it, or take it back."""
        if isinstance(self.app.screen, AskDialog | TextDialog) or self._worker.busy:
            return

        def answered(choice: str | None) -> None:
            if choice:
                self.ask()
            else:
                self._take_back()

        question = _("{title} can only be read, so this edit cannot be saved in it.")
        hint = _("A new workbook (.xlsx) beside it can take your edits; the file stays as it is.")
        answers = {"convert": _("Go on in a new workbook"), "": _("Take the edit back")}
        self.app.push_screen(AskDialog(question.format(title=self._title), hint, answers), answered)

    def _take_back(self) -> None:
        session = self.app.session
        if session is not None:
            while session.state.pending_count and session.book.undo():
                pass
            self.app.publish()
            self.app.say(_("The edit was taken back: {title} can only be read.").format(
                title=self._title
            ))  # fmt: skip

    def ask(self) -> None:
        """Ask for the new workbook's name, then write and open it."""
        session = self.app.session
        if session is None:
            return
        if not self.needed():
            self.app.say(_("Nothing to convert: this is an Excel workbook already."))
            return

        def named(text: str | None) -> None:
            if text:
                typed = Path(text).expanduser()
                # a page may not choose among the folders of the machine that serves it
                self._convert(suggestion.with_name(typed.name) if self.app.is_web else typed)
            elif session.state.pending_count:
                self._take_back()

        suggestion = free_name(Path(session.state.location))
        title = _("Write the new workbook to")
        self.app.push_screen(TextDialog(title, suggested(self.app, suggestion)), named)

    def _convert(self, target: Path) -> None:
        session = self.app.session
        source = session.convertible if session else None
        if session is None or source is None:
            return
        target = target if target.suffix.lower() == _SUFFIX else target.with_name(
            target.name + _SUFFIX
        )  # fmt: skip

        def work() -> tuple[Conversion, Workbook]:
            from adapters.registry import open_workbook
            from salestui.locations import state_dir

            done = source.convert(target)
            workbook = open_workbook(str(done.destination), state_dir())
            try:
                session.book.continue_in(workbook)
            except WorkbookError:
                workbook.close()
                raise
            return done, workbook

        self._worker.run(work, self._converted, saying=_("Converting …"))

    def _converted(self, result: tuple[Conversion, Workbook]) -> None:
        done, workbook = result
        self.app.opening = replace(self.app.opening, workbook=workbook)
        self.app.sub_title = workbook.title
        self.app.publish()
        parts = [_("Opened the new workbook {path}.").format(path=done.destination)]
        self.app.say(" ".join([*parts, *(note.sentence(_) for note in done.notes)]), "ok")


def free_name(path: Path) -> Path:
    """The name of the new workbook beside a file: its own, or with a number where that is taken."""
    target, number = path.with_suffix(_SUFFIX), 2
    while target.exists():
        target = path.with_name(f"{path.stem}-{number}{_SUFFIX}")
        number += 1
    return target
