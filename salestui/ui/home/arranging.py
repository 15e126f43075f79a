"""Which panels the home shows, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from salestui.i18n import _
from salestui.ui.grid.text import fit, width_of
from salestui.ui.home.catalogue import CATALOGUE, kind_of
from salestui.ui.screens.dialogs import Dialog
from salestui.ui.widgets.tones import MUTED

_WIDTH, _FRAME = 92, 12
"""Cells of the dialog, and of what stands around a panel's sentence."""


class ArrangeDialog(Dialog[tuple[str, ...]]):
    """Answers with the panels in order; with none where the preset is wanted back."""

    DEFAULT_CSS = """
    ArrangeDialog > .dialog { width: 92; }
    ArrangeDialog OptionList {
        height: auto; max-height: 60vh; padding: 0; background: $surface;
        &, &:focus { border: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "step(1)", show=False),
        Binding("k", "step(-1)", show=False),
        Binding("shift+down,J", "carry(1)", show=False),
        Binding("shift+up,K", "carry(-1)", show=False),
        Binding("space", "switch", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
        Binding("r", "reset", show=False),
    ]

    def __init__(self, title: str, shown: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._on = set(shown)
        rest = [kind.id for kind in CATALOGUE if kind.id not in self._on]
        self._order = [*shown, *rest]

    def compose(self) -> ComposeResult:
        """The list and its keys."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(self._title)
            yield OptionList(markup=False)
            yield Static("", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show the panels."""
        self._write(0)
        keys = _("space shows or hides · J K or shift+arrows move · enter takes · r preset")
        self.query_one(".hint", Static).update(Content(keys))

    @property
    def panels(self) -> tuple[str, ...]:
        """Those that are shown, in order."""
        return tuple(name for name in self._order if name in self._on)

    def _write(self, place: int) -> None:
        listed = self.query_one(OptionList)
        names = {name: _(kind_of(name).title) for name in self._order}
        width = max(width_of(text, 40) for text in names.values())
        rest = max(0, min(_WIDTH, self.app.size.width * 94 // 100) - _FRAME - width)
        listed.clear_options()
        listed.add_options(
            Content.assemble(
                ("● " if name in self._on else "○ ", "bold"),
                (fit(text, width), "bold" if name in self._on else ""),
                "  ",
                (fit(_(kind_of(name).about), rest), MUTED),
            )
            for name, text in names.items()
        )
        listed.highlighted = place

    @property
    def _place(self) -> int:
        return self.query_one(OptionList).highlighted or 0

    def action_step(self, by: int) -> None:
        """Go up or down."""
        self._write(max(0, min(self._place + by, len(self._order) - 1)))

    def action_carry(self, by: int) -> None:
        """Carry the panel up or down."""
        place = self._place
        wanted = place + by
        if 0 <= wanted < len(self._order):
            self._order[place], self._order[wanted] = self._order[wanted], self._order[place]
            self._write(wanted)

    def action_switch(self) -> None:
        """Show the panel, or hide it; the last one stays."""
        name = self._order[self._place]
        if name not in self._on:
            self._on.add(name)
        elif len(self._on - {"kpis"}) > 1 or name == "kpis":
            self._on.discard(name)
        else:
            self.query_one(".hint", Static).update(Content(_("The last panel stays.")))
        self._write(self._place)

    def action_take(self) -> None:
        """Take the arrangement."""
        self.dismiss(self.panels)

    def action_reset(self) -> None:
        """Take the role's preset."""
        self.dismiss(())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click switches."""
        event.stop()
        self.action_switch()
