"""The command line's grammar: each command is declared once, in the module of its family."""

from __future__ import annotations

from salestui.cli.arguments.contracts import CONTRACTS
from salestui.cli.arguments.figures import FIGURES
from salestui.cli.arguments.floor import FLOOR
from salestui.cli.arguments.keeping import KEEPING
from salestui.cli.arguments.listing import LISTING
from salestui.cli.arguments.onsite import ONSITE
from salestui.cli.arguments.opening import OPENING
from salestui.cli.arguments.reading import READING
from salestui.cli.arguments.selling import SELLING
from salestui.cli.arguments.spending import SPENDING
from salestui.cli.parser import Parser
from salestui.i18n import _

COMMANDS = (
    *OPENING,
    *FIGURES,
    *SPENDING,
    *LISTING,
    *SELLING,
    *CONTRACTS,
    *FLOOR,
    *ONSITE,
    *READING,
    *KEEPING,
)
"""Every command, in the order of the help."""


def build_parser(version: str) -> Parser:
    """The parser, its help in the current language."""
    parser = Parser(
        prog="salestui",
        description=_("A terminal dashboard for sales managers: your workbook is the database."),
        epilog=_("salestui PATH is short for salestui open PATH. Try: salestui demo"),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"salestui {version}",
        help=_("show the version and exit"),
    )
    _add_language(parser)
    parsers = parser.add_subparsers(
        dest="command", required=True, parser_class=Parser, metavar="COMMAND"
    )
    for command in COMMANDS:
        text = _(command.about)
        sentence = _("{text}.").format(text=text[:1].upper() + text[1:])
        own = parsers.add_parser(command.name, help=text, description=sentence)
        _add_language(own)
        command.arguments(own)
    return parser


def _add_language(parser: Parser) -> None:
    parser.add_argument("--lang", choices=("en", "zh"), help=_("language of the interface"))
