"""The same people in different structures, with what each unit achieves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from salestui.i18n import _
from salestui.ui.actions import Action, bindings
from salestui.ui.offering import offer_table
from salestui.ui.screens.base import BookScreen
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.structure.actions import STRUCTURE_ACTIONS
from salestui.ui.structure.tree import StructureTree
from salestui.ui.widgets.panel_tabs import PanelTabs

if TYPE_CHECKING:
    from salestui.ui.session import Look, Session
    from salestui.views.formats import Style
    from salestui.views.inputs import Prepared
    from salestui.views.structure import StructureView

STRUCTURES = ("line", "functional", "product", "region", "matrix")
"""The values of ``metrics.people.structure.Structure``, in the order of the tabs."""


class Structured(Message):
    """A worker has worked a structure out."""

    def __init__(self, look: Look, view: StructureView, made: Prepared, style: Style) -> None:
        super().__init__()
        self.look, self.view, self.made, self.style = look, view, made, style


def worked_out(look: Look, name: str, before: Prepared | None) -> Structured:
    """Work a structure out. Blocks; polars is first imported here."""
    from salestui.metrics.people.structure import Structure
    from salestui.views.currency import book_sign
    from salestui.views.formats import style
    from salestui.views.inputs import prepared
    from salestui.views.past.looking_back import Present
    from salestui.views.structure import structure_view

    made = prepared(look.state, before)
    present = Present(look.state, made.inputs, look.focus, look.period, look.as_of)
    shown = style(book_sign(look.state))
    return Structured(look, structure_view(present, Structure(name), shown), made, shown)


class StructureScreen(BookScreen):
    """Tabs of structures, the tree, and what to know of it."""

    DEFAULT_CSS = """
    StructureScreen > #structure { height: 1fr; }
    StructureScreen > #structure-notes { height: auto; max-height: 3; padding: 0 2; }
    """
    AUTO_FOCUS = "#structure"
    ACTIONS: ClassVar[Sequence[Action]] = STRUCTURE_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._structure = STRUCTURES[0]
        self._wanted: Look | None = None
        self._found: Structured | None = None

    @property
    def view(self) -> StructureView | None:
        """What is on screen; None until it is worked out."""
        return self._found.view if self._found is not None else None

    @property
    def listed(self) -> StructureTree:
        """The tree."""
        return self.query_one(StructureTree)

    def compose_body(self) -> ComposeResult:
        """Tabs, tree, notes."""
        yield PanelTabs(id="structures")
        yield StructureTree(id="structure")
        yield Static("", id="structure-notes", markup=False)

    # -- what is shown ---------------------------------------------------------------------------

    def show(self, session: Session) -> None:
        """Work the structure out in a worker; the tree keeps what it shows."""
        self._wanted = look = session.look
        before = self._found.made if self._found is not None else None
        name = self._structure

        def work() -> None:
            found = worked_out(look, name, before)
            if not get_current_worker().is_cancelled:
                self.post_message(found)

        self.run_worker(work, thread=True, exclusive=True, group="structure")

    @on(Structured)
    def _worked_out(self, event: Structured) -> None:
        event.stop()
        if event.look is not self._wanted or event.view.structure.value != self._structure:
            return
        self._found = event
        self.listed.put_view(event.view)
        self.query_one("#structure-notes", Static).update(Content("\n".join(event.view.notes)))
        self._write_tabs()

    def _write_tabs(self) -> None:
        from salestui.metrics.people.structure import Structure
        from salestui.views.structure import structure_name

        names = [(name, structure_name(Structure(name))) for name in STRUCTURES]
        span = self.view.span if self.view is not None else ""
        self.query_one(PanelTabs).show(names, self._structure, span)

    def action_show_panel(self, name: str) -> None:
        """Show a structure by its name; the tabs call this."""
        self._structure = name
        if (session := self.sales_app.session) is not None:
            self.show(session)

    def action_turn(self, by: int) -> None:
        """Show the next structure, or the one before."""
        place = STRUCTURES.index(self._structure) + by
        self.action_show_panel(STRUCTURES[place % len(STRUCTURES)])

    # -- keys ------------------------------------------------------------------------------------

    def action_act(self) -> None:
        """Narrow to the unit, or open the person."""
        line, session = self.listed.current, self.sales_app.session
        if session is None:
            return
        if line is None:
            if session.state.rows("members") is None:
                offer_table(self.sales_app, "members", lambda: None)
        elif line.person:
            self.action_open()
        elif line.scope is not None:
            self.sales_app.narrow(session.focus.with_term(*line.scope))
            text = _("Every screen shows {name} alone; esc shows all again.")
            self.say(text.format(name=line.label), "ok")
        elif line.level == 0:
            self.sales_app.action_clear_focus()
        else:
            self.say(_("Screens cannot be narrowed to this; o opens the deals behind it."))

    @on(StructureTree.Wanted)
    def _acted(self, event: StructureTree.Wanted) -> None:
        event.stop()
        self.action_act()

    def action_open(self) -> None:
        """Open the person's page, or choose one of the deals behind a unit."""
        line, found, session = self.listed.current, self._found, self.sales_app.session
        if line is None or found is None or session is None:
            self.say(_("Nothing to open here."))
            return
        if line.person:
            from salestui.ui.person import open_person

            open_person(self.sales_app, line.person)
            return
        deals = found.view.told[line.key].rows
        if not deals:
            self.say(_("No deal was won here in this period."))
            return
        state = session.state
        options = [Option(str(row), state.title_of("deals", row)) for row in deals]

        def chosen(text: str | None) -> None:
            if text:
                self.sales_app.open_row("deals", int(text))

        self.app.push_screen(ChooseDialog(line.label, options, _("enter opens it")), chosen)

    def action_edit(self) -> None:
        """Edit the person's row."""
        line = self.listed.current
        if line is None or line.row is None:
            self.say(_("Only people are edited here: units come from their rows."))
            return
        from salestui.ui.deal.cell_edit import edit_row

        edit_row(self.sales_app, "members", line.row)

    def action_explain(self) -> None:
        """Explain the unit's attainment."""
        found, line = self._found, self.listed.current
        if found is None or line is None:
            self.say(_("The figures are still being worked out."))
        elif line.key:
            sheet = partial(found.view.explained, found.look.state, found.style)
            self.app.push_screen(ExplainDialog(list(found.view.told), line.key, sheet))
        else:
            self.say(line.about or _("The team's sheet gives no dates for this person."))

    def action_copy(self) -> None:
        """Copy the tree as text."""
        self.app.copy_to_clipboard(self.listed.as_text())
        self.say(_("Copied {panel} to the clipboard.").format(panel=self.listed.title()), "ok")
