"""``salestui take``: take a unit for a customer; the first deposit wins."""

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
from salestui.i18n import _
from salestui.plain_text import visible
from salestui.selling.floor.rule import UnitTaken
from salestui.selling.floor.steps import step_of
from salestui.selling.floor.taking import do_step, one_unit
from salestui.selling.floor.unit import Unit, unit_at
from salestui.views.floor.grid import state_name
from salestui.views.floor.report import unit_data


def run(options: argparse.Namespace, config: Config) -> int:
    """Take the unit, or say who has it."""
    if options.hold == (options.deposit is not None):
        raise UsageError(_("Say --deposit SUM, or --hold without a deposit."))
    step = step_of("hold" if options.hold else "deposit")
    assert step is not None, "both are steps"
    book = book_to_write(options, config)
    tell_unsaved(book.workbook)
    try:
        need_sheet(book.load(), options.path, "units")
        label = _("{unit} taken for {customer}")
        label = label.format(unit=options.unit, customer=options.customer)
        done = do_step(book, options.unit, ask_of(options, step, options.deposit), label)
        unit = unit_at(book.state, one_unit(book.state, options.unit))
    except UnitTaken as taken:
        return _told(options, taken)
    finally:
        book.close()
    tell_unconfirmed(done)
    _tell(options, unit)
    return Exit.OK


def _told(options: argparse.Namespace, taken: UnitTaken) -> int:
    """Say who has it, since when."""
    if options.json:
        whole = {
            "taken": False,
            "unit": options.unit,
            "holder": taken.holder or None,
            "since": taken.since,
            "agent": taken.unit.agent or None,
            "needs_supervisor": taken.confirmable,
            "message": taken.sentence(_),
        }
        print(json.dumps(whole, ensure_ascii=False, indent=2))
    print(f"salestui: {visible(taken.sentence(_))}", file=sys.stderr)
    print(f"  {visible(taken.advice(_))}", file=sys.stderr)
    return Exit.TAKEN


def _tell(options: argparse.Namespace, unit: Unit) -> None:
    if options.json:
        print(json.dumps({"taken": True, **unit_data(unit)}, ensure_ascii=False, indent=2))
        return
    text = _("{unit} is {state} for {holder}.")
    said = text.format(unit=unit.name, state=state_name(unit.state), holder=unit.holder)
    print(visible(said))
