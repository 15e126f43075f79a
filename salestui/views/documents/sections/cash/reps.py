"""Who of ours has how much to collect."""

from __future__ import annotations

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.cash.collection import Collection, Tally
from salestui.metrics.cash.definitions import RATES, Rate
from salestui.metrics.cash.figures import collection_figures
from salestui.views.documents.document import (
    Column,
    Derived,
    Form,
    Operation,
    Row,
    Section,
    Total,
)
from salestui.views.documents.sections.listing import listed
from salestui.views.names import breakdown_title, dimension_title
from salestui.views.states import State


def reps(seen: Collection) -> Section:
    """Reps by what is overdue with their customers, most first."""
    title = breakdown_title("rep")
    known = [(name or "", sums) for name, sums in seen.parts("rep").items() if _any(sums)]
    known.sort(key=lambda part: (-part[1].overdue, -part[1].receivable, part[0]))
    columns = (
        Column("rep", dimension_title("rep")),
        Column("receivable", _("Receivable"), Form.MONEY, Total.SUM),
        Column("overdue", _("Overdue"), Form.MONEY, Total.SUM, bar=True),
        Column("late", _("Overdue share"), Form.SHARE, derived=_SHARE),
        Column("received", _("Received"), Form.MONEY, Total.SUM),
        Column("rate", i18n.label(RATES[Rate.DUE].labels), Form.SHARE),
        Column("promised", _("Promised"), Form.MONEY, Total.SUM),
        Column("broken", _("Broken"), Form.MONEY, Total.SUM),
    )
    rows = [_row(seen, name, sums) for name, sums in known]
    return Section("by_rep", title, (listed("by_rep", title, columns, rows),) if rows else ())


_SHARE = Derived(Operation.QUOTIENT, "overdue", "receivable")


def _any(sums: Tally) -> bool:
    return bool(sums.receivable or sums.received or sums.due)


def _row(seen: Collection, name: str, sums: Tally) -> Row:
    figures = {key: figure.value for key, figure in collection_figures(seen, sums).items()}
    owed, late = figures["receivable"], figures["overdue"]
    cells = (
        name or _("(none)"),
        owed,
        late,
        late / owed if owed and late is not None else None,
        figures["received"],
        figures["rate_due"],
        figures["promised"],
        figures["broken"],
    )
    return Row(cells, State.LATE if late else State.NEUTRAL)
