"""``salestui customer``: who decides at one customer, what is missing, its deals and history."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

import polars as pl

from adapters.errors import NotFound
from salestui.book.folds import folded_text
from salestui.book.links import naming_fields
from salestui.book.state import BookState
from salestui.cli.exits import Exit
from salestui.cli.looking import read_state
from salestui.config import Config
from salestui.i18n import N_
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.plain_text import visible
from salestui.views.currency import book_sign
from salestui.views.customer.view import CustomerView, customer_data, customer_view
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.kpis import Kpi
from salestui.views.plain_table import aligned


def run(options: argparse.Namespace, config: Config) -> int:
    """Print one customer, as text or as JSON."""
    opening, state = read_state(options, config)
    row = _named(state, options.name)
    shown = style(book_sign(state))
    view = customer_view(state, inputs_of(state), row, opening.as_of, shown)
    if options.json:
        print(json.dumps(customer_data(view), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(view)))
    return Exit.OK


def _named(state: BookState, name: str) -> int:
    """The customer that a text names.

    Raises:
        NotFound: there is none.
    """
    frame = state.live("customers")
    asked = pl.DataFrame({"name": [name]}).select(folded_text("name")).item()
    for field in naming_fields(entity_of("customers")) if frame is not None and asked else ():
        if frame is not None and frame.schema.get(field) == pl.String:
            found = frame.filter(folded_text(field) == asked)[ID].to_list()
            if found:
                return int(found[0])
    raise NotFound(
        N_("No customer is called {name}."), N_("Write the name as it stands in the workbook."),
        name=name,
    )  # fmt: skip


def _lines(view: CustomerView) -> Iterator[str]:
    yield visible(view.title)
    yield aligned([(fact.label, fact.text) for fact in view.file])
    yield aligned(figure_rows(view.figures))
    yield from (f"! {visible(gap.text)}" for gap in view.gaps)
    people = [(p.name, p.about, p.layer, p.role, p.attitude, p.covered_by, p.touched)
              for p in view.people]  # fmt: skip
    deals = [(d.title, d.stage, d.money, d.day, d.rep) for d in view.deals]
    past = [(h.day.isoformat(), h.kind, h.text) for h in view.happenings]
    for rows in (people, deals, past):
        if rows:
            yield ""
            yield aligned(rows)


def figure_rows(figures: tuple[Kpi, ...]) -> list[tuple[str, ...]]:
    """Label and exact value of each figure, or why there is none."""
    return [(kpi.label, kpi.exact or f"{kpi.value} ({kpi.reason})") for kpi in figures]
