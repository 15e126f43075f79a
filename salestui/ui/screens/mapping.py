"""How the workbook is understood, and how else it shall be: tables, columns, stages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from adapters.errors import WorkbookError
from salestui.i18n import _
from salestui.model.playbook import playbook
from salestui.ui.actions import APP_ACTIONS, Action, bindings
from salestui.ui.mapping.actions import MAPPING_ACTIONS
from salestui.ui.mapping.draft import Draft
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
from salestui.ui.screens.base import BookScreen
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.widgets.panel import Panel
from salestui.ui.widgets.panel_tabs import PanelTabs
from salestui.views import mapping_choices as choices
from salestui.views.mapping import mapping_view
from salestui.views.mapping_about import about_column, about_stage, about_table, summary

if TYPE_CHECKING:
    from salestui.book.book import Book
    from salestui.mapping.profile import Profile
    from salestui.ui.session import Session
    from salestui.views.mapping import MappingView, StageRow, TableRow
    from salestui.views.mapping_columns import ColumnRow

FOLD_WIDTH, FOLD_HEIGHT = 100, 28
"""Screens with fewer columns or lines show one panel at a time."""

_TABS = ("map-tables", "map-columns", "map-stages", "map-preview")
_OUT_OF_BAR = ("app.home", "app.pipeline", "app.customers", "app.targets", "app.palette")


class MappingScreen(BookScreen):
    """Tables left, the columns of one right, its rows and the stages below."""

    CSS_PATH = "mapping.tcss"
    AUTO_FOCUS = "#map-tables"
    ACTIONS: ClassVar[Sequence[Action]] = MAPPING_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self.draft: Draft | None = None
        self.view: MappingView | None = None
        self._current = _TABS[0]

    def actions(self) -> Sequence[Action]:
        """The screen's own first; other screens give their place in the bar to them."""
        return (*MAPPING_ACTIONS, *(a for a in map(_without_place, APP_ACTIONS) if a is not None))

    def compose_body(self) -> ComposeResult:
        """Summary, panels, and what is to be said of the row under the cursor."""
        yield Static("", id="map-summary", markup=False)
        yield PanelTabs(id="map-tabs")
        with Vertical(id="map-panels"):
            with Horizontal(classes="row above"):
                yield TablesPanel(id="map-tables")
                yield ColumnsPanel(id="map-columns")
            with Horizontal(classes="row below"):
                yield PreviewPanel(id="map-preview")
                yield StagesPanel(id="map-stages")
        yield Static("", id="map-about", markup=False)

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
        self.run_worker(work, thread=True, exclusive=True, group="survey")

    def _read(self, book: Book, profile: Profile, quietly: bool) -> None:
        try:
            view = mapping_view(book.survey(profile))
        except WorkbookError as problem:
            self.app.call_from_thread(self.say, problem.sentence(_), "error")
            return
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._take, view, quietly)

    def _take(self, view: MappingView, quietly: bool) -> None:
        self.view = view
        if not quietly:
            self.say("")
        self.query_one(TablesPanel).put(view.tables)
        stages = self.query_one(StagesPanel)
        stages.playbook = view.playbook_title
        stages.put(view.stages)
        self._moved()

    @on(Moved)
    def _moved(self) -> None:
        """Show the columns and rows of the table under the cursor, and what is to be said."""
        table = self.table
        columns = self.query_one(ColumnsPanel)
        columns.of = table.title if table and table.entity else table.sheet if table else ""
        columns.put(table.columns if table else ())
        self.query_one(PreviewPanel).put(table.preview if table else None)
        self._write()

    def _write(self) -> None:
        if self.view is None or self.draft is None:
            return
        line = summary(self.view, self.draft.current, changed=self.draft.changed)
        self.query_one("#map-summary", Static).update(Content(line))
        self.query_one("#map-about", Static).update(Content(self._about()))
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

    # -- panels ----------------------------------------------------------------------------------

    @property
    def table(self) -> TableRow | None:
        """The table under the cursor."""
        return self.query_one(TablesPanel).current

    @property
    def active(self) -> Panel | None:
        """The panel that keys are for."""
        return self.focused if isinstance(self.focused, Panel) else None

    def on_resize(self, event: events.Resize) -> None:
        """Fold or unfold."""
        self.set_class(event.size.width < FOLD_WIDTH or event.size.height < FOLD_HEIGHT, "-folded")
        self._show_current()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember the panel for the tabs, and say what is to be said there."""
        if event.widget.id in _TABS:
            self._current = event.widget.id
            self._show_current()
            self.call_after_refresh(self._write)

    def _show_current(self) -> None:
        current = self.query_one(f"#{self._current}", Panel)
        shown = {current, *current.ancestors}
        for widget in self.query_one("#map-panels").query("*"):
            widget.set_class(widget in shown, "-current")
        self._write_tabs()

    def _write_tabs(self) -> None:
        names = [(name, self.query_one(f"#{name}", Panel).tab()) for name in _TABS]
        self.query_one("#map-tabs", PanelTabs).show(names, self._current)

    def action_show_panel(self, name: str) -> None:
        """Go to a panel by its id."""
        self._current = name
        self._show_current()
        self.query_one(f"#{name}", Panel).focus()

    def action_cycle_panel(self, by: int) -> None:
        """Go to the next or the previous panel."""
        place = _TABS.index(self._current) + by
        self.action_show_panel(_TABS[place % len(_TABS)])

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
        if isinstance(panel, TablesPanel) and panel.current is not None:
            self._choose_entity(panel.current)
        elif isinstance(panel, ColumnsPanel) and panel.current is not None:
            self._choose_field(panel.current)
        elif isinstance(panel, StagesPanel) and panel.current is not None:
            self._choose_stage(panel.current)

    def _choose_entity(self, table: TableRow) -> None:
        tables = self.view.tables if self.view else ()
        title = _("What is on {sheet}, {cells}?").format(sheet=table.sheet, cells=table.cells)
        self._ask(
            title,
            choices.entity_choices(table, tables),
            lambda profile, value: choices.with_entity(profile, table, value),
        )

    def _choose_field(self, column: ColumnRow) -> None:
        table = self.table
        if table is None:
            return
        if not table.entity:
            self._choose_entity(table)
            return
        if column.fixed:
            self.say(column.fixed, "warning")
            return
        title = _("What is column {letters}, {header}?").format(
            letters=column.letters, header=column.header
        )
        self._ask(
            title,
            choices.field_choices(table),
            lambda profile, value: choices.with_field(profile, table, column.header, value),
        )

    def _choose_stage(self, row: StageRow) -> None:
        if self.view is not None:
            self._ask(
                _("Which stage is {text}?").format(text=row.text),
                choices.stage_choices(playbook(self.view.playbook)),
                lambda profile, value: choices.with_stage(profile, row, value),
            )

    def action_choose_playbook(self) -> None:
        """Choose whose stages are used."""
        self._ask(_("Playbook"), choices.playbook_choices(), choices.with_playbook)

    def action_choose_dates(self) -> None:
        """Choose how dates are meant where nothing tells."""
        self._ask(_("Dates such as 3/5/2026"), choices.date_choices(), choices.with_dates)

    def _ask(
        self,
        title: str,
        offered: Sequence[choices.Choice],
        made: Callable[[Profile, str], Profile],
    ) -> None:
        """Offer choices; what is chosen makes another profile, and the workbook is read anew."""
        draft = self.draft
        if draft is None:
            return

        def chosen(value: str | None) -> None:
            if value is not None and draft.choose(made(draft.current, value)):
                self.survey()

        options = [Option(c.value, c.title, c.note) for c in offered]
        self.app.push_screen(ChooseDialog(title, options, _("type to find")), chosen)

    def action_undo(self) -> None:
        """Take the last choice back."""
        if self.draft is not None and self.draft.undo():
            self.survey()
        else:
            self.say(_("Nothing to undo."))

    # -- using it --------------------------------------------------------------------------------

    def action_apply(self) -> None:
        """Read the book this way from now on."""
        self._use(lambda: self.say(_("The workbook is read this way now."), "ok"))

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
            self._write()
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
            self._actions.keep(self.draft.used, self.sales_app.go_back)


def _without_place(action: Action) -> Action | None:
    """An app action as this screen offers it; its own undo and esc stand for the app's."""
    if action.id in ("app.undo", "app.clear", "app.mapping"):
        return None
    return replace(action, bar=0) if action.id in _OUT_OF_BAR else action
