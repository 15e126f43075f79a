"""What moved: from a kept day to now, with the deals behind it, and how forecasts fared."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.worker import get_current_worker

from salestui.i18n import N_, _
from salestui.ui.actions import Action, bindings
from salestui.ui.screens.base import BookScreen
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.messages import DealOpened, ExplainRequested
from salestui.ui.widgets.moved_deals import MovedDealsPanel
from salestui.ui.widgets.panel import Panel
from salestui.ui.widgets.waterfall import BarChosen, WaterfallPanel

if TYPE_CHECKING:
    from salestui.ui.session import Look, Session
    from salestui.views.formats import Style
    from salestui.views.inputs import Prepared
    from salestui.views.past.archive import Archive
    from salestui.views.past.looking_back import Back
    from salestui.views.past.movement import MovementView

MOVEMENT_ACTIONS: tuple[Action, ...] = (
    Action("movement.since", "since", "w", N_("Since when"),
           N_("Choose the kept day that the movement starts from."), "since snapshot kuaizhao"),
    Action("movement.look_back", "look_back", "b", N_("Look at that day"),
           N_("Show the whole book as it stood on the kept day, read only; again for now."),
           "as of back then huigu"),
    Action("movement.keep", "keep", "K", N_("Keep today"),
           N_("Keep how the pipeline stands now as today's snapshot."), "snapshot keep baoliu"),
    Action("movement.explain", "explain", "i", N_("Explain this figure"),
           N_("Definition, formula with its numbers, and what to know about it."),
           "explain definition jieshi"),
    Action("movement.open", "open", "o", N_("Open"),
           N_("Show the selected deal on the pipeline's screen."), "open dakai"),
    Action("movement.act", "act", "enter", N_("Explain, or open the deal"),
           N_("Explain the selected bar; open the selected deal."), "enter"),
    Action("movement.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
)  # fmt: skip


class Moved(Message):
    """A worker has looked back."""

    def __init__(self, look: Look, view: MovementView, back: Back, made: Prepared) -> None:
        super().__init__()
        self.look, self.view, self.back, self.made = look, view, back, made


def looked_back(look: Look, archive: Archive, since: str, before: Prepared | None) -> Moved:
    """Compare a look's book with a kept day. Blocks; polars is first imported here."""
    from salestui.views.inputs import prepared
    from salestui.views.past.looking_back import Present, look_back, start_day
    from salestui.views.past.movement import movement_view

    made = prepared(look.state, before)
    present = Present(look.state, made.inputs, look.focus, look.period, look.as_of)
    start = start_day(since, look.as_of, look.period, look.state.fiscal_start) or look.as_of
    back = look_back(archive, present, start)
    return Moved(look, movement_view(back, _style(look)), back, made)


def _style(look: Look) -> Style:
    from salestui.views.currency import book_sign
    from salestui.views.formats import style

    return style(book_sign(look.state))


