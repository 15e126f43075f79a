"""The target matrix: who by when, for one metric and fiscal year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from salestui.i18n import _
from salestui.ui.actions import APP_ACTIONS, Action, bindings
from salestui.ui.grid import (
    CellEdited,
    EditRefused,
    EditRejected,
    RowOpened,
)
from salestui.ui.offering import offer_column, offer_table
from salestui.ui.targets import planning
from salestui.ui.targets.actions import MATRIX_ACTIONS
from salestui.ui.targets.choosing import choose_kind, choose_metric
from salestui.ui.targets.explaining import explain
from salestui.ui.targets.frame import MatrixFrame

if TYPE_CHECKING:
    from salestui.mapping.targets import Scope
    from salestui.model.period import Period
    from salestui.views.targets.matrix import MatrixView

_OVERRIDDEN = ("app.previous_period", "app.next_period", "app.clear")


class TargetMatrixScreen(MatrixFrame):
    """What the matrix's keys do."""

    ACTIONS: ClassVar[Sequence[Action]] = MATRIX_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def actions(self) -> Sequence[Action]:
        """The screen's own first; here the brackets turn years."""
        return (*MATRIX_ACTIONS, *(a for a in APP_ACTIONS if a.id not in _OVERRIDDEN))

    # -- editing ---------------------------------------------------------------------------------

    @property
    def _place(self) -> tuple[Scope, Period] | None:
        """Whose target is under the cursor: of a name, the year's; where there is none, say so."""
        view, row, column = self.view, self.grid.cursor_row_key, self.grid.cursor_column_key
        place = None
        if view is not None and row is not None and column is not None:
            known = column if column in view.periods else next(iter(view.periods))
            place = view.place(row, known)
        if place is None:
            self._nothing()
        return place

    def _nothing(self) -> None:
        session = self.sales_app.session
        if session is not None and session.state.rows("targets") is None:
            offer_table(self.sales_app, "targets", lambda: None)
        else:
            self.say(_("There is no target here: choose a line above the sums."))

    @on(CellEdited)
    def _edited(self, event: CellEdited) -> None:
        event.stop()
        view = self.view
        place = view.place(event.row_key, event.column_key) if view is not None else None
        if view is not None and place is not None:
            planning.set_target(self.sales_app, view, place, event.text)

    @on(EditRefused)
    @on(EditRejected)
    def _not_edited(self, event: EditRefused | EditRejected) -> None:
        event.stop()
        self.say(event.reason, "warning")

    def action_empty(self) -> None:
        """Take the target under the cursor out of its cell."""
        if self.view is not None and (place := self._place) is not None:
            planning.set_target(self.sales_app, self.view, place, "")

    def action_break_down(self) -> None:
        """Split the target under the cursor."""
        if (place := self._place) is not None and self.view is not None:
            planning.break_down(self.sales_app, self.view, place)

    def action_suggest(self) -> None:
        """Suggest the target under the cursor, or those of its line, from last year."""
        view, row, column = self.view, self.grid.cursor_row_key, self.grid.cursor_column_key
        if self._place is None or view is None or row is None or column is None:
            return
        if not view.matrix.actuals.known:
            self.say(_("The workbook does not tell what was reached of this metric."))
        else:
            planning.suggest(self.sales_app, view, view.free_places(row, column))

    def action_lock(self) -> None:
        """Lock the target under the cursor, or unlock it; a year, with all of its periods."""
        view, place = self.view, self._place
        if view is None or place is None or planning.lock(self.sales_app, view, place):
            return
        here = partial(self._lock_here, view, place)
        if any(self._locked.values()) or not planning.may_keep_locks(self.sales_app, view, place):
            here()
            return
        kept = partial(planning.lock, self.sales_app, view, place)
        offer_column(self.sales_app, "targets", ["locked"], kept, here)

    def _lock_here(self, view: MatrixView, place: tuple[Scope, Period]) -> None:
        """Lock or unlock for as long as the screen is there."""
        scope, period = place
        meant = [period, *view.matrix.parts(period)]
        places = frozenset((scope, p.start, p.end) for p in meant)
        known = self._locked.get(view.wish.metric, frozenset())
        wanted = not view.matrix.is_locked(scope, period)
        self._locked[view.wish.metric] = known | places if wanted else known - places
        self.show_anew(view.wish)
        self.say(
            _("Locked until you leave: the sheet of targets has no column Locked.")
            if wanted
            else _("Unlocked.")
        )

    # -- looking ---------------------------------------------------------------------------------

    def action_measure(self) -> None:
        """Show the next of targets, what was reached, attainment, and all three."""
        from salestui.views.targets.texts import Measure, measure_name

        if self._wish is not None:
            all_measures = list(Measure)
            place = (all_measures.index(self._wish.measure) + 1) % len(all_measures)
            self.show_anew(replace(self._wish, measure=all_measures[place]))
            self.say(_("Shown: {what}").format(what=measure_name(all_measures[place])))

    def action_turn(self, by: int) -> None:
        """Show the year before or after."""
        from salestui.model.period import shifted

        session = self.sales_app.session
        if self._wish is not None and session is not None:
            year = shifted(self._wish.year, by, session.state.fiscal_start)
            self.show_anew(replace(self._wish, year=year))

    def action_choose_metric(self) -> None:
        """Choose what the targets are of."""
        session = self.sales_app.session
        if self._wish is not None and session is not None:
            choose_metric(self.sales_app, session.state, self._wish, self.show_anew)

    def action_choose_kind(self) -> None:
        """Choose how long a column is."""
        if self._wish is not None:
            choose_kind(self.sales_app, self._wish, self.show_anew)

    @on(RowOpened)
    def _row_opened(self, event: RowOpened) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Show the row that holds the target, in the grid of targets."""
        view, place = self.view, self._place
        if view is None or place is None:
            return
        held = [s for s in view.matrix.spots(*place) if s.value is not None]
        if held:
            self.sales_app.open_row("targets", held[0].row, held[0].column)
        else:
            self.say(_("No row holds this target: it is empty or a sum."))

    def action_explain(self) -> None:
        """Explain the target under the cursor, with the deals behind what was reached."""
        found, place = self._found, self._place
        if found is not None and place is not None:
            explain(self.sales_app, found.view, found.made, place)

    def action_back(self) -> None:
        """Let digits go to the screens again; then show the whole company again."""
        if not self.free_digits():
            self.sales_app.action_clear_focus()

    def action_copy(self) -> None:
        """Copy the matrix as text."""
        from salestui.views.targets.report import matrix_text

        if self.view is not None:
            self.app.copy_to_clipboard(matrix_text(self.view))
            self.say(_("Copied {panel} to the clipboard.").format(panel=self.view.title), "ok")
