"""What is expected to come in during the next weeks."""

from __future__ import annotations

from datetime import date

from salestui.i18n import _
from salestui.metrics.cash.collection import Collection
from salestui.metrics.cash.coming import coming
from salestui.views.documents.document import Chart, ChartKind, Column, Form, Row, Section, Total
from salestui.views.documents.sections.listing import listed
from salestui.views.formats import Style


def expected(seen: Collection, style: Style) -> Section:
    """Week by week: what is promised, and what is due without a promise."""
    title = _("Expected in the next weeks")
    weeks = coming(seen.lines, seen.as_of)
    if not weeks["lines"].sum():
        return Section("expected", title, needs=_("Nothing is promised or due in these weeks."))
    columns = (
        Column("week", _("Week")),
        Column("promised", _("Promised"), Form.MONEY, Total.SUM),
        Column("due", _("Due without a promise"), Form.MONEY, Total.SUM),
        Column("whole", _("Together"), Form.MONEY, Total.SUM, bar=True),
        Column("lines", _("Lines"), Form.COUNT, Total.SUM),
    )
    rows = [
        Row(
            (
                _week(row["week"], row["until"], style),
                row["promised"],
                row["expected"] - row["promised"],
                row["expected"],
                row["lines"],
            )
        )
        for row in weeks.iter_rows(named=True)
    ]
    table = listed("expected", title, columns, rows)
    says = _("What comes in week by week where promises and due days are kept.")
    chart = Chart(ChartKind.STACKED, title, table.name, "week", ("promised", "due"), says)
    return Section("expected", title, (chart, table))


def _week(first: date, last: date, style: Style) -> str:
    """``14 Dec – 20 Dec``; one day where no other is left of the week."""
    days = dict.fromkeys((first, last))
    return " – ".join(style.day_of_month(day) for day in days)
