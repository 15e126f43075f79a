"""Who performs how, and why: leaderboard, scorecard, and the rows behind each of its lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.worker import get_current_worker

from salestui.i18n import _
from salestui.ui.actions import Action, bindings
from salestui.ui.performance.actions import PERFORMANCE_ACTIONS
from salestui.ui.performance.board import LeaderBoard
from salestui.ui.performance.card import BehindPanel, CardPanel
from salestui.ui.performance.exporting import export_board
from salestui.ui.performance.showing import offer_sheet, open_team
from salestui.ui.performance.working import Appraised, RowsFound, appraised
from salestui.ui.person import open_person
from salestui.ui.screens.base import BookScreen
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.widgets.panel import Panel
from salestui.ui.widgets.panel_tabs import PanelTabs

if TYPE_CHECKING:
    from salestui.metrics.scorecard.cards import Missing
    from salestui.ui.session import Look, Session
    from salestui.views.performance.view import PerformanceView


class PerformanceScreen(BookScreen):
    """The leaderboard at the left, at the right the card and the rows behind its line."""

    CSS_PATH = "performance.tcss"
    AUTO_FOCUS = "LeaderBoard"
    ACTIONS: ClassVar[Sequence[Action]] = PERFORMANCE_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Look | None = None
        self._found: Appraised | None = None
        self._kind = "rep"
        self._missing = ""
        self._order = "place"
        self._select: str | None = None

    def compose_body(self) -> ComposeResult:
        """Tabs of what is ranked, the leaderboard, the card and the rows behind."""
        yield PanelTabs()
        with Container(id="body"):
            yield LeaderBoard(id="board")
            with Vertical(id="appraisal"):
                yield CardPanel(id="card")
                yield BehindPanel(id="rows-behind")

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def view(self) -> PerformanceView | None:
        """What is on screen; None until it is worked out."""
        return self._found.view if self._found is not None else None

    @property
    def board(self) -> LeaderBoard:
        """The leaderboard."""
        return self.query_one(LeaderBoard)

    @property
    def card(self) -> CardPanel:
        """The card of who is selected."""
        return self.query_one(CardPanel)

    @property
    def rep(self) -> str:
        """The rep or manager under the cursor; empty for a team or nobody."""
        row = self.board.current
        return row.name if row is not None and self._kind != "team" else ""

    def select(self, name: str, kind: str = "rep") -> None:
        """Put the cursor on somebody as soon as he is listed."""
        self._select = name
        if kind == self._kind and self.view is not None:
            self._fill()
        else:
            self._kind = kind
            self._work_out()

    def show(self, session: Session) -> None:
        """Work the leaderboard out in a worker; panels keep what they show."""
        self._wanted = session.look
        self._work_out()

    def _work_out(self) -> None:
        look, asked = self._wanted, (self._kind, self._missing)
        if look is None:
            return

        def work() -> None:
            worker = get_current_worker()
            found = appraised(look, asked, self._found)
            if not worker.is_cancelled:
                self.post_message(found)

        self.run_worker(work, thread=True, exclusive=True, group="performance")

    @on(Appraised)
    def _worked_out(self, event: Appraised) -> None:
        event.stop()
        if event.look is self._wanted and event.asked == (self._kind, self._missing):
            self._found = event
            self._fill()

    def _fill(self) -> None:
        from salestui.views.performance.view import order_name, ordered

        view = self.view
        if view is None:
            return
        names = [(str(kind), title) for kind, title in view.titles.items()]
        self.query_one(PanelTabs).show(names, self._kind, view.missing)
        rows = ordered(view, self._order)
        self.board.put_board(view.titles[view.kind], rows, view.needs, order_name(self._order))
        if self._select is not None:
            if not self.board.select(self._select):
                text = _("{name} has no scorecard in what is looked at: esc clears the filter.")
                self.say(text.format(name=self._select), "warning")
            self._select = None
        self._show_card()

    @on(LeaderBoard.Chosen)
    def _chosen(self, event: LeaderBoard.Chosen) -> None:
        event.stop()
        self._show_card()

    def _show_card(self) -> None:
        from salestui.views.performance.view import card_title

        view, row = self.view, self.board.current
        if view is None or row is None:
            self.card.put_card("", (), "")
        else:
            note = _("actual, target, points, weight, adds")
            self.card.put_card(f"{row.label} · {card_title(view)}", view.cards[row.name], note)
        self._follow()

    @on(CardPanel.Chosen)
    def _line_chosen(self, event: CardPanel.Chosen) -> None:
        event.stop()
        self._follow()
        line = self.card.current
        if line is not None and self.card.tall == 1:  # no room below the line to say it
            self.say(line.said)

    def _follow(self) -> None:
        """Once a worker has them, show the rows behind the selected line."""
        found, row, line = self._found, self.board.current, self.card.current
        if found is None or row is None or line is None:
            self.query_one(BehindPanel).put_behind("", (), "")
            return
        of, label = (row.name, line.key), f"{row.label} · {line.label}"

        def work() -> None:
            from salestui.views.performance.behind import behind_rows

            worker = get_current_worker()
            rows = behind_rows(found.view, found.look.state, *of)
            if not worker.is_cancelled:
                self.post_message(RowsFound(of, label, rows))

        self.run_worker(work, thread=True, exclusive=True, group="behind")

    @on(RowsFound)
    def _listed(self, event: RowsFound) -> None:
        event.stop()
        row, line = self.board.current, self.card.current
        if row is None or line is None or event.of != (row.name, line.key):
            return
        nothing = line.said if line.score == "" or not event.rows else ""
        if line.needs:
            nothing += " · " + _("n offers the sheet")
        self.query_one(BehindPanel).put_behind(event.label, event.rows, nothing)

    # -- keys ------------------------------------------------------------------------------------

    @property
    def active(self) -> Panel:
        """The panel that keys are for."""
        return self.focused if isinstance(self.focused, Panel) else self.board

    def action_act(self) -> None:
        """Go on from what is selected."""
        self.active.act()

    @on(LeaderBoard.Entered)
    def _to_card(self, event: LeaderBoard.Entered) -> None:
        event.stop()
        self.card.focus()

    @on(CardPanel.Entered)
    def _to_rows(self, event: CardPanel.Entered) -> None:
        event.stop()
        behind = self.query_one(BehindPanel)
        if behind.rows:
            self.add_class("-behind")
            behind.focus()
        else:
            self.say(behind.nothing() or _("The total is the sum of its lines."))

    @on(BehindPanel.Wanted)
    def _row_wanted(self, event: BehindPanel.Wanted) -> None:
        event.stop()
        self._open_row()

    def _open_row(self) -> None:
        row = self.query_one(BehindPanel).current
        if row is not None and row.row is not None:
            self.sales_app.open_row(row.entity, row.row)

    def action_open(self) -> None:
        """Open the row behind, else the page of who is selected, else the deals of the team."""
        if isinstance(self.active, BehindPanel):
            self._open_row()
        elif self.rep:
            open_person(self.sales_app, self.rep)
        elif (row := self.board.current) is not None:
            open_team(self.sales_app, row.name)

    def action_turn(self, by: int) -> None:
        """Another kind of leaderboard."""
        kinds = ("rep", "team", "manager")
        self.action_show_panel(kinds[(kinds.index(self._kind) + by) % len(kinds)])

    def action_show_panel(self, name: str) -> None:
        """Show a kind by its name; the tabs call this."""
        self._kind, self._order = name, "place"
        self.remove_class("-behind")
        self._work_out()

    def action_sort(self) -> None:
        """The next order."""
        from salestui.views.performance.view import ORDERS, order_name

        orders = [o for o in ORDERS if o != "commission" or self._kind == "rep"]
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._fill()
        self.say(order_name(self._order))

    def action_missing(self) -> None:
        """Count lines without a figure the other way."""
        from salestui.views.performance.view import missing_words

        if self.view is None:
            return
        counted: Missing = "renormalise" if self.view.board.missing == "zero" else "zero"
        self._missing = counted
        self._work_out()
        self.say(missing_words(counted))

    def action_add(self) -> None:
        """Offer the sheet that would give the selected line its figure; else go to it."""
        offer_sheet(self.sales_app, self.card.current)

    def action_explain(self) -> None:
        """Explain the selected line, from the leaderboard the total."""
        found, row = self._found, self.board.current
        if found is None or row is None:
            self.say(_("The figures are still being worked out."))
            return
        from salestui.views.names import period_name
        from salestui.views.performance.sheet import performance_sheet

        keys = [line.key for line in self.card.rows]
        key = self.active.explains() or keys[0]
        as_of = _("as of {day}").format(day=found.look.as_of.isoformat())
        span = f"{period_name(found.look.period)} · {as_of}"
        sheet = partial(performance_sheet, found.view, found.look.state, row.name, span)
        self.app.push_screen(ExplainDialog(keys, key, sheet))

    def action_copy(self) -> None:
        """Copy the active panel as text."""
        self.app.copy_to_clipboard(self.active.as_text())
        self.say(_("Copied {panel} to the clipboard.").format(panel=self.active.title()), "ok")

    def action_export(self) -> None:
        """Write the leaderboard and its cards into a file."""
        if self._found is not None:
            export_board(self, self._found.look, self._found.view)

    def action_cycle_panel(self, by: int) -> None:
        """Go to another panel; on a small screen the rows behind take the leaderboard's place."""
        panels: list[Panel] = [self.board, self.card, self.query_one(BehindPanel)]
        place = (panels.index(self.active) + by) % len(panels)
        self.set_class(place == 2, "-behind")
        panels[place].focus()
