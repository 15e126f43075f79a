"""What the declarations of commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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


def add_workbook(parser: Parser) -> None:
    """The one workbook that is read."""
    parser.add_argument("path", metavar="PATH", help=_(WORKBOOK))
    parser.alone = True


class _Workbooks(argparse.Action):
    """Puts the first workbook into ``path`` and the others into ``others``."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002 - argparse's own form
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,  # noqa: ARG002
    ) -> None:
        paths = list(values or ())
        if paths or not hasattr(namespace, "others"):
            namespace.path, namespace.others = next(iter(paths), None), paths[1:]


def add_workbooks(parser: Parser, least: str = "+") -> None:
    """The workbooks that are read, rolled up where they are several; words behind options, too.

    Args:
        least: ``+`` where one has to be named, ``*`` where none has to.
    """
    about = _("{workbook}; several are rolled up").format(workbook=_(WORKBOOK))
    parser.add_argument("path", metavar="PATH", nargs=least, action=_Workbooks, help=about)
    parser.rest = "others"


def add_json(parser: argparse.ArgumentParser) -> None:
    """Output for scripts."""
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def add_output(
    parser: argparse.ArgumentParser, formats: Sequence[str]
) -> argparse._MutuallyExclusiveGroup:
    """Where the result goes and as what, see ``salestui.cli.output``; the group of formats.

    JSON has an option of its own where it is one of them.
    """
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--format", choices=formats, help=_("else as the name of the file ends"))
    if "json" in formats:
        form.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.add_argument(
        "-o",
        "--output",
        default="-",
        metavar="FILE",
        help=_("write a file, never over another one (-: standard output)"),
    )
    add_force(parser)
    return form


def add_force(parser: argparse.ArgumentParser) -> None:
    """Whether a file may be replaced."""
    parser.add_argument("--force", action="store_true", help=_("replace a file that is there"))


def add_look(parser: argparse.ArgumentParser) -> None:
    """What figures are of: period, scope, day, and how the workbook is read."""
    parser.add_argument(
        "--period",
        default="",
        metavar="P",
        help=_("2026-11, 2026-Q4, 2026-H2, 2026, 2026-10-05..2026-11-10 or all"),
    )
    add_sight(parser)


def add_sight(parser: argparse.ArgumentParser) -> None:
    """What is looked at: scope, day, and how the workbook is read."""
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
