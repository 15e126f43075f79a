"""Costs and budgets as JSON and as plain text, for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from salestui.book.state import BookState
from salestui.metrics.figure import Figure
from salestui.views.costs.lines import dimension_name
from salestui.views.costs.view import (
    CostsView,
    headings,
    month_headings,
    notes_of,
    overrun_headings,
)
from salestui.views.formats import say
from salestui.views.names import entity_name
from salestui.views.plain_table import aligned


def costs_data(view: CostsView, period: str) -> dict[str, Any]:
    """The report with plain numbers; ``reasons`` say why a figure has none."""
    report = view.report
    return {
        "period": period,
        "by": view.by,
        "figures": {key: figure.value for key, figure in report.whole.items()},
        "reasons": _reasons(report.whole),
        "lines": [
            {
                "key": line.key,
                "name": row.name,
                **{key: figure.value for key, figure in line.figures.items()},
                "reasons": _reasons(line.figures),
            }
            for line, row in zip(report.lines, view.lines, strict=True)
        ],
        "overruns": [
            {
                "of": row.what,
                "period": row.cells[0],
                "budget": over.amount,
                "spent": over.spent,
                "over": over.over,
                "share": over.share.value,
                "reasons": list(over.reasons),
            }
            for over, row in zip(report.overruns, view.overruns, strict=True)
        ],
        "months": [
            {
                "month": f"{month.first:%Y-%m}",
                "cost": month.cost.value,
                "won": month.won.value,
                "ratio": month.ratio.value,
            }
            for month in view.course
        ],
        "sheets_missing": list(view.missing),
        "note": notes_of(view),
    }


def _reasons(figures: dict[str, Figure]) -> dict[str, str]:
    return {key: say(f.reason) for key, f in figures.items() if f.reason is not None}


def costs_text(view: CostsView, state: BookState) -> Iterator[str]:
    """The same as lines of text."""
    yield f"{view.title} · {view.period} · {state.title}"
    yield aligned([(k.label, k.value, k.word or k.reason) for k in view.figures], (1,))
    yield ""
    table = [(dimension_name(view.by), *headings()), *((r.name, *r.cells) for r in view.lines)]
    yield aligned(table, range(1, 6))
    if view.overruns:
        yield ""
        rows = [(row.what, *row.cells, row.why) for row in view.overruns]
        yield aligned([(entity_name("budgets"), *overrun_headings(), ""), *rows], range(2, 6))
    if view.months:
        yield ""
        rows_of_months = [(row.month, *row.cells) for row in view.months]
        yield aligned([("", *month_headings()), *rows_of_months], range(1, 4))
    if note := notes_of(view):
        yield ""
        yield note
