"""What all screens over the book share: header, status line, key bar, and when to show anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from salestui.i18n import N_, _
from salestui.ui.actions import APP_ACTIONS, Action
from salestui.ui.grid import DataGrid, DigitsTaken
from salestui.ui.widgets.header import HeaderBar
from salestui.ui.widgets.keybar import KeyBar
from salestui.ui.widgets.past_banner import PastBanner
from salestui.ui.widgets.status import StatusLine

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Look, Session
    from salestui.views.link_text import LinkText


_CANNOT = {
    "slash": N_("This screen has no search: the grids have one, 2 is the first of them."),
    "f": N_("This screen has no filter: g narrows what is looked at."),
    "s": N_("This screen keeps its order: the grids can be sorted, 2 is the first of them."),
    "n": N_("Nothing is added here: o goes to the screen where rows are."),
    "e": N_("Nothing is edited here: o goes to the screen where rows are."),
    "space": N_("Nothing is marked here: the grids have marks, 2 is the first of them."),
    "d": N_("Nothing is deleted here: o goes to the screen where rows are."),
    "o": N_("Nothing to open here."),
    "enter": N_("Nothing to do here: ? tells the keys of this screen."),
    "y": N_("Nothing to copy here."),
    "x": N_("Only grids are exported, 2 is the first of them; y copies what is shown here."),
    "i": N_("Nothing to explain here."),
}
"""Keys that mean the same everywhere, and why one does nothing where a screen has no use for it."""


class BookScreen(Screen[None]):
    """A screen over the opened book.

    A subclass composes its panels in ``compose_body`` and shows a session in ``show``; it is asked
    to do so when the look changes while it is the current screen, and when it becomes current.
    """

    ACTIONS: ClassVar[Sequence[Action]] = ()
    """The screen's own actions, for the key bar, the help and the palette."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"cannot('{key}')", show=False) for key in _CANNOT),
        Binding("tab", "next_panel(1)", show=False),
        Binding("shift+tab", "next_panel(-1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[int, Look] | None = None
        self._told_digits = False

    @property
    def sales_app(self) -> SalesApp:
        """The app, as what it is."""
        return cast("SalesApp", self.app)

    def compose(self) -> ComposeResult:
        """Header, body, status line, key bar."""
        yield HeaderBar()
        yield PastBanner()
        yield from self.compose_body()
        yield StatusLine()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """The screen's own panels."""
        yield Widget()

    def show(self, session: Session) -> None:
        """Show the session's current look. On the event loop: anything slow goes to a worker."""

    def sync(self, session: Session | None) -> None:
        """Show the session unless its current look is on screen already."""
        if session is None or not self.is_mounted:
            return
        look = session.look
        stamp = (look.state.number, look)
        for bar in self.query(HeaderBar):  # gone already while the app ends
            bar.show(look, read_only=session.read_only, unsafe=session.book.unsafe is not None)
        self.query_one(PastBanner).show(session.past_day)
        if self._shown is None or not _same(self._shown, stamp):
            self._shown = stamp
            self.show(session)

    def show_link(self, text: LinkText | None) -> None:
        """Show how a workbook elsewhere is reached; None for a file."""
        for bar in self.query(HeaderBar):
            bar.show_link(text)
        for line in self.query(StatusLine):
            line.stand(text)

    def reveal(self, row: int, column: str = "") -> None:
        """Bring a row into view, its detail open or one of its cells chosen, if rows are shown."""

    def flash(self, entity: str, cells: Sequence[tuple[int, str]]) -> None:
        """Let cells (row, column) that changed by themselves stand out for a moment."""

    def save(self) -> bool:
        """Save what belongs to this screen alone; False where saving means the workbook."""
        return False

    def say(self, message: str, severity: str = "") -> None:
        """Put a sentence into the status line."""
        for line in self.query(StatusLine):
            line.say(message, severity)

    @on(DigitsTaken)
    def _digits_taken(self, event: DigitsTaken) -> None:
        event.stop()
        for bar in self.query(KeyBar):
            bar.show(digits_taken=event.taken)
        if event.taken and not self._told_digits:
            self._told_digits = True
            self.say(_("Digits type into this cell; esc gives them back to the screens."))

    def free_digits(self) -> bool:
        """Let digits go to the screens again; False where they do already."""
        taken = [grid for grid in self.query(DataGrid) if grid.digits_taken]
        for grid in taken:
            grid.free_digits()
            self.say(_("Digits go to the screens."))
        return bool(taken)

    def left(self) -> None:
        """Another screen comes: whoever returns by a digit may go on by one."""
        for grid in self.query(DataGrid):
            grid.free_digits()

    def action_next_panel(self, by: int) -> None:
        """Go to the next panel, or the one before; say so where there is no other."""
        before = self.focused
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()
        if self.focused is before:
            self.say(_("This screen has one panel: digits go to other screens."))

    def action_cannot(self, key: str) -> None:
        """Say why a key of the common grammar does nothing here."""
        self.say(_(_CANNOT[key]))

    def actions(self) -> Sequence[Action]:
        """All actions that can be called here, the screen's own first."""
        return (*self.ACTIONS, *APP_ACTIONS)


def _same(before: tuple[int, Look], now: tuple[int, Look]) -> bool:
    (number, old), (other, new) = before, now
    return number == other and (old.focus, old.period, old.as_of) == (
        new.focus,
        new.period,
        new.as_of,
    )
