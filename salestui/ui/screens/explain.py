"""One figure explained; the arrows go on to the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from salestui.i18n import _
from salestui.plain_text import visible
from salestui.ui.grid.text import fit
from salestui.ui.plain_content import assemble
from salestui.ui.screens.dialogs import Dialog
from salestui.ui.widgets.charts.spark import sparkline
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.figure_sheet import FigureSheet

_WIDEST_TREND = 40
_AMOUNT, _NAME = 18, 32


class ExplainDialog(Dialog[None]):
    """Value, definition, the numbers in it, what it looks at, what to know, its deals."""

    DEFAULT_CSS = """
    ExplainDialog > .dialog { width: 88; height: auto; max-height: 90%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i,enter,q", "close", show=False),
        Binding("left,h", "step(-1)", show=False),
        Binding("right,l", "step(1)", show=False),
        Binding("y", "copy", show=False),
    ]

    def __init__(
        self, keys: Sequence[str], key: str, explain: Callable[[str], FigureSheet]
    ) -> None:
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
        self.app.copy_to_clipboard(sheet_text(self._sheet()).plain)

    def _write(self) -> None:
        sheet = self._sheet()
        box = self.query_one(VerticalScroll)
        box.border_title = Content(visible(sheet.explanation.kpi.label))
        box.scroll_home(animate=False)
        self.query_one(Static).update(sheet_text(sheet))

    def _sheet(self) -> FigureSheet:
        return self._explain(self._keys[self._place])


def sheet_text(sheet: FigureSheet) -> Content:
    """The sheet as a text."""
    kpi = sheet.explanation.kpi
    value = Content.assemble(
        (kpi.value, f"bold {style_of(kpi.severity)}".strip()),
        *(f"   {text}" for text in (kpi.word, kpi.delta) if text),
        (f"   {kpi.exact}" if kpi.exact and kpi.exact != kpi.value else "", MUTED),
    )
    numbers = sheet.explanation.numbers
    parts = [
        (_("Why there is none"), kpi.reason),
        (_("What it is"), kpi.formula),
        (_("With its numbers"), f"{numbers} = {kpi.exact}" if numbers else ""),
        (_("Looks at"), f"{sheet.scope} · {sheet.span}"),
        (_("To know"), "\n".join(filter(None, (*kpi.notes, sheet.approximate)))),
        (_("Edge cases"), kpi.edge),
        (_("Trend"), _trend(sheet)),
        (_behind(sheet), _deals(sheet)),
    ]
    blocks = [value]
    blocks += [assemble((title, f"bold {MUTED}"), "\n", text) for title, text in parts if text]
    return Content("\n\n").join(blocks)


def _trend(sheet: FigureSheet) -> str:
    line = sparkline(sheet.explanation.kpi.trend, _WIDEST_TREND)
    if sheet.history:
        return f"{line}\n" + " · ".join(f"{name} {value}" for name, value in sheet.history)
    return f"{line}  " + _("from the start of the period until now") if line else ""


def _behind(sheet: FigureSheet) -> str:
    n = f"{len(sheet.explanation.deals):,}"
    if sheet.entity == "deals":
        return _("Deals behind it: {n}").format(n=n)
    from salestui.views.names import entity_name

    return _("Rows behind it, {sheet}: {n}").format(sheet=entity_name(sheet.entity), n=n)


def _deals(sheet: FigureSheet) -> str:
    rows = [(title, said) for _row, title, said in sheet.largest]
    width = max((cell_len(said) for _title, said in rows), default=0)
    if width > _AMOUNT:  # no amounts but what else the rows say, which goes behind their names
        names = min(max(cell_len(visible(title)) for title, _said in rows), _NAME)
        lines = [f"{fit(title, names)}  {visible(said)}" for title, said in rows]
    else:
        lines = [f"{fit(said, width, 'right')}  {visible(title)}" for title, said in rows]
    if len(sheet.explanation.deals) > len(lines):
        lines.append("…")
    return "\n".join(lines)
