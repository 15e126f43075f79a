"""Registering a visitor: one line, and below it what it would write and who came first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from salestui.i18n import _
from salestui.ui.applying import make_changes
from salestui.ui.offering import offer_table
from salestui.ui.plain_content import assemble
from salestui.ui.screens.dialogs import Dialog
from salestui.ui.widgets.tones import style_of

if TYPE_CHECKING:
    from salestui.selling.floor.registering import Register
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session
    from salestui.views.onsite.registering import VisitPreview


class Understood(Message):
    """A worker has understood the line."""

    def __init__(self, book: Register, seen: VisitPreview) -> None:
        super().__init__()
        self.book, self.seen = book, seen


class RegisterDialog(Dialog["VisitPreview"]):
    """Answers with what is to be written, once it tells whom it is about."""

    DEFAULT_CSS = """
    RegisterDialog #told { margin-top: 1; }
    RegisterDialog .hint { margin-top: 1; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._text = session, ""
        self._book: Register | None = None
        self._seen: VisitPreview | None = None
        self._agreed = False

    def compose(self) -> ComposeResult:
        """The line, and what would be written."""
        with Vertical(classes="dialog -large") as box:
            box.border_title = _("Register a visitor")
            yield Input(placeholder=_("Mr Wang 13800000000 visit 3 rooms website @Lina +3d"),
                        select_on_focus=False)  # fmt: skip
            yield Static("", id="told", markup=False)
            yield Static(assemble(_("enter writes it, esc leaves")), classes="hint")

    def on_mount(self) -> None:
        """Tell at once how a line is written."""
        self._understand("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Understand the line anew."""
        event.stop()
        if event.value != self._text:
            self._text, self._agreed = event.value, False
            self._understand(event.value)

    def _understand(self, text: str) -> None:
        session, book = self._session, self._book
        agent = session.focus.value("rep") or ""

        def work() -> None:
            from salestui.selling.floor.registering import register
            from salestui.views.onsite.registering import visit_preview

            worker = get_current_worker()
            known = book or register(session.state)
            seen = visit_preview(known, text, session.as_of, agent)
            if not worker.is_cancelled:
                self.post_message(Understood(known, seen))

        self.run_worker(work, thread=True, exclusive=True, group="registering")

    def on_understood(self, event: Understood) -> None:
        """Show what the line means, unless it was changed since."""
        event.stop()
        self._book = event.book
        if event.seen.text != self._text:
            return
        self._seen = event.seen
        lines = (assemble((said.text, style_of(said.state))) for said in event.seen.lines)
        self.query_one("#told", Static).update(Content("\n").join(lines))
        if self._agreed:
            self._agree()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write what is shown, as soon as it is understood."""
        event.stop()
        if self._seen is None or self._seen.text != self._text:
            self._agreed = True
        else:
            self._agree()

    def _agree(self) -> None:
        self._agreed = False
        if self._seen is not None and self._seen.changes is not None:
            self.dismiss(self._seen)


def register_visitor(app: SalesApp) -> None:
    """Ask for a line and write the visitor it means; a missing register is offered."""
    session = app.session
    if session is None or isinstance(app.screen, RegisterDialog):
        return
    if session.refusal is not None:
        app.say(session.refusal.sentence(_), "warning")
        return

    def written(seen: VisitPreview | None) -> None:
        if seen is not None and seen.changes is not None:
            make_changes(app, seen.label, seen.changes)

    def ask() -> None:
        app.push_screen(RegisterDialog(session), written)

    offer_table(app, "visitors", ask)
