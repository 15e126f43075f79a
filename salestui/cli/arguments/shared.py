"""What the declarations of commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from salestui.cli.parser import Parser
from salestui.i18n import N_, _

WORKBOOK = N_(
    "a workbook: .xlsx, .xlsm, .xltx; read only: .xls, .xlsb, .ods, .csv, .tsv; or gsheets:ID or "
    "the address of a Google spreadsheet"
)
WRITABLE = N_("an .xlsx or .xlsm file, or gsheets:ID")


def _nothing(parser: Parser) -> None:
    """No arguments of its own."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what ``salestui NAME`` is and takes.

    The module ``salestui.cli.NAME_command`` runs it; it is imported when it is asked for.

    Attributes:
        about: English key of what it does, in a few words without a full stop.
        arguments: declares what it takes.
    """

    name: str
    about: str
    arguments: Callable[[Parser], None] = _nothing


def day(text: str) -> date:
    """A day as it is written in arguments."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("{text} is no date; write it as 2026-11-21").format(text=repr(text))
        ) from None


def count(text: str) -> int:
    """A number above 0."""
    if text.isascii() and text.isdigit() and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(_("{text} is no number above 0").format(text=repr(text)))


def add_workbook(parser: argparse.ArgumentParser) -> None:
    """The workbook that is read."""
    parser.add_argument("path", metavar="PATH", help=_(WORKBOOK))


def add_json(parser: argparse.ArgumentParser) -> None:
    """Output for scripts."""
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def add_look(parser: argparse.ArgumentParser) -> None:
    """What figures are of: period, scope, day, and how the workbook is read."""
    parser.add_argument(
        "--period",
        default="",
        metavar="P",
        help=_("2026-11, 2026-Q4, 2026-H2, 2026, 2026-10-05..2026-11-10 or all"),
    )
    parser.add_argument(
        "--scope",
        default="company",
        metavar="S",
        help=_("company, team:NAME, rep:NAME, region:NAME, product:NAME; several with commas"),
    )
    parser.add_argument(
        "--as-of", type=day, metavar="DATE", help=_("the day to tell figures from (today)")
    )
    parser.add_argument(
        "--fiscal-start",
        type=int,
        choices=range(1, 13),
        metavar="MONTH",
        help=_("month in which the fiscal year begins, 1 to 12"),
    )
    add_reading(parser)


def add_reading(parser: argparse.ArgumentParser) -> None:
    """How the workbook is read."""
    parser.add_argument("--playbook", metavar="NAME", help=_("playbook whose stages to use"))
    order = parser.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first",
        action="store_const",
        const=True,
        dest="day_first",
        help=_("dates such as 3/5/2026 are meant day first where their column does not tell"),
    )
    order.add_argument(
        "--month-first",
        action="store_const",
        const=False,
        dest="day_first",
        help=_("the same, month first"),
    )
