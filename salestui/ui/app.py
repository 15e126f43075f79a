"""The shell: screens, keys and the session. What an action does is elsewhere.

Nothing heavy is imported before the first paint; polars and the readers come with the first worker.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.actions import parse
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.events import Event, InputEvent
from textual.reactive import reactive
from textual.screen import ModalScreen, Screen
from textual.theme import ThemeProvider

from salestui.book.opening import Opening
from salestui.i18n import _
from salestui.model.focus import EVERYTHING, Focus
from salestui.ui.actions import APP_ACTIONS, Action, bindings, key_name, screen_actions
from salestui.ui.keys_in_order import KeysInOrder
from salestui.ui.modes import MODES
from salestui.ui.palette import CommandProvider
from salestui.ui.screens.base import BookScreen
from salestui.ui.screens.opening import OpeningScreen
from salestui.ui.tables import table_commands
from salestui.ui.terminal import is_gone

if TYPE_CHECKING:
    from adapters.errors import WorkbookError
    from salestui.config import Config
    from salestui.ui.file_actions import FileActions
    from salestui.ui.followups.news import Noticing
    from salestui.ui.session import Session
    from salestui.ui.snapshots import Snapshots
    from salestui.ui.view_actions import ViewActions

_TERMINAL_SECONDS = 1.0
_NOT_OVER_DIALOGS = {("file", "review"), ("command_palette",)}


def _going(actions: Iterable[Action]) -> list[Action]:
    """Those that go to a screen of the app."""
    return [a for a in actions if a.id.startswith("app.") and a.call.startswith("go(")]


class SalesApp(KeysInOrder):
    """One workbook in a terminal."""

    TITLE = "salestui"
    CSS_PATH = Path(__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {CommandProvider}  # noqa: RUF012 - declared so by Textual
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - declared so by Textual
        (0, "-narrow"),
        (100, "-medium"),
        (140, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(APP_ACTIONS)]
    MODES = {"opening": OpeningScreen, **MODES}  # noqa: RUF012 - declared so by Textual
    DEFAULT_MODE = "opening"

    autosave: reactive[bool] = reactive(False)

    def __init__(self, opening: Opening, config: Config) -> None:
        super().__init__()
        self.opening = opening
        self.config = config
        self.sub_title = opening.workbook.title
        self.session: Session | None = None
        self.unopened: WorkbookError | None = None
        self.fault: Exception | None = None
        self._before = "home"

    @cached_property
    def file_actions(self) -> FileActions:
        """What the app does with the workbook's file."""
        from salestui.ui.file_actions import FileActions

        return FileActions(self)

    @cached_property
    def view_actions(self) -> ViewActions:
        """What the app does to look at another part of the book."""
        from salestui.ui.view_actions import ViewActions

        return ViewActions(self)

    @cached_property
    def noticing(self) -> Noticing:
        """Tells what is new since the last look."""
        from salestui.ui.followups.news import Noticing

        return Noticing(self)

    @cached_property
    def snapshots(self) -> Snapshots:
        """Keeps the book's days, and shows one of them."""
        from salestui.ui.snapshots import Snapshots

        return Snapshots(self)

    def on_mount(self) -> None:
        """Take the configured colours and start reading once the shell is on screen."""
        self.theme = self.config.theme
        self.autosave = self.config.autosave
        if self.config.keys:
            self.set_keymap(self.config.keys)
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        """Let go of the workbook and its journal, for the next dashboard."""
        if self.session is not None:
            self.snapshots.end(self.session)
            self.session.book.close()

    async def on_event(self, event: Event) -> None:
        """A key or the mouse tells that somebody is there; others' changes are looked for then."""
        if self.session is not None and isinstance(event, InputEvent):
            self.file_actions.attend()
        await super().on_event(event)

    def _follow_terminal(self) -> None:
        """End when the terminal is gone: nobody can answer, and reading it would never rest."""
        if is_gone(sys.__stdin__.fileno() if sys.__stdin__ else -1):
            self.exit()

    async def _begin(self) -> None:
        if not self.is_headless:
            self.set_interval(_TERMINAL_SECONDS, self._follow_terminal)
        self.app_focus = self.app_focus or self.is_web  # a page has the keyboard from the start
        self.file_actions.load()
        await self.switch_mode("home")

    def watch_app_focus(self, focus: bool) -> None:
        """Somebody is back: what came up meanwhile takes the keyboard, as it could not then."""
        if focus and self.session is not None:
            self.call_after_refresh(self._give_keyboard)

    def _give_keyboard(self) -> None:
        if self.screen.focused is None and self.screen.AUTO_FOCUS != "":
            self.screen.focus_next(self.screen.AUTO_FOCUS or "*")

    def _handle_exception(self, error: Exception) -> None:
        """Keep a fault of ours for who runs the app, which logs it and tells it in a sentence."""
        self.fault = self.fault or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave without Textual's traceback, whose local variables show the workbook's content."""
        self._close_messages_no_wait()

    # -- what screens call -----------------------------------------------------------------------

    @property
    def book_screen(self) -> BookScreen | None:
        """The book's screen that is on top or below the dialogs."""
        return next((s for s in reversed(self.screen_stack) if isinstance(s, BookScreen)), None)

    def publish(self) -> None:
        """Show the session's current look on the current screen."""
        if screen := self.book_screen:
            screen.sync(self.session)
        if self.session is not None:
            self.noticing.follow(self.session)
        self.show_link()
        self.file_actions.edited()

    def show_link(self) -> None:
        """Show how a workbook elsewhere is reached now."""
        if self.session is not None and (screen := self.book_screen):
            screen.show_link(self.file_actions.link_text(self.session))

    def narrow(self, focus: Focus) -> None:
        """Look at another part of the business, on every screen."""
        if self.session is not None:
            self.session.focus = focus
            self.publish()

    def say(self, message: str, severity: str = "") -> None:
        """Put a sentence into the status line."""
        if screen := self.book_screen:
            screen.say(message, severity)

    def open_row(self, entity: str, row: int, column: str = "") -> None:
        """Show a row on its entity's screen: a deal whole, the detail of others, or one cell."""
        if entity == "deals" and not column:
            from salestui.ui.deal.showing import show_deal

            show_deal(self, row)
            return
        self.action_go(entity)
        if screen := self.book_screen:
            self.call_after_refresh(screen.reveal, row, column)

    # -- actions ---------------------------------------------------------------------------------

    def action_go(self, mode: str) -> None:
        """Change to a screen."""
        if self.current_mode != mode:
            self._before = self.current_mode
            if screen := self.book_screen:
                screen.left()
            self.switch_mode(mode)
        self.call_after_refresh(self.publish)

    def go_back(self) -> None:
        """Change to the screen before; without a book, back to the question how to go on."""
        if self.session is None:
            self.action_go("home")
            self.call_after_refresh(self.file_actions.ask_again)
        else:
            self.action_go(self._before)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A dialog answers its own keys first: no second review or question on top of it."""
        over = self.screen_stack and isinstance(self.screen, ModalScreen)
        if over and (action, *parameters) in _NOT_OVER_DIALOGS:
            return False
        return super().check_action(action, parameters)

    def action_press(self, key: str) -> None:
        """Do what a key does; the key bar's mouse targets call this."""
        self.simulate_key(key)

    def action_file(self, what: str) -> None:
        """Do something with the workbook's file: the name of a method of ``FileActions``."""
        if not self.snapshots.refuses(what):
            getattr(self.file_actions, what)()

    def action_look(self, what: str) -> None:
        """Look at something else: the name of a method of ``ViewActions``."""
        getattr(self.view_actions, what)()

    def action_toggle_autosave(self) -> None:
        """Save by itself, or not."""
        self.autosave = not self.autosave
        self.say(_("Autosave is on.") if self.autosave else _("Autosave is off."))

    def action_shift_period(self, by: int) -> None:
        """Look at the period before or after."""
        self.view_actions.shift_period(by)

    def action_clear_focus(self) -> None:
        """Look at the whole company."""
        if self.session is not None and self.session.focus.terms:
            self.narrow(EVERYTHING)
            self.say(_("Filter cleared: the whole company."))
        else:
            self.say(_("No filter is set: this is the whole company."))

    async def action_quit(self) -> None:
        """Textual's own way out asks too."""
        self.file_actions.leave()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every action of the screen, for the palette, findable by Latin words too.

        The screens come first, in the order of their digits.
        """
        own = screen.actions() if isinstance(screen, BookScreen) else APP_ACTIONS
        actions = dict.fromkeys((*screen_actions(own), *_going(own), *own))
        for action in actions:
            if action.id != "app.palette":
                key = f"  {key_name(action.keys)}" if action.keys else ""
                yield SystemCommand(
                    f"{_(action.title)}{key}  ({action.alias or action.id})",
                    _(action.help),
                    lambda call=action.call: self.call_later(self._act, call),
                )
        if self.session is not None:
            for table in table_commands(self.session.state):
                yield SystemCommand(
                    table.title,
                    table.help,
                    lambda call=table.call: self.call_later(self._act, call),
                )

    def action_command_palette(self) -> None:
        """The palette, asking in the interface's language."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(
                CommandPalette(placeholder=_("Find a command …"), id="--command-palette")
            )

    def search_themes(self) -> None:
        """The themes, asking in the interface's language."""
        self.push_screen(CommandPalette([ThemeProvider], placeholder=_("Find a theme …")))

    async def _act(self, call: str) -> None:
        """Do what a command of the palette stands for: the screen's own action, or the app's."""
        screen, name = self.book_screen, parse(call)[1]
        own = screen is not None and hasattr(screen, f"action_{name}")
        await self.run_action(call, screen if own else self)
