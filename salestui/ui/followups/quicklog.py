"""The quick log: one line, and below it what it would write or what is still to be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from salestui.i18n import _
from salestui.ui.applying import make_changes
from salestui.ui.offering import offer_table
from salestui.ui.plain_content import assemble
from salestui.ui.screens.dialogs import Dialog
from salestui.ui.widgets.tones import style_of

if TYPE_CHECKING:
    from salestui.selling.following.activity_log import Logbook, Picks
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session
    from salestui.views.quicklog import Preview


class Understood(Message):
    """A worker has understood the line."""

    def __init__(self, book: Logbook, seen: Preview, picks: Picks | None) -> None:
        super().__init__()
        self.book, self.seen, self.picks = book, seen, picks


class QuickLogDialog(Dialog["Preview"]):
    """Answers with what is to be written, once all is clear and agreed."""

    DEFAULT_CSS = """
    QuickLogDialog #asks { margin-top: 1; text-style: bold; display: none; }
    QuickLogDialog OptionList {
        height: auto; max-height: 12; padding: 0; background: $surface; display: none;
        &, &:focus { border: none; }
    }
    QuickLogDialog.-asking #asks, QuickLogDialog.-asking OptionList { display: block; }
    QuickLogDialog #told { margin-top: 1; }
    QuickLogDialog .hint { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(self, session: Session, text: str = "") -> None:
        super().__init__()
        self._session, self._text = session, text
        self._book: Logbook | None = None
        self._seen: Preview | None = None
        self._picks: Picks | None = None
        self._agreed = False

    def compose(self) -> ComposeResult:
        """The line, the question with its choices, what would be written."""
        with Vertical(classes="dialog -large") as box:
            box.border_title = _("Quick log")
            yield Input(self._text, placeholder=_("visit 中建三局 demo ok next 报价 +3d"),
                        select_on_focus=False)  # fmt: skip
            yield Static("", id="asks", markup=False)
            yield OptionList(markup=False)
            yield Static("", id="told", markup=False)
            yield Static(assemble(_("enter writes it, esc leaves")), classes="hint")

    def on_mount(self) -> None:
        """Tell at once how a line is written."""
        self.query_one(OptionList).can_focus = False
        self._understand(self._text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Understand the line anew; what was chosen was about the one before."""
        event.stop()
        if event.value != self._text:
            self._text, self._picks, self._agreed = event.value, None, False
            self._understand(event.value)

    def _understand(self, text: str) -> None:
        session, picks, book = self._session, self._picks, self._book
        rep = session.focus.value("rep") or ""

        def work() -> None:
            from salestui.selling.following.activity_log import NOTHING_PICKED, logbook
            from salestui.views.quicklog import preview

            worker = get_current_worker()
            known = book or logbook(session.state)
            seen = preview(known, text, session.as_of, picks or NOTHING_PICKED, rep)
            if not worker.is_cancelled:
                self.post_message(Understood(known, seen, picks))

        self.run_worker(work, thread=True, exclusive=True, group="quicklog")

    def on_understood(self, event: Understood) -> None:
        """Show what the line means, unless it was changed since."""
        event.stop()
        self._book = event.book
        if event.seen.text != self._text or event.picks != self._picks:
            return
        seen = self._seen = event.seen
        self.set_class(bool(seen.asks), "-asking")
        self.query_one("#asks", Static).update(assemble(seen.asks))
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(
            Option(assemble(offer.title, "  ", (offer.note, "$foreground-muted")))
            for offer in seen.offers
        )
        listed.highlighted = 0 if seen.offers else None
        lines = (assemble((said.text, style_of(said.state))) for said in seen.lines)
        self.query_one("#told", Static).update(Content("\n").join(lines))
        if self._agreed:
            self._agree()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the highlighted choice, else write what is shown."""
        event.stop()
        seen = self._seen
        if seen is None or seen.text != self._text:
            self._agreed = True  # as soon as it is understood
        elif seen.offers:
            self._pick(self.query_one(OptionList).highlighted or 0)
        else:
            self._agree()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click chooses."""
        event.stop()
        self._pick(event.option_index)

    def action_move(self, by: int) -> None:
        """Move among the choices while typing."""
        listed = self.query_one(OptionList)
        if by > 0:
            listed.action_cursor_down()
        else:
            listed.action_cursor_up()

    def _pick(self, place: int) -> None:
        if self._seen is not None and place < len(self._seen.offers):
            self._picks = self._seen.offers[place].picks
            self._understand(self._text)

    def _agree(self) -> None:
        self._agreed = False
        seen = self._seen
        if seen is not None and seen.changes is not None:
            self.dismiss(seen)


def log_activity(app: SalesApp) -> None:
    """Ask for a line and write what it means; a missing sheet of activities is offered once."""
    session = app.session
    if session is None or isinstance(app.screen, QuickLogDialog):
        return
    if session.refusal is not None:
        app.say(session.refusal.sentence(_), "warning")
        return

    def written(seen: Preview | None) -> None:
        if seen is not None and seen.changes is not None:
            make_changes(app, seen.label, seen.changes)

    def ask() -> None:
        app.push_screen(QuickLogDialog(session), written)

    def without() -> None:
        session.declined_sheets.add("activities")
        ask()

    if "activities" in session.declined_sheets or session.read_only:
        ask()
    else:
        offer_table(app, "activities", ask, without)
