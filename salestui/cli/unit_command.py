"""``salestui unit``: one unit with its log, or a step of its subscription."""

from __future__ import annotations

import argparse
import json
import sys

from salestui.cli.exits import Exit
from salestui.cli.floor_steps import ask_of, tell_unconfirmed
from salestui.cli.main import UsageError
from salestui.cli.needed_sheet import need_sheet
from salestui.cli.noting import book_to_write
from salestui.cli.opening import tell_unsaved
from salestui.config import Config
from salestui.i18n import _, joined
from salestui.plain_text import visible
from salestui.selling.floor.rule import UnitTaken
from salestui.selling.floor.steps import STEPS, step_of
from salestui.selling.floor.taking import do_step, one_unit
from salestui.selling.floor.words import step_word
from salestui.views.currency import book_sign
from salestui.views.floor.card import UnitCard, unit_card
from salestui.views.floor.report import card_data
from salestui.views.formats import style
from salestui.views.plain_table import aligned


def run(options: argparse.Namespace, config: Config) -> int:
    """Do the step, if one is named, and print the unit."""
    step = step_of(options.step) if options.step else None
    if options.step and step is None:
        raise UsageError(
            _("There is no step {name}.").format(name=repr(options.step)),
            _("Choose one of {choices}.").format(choices=joined(s.code for s in STEPS)),
        )
    book = book_to_write(options, config)
    tell_unsaved(book.workbook)
    try:
        need_sheet(book.load(), options.path, "units")
        if step is not None:
            label = f"{options.unit}: {step_word(step.code)}"
            ask = ask_of(options, step, options.amount)
            tell_unconfirmed(do_step(book, options.unit, ask, label))
        state = book.state
        row = one_unit(state, options.unit)
        card = unit_card(state, row, state.today, style(book_sign(state)))
    except UnitTaken as taken:
        print(f"salestui: {visible(taken.sentence(_))}", file=sys.stderr)
        print(f"  {visible(taken.advice(_))}", file=sys.stderr)
        return Exit.TAKEN
    finally:
        book.close()
    if options.json:
        print(json.dumps(card_data(card), ensure_ascii=False, indent=2))
    else:
        print(_text(card))
    return Exit.OK


def _text(card: UnitCard) -> str:
    facts = aligned([(fact.label, fact.value) for fact in card.facts])
    follows = joined(str(step_word(code)) for code in card.steps)
    parts = [visible(card.title), facts]
    if follows:
        parts.append(_("Next: {steps}").format(steps=follows))
    if card.log:
        parts += ["", *map(visible, card.log)]
    return "\n".join(part for part in parts)
