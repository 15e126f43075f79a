"""Commands about contracts and their payments."""

from __future__ import annotations

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


def _contract(parser: Parser) -> None:
    add_workbook(parser)
    parser.add_argument("contract", metavar="CONTRACT", help=_("its number or its name"))
    parser.add_argument("--as-of", type=day, metavar="DATE", help=_("seen from that day (today)"))
    add_reading(parser)
    add_json(parser)


def _pay(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", help=_(WRITABLE))
    parser.add_argument(
        "what", metavar="CONTRACT", help=_("the contract, else the deal, by its number or name")
    )
    parser.add_argument("amount", metavar="AMOUNT", help=_("such as 120000; a refund is negative"))
    parser.add_argument("--plan", default="", metavar="LINE", help=_("the plan line it is for"))
    parser.add_argument("--date", default="", metavar="DATE", help=_("the day of it (today)"))
    parser.add_argument("--kind", default="", metavar="KIND", help=_("deposit, advance, final …"))
    parser.add_argument("--method", default="", metavar="HOW", help=_("transfer, cash, card …"))
    parser.add_argument("--by", default="", metavar="NAME", help=_("who received it"))
    parser.add_argument("--note", default="", metavar="TEXT", help=_("what is to be noted"))
    parser.add_argument("--as-of", type=day, metavar="DATE", help=_("what today is (today)"))
    parser.add_argument(
        "--anyway", action="store_true", help=_("enter it though something about it is odd")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be done"))
    add_reading(parser)
    add_json(parser)


CONTRACTS = (
    Command("contract", N_("print one contract: its path, money, plan, deliveries"), _contract),
    Command("pay", N_("enter a payment and say what it closes"), _pay),
)
"""In the order of the help."""
