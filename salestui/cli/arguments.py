"""The command line's grammar."""

from __future__ import annotations

import argparse
from datetime import date

from salestui.cli.parser import Parser
from salestui.i18n import N_, _

_WORKBOOK = N_(
    "a workbook: .xlsx, .xlsm, .xltx; read only: .xls, .xlsb, .ods, .csv, .tsv; or gsheets:ID or "
    "the address of a Google spreadsheet"
)
_WRITABLE = N_("an .xlsx or .xlsm file, or gsheets:ID")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("{text} is no date; write it as 2026-11-21").format(text=repr(text))
        ) from None


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(_("{text} is no number above 0").format(text=repr(text)))


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
    parser.add_argument("--lang", choices=("en", "zh"), help=_("language of the interface"))
    commands = parser.add_subparsers(
        dest="command", required=True, parser_class=Parser, metavar="COMMAND"
    )
    _add_open(commands)
    _add_demo(commands)
    _add_new(commands)
    _add_kpi(commands)
    _add_targets(commands)
    _add_deal(commands)
    _add_forecast(commands)
    _add_performance(commands)
    _add_check(commands)
    _add_map(commands)
    _add_playbook(commands)
    _add_edit(commands)
    _add_sheet(commands)
    _add_customer(commands)
    _add_person(commands)
    _add_structure(commands)
    _add_channels(commands)
    _add_due(commands)
    _add_note(commands)
    _add_export(commands)
    _add_sync(commands)
    _add_convert(commands)
    _add_connect(commands)
    _add_snapshot(commands)
    _add_log(commands)
    locate = _command(
        commands, "locate", _("print where settings, backups, journals and the log are")
    )
    locate.add_argument("--json", action="store_true", help=_("print JSON"))
    return parser


def _command(commands: argparse._SubParsersAction[Parser], name: str, text: str) -> Parser:
    sentence = _("{text}.").format(text=text[:1].upper() + text[1:])
    parser = commands.add_parser(name, help=text, description=sentence)
    parser.add_argument("--lang", choices=("en", "zh"), help=_("language of the interface"))
    return parser


def _add_look(parser: argparse.ArgumentParser) -> None:
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
        "--as-of", type=_day, metavar="DATE", help=_("the day to tell figures from (today)")
    )
    parser.add_argument(
        "--fiscal-start",
        type=int,
        choices=range(1, 13),
        metavar="MONTH",
        help=_("month in which the fiscal year begins, 1 to 12"),
    )
    _add_reading(parser)


def _add_reading(parser: argparse.ArgumentParser) -> None:
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


def _add_open(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "open", _("open a workbook in the dashboard"))
    parser.add_argument("path", metavar="PATH", help=_(_WORKBOOK))
    _add_look(parser)


def _add_demo(commands: argparse._SubParsersAction[Parser]) -> None:
    _command(commands, "demo", _("open a copy of the sample workbook"))


def _add_new(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "new", _("create a ready workbook for a team"))
    parser.add_argument("path", metavar="PATH", help=_("the .xlsx file to create"))
    parser.add_argument(
        "--playbook", default="b2b", metavar="NAME", help=_("how the team sells (b2b)")
    )
    parser.add_argument(
        "--year", type=int, default=date.today().year, help=_("year of the targets (this year)")
    )


