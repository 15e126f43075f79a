"""Commands that print figures."""

from __future__ import annotations

from salestui.cli.arguments.shared import (
    Command,
    add_json,
    add_look,
    add_output,
    add_workbooks,
    day,
)
from salestui.cli.parser import Parser
from salestui.i18n import N_, _
from salestui.reports.formats import FORMATS


def _kpi(parser: Parser) -> None:
    add_workbooks(parser)
    add_look(parser)
    parser.add_argument(
        "--since",
        metavar="DAY",
        help=_(
            "how the pipeline moved since a kept day: 2026-11-16, or monday, week, month, quarter "
            "or period for the start of one"
        ),
    )
    parser.add_argument(
        "--snapshot", type=day, metavar="DATE", help=_("figures of a kept day, as of it")
    )
    add_json(parser)


def _targets(parser: Parser) -> None:
    add_workbooks(parser)
    add_look(parser)
    parser.add_argument("--year", default="", metavar="Y", help=_("a fiscal year: 2026 or FY26"))
    parser.add_argument(
        "--metric", default="", metavar="M", help=_("revenue, units, new customers and others")
    )
    add_json(parser)


def _performance(parser: Parser) -> None:
    add_workbooks(parser)
    parser.add_argument(
        "--by",
        choices=("rep", "team", "manager"),
        default="rep",
        help=_("whom to rank: reps, teams with the company, or managers"),
    )
    parser.add_argument(
        "--missing",
        choices=("renormalise", "zero"),
        help=_("leave lines without a figure out, or count them 0; default: as the playbook says"),
    )
    add_look(parser)
    add_json(parser)


def _collections(parser: Parser) -> None:
    add_workbooks(parser)
    parser.add_argument(
        "--rate",
        choices=("due", "opening", "contract"),
        help=_("what the collection rate is of: what falls due, what was owed, what was signed"),
    )
    add_look(parser)
    add_json(parser)


def _looking(parser: Parser) -> None:
    """A workbook, and what is looked at of it."""
    add_workbooks(parser)
    add_look(parser)
    add_json(parser)


def _report(parser: Parser) -> None:
    parser.add_argument(
        "kind", metavar="KIND", nargs="?", help=_("such as weekly; without one, all are listed")
    )
    add_workbooks(parser, "*")
    parser.add_argument(
        "--deal", default="", metavar="DEAL", help=_("the deal it is of: its ID or its name")
    )
    add_output(parser, (*FORMATS, "json"))
    add_look(parser)


FIGURES = (
    Command("kpi", N_("print the dashboard's figures"), _kpi),
    Command("targets", N_("print the targets of a year as a matrix"), _targets),
    Command("forecast", N_("print the forecast by team and rep, with its range"), _looking),
    Command(
        "performance", N_("print scorecards, ranking and commission of a period"), _performance
    ),
    Command("channels", N_("print what each channel brings and costs"), _looking),
    Command("collections", N_("print what is owed, for how long, whom to chase"), _collections),
    Command("report", N_("hand over a report: as text, page, PDF or workbook"), _report),
    Command("load", N_("print what everyone has on hand"), _looking),
    Command("campaigns", N_("print what each campaign costs and brings"), _looking),
    Command("projects", N_("print all sales projects by health, with the reasons"), _looking),
)
"""In the order of the help."""
