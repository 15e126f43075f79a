"""The form of a payment, and below it what the payment closes while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from salestui.i18n import _
from salestui.plain_text import visible
from salestui.selling.contracts.paying import Draft
from salestui.ui.plain_content import assemble
from salestui.ui.screens.dialogs import Dialog
from salestui.ui.widgets.tones import MUTED, style_of
from salestui.views.contract.paying import account_title, payment_preview
from salestui.views.contract.payment_form import FormField, payment_fields, typed

if TYPE_CHECKING:
    from salestui.ui.session import Session
    from salestui.views.contract.paying import PaymentPreview
    from salestui.views.contract.payment_form import Asked, Typed

_SHOWN = 8
"""So many values of a choice are listed below the form."""


class Previewed(Message):
    """A worker has understood the form."""

    def __init__(
        self, texts: dict[str, str], understood: Typed, seen: PaymentPreview | None
    ) -> None:
        super().__init__()
        self.texts, self.understood, self.seen = texts, understood, seen


class PaymentDialog(Dialog[Draft]):
    """Answers with the payment, once it is understood and agreed."""

    DEFAULT_CSS = """
    PaymentDialog .field { height: 1; }
    PaymentDialog .field Static { width: 22; color: $text-muted; }
    PaymentDialog .field Input { width: 1fr; }
    PaymentDialog VerticalScroll { height: auto; max-height: 40vh; margin-top: 1; }
    PaymentDialog #offered { height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, session: Session, asked: Asked) -> None:
        super().__init__()
        self._session, self._asked = session, asked
        self._fields = payment_fields(session.state, asked, session.as_of)
        self._texts = {field.name: field.text for field in self._fields}
        self._found: Previewed | None = None
        self._agreed = False
        self._warned = False

    def compose(self) -> ComposeResult:
        """A line per field, what may be written there, what the payment does."""
        title = account_title(self._session.state, self._asked.account)
        with Vertical(classes="dialog") as box:
            box.border_title = Content(visible(_("Payment · {title}").format(title=title)))
            for field in self._fields:
                with Horizontal(classes="field"):
                    yield Static(assemble(field.title))
                    yield _input(field)
            yield Static("", id="offered", classes="hint", markup=False)
            with VerticalScroll(can_focus=False):
                yield Static("", id="told", markup=False)
            yield Static(assemble(_keys()), classes="hint")

    def on_mount(self) -> None:
        """Begin at the amount, and say at once what the proposed one does."""
        if found := self.query("#pay-amount"):
            found.first().focus()
        self._understand()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """List what may be written into the field."""
        names = [f for f in self._fields if f"pay-{f.name}" == event.widget.id]
        offered = names[0].choices[:_SHOWN] if names else ()
        self.query_one("#offered", Static).update(assemble((" · ".join(offered), MUTED)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Understand the form anew."""
        event.stop()
        name = (event.input.id or "").removeprefix("pay-")
        if self._texts.get(name) != event.value:
            self._texts[name] = event.value
            self._agreed = self._warned = False
            self._understand()

    def _understand(self) -> None:
        session, asked, texts = self._session, self._asked, dict(self._texts)

        def work() -> None:
            worker, state, today = get_current_worker(), session.state, session.as_of
            understood = typed(state, asked, texts, today)
            draft, seen = understood.draft, None
            if draft is not None:
                seen = payment_preview(state, asked.account, draft, today)
            if not worker.is_cancelled:
                self.post_message(Previewed(texts, understood, seen))

        self.run_worker(work, thread=True, exclusive=True, group="payment")

    def on_previewed(self, event: Previewed) -> None:
        """Show what the payment does, unless the form was changed since."""
        event.stop()
        if event.texts != self._texts:
            return
        self._found = event
        self._write()
        if self._agreed:
            self._agree()

    def _write(self) -> None:
        found = self._found
        if found is None:
            return
        late, faults = style_of("late"), found.understood.wrong.values()
        wrong = [assemble((f"✗ {text}", late)) for text in faults]
        told = found.seen.lines if found.seen is not None else ()
        lines = [assemble((f"{said.mark} {said.text}", style_of(said.state))) for said in told]
        again = [assemble((_("enter again enters it all the same"), "bold"))] * self._warned
        self.query_one("#told", Static).update(Content("\n").join([*wrong, *lines, *again]))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter the payment; where something about it is odd, once more."""
        event.stop()
        if self._found is None or self._found.texts != self._texts:
            self._agreed = True  # as soon as it is understood
        else:
            self._agree()

    def _agree(self) -> None:
        self._agreed = False
        found = self._found
        draft = found.understood.draft if found is not None else None
        if found is None or draft is None or found.seen is None:
            return
        if found.seen.warned and not self._warned:
            self._warned = True
            self._write()
        else:
            self.dismiss(draft)


def _input(field: FormField) -> Input:
    offered = SuggestFromList(field.choices, case_sensitive=False) if field.choices else None
    return Input(
        field.text, id=f"pay-{field.name}", compact=True, suggester=offered, select_on_focus=True
    )


def _keys() -> str:
    return _("enter enters it   ↑ ↓ other fields   → takes what is proposed   esc leaves")
