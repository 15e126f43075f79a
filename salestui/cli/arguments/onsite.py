"""Commands about visitors, price sheets and how a launch sells."""

from __future__ import annotations

import argparse

from salestui.cli.arguments.shared import (
    WRITABLE,
    Command,
    add_json,
    add_look,
    add_reading,
    add_workbook,
    day,
)
from salestui.cli.parser import Parser
from salestui.i18n import N_, _


def share(text: str) -> float:
    """A share as it is written in arguments: ``3%`` or ``0.03``."""
    bare = text.strip().removesuffix("%")
    try:
        number = float(bare)
    except ValueError:
        number = -1.0
    found = number / 100 if text.strip().endswith("%") else number
    if not 0 <= found < 1:
        raise argparse.ArgumentTypeError(
            _("{text} is no discount; write it as 0.03 or 3%").format(text=repr(text))
        )
    return found


def _onsite(parser: Parser) -> None:
    add_workbook(parser)
    parser.add_argument(
        "--by",
        choices=("building", "layout", "phase", "area"),
        default="building",
        help=_("what units are told apart by"),
    )
    add_look(parser)
    add_json(parser)


def _visit(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", help=_(WRITABLE))
    parser.add_argument(
        "line", nargs="+", metavar="LINE",
        help=_("such as: Mr Wang 13800000000 visit 3 rooms website @Lina +3d"),
    )  # fmt: skip
    parser.add_argument("--agent", default="", metavar="NAME", help=_("who received the visitor"))
    parser.add_argument("--as-of", type=day, metavar="DATE", help=_("what today is (today)"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be done"))
    add_reading(parser)
    add_json(parser)


def _quote(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", help=_(WRITABLE))
    parser.add_argument("unit", metavar="UNIT", help=_("the number of the unit"))
    parser.add_argument(
        "--way", default="", metavar="WAY", help=_("how it is paid (the playbook's first)")
    )
    parser.add_argument(
        "--discount", type=share, metavar="SHARE",
        help=_("of the list price, such as 3%% (that of the way of paying)"),
    )  # fmt: skip
    parser.add_argument("--agent", default="", metavar="NAME", help=_("who gives it"))
    parser.add_argument("--as-of", type=day, metavar="DATE", help=_("what today is (today)"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be done"))
    add_reading(parser)
    add_json(parser)


ONSITE = (
    Command("onsite", N_("print how units sell, who visits, and what is due"), _onsite),
    Command("visit", N_("register a visitor in one line"), _visit),
    Command("quote", N_("price a unit and write the quote"), _quote),
)
"""In the order of the help."""
