"""Commands about how a workbook is read, and changing its cells."""

from __future__ import annotations

from salestui.cli.arguments.shared import (
    WRITABLE,
    Command,
    add_json,
    add_reading,
    add_workbook,
    add_workbooks,
)
from salestui.cli.parser import Parser
from salestui.i18n import N_, _


def _check(parser: Parser) -> None:
    add_workbooks(parser)
    add_reading(parser)
    add_json(parser)


def _map(parser: Parser) -> None:
    add_workbook(parser)
    parser.add_argument(
        "--table",
        action="append",
        default=[],
        metavar="ENTITY=SHEET",
        help=_(
            "the sheet that holds deals, customers, targets, members or products; SHEET:HEADER "
            "where it holds several tables; again for more sheets; empty for none"
        ),
    )
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="ENTITY:HEADER=FIELD",
        help=_("the field that a column is; empty keeps it as your own, auto recognises it again"),
    )
    parser.add_argument(
        "--stage",
        action="append",
        default=[],
        metavar="TEXT=STAGE",
        help=_("the playbook's stage that a text of the stage column means"),
    )
    add_reading(parser)
    parser.add_argument("--save", action="store_true", help=_("save the mapping as it is shown"))
    parser.add_argument(
        "--where",
        choices=("beside", "config"),
        help=_("save it beside the workbook, where it may be, or among your settings"),
    )
    parser.add_argument("--forget", action="store_true", help=_("remove the saved mapping"))
    add_json(parser)


def _edit(parser: Parser) -> None:
    parser.rest = "edits"
    parser.add_argument("path", metavar="PATH", help=_(WRITABLE))
    parser.add_argument(
        "edits",
        nargs="*",
        metavar="SHEET!CELL=VALUE",
        help=_(
            "a number, true, false, 2026-03-05 or text; ' before it makes it text; "
            "ROW.FIELD=VALUE names a row by its key or name: D-1.stage=Won"
        ),
    )
    parser.add_argument(
        "--append",
        nargs=2,
        action="append",
        default=[],
        metavar=("SHEET", "JSON"),
        help=_("add a row: an object by header or column letters, or an array"),
    )
    parser.add_argument(
        "--clear", action="append", default=[], metavar="SHEET!ROW", help=_("empty a row's cells")
    )
    parser.add_argument(
        "--delete",
        action="append",
        default=[],
        metavar="SHEET!ROW",
        help=_("take a row out; it is emptied instead, and told why, where that is not certain"),
    )
    parser.add_argument(
        "--grow",
        action="store_true",
        help=_("charts, pivot tables and formulas over a whole table reach its new rows too"),
    )
    parser.add_argument("--over-formula", action="store_true", help=_("replace formulas too"))
    parser.add_argument(
        "--reason",
        default="",
        metavar="TEXT",
        help=_("why a deal gets another stage all the same, or was lost; kept with the deal"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be done"))
    add_json(parser)


READING = (
    Command("check", N_("print every problem of a workbook"), _check),
    Command("map", N_("show, change and save how a workbook is read"), _map),
    Command("edit", N_("write cells of any workbook, nothing else changed"), _edit),
)
"""In the order of the help."""
