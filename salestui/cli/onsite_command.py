"""``salestui onsite``: how units sell, who visits, what is due, and what phases reached."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from salestui.cli.customer_command import figure_rows
from salestui.cli.exits import Exit
from salestui.cli.looking import present_of, read_state
from salestui.cli.needed_sheet import need_sheet
from salestui.config import Config
from salestui.i18n import _, joined
from salestui.views.currency import book_sign
from salestui.views.formats import say, style
from salestui.views.names import entity_name
from salestui.views.onsite.table import Line, Table
from salestui.views.onsite.view import SHEETS, OnsiteView, onsite_view
from salestui.views.plain_table import aligned

_DIMENSIONS = {"area": "area_band"}


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the sales floor of a period, as tables or as JSON.

    Raises:
        NotFound: the workbook has neither units nor a visitor register.
    """
    opening, state = read_state(options, config)
    if all(state.rows(name) is None for name in SHEETS[:2]):
        need_sheet(state, options.path, SHEETS[0])
    present = present_of(opening, state)
    view = onsite_view(present, style(book_sign(state)))
    if options.json:
        data = {"period": present.period.key, "as_of": opening.as_of.isoformat()} | _data(view)
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(view, _DIMENSIONS.get(options.by, options.by))))
    return Exit.OK


def _lines(view: OnsiteView, by: str) -> Iterator[str]:
    yield view.period
    yield aligned(figure_rows(view.figures))
    sold = next(table for table in view.sold if table.code == by)
    for table in (sold, *view.unsold, *view.came, view.phases):
        yield ""
        yield table.title
        yield from _table(table)
    yield ""
    yield _("Due on the floor: {n}").format(n=f"{view.due:,}")
    yield aligned([(row.when, row.kind, row.who, row.what, row.rep) for row in view.chases])
    if view.missing:
        names = joined(entity_name(name) for name in view.missing)
        yield _("The workbook has no sheet for: {what}.").format(what=names)


def _table(table: Table) -> Iterator[str]:
    if not table.lines:
        yield table.nothing
        return
    rows = [(table.named, *(heading.title for heading in table.headings))]
    rows += [(line.name, *line.cells) for line in table.lines]
    yield aligned(rows, range(1, len(table.headings) + 1))


def _data(view: OnsiteView) -> dict[str, object]:
    figures = view.told.figures
    return {
        "figures": {key: figure.value for key, figure in figures.items()},
        "reasons": {k: say(f.reason) for k, f in figures.items() if f.reason is not None},
        "sell_through": {table.code: _named(table) for table in view.sold},
        "unsold": {table.code: _named(table) for table in view.unsold},
        "visitors": {table.code: _named(table) for table in view.came},
        "phases": [
            {
                "phase": phase.name, "kind": phase.kind, "standing": phase.standing,
                "from": None if phase.start is None else phase.start.isoformat(),
                "to": None if phase.end is None else phase.end.isoformat(),
                "units": phase.units.value, "units_target": phase.units_target.value,
                "revenue": phase.revenue.value, "revenue_target": phase.revenue_target.value,
            }
            for phase in view.report or ()
        ],
        "due": [
            {"source": str(row.item.source), "entity": row.item.entity, "who": row.who,
             "due": row.item.due.isoformat(), "agent": row.rep, "what": row.what}
            for row in view.chases
        ],
        "missing": list(view.missing),
    }  # fmt: skip


def _named(table: Table) -> list[object]:
    def told(line: Line) -> dict[str, object]:
        return {"key": line.key, "value": line.figure.value, "rows": len(line.rows)}

    return [told(line) for line in table.lines]
