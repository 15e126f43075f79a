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
    from salestui.views.floor.card import Fact, UnitCard

_LABEL_MOST, _ASIDE, _TWO = 20, 62, 60


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
        return self._card.title if self._card is not None else _("One unit")

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
        return [*self._facts(width, height), *([Content("")] if log else []), *log]

    def _facts(self, width: int, height: int = 0) -> list[Content]:
        """The facts, in two columns where they would not all have room, and what may follow."""
        from salestui.selling.floor.words import step_word

        card = self._card
        assert card is not None, "asked for a card that is shown"
        follows = joined(str(step_word(code)) for code in card.steps)
        text = _("Next: {steps}").format(steps=follows) if follows else ""
        further = [line.truncate(width, pad=True) for line in assemble(text).wrap(width)]
        if not height or len(card.facts) + len(further) <= height or width < _TWO:
            return [*self._column(card.facts, width), *further]
        middle = (len(card.facts) + 1) // 2
        left = self._column(card.facts[:middle], width // 2 - 2)
        right = self._column(card.facts[middle:], width - width // 2)
        right += [Content("")] * (middle - len(right))
        return [*(Content("  ").join(pair) for pair in zip(left, right, strict=True)), *further]

    def _column(self, facts: Sequence[Fact], width: int) -> list[Content]:
        label = max((width_of(fact.label, _LABEL_MOST) for fact in facts), default=0)
        room = max(width - label - 2, 1)
        return [
            Content.assemble(
                (fit(fact.label, label), MUTED),
                "  ",
                (fit(fact.value, room), style_of(fact.severity)),
            )
            for fact in facts
        ]

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
