"""Commands of the sales floor: units, taking one, and the steps of a subscription."""

from __future__ import annotations

import argparse
from datetime import datetime
from math import isfinite, nan

from salestui.cli.arguments.shared import (
    WRITABLE,
    Command,
    add_json,
    add_reading,
    add_workbook,
    day,
)
from salestui.cli.parser import Parser
from salestui.i18n import N_, _

STATES = ("available", "held", "subscribed", "signed", "withdrawn")


def moment(text: str) -> datetime:
    """A day with a time of day as it is written in arguments."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        raise argparse.ArgumentTypeError(
            _("{text} is no moment; write it as 2026-11-21 14:32").format(text=repr(text))
        )
    return found


def amount(text: str) -> float:
    """A sum of money as it is written in arguments: infinite ones are none."""
    try:
        found = float(text.replace(",", ""))
    except ValueError:
        found = nan
    if not isfinite(found):
        raise argparse.ArgumentTypeError(
            _("{text} is no sum; write it as 20000").format(text=repr(text))
        )
    return found


def _units(parser: Parser) -> None:
    add_workbook(parser)
    parser.add_argument("--building", default="", metavar="B", help=_("of one building only"))
    parser.add_argument("--status", choices=STATES, help=_("in one state only"))
    parser.add_argument("--as-of", type=day, metavar="DATE", help=_("seen from that day (today)"))
    add_reading(parser)
    add_json(parser)


def _who(parser: Parser) -> None:
    parser.add_argument("--phone", default="", metavar="NO", help=_("the customer's telephone"))
    parser.add_argument("--agent", default="", metavar="NAME", help=_("who does it"))
    parser.add_argument(
        "--at", type=moment, metavar="MOMENT", help=_("when it was, such as '2026-03-05 14:32'")
    )
    parser.add_argument("--price", type=amount, metavar="SUM", help=_("the agreed price"))
    parser.add_argument("--way", default="", metavar="WAY", help=_("how the home is paid for"))
    parser.add_argument(
        "--supervisor", default="", metavar="NAME", help=_("who reviews or confirms it")
    )
    parser.add_argument("--note", default="", metavar="TEXT", help=_("the reason, or a note"))
    add_reading(parser)
    add_json(parser)


def _take(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", help=_(WRITABLE))
    parser.add_argument("unit", metavar="UNIT", help=_("the number of the unit"))
    parser.add_argument("--customer", required=True, metavar="NAME", help=_("who takes it"))
    parser.add_argument("--deposit", type=amount, metavar="SUM", help=_("the deposit received"))
    parser.add_argument("--hold", action="store_true", help=_("hold it without a deposit"))
    _who(parser)


def _unit(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", help=_(WRITABLE))
    parser.add_argument("unit", metavar="UNIT", help=_("the number of the unit"))
    parser.add_argument(
        "step", nargs="?", default="", metavar="STEP", help=_("without one, the unit is printed")
    )
    parser.add_argument("--customer", default="", metavar="NAME", help=_("the holder, if not told"))
    parser.add_argument("--amount", type=amount, metavar="SUM", help=_("what was paid"))
    _who(parser)


FLOOR = (
    Command("units", N_("print units by building and floor, with holders and deadlines"), _units),
    Command("take", N_("take a unit for a customer: the first deposit wins"), _take),
    Command("unit", N_("print a unit, or do a step of its subscription"), _unit),
)
"""In the order of the help."""
