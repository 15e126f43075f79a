"""How the workbook is understood, and how else it shall be: tables, columns, stages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from adapters.errors import WorkbookError
from salestui.i18n import _
from salestui.plain_text import visible
from salestui.ui.actions import APP_ACTIONS, Action, bindings
from salestui.ui.mapping import choosing
from salestui.ui.mapping.actions import MAPPING_ACTIONS
from salestui.ui.mapping.draft import Draft
from salestui.ui.mapping.frame import MappingFrame
from salestui.ui.mapping.panels import (
    ChoicePanel,
    ChoiceWanted,
    ColumnsPanel,
    Moved,
    PreviewPanel,
    StagesPanel,
    TablesPanel,
)
from salestui.ui.mapping.using import MappingActions
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.dialogs import AskDialog
from salestui.views.mapping.about import about_column, about_stage, about_table, summary
from salestui.views.mapping.view import mapping_view

if TYPE_CHECKING:
    from salestui.book.together.roll_up import AnyBook
    from salestui.mapping.profile import Profile
    from salestui.ui.session import Session
    from salestui.views.mapping.view import MappingView, TableRow

_REPLACED = ("app.undo", "app.clear", "app.mapping")
"""Actions of the app for which the screen has its own."""


class MappingScreen(MappingFrame):
    """Tables left, the columns of one right, its rows and the stages below."""

    ACTIONS: ClassVar[Sequence[Action]] = MAPPING_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self.draft: Draft | None = None
        self.view: MappingView | None = None

    def actions(self) -> Sequence[Action]:
        """The screen's own first; they stand for some of the app's."""
        return (*MAPPING_ACTIONS, *(a for a in APP_ACTIONS if a.id not in _REPLACED))

    # -- reading ---------------------------------------------------------------------------------

    def show(self, session: Session) -> None:
        """Show how the book is read; choices that are not in use yet stay."""
        used = session.book.settings.profile
        if self.draft is None or not self.draft.changed:
            self.draft = Draft(used)
        self.survey(quietly=self.view is not None)

    def on_screen_resume(self) -> None:
        """Without a book, show what could be read."""
        if self.sales_app.session is None and self.view is None:
            self.survey()

    def survey(self, *, quietly: bool = False) -> None:
        """Read the workbook under the draft, in a worker; panels keep what they show."""
        book = self.sales_app.file_actions.book
        if self.draft is None:
            self.draft = Draft(book.settings.profile)
        if not quietly:
            self.say(_("Reading {title} …").format(title=book.workbook.title), "busy")
        work = partial(self._read, book, self.draft.current, quietly)
        self.run_worker(work, thread=True, exclusive=True, group="survey", description="survey")

    def _read(self, book: AnyBook, profile: Profile, quietly: bool) -> None:
        try:
            view = mapping_view(book.survey(profile))
        except WorkbookError as problem:
            self.app.call_from_thread(self._not_read, profile, problem)
            return
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._take, profile, view, quietly)

    def _not_read(self, profile: Profile, problem: WorkbookError) -> None:
        """Say why not; a choice whose effect cannot be shown is not kept."""
        draft = self.draft
        if draft is None or profile != draft.current:
            return  # another choice was made meanwhile
        text = problem.sentence(_)
        if draft.back():
            text = " ".join((text, _("What you chose was not kept: choose it again later.")))
        self.say(text, "error")
        self.write()

    def _take(self, profile: Profile, view: MappingView, quietly: bool) -> None:
        self.view = view
        if self.draft is not None and self.draft.current == profile:
            self.draft.shown()
        if not quietly:
            self.say("")
        self.query_one(TablesPanel).put(view.tables)
        stages = self.query_one(StagesPanel)
        stages.playbook = view.playbook_title
        stages.put(stages.in_place(view.stages))
        self._moved()

    @on(Moved)
    def _moved(self) -> None:
        """Show the columns and rows of the table under the cursor, and what is to be said."""
        table = self.table
        columns = self.query_one(ColumnsPanel)
        columns.of = table.title if table and table.entity else table.sheet if table else ""
        columns.put(table.columns if table else ())
        self.query_one(PreviewPanel).put(table.preview if table else None)
        self.write()

    def write(self) -> None:
        """Say what is to be done, and what there is to know of the row under the cursor."""
        if self.view is None or self.draft is None:
            return
        line = summary(self.view, self.draft.current, changed=self.draft.changed)
        self.query_one("#map-summary", Static).update(Content(line))
        self.query_one("#map-about", Static).update(Content(visible(self._about())))
        self._write_tabs()

    def _about(self) -> str:
        panel, table = self.active, self.table
        if table is None:
            return ""
        if isinstance(panel, ColumnsPanel) and panel.current is not None:
            return about_column(table, panel.current)
        if isinstance(panel, StagesPanel) and panel.current is not None:
            return about_stage(panel.current)
        return about_table(table)

    @property
    def table(self) -> TableRow | None:
        """The table under the cursor."""
        return self.query_one(TablesPanel).current

    # -- choosing --------------------------------------------------------------------------------

    def action_act(self) -> None:
        """Choose for the row under the cursor."""
        if isinstance(self.active, ChoicePanel):
            self.active.act()
        else:
            self.say(_("Nothing to choose here: tab goes to the tables, columns and stages."))

    @on(ChoiceWanted)
    def _choice_wanted(self, event: ChoiceWanted) -> None:
        event.stop()
        panel: ChoicePanel[Any] = event.panel
        view, table = self.view, self.table
        if view is None or table is None:
            return
        if isinstance(panel, StagesPanel) and panel.current is not None:
            self._ask(choosing.about_stage(view, panel.current))
        elif isinstance(panel, TablesPanel) or not table.entity:
            self._ask(choosing.about_table(view, table))
        elif isinstance(panel, ColumnsPanel) and panel.current is not None:
            if panel.current.fixed:
                self.say(panel.current.fixed, "warning")
            else:
                self._ask(choosing.about_column(table, panel.current))

    def action_choose_playbook(self) -> None:
        """Choose whose stages are used."""
        if self.view is not None:
            self._ask(choosing.about_playbook(self.view))

    def action_choose_dates(self) -> None:
        """Choose how dates are meant where nothing tells."""
        if self.draft is not None:
            self._ask(choosing.about_dates(self.draft.current))

    def _ask(self, question: choosing.Question) -> None:
        """Ask; an answer makes another profile, and the workbook is read anew."""
        draft = self.draft
        if draft is None:
            return

        def chosen(value: str | None) -> None:
            if value is not None and draft.choose(question.made(draft.current, value)):
                self.survey()

        options = [Option(c.value, c.title, c.note, c.also) for c in question.offered]
        dialog = ChooseDialog(question.title, options, _("type to find"), now=question.now)
        self.app.push_screen(dialog, chosen)

    def action_undo(self) -> None:
        """Take the last choice back."""
        if self.draft is not None and self.draft.undo():
            self.survey()
        else:
            self.say(_("Nothing to undo."))

    # -- using it --------------------------------------------------------------------------------

    def action_apply(self) -> None:
        """Read the book this way from now on."""
        self._use(lambda: self.sales_app.say(_("The workbook is read this way now."), "ok"))

    def save(self) -> bool:
        """Use the mapping and remember it for the next time."""
        self._use(self._remember)
        return True

    def _use(self, then: Callable[[], None]) -> None:
        draft = self.draft
        if draft is None or self.view is None:
            return
        if not any(table.entity for table in self.view.tables):
            self.say(_("No table is used yet: choose with enter what a table holds."), "warning")
            return
        profile = draft.current

        def used() -> None:
            self.draft = Draft(profile)
            self.write()
            then()

        if draft.changed or self.sales_app.session is None:
            self._actions.use(profile, used)
        else:
            used()

    @property
    def _actions(self) -> MappingActions:
        return MappingActions(self.sales_app)

    def _remember(self) -> None:
        if self.draft is not None:
            self._actions.keep(self.draft.used)

    def action_leave(self) -> None:
        """Back to where one came from; ask first when choices are not in use."""
        draft = self.draft
        if draft is None or not draft.changed:
            self.sales_app.go_back()
            return

        def answered(choice: str | None) -> None:
            if choice == "use":
                self._use(self._remember_and_leave)
            elif choice == "drop":
                draft.forget()
                self.survey()
                self.sales_app.go_back()

        question = _("What you chose is not in use yet.")
        answers = {"use": _("Use and remember it"), "drop": _("Forget it"), "": _("Stay")}
        self.app.push_screen(AskDialog(question, "", answers), answered)

    def _remember_and_leave(self) -> None:
        if self.draft is not None:
            self._actions.keep(self.draft.used, self._left)

    def _left(self) -> None:
        """Leave; a book that was opened by its mapping has left already."""
        if self.sales_app.book_screen is self:
            self.sales_app.go_back()
