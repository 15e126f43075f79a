"""Commands about deals, customers, people and what is to be done."""

from __future__ import annotations

from salestui.cli.arguments.shared import (
    WRITABLE,
    Command,
    add_json,
    add_look,
    add_reading,
    add_workbook,
    add_workbooks,
    day,
)
from salestui.cli.parser import Parser
from salestui.i18n import N_, _


def _deal(parser: Parser) -> None:
    add_workbook(parser)
    parser.add_argument("deal", metavar="DEAL", help=_("its ID or its name"))
    add_reading(parser)
    add_json(parser)


def _project(parser: Parser) -> None:
    _deal(parser)
    parser.add_argument("--as-of", type=day, metavar="DATE", help=_("seen from that day (today)"))


def _customer(parser: Parser) -> None:
    add_workbook(parser)
    parser.add_argument("name", metavar="NAME", help=_("the customer's name or ID"))
    add_look(parser)
    add_json(parser)


def _person(parser: Parser) -> None:
    add_workbook(parser)
    parser.add_argument("name", metavar="NAME", help=_("the rep's name"))
    add_look(parser)
    add_json(parser)


def _structure(parser: Parser) -> None:
    add_workbooks(parser)
    parser.add_argument(
        "--by",
        default="line",
        choices=("line", "functional", "product", "region", "matrix"),
        help=_("how people are put together (line: by team)"),
    )
    add_look(parser)
    add_json(parser)


def _due(parser: Parser) -> None:
    add_workbooks(parser)
    parser.add_argument(
        "--scope", default="company", metavar="S", help=_("company, team:NAME or rep:NAME")
    )
    parser.add_argument("--as-of", type=day, metavar="DATE", help=_("seen from that day (today)"))
    parser.add_argument("--all", action="store_true", help=_("later than this week, too"))
    add_reading(parser)
    add_json(parser)


def _note(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", help=_(WRITABLE))
    parser.add_argument(
        "line", nargs="+", metavar="LINE", help=_("such as: visit 中建三局 demo ok next 报价 +3d")
    )
    parser.add_argument("--rep", default="", metavar="NAME", help=_("whose it was (the deal's)"))
    parser.add_argument("--as-of", type=day, metavar="DATE", help=_("what today is (today)"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be done"))
    parser.add_argument(
        "--add-sheet", action="store_true", help=_("add the sheet of activities if there is none")
    )
    add_reading(parser)
    add_json(parser)


def _playbook(parser: Parser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help=_("the playbook to show"))
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--list", action="store_true", help=_("list all playbooks"))
    way.add_argument("--check", metavar="FILE", help=_("tell everything that is wrong in a file"))
    way.add_argument(
        "--copy", metavar="NAME", help=_("put a copy among your settings, to be changed there")
    )
    add_json(parser)


SELLING = (
    Command("deal", N_("print everything about one deal"), _deal),
    Command(
        "project",
        N_("print one deal as a project: phases, team, strategy, plans, risks, reports, papers"),
        _project,
    ),
    Command("customer", N_("print who decides at a customer and what happened"), _customer),
    Command("person", N_("print one rep: figures, strengths, patterns, coaching"), _person),
    Command(
        "structure", N_("print who belongs where in the team, and what units achieve"), _structure
    ),
    Command("due", N_("print what is to be followed up, overdue first"), _due),
    Command("note", N_("log an activity in one line"), _note),
    Command("playbook", N_("show, check or copy a playbook: how a team sells"), _playbook),
)
"""In the order of the help."""