class MovementScreen(BookScreen):
    """Figures of history, the waterfall, and the deals behind its bars."""

    CSS_PATH = "movement.tcss"
    AUTO_FOCUS = "WaterfallPanel"
    ACTIONS: ClassVar[Sequence[Action]] = MOVEMENT_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Look | None = None
        self._found: Moved | None = None

    @property
    def view(self) -> MovementView | None:
        """What is on screen; None until it is worked out."""
        return self._found.view if self._found else None

    def compose_body(self) -> ComposeResult:
        """Figures above, bars and deals below."""
        yield KpiStrip(id="history")
        with Horizontal(id="moved"):
            yield WaterfallPanel(id="waterfall")
            yield MovedDealsPanel(id="moved-deals")

    def on_resize(self) -> None:
        """A small screen shows the figures in one row."""
        self.query_one(KpiStrip).fold(self.size.width < 100 or self.size.height < 30)

    def show(self, session: Session) -> None:
        """Look back in a worker; panels keep what they show."""
        self._wanted = session.look
        before = self._found.made if self._found else None
        if session.archive is not None:
            work = partial(self._work, self._wanted, session.archive, session.since, before)
            self.run_worker(
                work, thread=True, exclusive=True, group="movement", description="movement"
            )
        else:
            from salestui.views.past.movement import not_kept

            self.query_one(WaterfallPanel).put_view(not_kept())

    def _work(self, look: Look, archive: Archive, since: str, before: Prepared | None) -> None:
        if not get_current_worker().is_cancelled:
            self.post_message(looked_back(look, archive, since, before))

    @on(Moved)
    def _moved(self, event: Moved) -> None:
        event.stop()
        if event.look is not self._wanted:
            return
        self._found = event
        self.query_one(KpiStrip).put(event.view.figures)
        waterfall = self.query_one(WaterfallPanel)
        waterfall.put_view(event.view)
        self._list(waterfall.explains() or "start")
        if event.view.notes:
            self.say(" · ".join(event.view.notes))

    @on(BarChosen)
    def _bar_chosen(self, event: BarChosen) -> None:
        event.stop()
        self._list(event.key)

    def _list(self, key: str) -> None:
        view = self.view
        if view is None:
            return
        label = next((row.label for row in view.rows if row.key == key), "")
        self.query_one(MovedDealsPanel).put_deals(label, view.deals.get(key, ()))

    @on(DealOpened)
    def _deal_opened(self, event: DealOpened) -> None:
        event.stop()
        self.sales_app.open_row("deals", event.row)

    @on(ExplainRequested)
    def _explain_requested(self, event: ExplainRequested) -> None:
        event.stop()
        self._explain(event.key)

    # -- keys ------------------------------------------------------------------------------------

    @property
    def active(self) -> Panel | None:
        """The panel that keys are for."""
        return self.focused if isinstance(self.focused, Panel) else None

    def action_act(self) -> None:
        """Explain the bar or the figure, or open the deal."""
        view = self.view
        if self.active is not None and view is not None and (view.rows or view.figures):
            self.active.act()
        if view is None or not view.rows:
            self.say(_("Nothing moved that could be explained: w chooses another day."))

    def action_open(self) -> None:
        """Open the selected deal."""
        if self.active is None or not self.active.open():
            self.say(
                _("Nothing to open here: tab goes to the deals; a deal that is gone has none.")
            )

    def action_explain(self) -> None:
        """Explain the selected bar or figure."""
        self._explain((self.active.explains() if self.active else "") or "slip_rate")

    def _explain(self, key: str) -> None:
        found = self._found
        if found is None:
            self.say(_("The figures are still being worked out."))
            return
        from salestui.views.past.sheet import explained, history_sheet

        sheet = partial(history_sheet, found.back, found.look.state, _style(found.look))
        self.app.push_screen(ExplainDialog(explained(found.back), key, sheet))

    def action_copy(self) -> None:
        """Copy the active panel as text."""
        panel = self.active or self.query_one(WaterfallPanel)
        self.app.copy_to_clipboard(panel.as_text())
        self.say(_("Copied {panel} to the clipboard.").format(panel=panel.title()), "ok")

    def action_since(self) -> None:
        """Choose the day that the movement starts from."""
        session = self.sales_app.session
        if session is None or session.archive is None:
            return
        from salestui.views.past.looking_back import STARTS, start_day

        fiscal = session.state.fiscal_start
        options = []
        for name, title in STARTS.items():
            day = start_day(name, session.as_of, session.period, fiscal)
            options.append(Option(name, _(title), day.isoformat() if day else ""))
        days = [day.isoformat() for day in reversed(session.archive.days())]
        options += [Option(day, day, _("kept")) for day in days]

        def chosen(name: str | None) -> None:
            if name is not None:
                session.since = name
                self.show(session)

        dialog = ChooseDialog(_("Since when"), options, _("type to find"), now=session.since)
        self.app.push_screen(dialog, chosen)

    def action_look_back(self) -> None:
        """Show the book as it stood on the day that the movement starts from, or as it is now."""
        moved = self._found.back.movement if self._found else None
        self.sales_app.snapshots.look_at(moved.since if moved is not None else None)

    def action_keep(self) -> None:
        """Keep today's state now."""
        self.sales_app.snapshots.keep_now()
