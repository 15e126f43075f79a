"""What screens share that stand under a strip of figures: their worker, and keys for figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.message import Message
from textual.worker import Worker, WorkerState, get_current_worker

from salestui.i18n import N_, _
from salestui.ui.screens.base import BookScreen
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.messages import ExplainRequested
from salestui.ui.widgets.panel import Panel

_WORKING = "working out"


class StripScreen(BookScreen):
    """A strip of figures, and panels below it that hold what can be opened."""

    MAIN: ClassVar[str]
    """The id of the panel that is copied where none is active."""
    FAILED: ClassVar[str] = N_("The page could not be worked out: {problem}")

    @property
    def active(self) -> Panel | None:
        """The panel that keys are for."""
        return self.focused if isinstance(self.focused, Panel) else None

    def work_out(self, work: Callable[[], Message]) -> None:
        """Call ``work`` in a thread and post its message, unless a newer one was asked for."""

        def run() -> None:
            worker = get_current_worker()
            if worker.is_cancelled:
                return
            found = work()
            if not worker.is_cancelled:
                self.post_message(found)

        self.run_worker(run, thread=True, exclusive=True, group=_WORKING, exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say when it could not be worked out; what was shown before stays."""
        if event.worker.group == _WORKING and event.state is WorkerState.ERROR:
            self.log.error(event.worker.error)
            self.say(_(self.FAILED).format(problem=event.worker.error), "error")

    def action_open(self) -> None:
        """Open what is selected."""
        self.say(_("Nothing to open here."))

    def action_explain(self) -> None:
        """Explain the selected figure."""
        self.say(_("Nothing to explain here."))

    def action_act(self) -> None:
        """Explain the selected figure, or open what is selected."""
        if isinstance(self.active, KpiStrip):
            self.action_explain()
        else:
            self.action_open()

    @on(ExplainRequested)
    def _explain_requested(self, event: ExplainRequested) -> None:
        event.stop()
        self.action_explain()

    def action_copy(self) -> None:
        """Copy the active panel as text."""
        panel = self.active or self.query_one(f"#{self.MAIN}", Panel)
        self.app.copy_to_clipboard(panel.as_text())
        self.say(_("Copied {panel} to the clipboard.").format(panel=panel.title()), "ok")
