"""Commands about what is kept: in step, by day, by change, and the connection."""

from __future__ import annotations

from salestui.cli.arguments.shared import (
    WRITABLE,
    Command,
    add_json,
    add_reading,
    add_workbook,
    count,
    day,
)
from salestui.cli.parser import Parser
from salestui.i18n import N_, _


def _sync(parser: Parser) -> None:
    parser.add_argument("path", metavar="HERE", help=_(WRITABLE))
    parser.add_argument("other", metavar="THERE", help=_(WRITABLE))
    parser.add_argument(
        "--direction",
        choices=("both", "push", "pull"),
        default="both",
        help=_("push writes only THERE, pull only HERE (both)"),
    )
    parser.add_argument(
        "--prefer",
        choices=("here", "there"),
        help=_("whose value holds where both changed; without it, neither is written"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be done"))
    parser.add_argument(
        "--yes",
        action="store_true",
        help=_("go on where many rows are gone, or few are in both workbooks"),
    )
    add_reading(parser)
    add_json(parser)


def _snapshot(parser: Parser) -> None:
    add_workbook(parser)
    add_reading(parser)
    parser.add_argument("--list", action="store_true", help=_("list the days that are kept"))
    add_json(parser)


def _log(parser: Parser) -> None:
    add_workbook(parser)
    parser.add_argument("--deal", metavar="KEY", help=_("of one deal only, by its ID"))
    parser.add_argument(
        "--since", type=day, metavar="DATE", help=_("from that day on, such as 2026-11-21")
    )
    parser.add_argument(
        "--limit", type=count, default=1000, metavar="N", help=_("so many changes at most (1000)")
    )
    add_json(parser)


def _connect(parser: Parser) -> None:
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--client", metavar="FILE", help=_("sign in by browser, with this OAuth client (JSON)")
    )
    way.add_argument("--service-account", metavar="FILE", help=_("with this key file (JSON)"))
    way.add_argument(
        "--api-key",
        nargs="?",
        const="",
        metavar="KEY",
        help=_(
            "read only, with an API key; better without KEY, it is then taken from "
            "SALESTUI_API_KEY or asked for; - reads it from the input"
        ),
    )
    way.add_argument("--status", action="store_true", help=_("say how you are connected"))
    way.add_argument("--forget", action="store_true", help=_("forget the connection"))
    way.add_argument("--check", metavar="ADDRESS", help=_("say what you may do with a spreadsheet"))
    parser.add_argument("--read-only", action="store_true", help=_("ask for no right to write"))
    parser.add_argument(
        "--export",
        action="store_true",
        help=_("ask for the right that Excel copies made by Google need: to read all your files"),
    )
    parser.add_argument(
        "--no-browser", action="store_true", help=_("print the address instead of opening it")
    )
    parser.add_argument(
        "--port", type=int, default=0, metavar="N", help=_("for the browser's answer (a free one)")
    )
    add_json(parser)


def _locate(parser: Parser) -> None:
    add_json(parser)


KEEPING = (
    Command("sync", N_("keep two workbooks in step, changes in both merged"), _sync),
    Command("snapshot", N_("keep how the pipeline stands today, or list days"), _snapshot),
    Command("log", N_("print who changed what and when, newest first"), _log),
    Command("connect", N_("connect to Google Sheets, step by step"), _connect),
    Command("locate", N_("print where settings, backups, journals and the log are"), _locate),
)
"""In the order of the help."""
