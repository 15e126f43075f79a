"""The home's figures: worked out in workers for what is looked at, and put into its panels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.worker import Worker, WorkerState, get_current_worker

from salestui.i18n import _, ngettext
from salestui.ui.home.area_panel import AreaPanel
from salestui.ui.home.figuring import AreaFound, Summoned, work_out
from salestui.ui.screens.base import BookScreen
from salestui.ui.screens.figures import Counted, Figured, completed, edited, figured
from salestui.ui.widgets.attainment import AttainmentPanel
from salestui.ui.widgets.attention import AttentionPanel
from salestui.ui.widgets.funnel import FunnelPanel
from salestui.ui.widgets.headline import Headline
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.target_chart import TargetChart

if TYPE_CHECKING:
    from salestui.metrics.attention import Attention
    from salestui.ui.session import Look, Session
    from salestui.views.dashboard import DashboardView
    from salestui.views.forecast.view import ForecastView
    from salestui.views.inputs import Prepared
    from salestui.views.past.archive import Archive


class HomeFrame(BookScreen):
    """Asks for figures and shows them. A subclass has the panels, and says which are seen."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Look | None = None
        self._look: Look | None = None
        self._view: DashboardView | None = None
        self._made: Prepared | None = None
        self._archive: Archive | None = None
        self._found: Figured | None = None
        self._forecast: ForecastView | None = None
        self._further: Attention | None = None
        self._fresh: set[str] = set()
        self._doubts = 0

    @property
    def view(self) -> DashboardView | None:
        """What is on screen; None until the first figures are there."""
        return self._view

    def seen(self) -> Sequence[str]:
        """The names of the panels that are seen now."""
        return ()

    def write_tabs(self) -> None:
        """Write what names the panels on a small screen."""

    # -- the dashboard's own figures -------------------------------------------------------------

    def show(self, session: Session) -> None:
        """Work out the figures of the current look in a worker; panels keep what they show."""
        self._wanted = session.look
        self._archive = session.archive
        self._made, session.made = session.made or self._made, None
        self.run_worker(
            partial(self._work, self._wanted, self._made, session.archive, self._forecast),
            thread=True,
            exclusive=True,
            group="figures",
            description="figures",
            exit_on_error=False,
        )

    def _work(
        self,
        look: Look,
        before: Prepared | None,
        archive: Archive | None,
        forecast: ForecastView | None,
    ) -> None:
        worker = get_current_worker()
        if worker.is_cancelled:
            return
        found = figured(look, before)
        self.post_message(found)
        if not worker.is_cancelled:  # a first answer does not wait for what takes longer
            whole = completed(found, archive, forecast)
            if not worker.is_cancelled:
                self.post_message(whole)
        if not worker.is_cancelled:  # the count takes about as long again: figures do not wait
            self.post_message(Counted(look, look.state.doubts))

    @on(Figured)
    def _figured(self, event: Figured) -> None:
        event.stop()
        if event.look is self._wanted:  # a slower worker may still bring an older look
            live = self._look is not None and edited(self._look, event.look)
            if self._look is not event.look:
                self._fresh.clear()
            self._look, self._made, self._found = event.look, event.made, event
            self._forecast = event.forecast or self._forecast
            self.apply(event.view, live=live)
            self.fill()

    @on(Counted)
    def _counted(self, event: Counted) -> None:
        event.stop()
        if event.look is self._wanted:
            self._doubts = event.count
            self.query_one(Headline).put_problems(self.problems())
            self.write_tabs()

    def apply(self, view: DashboardView, *, live: bool = False) -> None:
        """Show a view in every panel; ``live`` when what is looked at changed, not the look."""
        self._view = view
        landing = next((k for k in view.kpis if k.key == "landing"), None)
        self.query_one(Headline).put_headline(view.headline, landing)
        self.query_one(KpiStrip).put(view.kpis, flash=live)
        for chart in self.query(TargetChart):
            chart.put_chart(view.chart, view.style.money)
        for breakdown in self.query(AttainmentPanel):
            breakdown.put_panels(view.breakdowns)
        for funnel in self.query(FunnelPanel):
            funnel.put_funnel(view.funnel)
        self._put_attention()
        self.write_tabs()

    def _put_attention(self) -> None:
        """Deals that slip with what else is due; the latter is kept until it is known anew."""
        from salestui.views.attention_rows import attention_panel

        if self._view is not None:
            panel = attention_panel(self._view.figures, self._view.style, self._further)
            for listed in self.query(AttentionPanel):
                listed.put_panel(panel)

    def problems(self) -> str:
        """How many cells need a look, in a sentence."""
        count = self._doubts
        if not count:
            return ""
        return ngettext(
            "{n} cell needs a look: ctrl+e",
            "{n} cells need a look: ctrl+e",
            count,
        ).format(n=count)

    # -- the panels of the areas -----------------------------------------------------------------

    def fill(self) -> None:
        """Work out, in another worker, those of the seen panels that are not of this look."""
        found = self._found
        if found is None or found.forecast is None or found.look is not self._wanted:
            return  # what was kept of earlier days is on its way: panels count with it too
        names = [name for name in self.seen() if name not in self._fresh]
        if not names:
            return
        archive = self._archive

        def work() -> None:
            worker = get_current_worker()
            work_out(found, archive, names, self.post_message, lambda: worker.is_cancelled)

        self.run_worker(work, thread=True, exclusive=True, group="areas", exit_on_error=False)

    @on(AreaFound)
    def _area_found(self, event: AreaFound) -> None:
        event.stop()
        if event.look is self._wanted:
            self._fresh.add(event.name)
            for panel in self.query(f"#{event.name}").results(AreaPanel):
                panel.put_view(event.view)
            self.write_tabs()

    @on(Summoned)
    def _summoned(self, event: Summoned) -> None:
        event.stop()
        if event.look is self._wanted:
            self._fresh.add("attention")
            self._further = event.further
            self._put_attention()
            self.write_tabs()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say when the figures could not be worked out; what was shown before stays."""
        if event.worker.group in ("figures", "areas") and event.state is WorkerState.ERROR:
            self.log.error(event.worker.error)
            self.say(
                _("The figures could not be worked out: {problem}").format(
                    problem=event.worker.error
                ),
                "error",
            )
