"""Collections for the command line: as tables, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.cash.collection import DIMENSIONS, Collection, Tally
from salestui.metrics.cash.definitions import RATES
from salestui.metrics.cash.figures import collection_figures
from salestui.metrics.cash.receivable import ageing
from salestui.views.cash.lines import ChaseLine, headings
from salestui.views.cash.view import CollectionsView, age_headings, part_headings
from salestui.views.formats import say
from salestui.views.plain_table import aligned


def collections_text(view: CollectionsView) -> str:
    """The figures, the ageing, whom to chase, and the parts, as tables."""
    return "\n".join(_lines(view)) + "\n"


def _lines(view: CollectionsView) -> Iterator[str]:
    yield f"{view.period} · {view.told.scope}"
    yield aligned([(k.label, k.value, k.reason or "; ".join(k.notes)) for k in view.figures], (1,))
    yield _("The rate is {formula}.").format(formula=i18n.label(RATES[view.rate].formulas))
    yield ""
    yield aligned(
        [("", *age_headings()), *((a.name, a.amount, a.part, a.lines) for a in view.ages)],
        range(1, 4),
    )
    yield ""
    yield _("To chase today: {n}").format(n=f"{view.chased:,}")
    yield aligned([headings(), *(line.cells for line in view.lines)], (5, 6))
    if view.more:
        yield _("… and {n} more").format(n=f"{view.more:,}")
    for by in DIMENSIONS:
        yield ""
        rows = [(line.label, *line.cells) for line in view.parts[by]]
        yield aligned([(_by(by), *part_headings(view.rate)), *rows], range(1, 7))


def _by(dimension: str) -> str:
    return {"rep": _("Rep"), "team": _("Team"), "customer": _("Customer")}[dimension]


def collections_data(view: CollectionsView, seen: Collection) -> dict[str, Any]:
    """The same with plain numbers, for JSON, and with all three rates.

    Args:
        seen: what the view is of, opened.
    """
    figures = collection_figures(seen, seen.whole)
    return {
        "period": seen.period.key,
        "as_of": seen.as_of.isoformat(),
        "rate": str(view.rate),
        "figures": _figures(seen, seen.whole),
        "reasons": {
            key: say(figure.reason) for key, figure in figures.items() if figure.reason is not None
        },
        "notes": {
            key: [say(n) for n in figure.notes] for key, figure in figures.items() if figure.notes
        },
        "ageing": [
            {"bucket": age.bucket, "amount": age.amount, "lines": age.lines}
            for age in ageing(seen.lines)
        ],
        "chase": [_line(line) for line in view.lines],
        "more": view.more,
        "by": {
            by: [{by: name, **_figures(seen, sums)} for name, sums in seen.parts(by).items()]
            for by in DIMENSIONS
        },
    }


def _figures(seen: Collection, sums: Tally) -> dict[str, float | None]:
    return {key: figure.value for key, figure in collection_figures(seen, sums).items()}


def _line(line: ChaseLine) -> dict[str, Any]:
    return {
        "standing": str(line.standing),
        "customer": line.customer,
        "contract": line.title,
        "what": line.what,
        "due": None if line.due is None else line.due.isoformat(),
        "late": line.late,
        "unpaid": line.owed,
        "promised": None if line.promised is None else line.promised.isoformat(),
        "promise": line.promise,
        "rep": line.rep,
    }
