"""The card of the unit under the cursor: prices, holder, deposit, deadlines, its log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from salestui.i18n import _, joined
from salestui.ui.grid.text import fit, width_of
from salestui.ui.plain_content import assemble
from salestui.ui.widgets.panel import Panel
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.floor.card import UnitCard

_LABEL_MOST, _ASIDE = 20, 62


class CardPanel(Panel):
    """One unit; wide and low, its log stands beside its facts."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._card: UnitCard | None = None

    def put_card(self, card: UnitCard | None) -> None:
        """Show this unit."""
        self._card = card
        self.changed()

    @property
    def card(self) -> UnitCard | None:
        """What is shown."""
        return self._card

    def title(self) -> str:
        """Which unit, and how it stands."""
        return self._card.title if self._card is not None else _("Unit")

    def hint(self) -> str:
        """The keys."""
        return _("o deal · c customer · i log")

    def lines(self, width: int, height: int) -> Sequence[Content]:
        """Facts, what may follow, then the log, the latest first."""
        card = self._card
        if card is None:
            return ()
        if width >= 2 * _ASIDE and height < len(card.facts) + len(card.log) + 3:
            half = width // 2
            left, right = self._facts(half - 2), self._log(width - half)
            most = max(len(left), len(right))
            blank = Content(" " * (half - 2))
            left += [blank] * (most - len(left))
            right += [Content("")] * (most - len(right))
            return [Content("  ").join(pair) for pair in zip(left, right, strict=True)]
        log = self._log(width)
        return [*self._facts(width), *([Content("")] if log else []), *log]

    def _facts(self, width: int) -> list[Content]:
        from salestui.selling.floor.words import step_word

        card = self._card
        assert card is not None, "asked for a card that is shown"
        label = max((width_of(fact.label, _LABEL_MOST) for fact in card.facts), default=0)
        room = max(width - label - 2, 1)
        lines = [
            Content.assemble(
                (fit(fact.label, label), MUTED),
                "  ",
                (fit(fact.value, room), style_of(fact.severity)),
            )
            for fact in card.facts
        ]
        if card.steps:
            follows = joined(str(step_word(code)) for code in card.steps)
            text = _("Next: {steps}").format(steps=follows)
            lines += [line.truncate(width, pad=True) for line in assemble(text).wrap(width)]
        return lines

    def _log(self, width: int) -> list[Content]:
        card = self._card
        return [] if card is None else [Content(fit(line, width)) for line in card.log]

    def as_text(self) -> str:
        """Everything, in lines."""
        card = self._card
        if card is None:
            return ""
        facts = [f"{fact.label}\t{fact.value}" for fact in card.facts]
        return "\n".join([card.title, *facts, *card.log])
