"""One rep: figures, strengths and weak stages, patterns, what is to do, coaching and training."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message

from salestui.i18n import _
from salestui.plain_text import visible
from salestui.ui.actions import Action, bindings
from salestui.ui.person.actions import PERSON_ACTIONS
from salestui.ui.person.panels import PersonPanel
from salestui.ui.person.writing import PersonWriting
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.screens.panels import PanelScreen
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.panel_tabs import PanelTabs

if TYPE_CHECKING:
    from salestui.ui.session import Look, Session
    from salestui.views.inputs import Prepared
    from salestui.views.past.archive import Archive
    from salestui.views.person.lines import Line, Place
    from salestui.views.person.view import PersonView

LEFT = ("strengths", "patterns", "deals")
RIGHT = ("due", "coaching", "training", "tasks")


class PersonShown(Message):
    """A worker has worked a rep out."""

    def __init__(self, look: Look, view: PersonView, made: Prepared) -> None:
        super().__init__()
        self.look, self.view, self.made = look, view, made


def worked_out(
    look: Look, archive: Archive | None, name: str, before: Prepared | None
) -> PersonShown:
    """Work a rep out. Blocks; polars is first imported here."""
    from salestui.views.currency import book_sign
    from salestui.views.formats import style
    from salestui.views.inputs import prepared
    from salestui.views.past.looking_back import Present
    from salestui.views.past.remembering import with_history
    from salestui.views.person.view import person_view

    made = prepared(look.state, before)
    told = with_history(look.state, made.inputs, archive)
    present = Present(look.state, told.inputs, look.focus, look.period, look.as_of)
    view = person_view(present, told.stays, name, style(book_sign(look.state)))
    return PersonShown(look, view, made)


class PersonScreen(PanelScreen):
    """A rep's figures above, then what explains them and what is to be done about it."""

    CSS_PATH = "person.tcss"
    AUTO_FOCUS = "#strengths"
    MAIN = "strengths"
    TABS = (*LEFT, *RIGHT)
    FOLD = (100, 34)
    ACTIONS: ClassVar[Sequence[Action]] = PERSON_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self.name_shown = ""
        self._origin = "home"
        self._look: Look | None = None
        self._found: PersonShown | None = None

    @property
    def view(self) -> PersonView | None:
        """What is on screen; None until it is worked out."""
        return self._found.view if self._found else None

    @property
    def about(self) -> str:
        """The rep's name."""
        return self.name_shown

    def compose_body(self) -> ComposeResult:
        """Figures, then two columns of panels."""
        yield KpiStrip(id="figures")
        yield PanelTabs(id="tabs")
        with Horizontal(id="panels"):
            for side, names in (("left", LEFT), ("right", RIGHT)):
                with Vertical(classes="column", id=side):
                    yield from (PersonPanel(name) for name in names)

    # -- showing ---------------------------------------------------------------------------------

    def show_person(self, name: str, origin: str) -> None:
        """Show a rep; escape goes back to the screen ``origin``, empty for the one before."""
        self.name_shown, self._origin = name, origin or self._origin
        if (session := self.sales_app.session) is not None:
            self.show(session)

    def show(self, session: Session) -> None:
        """Work the rep out in a worker; panels keep what they show."""
        if not self.name_shown:  # it is told who as soon as the screen is there
            return
        self._look = session.look
        before = self._found.made if self._found else None
        self.work_out(partial(worked_out, self._look, session.archive, self.name_shown, before))

    @on(PersonShown)
    def _shown_person(self, event: PersonShown) -> None:
        event.stop()
        if event.look is not self._look or event.view.name != self.name_shown:
            return
        self._found = event
        figures = self.query_one(KpiStrip)
        figures.put(event.view.figures)
        figures.border_title = Content(visible(event.view.title))
        for name, section in event.view.sections.items():
            self.query_one(f"#{name}", PersonPanel).put_section(section)
        self._write_tabs()

    # -- keys ------------------------------------------------------------------------------------

    @property
    def _line(self) -> Line | None:
        """The selected line of a panel."""
        return self.active.current if isinstance(self.active, PersonPanel) else None

    def action_open(self) -> None:
        """Open what is selected, or choose one of the rows behind it."""
        line = self._line
        if line is not None and line.place is not None:
            self.sales_app.open_row(*line.place)
        elif line is not None and line.behind:
            self._choose_behind(line)
        else:
            self.say(_("Nothing to open here: tab goes to the next panel."))

    def _choose_behind(self, line: Line) -> None:
        session = self.sales_app.session
        if session is None:
            return
        from salestui.views.names import entity_name

        places: dict[str, Place] = {f"{entity} {row}": (entity, row) for entity, row in line.behind}
        options = [
            Option(key, session.state.title_of(*place), entity_name(place[0]))
            for key, place in places.items()
            if place[1] in session.state.entities[place[0]].positions
        ]

        def chosen(key: str | None) -> None:
            if key in places:
                self.sales_app.open_row(*places[key])

        self.app.push_screen(ChooseDialog(line.title, options, _("enter opens it")), chosen)

    @on(PersonPanel.Opened)
    def _opened(self, event: PersonPanel.Opened) -> None:
        event.stop()
        self.action_open()

    @property
    def _writing(self) -> PersonWriting | None:
        session = self.sales_app.session
        if session is None or not self.name_shown:
            return None
        return PersonWriting(self.sales_app, session, self.name_shown)

    def action_add(self) -> None:
        """Add a coaching note, or a training in the panel of trainings."""
        if self._writing is not None:
            training = self.active is not None and self.active.id == "training"
            self._writing.add("training" if training else "coaching")

    def action_edit(self) -> None:
        """Edit the selected row, field by field."""
        line = self._line
        if line is None or line.place is None or self._writing is None:
            self.say(_("Nothing to edit here: tab goes to the next panel."))
        else:
            self._writing.edit(*line.place)

    def action_choose(self) -> None:
        """Choose another rep."""
        from salestui.ui.person.showing import choose_person

        choose_person(self.sales_app, ask=True)

    def action_narrow(self) -> None:
        """Look at this rep on every screen."""
        session = self.sales_app.session
        if session is not None and self.name_shown:
            self.sales_app.narrow(session.focus.with_term("rep", self.name_shown))
            self.say(_("Every screen shows {name} alone.").format(name=self.name_shown), "ok")

    def action_explain(self) -> None:
        """Explain the selected figure or line."""
        view, line = self.view, self._line
        if view is None:
            self.say(_("The figures are still being worked out."))
            return
        if isinstance(self.active, PersonPanel):
            keys = [row.key for row in self.active.rows if row.key]
            key = line.key if line is not None else ""
        else:
            keys = [kpi.key for kpi in view.figures]
            key = self.query_one(KpiStrip).explains()
        if key:
            self.app.push_screen(ExplainDialog(keys, key, view.explained))
        else:
            self.say(_("This is a row of the workbook: o opens it."))

    def action_back(self) -> None:
        """Go back to the screen that this was opened from."""
        self.sales_app.action_go(self._origin)
