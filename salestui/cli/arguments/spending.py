"""The commands over what is spent."""

from __future__ import annotations

from salestui.cli.arguments.shared import Command, add_json, add_look, add_workbooks
from salestui.cli.parser import Parser
from salestui.i18n import N_, _


def _costs(parser: Parser) -> None:
    add_workbooks(parser)
    parser.add_argument(
        "--by",
        choices=("deal", "stage", "team", "rep", "type", "campaign"),
        default="deal",
        help=_("what the lines are: deals, stages, teams, reps, cost types or campaigns"),
    )
    add_look(parser)
    add_json(parser)


SPENDING = (Command("costs", N_("print costs beside budgets, overruns and their reasons"), _costs),)
"""In the order of the help."""
