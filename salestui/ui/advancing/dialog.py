"""What a move lacks: tick it, go there, move all the same, or leave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from salestui.i18n import _
from salestui.plain_text import visible
from salestui.ui.plain_content import assemble
from salestui.ui.screens.dialogs import TextDialog
from salestui.ui.screens.listing import ListDialog
from salestui.views.advancing import Lacked, LackLine, unchecked_text


@dataclass(frozen=True)
class Jump(Generic[Lacked]):
    """Go where this is put right."""

    missing: Lacked


@dataclass(frozen=True, slots=True)
class AddSheet:
    """Add the sheet of this entity, then ask again."""

    entity: str


@dataclass(frozen=True, slots=True)
class AddColumns:
    """Add columns for these fields, then ask again."""

    fields: tuple[str, ...]


@dataclass(frozen=True)
class Move(Generic[Lacked]):
    """Move; what is ``done`` is recorded, and the reason for moving without the rest."""

    done: tuple[Lacked, ...] = ()
    override: str = ""


Decision = Jump[Lacked] | AddSheet | AddColumns | Move[Lacked]


class AdvanceDialog(ListDialog[Decision[Lacked]], Generic[Lacked]):
    """Lists what a deal or a contract lacks; ``lines`` that are ticked count as done today."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", show=False),
        Binding("o", "move", show=False),
        Binding("a", "add", show=False),
    ]

    def __init__(
        self,
        title: str,
        lines: Sequence[LackLine[Lacked]],
        unchecked: Sequence[str],
        unkept: Sequence[str] = (),
    ) -> None:
        self._lacks, self._unchecked, self._unkept = lines, unchecked, tuple(unkept)
        self._ticked: set[int] = set()
        super().__init__(title, self._keys())

    def _keys(self) -> str:
        keys = [_("enter goes there")]
        if any(line.missing.can_tick for line in self._lacks):
            keys.append(_("space ticks as done today"))
        keys.append(_("o moves it") if self._is_whole else _("o moves it all the same"))
        if self._unchecked:
            keys.append(_("a adds a missing sheet"))
        elif self._unkept:
            keys.append(_("a adds the missing columns"))
        keys.append(_("esc leaves it"))
        unchecked = unchecked_text(self._unchecked, self._unkept)
        return "\n".join(filter(None, (unchecked, "   ".join(keys))))

    @property
    def _is_whole(self) -> bool:
        return len(self._ticked) == len(self._lacks)

    def lines(self) -> Sequence[Content]:
        """One thing that is missing each."""
        return [self._line(place, line) for place, line in enumerate(self._lacks)]

    def _line(self, place: int, line: LackLine[Lacked]) -> Content:
        mark = ("✓ ", "$text-success") if place in self._ticked else ("○ ", "$text-warning")
        return Content.assemble(
            mark,
            (f"{visible(line.deal)}  " if line.deal else "", "bold"),
            (f"{line.kind}  ", "$foreground-muted"),
            visible(line.text),
        )

    def action_tick(self) -> None:
        """Say that what is under the cursor was done, or take that back."""
        place = self.highlighted
        if place is None:
            return
        if not self._lacks[place].missing.can_tick:
            text = _("This is not ticked: enter goes there.")
            self.notify(text, markup=False, severity="warning")
            return
        self._ticked ^= {place}
        self.refill()
        self.query_one(".hint", Static).update(assemble(self._keys()))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click: go there."""
        event.stop()
        self.dismiss(Jump(self._lacks[event.option_index].missing))

    def action_add(self) -> None:
        """Add the first of the missing sheets; where there is none, the missing columns."""
        if self._unchecked:
            self.dismiss(AddSheet(self._unchecked[0]))
        elif self._unkept:
            self.dismiss(AddColumns(self._unkept))

    def action_move(self) -> None:
        """Move: at once where all is ticked, else for a reason."""
        done = tuple(self._lacks[place].missing for place in sorted(self._ticked))
        if self._is_whole:
            self.dismiss(Move(done))
            return

        def answered(reason: str | None) -> None:
            if reason:
                self.dismiss(Move(done, reason))
            elif reason is not None:
                self.notify(_("Without a reason it stays."), markup=False, severity="warning")

        hint = _("The reason is kept in its notes and in the history.")
        self.app.push_screen(TextDialog(_("Why move it all the same?"), hint=hint), answered)
