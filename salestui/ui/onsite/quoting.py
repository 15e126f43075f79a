"""The price sheet of a unit: the way it is paid and the discount, and below what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from adapters.errors import Refused
from salestui.i18n import N_, _
from salestui.plain_text import visible
from salestui.ui.applying import make_changes
from salestui.ui.grid.text import fit
from salestui.ui.offering import offer_column
from salestui.ui.plain_content import assemble
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.dialogs import Dialog
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.book.state import BookState
    from salestui.selling.floor.pricing import PriceSheet
    from salestui.selling.floor.unit import Unit
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session


@dataclass(frozen=True)
class Pricing:
    """A unit that is priced."""

    state: BookState
    unit: Unit

    def sheet(self, way: str, discount: str) -> PriceSheet:
        """What it costs; ``discount`` as typed, empty for that of the way.

        Raises:
            Refused: it has no price, or the discount is none.
        """
        from salestui.selling.floor.pricing import price_sheet

        bare = discount.strip().removesuffix("%").strip()
        if not bare:
            return price_sheet(self.state, self.unit, way)
        try:
            share = float(bare) / 100
        except ValueError:
            hint = N_("Write a share, such as 3%.")
            raise Refused(N_("{discount} is no discount."), hint, discount=discount) from None
        return price_sheet(self.state, self.unit, way, share)


class QuoteDialog(Dialog["PriceSheet"]):
    """Answers with the price sheet that is to be written."""

    DEFAULT_CSS = """
    QuoteDialog #sheet { margin-top: 1; }
    QuoteDialog .hint { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "turn(1)", show=False),
        Binding("up", "turn(-1)", show=False),
    ]

    def __init__(self, pricing: Pricing) -> None:
        super().__init__()
        from salestui.selling.floor.pricing import ways

        self._pricing = pricing
        self._ways = [way.way for way in ways(pricing.state)]
        now = pricing.unit.way
        self._place = self._ways.index(now) if now in self._ways else 0
        self._sheet: PriceSheet | None = None

    def compose(self) -> ComposeResult:
        """The discount, and what it comes to."""
        with Vertical(classes="dialog") as box:
            name = visible(self._pricing.unit.name)
            box.border_title = Content(_("Price sheet of {unit}").format(unit=name))
            yield Input(placeholder=_("discount in %, empty for that of the way of paying"))
            yield Static("", id="sheet", markup=False)
            hint = _("↑ ↓ way of paying, enter writes the quote, esc leaves")
            yield Static(assemble(hint), classes="hint")

    def on_mount(self) -> None:
        """Price it at once."""
        self._price()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Price it anew."""
        event.stop()
        self._price()

    def action_turn(self, by: int) -> None:
        """Another way of paying."""
        self._place = (self._place + by) % len(self._ways)
        self._price()

    def _price(self) -> None:
        from salestui.views.currency import book_sign
        from salestui.views.formats import style
        from salestui.views.onsite.price_sheet import price_lines

        shown = self.query_one("#sheet", Static)
        try:
            typed = self.query_one(Input).value
            self._sheet = sheet = self._pricing.sheet(self._ways[self._place], typed)
        except Refused as problem:
            self._sheet = None
            shown.update(assemble((problem.sentence(_), style_of("late"))))
            return
        lines = list(price_lines(sheet, style(book_sign(self._pricing.state))))
        tone = style_of("warning") if sheet.needs_approval else ""
        width = max(cell_len(title) for title, _text in lines)
        *told, (last, approval) = lines
        parts = [assemble((fit(title, width), MUTED), "  ", text) for title, text in told]
        parts.append(assemble((fit(last, width), MUTED), "  ", (approval, tone)))
        shown.update(Content("\n").join(parts))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write it."""
        event.stop()
        if self._sheet is not None:
            self.dismiss(self._sheet)


def quote_unit(app: SalesApp, row: int | None = None) -> None:
    """Price a unit and write its quote: the one given, the selected one, else ask which."""
    session = app.session
    if session is None:
        return
    if session.refusal is not None:
        app.say(session.refusal.sentence(_), "warning")
        return
    if session.state.rows("units") is None:
        app.say(_("The workbook has no sheet of units: ctrl+p adds one (Add a missing sheet)."))
        return
    chosen = row if row is not None else _under_cursor(app)
    if chosen is not None:
        _ask(app, session, chosen)
        return

    def answered(text: str | None) -> None:
        if text:
            _ask(app, session, int(text))

    frame = session.state.live("units")
    rows: list[int] = [] if frame is None else frame["_id"].to_list()
    options = [Option(str(unit), session.state.title_of("units", unit)) for unit in rows]
    app.push_screen(ChooseDialog(_("Which unit?"), options, _("type to find")), answered)


def _under_cursor(app: SalesApp) -> int | None:
    """The unit that is selected in the grid of units, or in their table."""
    from salestui.ui.floor.screen import FloorScreen
    from salestui.ui.screens.table import TableScreen

    screen = app.book_screen
    if isinstance(screen, FloorScreen):
        return None if screen.card is None else screen.card.unit.row
    on_units = isinstance(screen, TableScreen) and screen.entity == "units"
    return screen.current_row if isinstance(screen, TableScreen) and on_units else None


def _ask(app: SalesApp, session: Session, row: int) -> None:
    from salestui.selling.floor.unit import unit_at

    unit = unit_at(session.state, row)

    def priced(sheet: PriceSheet | None) -> None:
        if sheet is not None:
            _write(app, session, unit, sheet)

    def ask() -> None:
        app.push_screen(QuoteDialog(Pricing(session.state, unit)), priced)

    offer_column(app, "quotes", ["unit", "way"], ask)


def _write(app: SalesApp, session: Session, unit: Unit, sheet: PriceSheet) -> None:
    from salestui.selling.floor.pricing import quote_changes

    by = session.focus.value("rep") or ""
    changes = quote_changes(session.state, unit, sheet, by, session.as_of)
    make_changes(app, _("Quote for {unit}").format(unit=unit.name), changes)
