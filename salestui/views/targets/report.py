"""The matrix of targets for scripts and for paper: plain values, and aligned text."""

from __future__ import annotations

from typing import Any

from salestui.model.period import Period
from salestui.selling.targets.breakdown import Check
from salestui.views.plain_table import aligned
from salestui.views.targets.matrix import MatrixView


def matrix_report(view: MatrixView) -> dict[str, Any]:
    """Metric, year, columns, and per line its targets, what was reached, sums and differences."""
    found = view.matrix
    return {
        "metric": found.metric,
        "year": found.year.key,
        "periods": [period.key for period in found.periods],
        "lines": [
            {
                "scope_type": line.scope[0],
                "scope": line.scope[1],
                "target": found.value(*here),
                "actual": found.actuals.reached(*here),
                "targets": {p.key: found.value(line.scope, p) for p in found.periods},
                "actuals": {p.key: found.actuals.reached(line.scope, p) for p in found.periods},
                "locked": [p.key for p in found.periods if found.is_locked(line.scope, p)],
                "children": _check(found.check_people(*here)),
                "parts": _check(found.check_time(*here)),
                "differences": {p.key: _gap(view, line.scope, p) for p in found.periods},
            }
            for line in found.lines
            for here in [(line.scope, found.year)]
        ],
    }


def matrix_text(view: MatrixView) -> str:
    """The matrix as it is shown, in aligned columns."""
    titles = [title for _key, title in view.columns]
    rows = [titles, *([cell.text for cell in row] for row in view.rows)]
    return f"{view.title}\n{aligned(rows, range(1, len(titles)))}"


def _check(check: Check | None) -> dict[str, float] | None:
    if check is None:
        return None
    return {"sum": check.total, "target": check.whole, "difference": check.difference}


def _gap(view: MatrixView, scope: tuple[str, str], period: Period) -> float | None:
    check = view.matrix.check_people(scope, period)
    return None if check is None else check.difference