def _add_kpi(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "kpi", _("print the dashboard's figures"))
    parser.add_argument("path", metavar="PATH", help=_(_WORKBOOK))
    _add_look(parser)
    parser.add_argument(
        "--since",
        metavar="DAY",
        help=_(
            "how the pipeline moved since a kept day: 2026-11-16, or monday, week, month, quarter "
            "or period for the start of one"
        ),
    )
    parser.add_argument(
        "--snapshot", type=_day, metavar="DATE", help=_("figures of a kept day, as of it")
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_targets(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "targets", _("print the targets of a year as a matrix"))
    parser.add_argument("path", metavar="PATH", help=_(_WORKBOOK))
    _add_look(parser)
    parser.add_argument("--year", default="", metavar="Y", help=_("a fiscal year: 2026 or FY26"))
    parser.add_argument(
        "--metric", default="", metavar="M", help=_("revenue, units, new customers and others")
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_forecast(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "forecast", _("print the forecast by team and rep, with its range"))
    parser.add_argument("path", metavar="PATH", help=_(_WORKBOOK))
    _add_look(parser)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_performance(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands, "performance", _("print scorecards, ranking and commission of a period")
    )
    parser.add_argument("path", metavar="PATH", help=_(_WORKBOOK))
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
    _add_look(parser)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_check(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "check", _("print every problem of a workbook"))
    parser.add_argument("path", metavar="PATH", help=_(_WORKBOOK))
    _add_reading(parser)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_map(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "map", _("show, change and save how a workbook is read"))
    parser.add_argument("path", metavar="PATH", help=_(_WORKBOOK))
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
    _add_reading(parser)
    parser.add_argument("--save", action="store_true", help=_("save the mapping as it is shown"))
    parser.add_argument(
        "--where",
        choices=("beside", "config"),
        help=_("save it beside the workbook, where it may be, or among your settings"),
    )
    parser.add_argument("--forget", action="store_true", help=_("remove the saved mapping"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_playbook(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "playbook", _("show, check or copy a playbook: how a team sells"))
    parser.add_argument("name", nargs="?", metavar="NAME", help=_("the playbook to show"))
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--list", action="store_true", help=_("list all playbooks"))
    way.add_argument("--check", metavar="FILE", help=_("tell everything that is wrong in a file"))
    way.add_argument(
        "--copy", metavar="NAME", help=_("put a copy among your settings, to be changed there")
    )


def _add_edit(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "edit", _("write cells of any workbook, nothing else changed"))
    parser.rest = "edits"
    parser.add_argument("path", metavar="PATH", help=_(_WRITABLE))
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
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be done"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_deal(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "deal", _("print everything about one deal"))
    parser.add_argument("path", metavar="PATH", help=_(_WORKBOOK))
    parser.add_argument("deal", metavar="DEAL", help=_("its ID or its name"))
    _add_reading(parser)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_sheet(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "sheet", _("add a sheet that the workbook lacks, ready headed"))
    parser.add_argument("path", metavar="PATH", help=_(_WRITABLE))
    parser.add_argument(
        "entity", nargs="?", default="", help=_("such as customers; without it, what is on which")
    )
    parser.add_argument(
        "--headers", choices=("en", "zh"), help=_("language of its headers; else the workbook's")
    )
    _add_reading(parser)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_customer(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "customer", _("print who decides at a customer and what happened"))
    parser.add_argument("path", metavar="PATH", help=_(_WORKBOOK))
    parser.add_argument("name", metavar="NAME", help=_("the customer's name or ID"))
    _add_look(parser)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_person(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands, "person", _("print one rep: figures, strengths, patterns, coaching")
    )
    parser.add_argument("path", metavar="PATH", help=_(_WORKBOOK))
    parser.add_argument("name", metavar="NAME", help=_("the rep's name"))
    _add_look(parser)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_structure(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(
        commands, "structure", _("print who belongs where in the team, and what units achieve")
    )
    parser.add_argument("path", metavar="PATH", help=_(_WORKBOOK))
    parser.add_argument(
        "--by",
        default="line",
        choices=("line", "functional", "product", "region", "matrix"),
        help=_("how people are put together (line: by team)"),
    )
    _add_look(parser)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_channels(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "channels", _("print what each channel brings and costs"))
    parser.add_argument("path", metavar="PATH", help=_(_WORKBOOK))
    _add_look(parser)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_due(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "due", _("print what is to be followed up, overdue first"))
    parser.add_argument("path", metavar="PATH", help=_(_WORKBOOK))
    parser.add_argument(
        "--scope", default="company", metavar="S", help=_("company, team:NAME or rep:NAME")
    )
    parser.add_argument("--as-of", type=_day, metavar="DATE", help=_("seen from that day (today)"))
    parser.add_argument("--all", action="store_true", help=_("later than this week, too"))
    _add_reading(parser)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_note(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "note", _("log an activity in one line"))
    parser.add_argument("path", metavar="PATH", help=_(_WRITABLE))
    parser.add_argument(
        "line", nargs="+", metavar="LINE", help=_("such as: visit 中建三局 demo ok next 报价 +3d")
    )
    parser.add_argument("--rep", default="", metavar="NAME", help=_("whose it was (the deal's)"))
    parser.add_argument("--as-of", type=_day, metavar="DATE", help=_("what today is (today)"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be done"))
    parser.add_argument(
        "--add-sheet", action="store_true", help=_("add the sheet of activities if there is none")
    )
    _add_reading(parser)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_snapshot(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "snapshot", _("keep how the pipeline stands today, or list days"))
    parser.add_argument("path", metavar="PATH", help=_(_WORKBOOK))
    _add_reading(parser)
    parser.add_argument("--list", action="store_true", help=_("list the days that are kept"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_log(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "log", _("print who changed what and when, newest first"))
    parser.add_argument("path", metavar="PATH", help=_(_WORKBOOK))
    parser.add_argument("--deal", metavar="KEY", help=_("of one deal only, by its ID"))
    parser.add_argument(
        "--since", type=_day, metavar="DATE", help=_("from that day on, such as 2026-11-21")
    )
    parser.add_argument(
        "--limit", type=_count, default=1000, metavar="N", help=_("so many changes at most (1000)")
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_export(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "export", _("write a copy of a workbook, nothing lost"))
    parser.add_argument("path", metavar="PATH", help=_(_WRITABLE))
    parser.add_argument("-o", "--output", required=True, metavar="OUT", help=_("the new file"))


def _add_sync(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "sync", _("keep two workbooks in step, changes in both merged"))
    parser.add_argument("path", metavar="HERE", help=_(_WRITABLE))
    parser.add_argument("other", metavar="THERE", help=_(_WRITABLE))
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
    _add_reading(parser)
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_convert(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "convert", _("write a table of another kind as a new workbook"))
    parser.add_argument("path", metavar="PATH", help=_("an .xls, .xlsb, .ods, .csv or .tsv file"))
    parser.add_argument(
        "-o", "--output", metavar="OUT", help=_("the new .xlsx file (beside the other, same name)")
    )
    parser.add_argument(
        "--values-only",
        action="store_true",
        help=_("no formulas and formats, which LibreOffice, where installed, keeps"),
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_connect(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = _command(commands, "connect", _("connect to Google Sheets, step by step"))
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
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
