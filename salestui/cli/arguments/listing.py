"""Commands that print the rows of a table."""

from __future__ import annotations

import argparse

from salestui.cli.arguments.shared import (
    Command,
    add_output,
    add_sight,
    add_workbook,
    add_workbooks,
    count,
)
from salestui.cli.parser import Parser
from salestui.i18n import N_, _

TABLE = "table"
"""How rows are printed where nothing is said."""

ENDINGS = ("json", "csv", "xlsx")
"""What else rows are printed or written as, by the ending of a file's name."""


def _deals(parser: Parser) -> None:
    add_workbooks(parser)
    parser.set_defaults(entity="deals")
    _add_listing(parser)


def _rows(parser: Parser) -> None:
    add_workbook(parser)
    parser.add_argument(
        "entity",
        nargs="?",
        default="",
        metavar="TABLE",
        help=_(
            "customers, payments, 客户, the name of a sheet; without it, which tables there are"
        ),
    )
    _add_listing(parser)


def _add_listing(parser: Parser) -> None:
    parser.dashed = ("--sort",)
    parser.set_defaults(period="")
    parser.add_argument(
        "--where",
        default="",
        metavar="FILTER",
        help=_("only such rows: 'stage>=3 and amount>1e6 and overdue'"),
    )
    parser.add_argument(
        "--columns", default="", metavar="A,B", help=_("these columns in this order; or all")
    )
    parser.add_argument(
        "--sort", default="", metavar="A,-B", help=_("in the order of A, then of B downwards")
    )
    parser.add_argument("--limit", type=count, metavar="N", help=_("so many rows at most"))
    _add_csv(parser)
    add_sight(parser)


def _add_csv(parser: argparse.ArgumentParser) -> None:
    """The formats, of which CSV can be named as JSON is."""
    form = add_output(parser, (TABLE, *ENDINGS))
    form.add_argument(
        "--csv", action="store_const", const="csv", dest="format", help=_("print CSV")
    )


LISTING = (
    Command("deals", N_("print the deals that a filter finds"), _deals),
    Command("rows", N_("print the rows of any table that a filter finds"), _rows),
)
"""In the order of the help."""
