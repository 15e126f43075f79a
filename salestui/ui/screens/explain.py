"""One figure explained; the arrows go on to the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from salestui.i18n import _
from salestui.ui.screens.dialogs import Dialog
from salestui.ui.widgets.charts.spark import sparkline
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.explained import Explained

_WIDEST_TREND = 40


class ExplainDialog(Dialog[None]):
    """Value, definition, the numbers in it, what it looks at, what to know."""

    DEFAULT_CSS = """
    ExplainDialog > .dialog { width: 88; height: auto; max-height: 90%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i,enter,q", "close", show=False),
        Binding("left,h", "step(-1)", show=False),
        Binding("right,l", "step(1)", show=False),
        Binding("y", "copy", show=False),
    ]

    def __init__(self, keys: Sequence[str], key: str, explain: Callable[[str], Explained]) -> None:
        super().__init__()
        self._keys = list(keys)
        self._place = self._keys.index(key) if key in self._keys else 0
        self._explain = explain

    def compose(self) -> ComposeResult:
        """A scrollable text."""
        with VerticalScroll(classes="dialog") as box:
            box.border_subtitle = Content(_("← → other figures · y copy · esc close"))
            yield Static("", markup=False)

    def on_mount(self) -> None:
        """Explain the figure that was asked for."""
        self._write()

    def action_step(self, by: int) -> None:
        """Explain the next figure, or the one before."""
        self._place = (self._place + by) % len(self._keys)
        self._write()

    def action_copy(self) -> None:
        """Copy the explanation."""
        shown = self._explain(self._keys[self._place])
        self.app.copy_to_clipboard(explanation(shown).plain)

    def _write(self) -> None:
        shown = self._explain(self._keys[self._place])
        box = self.query_one(VerticalScroll)
        box.border_title = Content(shown.kpi.label)
        self.query_one(Static).update(explanation(shown))


def explanation(shown: Explained) -> Content:
    """The explanation as a text."""
    kpi = shown.kpi
    value = Content.assemble(
        (kpi.value, f"bold {style_of(kpi.severity)}".strip()),
        f"   {kpi.word}" if kpi.word else "",
        (f"   {kpi.delta}" if kpi.delta else ""),
        (f"   {kpi.exact}" if kpi.exact and kpi.exact != kpi.value else "", MUTED),
    )
    parts = [
        (_("Why there is none"), kpi.reason),
        (_("What it is"), kpi.formula),
        (_("With its numbers"), shown.numbers),
        (_("Looks at"), f"{shown.scope} · {shown.span}"),
        (_("To know"), "\n".join(kpi.notes)),
        (_("Edge cases"), kpi.edge),
        (_("Trend"), _trend(shown)),
    ]
    blocks = [value]
    blocks += [
        Content.assemble((title, f"bold {MUTED}"), "\n", text) for title, text in parts if text
    ]
    return Content("\n\n").join(blocks)


def _trend(shown: Explained) -> str:
    line = sparkline(shown.kpi.trend, _WIDEST_TREND)
    if shown.history:
        return f"{line}\n" + " · ".join(f"{name} {value}" for name, value in shown.history)
    return f"{line}  " + _("from the start of the period until now") if line else ""
