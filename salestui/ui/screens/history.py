"""The history: who changed what when, here and elsewhere; any of it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from salestui.i18n import _
from salestui.ui.actions import APP_ACTIONS, Action, bindings
from salestui.ui.history.actions import HISTORY_ACTIONS
from salestui.ui.history.listing import HistoryList
from salestui.ui.history.reverting import Reverting
from salestui.ui.plain_content import assemble
from salestui.ui.screens.base import BookScreen
from salestui.ui.table.entry import EntryLine

if TYPE_CHECKING:
    from salestui.book.journal.reader import Query
    from salestui.ui.session import Session

_NEXT_WHO: Mapping[bool | None, bool | None] = {None: True, True: False, False: None}


class HistoryScreen(BookScreen):
    """What is shown of the history, a line to type a filter, and the list."""

    AUTO_FOCUS = "HistoryList"
    ACTIONS: ClassVar[Sequence[Action]] = HISTORY_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]
    DEFAULT_CSS = """
    HistoryScreen #about { height: 1; padding: 0 1; background: $panel; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._query: Query | None = None
        self._row_title = ""
        self._reverting = Reverting(self)

    def actions(self) -> Sequence[Action]:
        """The screen's own first; escape is one of them."""
        return (*HISTORY_ACTIONS, *(a for a in APP_ACTIONS if a.id != "app.clear"))

    def compose_body(self) -> ComposeResult:
        """What is shown, the filter, the list."""
        yield Static("", id="about", markup=False)
        yield EntryLine(_("Filter"), _("any text"), id="filter")
        yield HistoryList()

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def wanted(self) -> Query:
        """What of the history is shown."""
        from salestui.book.journal.reader import EVERY

        return self._query or EVERY

    @property
    def listed(self) -> HistoryList:
        """The list."""
        return self.query_one(HistoryList)

    @property
    def entry(self) -> EntryLine:
        """Where the filter is typed."""
        return self.query_one(EntryLine)

    def show(self, session: Session) -> None:
        """Read the history anew, which an edit or a look at the workbook may have made longer."""
        reader = session.book.history
        if reader is None:
            self._tell(_("No journal is kept of this workbook."))
            return
        self.listed.read(reader, self.wanted, session.book.state)

    def only(self, entity: str, row: int) -> None:
        """Show the history of one row."""
        session = self.sales_app.session
        if session is None:
            return
        rows = session.state.entities[entity]
        key = rows.value(row, rows.layout.entity.key)
        title = session.state.title_of(entity, row)
        self._only(entity, (row, session.book.history_slot), str(key or ""), title)

    def _only(self, entity: str, row: tuple[int, int], key: str, title: str) -> None:
        self._row_title = title
        self._ask(replace(self.wanted, entity=entity, row=row, key=key))

    def _ask(self, query: Query) -> None:
        self._query = query
        if session := self.sales_app.session:
            self.show(session)

    @on(HistoryList.Filled)
    def _filled(self, event: HistoryList.Filled) -> None:
        event.stop()
        self._tell(_about(self.wanted, self._row_title))
        if not event.count:
            self.say(_("Nothing in the history."))

    def _tell(self, text: str) -> None:
        self.query_one("#about", Static).update(assemble(text))

    # -- filters ---------------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Type a text that is to be contained."""
        self.entry.open(self.wanted.text)

    @on(EntryLine.Typed)
    def _typed(self, event: EntryLine.Typed) -> None:
        event.stop()
        if event.text != self.wanted.text:
            self._ask(replace(self.wanted, text=event.text))
        if isinstance(event, EntryLine.Agreed):
            self._leave_filter()

    @on(EntryLine.Cancelled)
    def _cancelled(self, event: EntryLine.Cancelled) -> None:
        event.stop()
        self._leave_filter()
        self._ask(replace(self.wanted, text=""))

    def _leave_filter(self) -> None:
        self.entry.close()
        self.listed.focus()

    def action_turn_who(self) -> None:
        """Everything, mine, others'."""
        self._ask(replace(self.wanted, mine=_NEXT_WHO[self.wanted.mine]))

    def action_only_row(self) -> None:
        """The row of the highlighted change only, or every row again."""
        line = self.listed.line
        change = line.entry.change if line is not None else None
        if self.wanted.entity:
            self._ask(replace(self.wanted, entity="", row=None, key=""))
        elif line is None or change is None:
            self.say(_("This is about no row."))
        else:
            row = change.row, line.entry.slot
            self._only(change.entity, row, change.key, change.title or change.key)

    def action_back(self) -> None:
        """Everything again, then the screen before."""
        from salestui.book.journal.reader import EVERY

        if self.wanted == EVERY:
            self.sales_app.go_back()
        else:
            self._ask(EVERY)

    # -- what is done about a line ---------------------------------------------------------------

    def action_show_row(self) -> None:
        """Show the row of the highlighted change on its own screen."""
        from salestui.book.reverting import row_now

        session, line = self.sales_app.session, self.listed.line
        if session is None or line is None or (change := line.entry.change) is None:
            self.say(_("This is about no row."))
            return
        row = row_now(session.state, line.entry, session.book.history_slot)
        if row is None or change.entity not in self.sales_app.MODES:
            self.say(_("That row is on no screen here."))
        else:
            self.sales_app.open_row(change.entity, row, change.column)

    @on(HistoryList.Wanted)
    def _wanted(self, event: HistoryList.Wanted) -> None:
        event.stop()
        self.action_show_row()

    def action_revert(self) -> None:
        """Take the highlighted change, or act, back."""
        if (line := self.listed.line) is None:
            self.say(_("There is no change to take back here."))
        else:
            self._reverting.line(line)

    def action_revert_after(self) -> None:
        """Take back everything of mine that came after the highlighted act."""
        if (line := self.listed.line) is None:
            self.say(_("There is no change to take back here."))
        else:
            self._reverting.after(line)


def _about(query: Query, title: str) -> str:
    """What of the history is shown, in words."""
    who = {None: _("everything"), True: _("what was done here"), False: _("what others did")}
    parts = [who[query.mine]]
    if query.entity:
        parts.append(_("of {title}").format(title=title))
    if query.text:
        parts.append(_("with {text}").format(text=query.text))
    return _("History: {what}, newest first").format(what=" ".join(parts))
