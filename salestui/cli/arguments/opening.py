"""Commands that open or make a workbook."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date
from urllib.parse import urlsplit

from salestui.cli.arguments.shared import (
    WRITABLE,
    Command,
    add_force,
    add_json,
    add_look,
    add_output,
    add_reading,
    add_workbooks,
)
from salestui.cli.parser import Parser
from salestui.i18n import N_, _
from sample_workbooks import SAMPLES, TEAM

PICTURES = ("svg", "png")
"""What a picture is drawn as, the usual one first."""


def _open(parser: Parser) -> None:
    add_workbooks(parser)
    add_look(parser)
    _add_read_only(parser)


def _serve(parser: Parser) -> None:
    add_workbooks(parser)
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help=_("the address to listen on (127.0.0.1: this machine alone)"),
    )
    parser.add_argument("--port", type=_port, default=8000, help=_("the port to listen on (8000)"))
    parser.add_argument(
        "--public-url",
        type=_public_url,
        metavar="URL",
        help=_("where people open it, behind a proxy: https://sales.example.com"),
    )
    _add_read_only(parser)
    add_look(parser)


def _picture(parser: Parser) -> None:
    add_workbooks(parser, "*")
    parser.add_argument(
        "--screen", default="home", metavar="NAME", help=_("which screen (home), see --list")
    )
    parser.add_argument(
        "--of", default="", metavar="ROW", help=_("of a deal, customer or rep: its ID or name")
    )
    parser.add_argument(
        "--press", action="append", metavar="KEY", help=_("a key to press first; again for more")
    )
    parser.add_argument(
        "--size",
        type=_size,
        default=(120, 40),
        metavar="WxH",
        help=_("columns and lines (120x40)"),
    )
    parser.add_argument("--theme", metavar="NAME", help=_("light, dark or the name of a theme"))
    add_output(parser, PICTURES)
    parser.add_argument("--list", action="store_true", help=_("list the screens"))
    add_look(parser)
    add_json(parser)


def _size(text: str) -> tuple[int, int]:
    """Columns and lines, as ``120x40``."""
    columns, _x, lines = text.lower().partition("x")
    if columns.isdecimal() and lines.isdecimal():
        size = int(columns), int(lines)
        if 20 <= size[0] <= 500 and 8 <= size[1] <= 300:
            return size
    told = _("{text} is no size such as 120x40: 20 to 500 columns, 8 to 300 lines")
    raise ArgumentTypeError(told.format(text=repr(text)))


def _add_read_only(parser: Parser) -> None:
    parser.add_argument(
        "--read-only",
        action="store_true",
        help=_("only look: edits are refused, nothing is written anywhere"),
    )


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise ArgumentTypeError(_("{text} is no port from 1 to 65535").format(text=repr(text)))


def _public_url(text: str) -> str:
    """An address without a path: what the dashboard delivers is fetched from the root."""
    parts = urlsplit(text)
    if parts.scheme in ("http", "https") and parts.netloc and parts.path in ("", "/"):
        return f"{parts.scheme}://{parts.netloc}"
    told = _("{text} is no address such as https://sales.example.com, without a path")
    raise ArgumentTypeError(told.format(text=repr(text)))


def _demo(parser: Parser) -> None:
    parser.add_argument(
        "--sample",
        choices=SAMPLES,
        default=TEAM,
        help=_("which sample: a sales team, sales projects or homes sold on site"),
    )


def _new(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", help=_("the .xlsx file to create"))
    parser.add_argument(
        "--playbook", default="b2b", metavar="NAME", help=_("how the team sells (b2b)")
    )
    parser.add_argument(
        "--year", type=int, default=date.today().year, help=_("year of the targets (this year)")
    )
    add_force(parser)
    add_json(parser)


def _convert(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", help=_("an .xls, .xlsb, .ods, .csv or .tsv file"))
    parser.add_argument(
        "-o", "--output", metavar="OUT", help=_("the new .xlsx file (beside the other, same name)")
    )
    parser.add_argument(
        "--values-only",
        action="store_true",
        help=_("no formulas and formats, which LibreOffice, where installed, keeps"),
    )
    add_force(parser)
    add_json(parser)


def _export(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", help=_(WRITABLE))
    parser.add_argument("-o", "--output", required=True, metavar="OUT", help=_("the new file"))
    parser.add_argument(
        "--summary",
        action="store_true",
        help=_("with a sheet of figures in the workbook's style, made anew where there is one"),
    )
    add_force(parser)
    add_look(parser)
    add_json(parser)


def _sheet(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", help=_(WRITABLE))
    parser.add_argument(
        "entity", nargs="?", default="", help=_("such as customers; without it, what is on which")
    )
    parser.add_argument(
        "--headers", choices=("en", "zh"), help=_("language of its headers; else the workbook's")
    )
    parser.add_argument(
        "--column",
        action="append",
        metavar="FIELD",
        help=_("instead a column for a field that the sheet has none for; again for more"),
    )
    add_reading(parser)
    add_json(parser)


OPENING = (
    Command("open", N_("open a workbook in the dashboard"), _open),
    Command("serve", N_("show the dashboard in browsers"), _serve),
    Command("picture", N_("draw a screen as SVG or PNG"), _picture),
    Command("demo", N_("open a copy of a sample workbook"), _demo),
    Command("new", N_("create a ready workbook for a team"), _new),
    Command("convert", N_("write a table of another kind as a new workbook"), _convert),
    Command("export", N_("write a copy of a workbook, nothing lost"), _export),
    Command("sheet", N_("add a sheet that the workbook lacks, ready headed"), _sheet),
)
"""In the order of the help."""
