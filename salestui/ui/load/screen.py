"""A line per person with what is on hand; it opens what is counted, or the person's page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from salestui.i18n import N_, _
from salestui.ui.actions import Action, bindings
from salestui.ui.screens.choose_row import choose_row
from salestui.ui.screens.worked_out import WorkedOutScreen
from salestui.ui.widgets.headed_list import Column, HeadedList

if TYPE_CHECKING:
    from salestui.metrics.inputs import Inputs
    from salestui.ui.session import Look
    from salestui.views.formats import Style
    from salestui.views.load import LoadLine, LoadView


LOAD_ACTIONS: tuple[Action, ...] = (
    Action("load.open", "open", "o", N_("Rep's page"),
           N_("The page of the selected person."), "open person dakai", bar=2),
    Action("load.act", "act", "enter", N_("What is on hand"),
           N_("The person's roles, deals and tasks, one of them to be opened."), "enter rows",
           bar=3),
    Action("load.explain", "explain", "i", N_("Explain this figure"),
           N_("Definition, value, and the rows behind it."), "explain jieshi"),
    Action("load.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
)  # fmt: skip


class LoadPanel(HeadedList["LoadLine"]):
    """A line per person, the one with most on hand first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.day = ""

    def key(self, row: LoadLine) -> object:
        """A person."""
        return row.person

    def columns(self) -> Sequence[Column]:
        """Name, numbers, and why the line stands out."""
        from salestui.views.load import headings

        ranks = (0, 3, 2, 5, 1, 4)
        numbers = [
            Column(title, 10, "right", rank, number=True)
            for title, rank in zip(headings(), ranks, strict=True)
        ]
        return (Column(_("Person"), least=12), *numbers, Column("", least=16, rank=6))

    def cells(self, row: LoadLine) -> Sequence[str]:
        """Name, numbers and words."""
        return (row.person, *row.cells, row.about)

    def tones(self, row: LoadLine) -> Sequence[str]:
        """Too much of the time, or late tasks."""
        severity = str(row.severity)
        return ("", severity if row.load.too_much else "", "", "", "", "",
                severity if row.load.late_rows else "", "muted")  # fmt: skip

    def title(self) -> str:
        """What it is."""
        return _("Load")

    def note(self) -> str:
        """The day."""
        return self.day

    def hint(self) -> str:
        """The keys."""
        return _("enter what is on hand · o the rep's page · i explains")

    def nothing(self) -> str:
        """What is said of none."""
        return _("nobody is named: neither by deals, tasks and projects nor on a sheet of the team")

    def act(self) -> None:
        """A double click acts as enter does."""
        self.screen.call_later(self.screen.run_action, "act")


class LoadScreen(WorkedOutScreen["LoadView"]):
    """The whole screen is the list."""

    AUTO_FOCUS = "#load"
    MAIN = "load"
    FAILED = N_("The load could not be worked out: {problem}")
    DEFAULT_CSS = """
    LoadScreen #load { height: 1fr; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = LOAD_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield LoadPanel(id="load")

    @staticmethod
    def see(look: Look, inputs: Inputs, style: Style) -> LoadView:
        """Work it out. Blocks: called in a worker."""
        from salestui.views.load import load_view

        return load_view(look.state, inputs, look.as_of, style)

    def put_view(self, view: LoadView) -> None:
        """Show who has what on hand."""
        panel = self.query_one(LoadPanel)
        panel.day = view.day
        panel.put(view.lines)

    # -- keys ------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """The page of the selected person."""
        from salestui.ui.person.showing import open_person

        line = self.query_one(LoadPanel).current
        if line is not None:
            open_person(self.sales_app, line.person)

    def action_act(self) -> None:
        """List what the selected person has on hand, to open a row."""
        line, found = self.query_one(LoadPanel).current, self._found
        if line is None or found is None:
            return
        rows = [(kind, row) for kind, own in line.load.rows.items() for row in own]
        if not rows:
            self.say(_("{person} has nothing on hand.").format(person=line.person))
            return
        choose_row(self.sales_app, found.look.state, line.person, rows)

    def action_explain(self) -> None:
        """Explain the numbers of the selected person."""
        from salestui.ui.screens.explain import ExplainDialog
        from salestui.views.load import load_told
        from salestui.views.told import told_sheet

        line, found = self.query_one(LoadPanel).current, self._found
        if line is None or found is None:
            return
        told = load_told(line, found.view.day)
        sheet = partial(told_sheet, told, found.look.state, found.view.style)
        self.app.push_screen(ExplainDialog(list(told.figures), "share", sheet))
