"""The problems of a book for scripts and terminals: in the workbook's order, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypedDict

from adapters.addresses import column_letters, parse_cell
from salestui.i18n import _, joined, ngettext
from salestui.mapping.layout import Problem
from salestui.mapping.problems import sentence
from salestui.plain_text import visible


class ProblemReport(TypedDict):
    """One problem.

    ``where`` is the address as people write it; ``row`` and ``column`` (its letters) are null
    where a problem concerns a whole sheet, ``sheet`` is null where it concerns the workbook.
    """

    severity: str
    code: str
    where: str
    sheet: str | None
    row: int | None
    column: str | None
    message: str
    hint: str


def problem_reports(problems: Iterable[Problem]) -> list[ProblemReport]:
    """The problems by sheet, row and column; sheets in the order in which they first occur."""
    reports = [_report(problem) for problem in problems]
    sheets = {sheet: i for i, sheet in enumerate(dict.fromkeys(r["sheet"] for r in reports))}

    def place(report: ProblemReport) -> tuple[int, int, int, str]:
        letters = report["column"] or ""
        return sheets[report["sheet"]], report["row"] or 0, len(letters), letters

    return sorted(reports, key=place)


def _report(problem: Problem) -> ProblemReport:
    cell = parse_cell(problem.where)
    return {
        "severity": problem.severity,
        "code": problem.code,
        "where": problem.where,
        "sheet": cell.sheet if cell else problem.where or None,
        "row": cell.row if cell else None,
        "column": column_letters(cell.column) if cell and cell.column else None,
        "message": sentence(problem.message, problem.parts, _),
        "hint": sentence(problem.hint, problem.parts, _),
    }


def problem_text(report: ProblemReport) -> str:
    """One problem on one line, its address first."""
    severities = {"error": _("error"), "warning": _("warning"), "info": _("remark")}
    severity = severities.get(report["severity"], report["severity"])
    words = f"{severity} [{report['code']}] {report['message']} {report['hint']}"
    return visible(": ".join(filter(None, (report["where"], words.rstrip()))))


def problem_count(reports: Sequence[ProblemReport]) -> str:
    """How many there are of each severity, in words."""
    count = Counter(report["severity"] for report in reports)
    errors, warnings, remarks = count["error"], count["warning"], count["info"]
    found = joined(
        text.format(n=n)
        for n, text in (
            (errors, ngettext("{n} error", "{n} errors", errors)),
            (warnings, ngettext("{n} warning", "{n} warnings", warnings)),
            (remarks, ngettext("{n} remark", "{n} remarks", remarks)),
        )
        if n
    )
    return found or _("No problems found.")
