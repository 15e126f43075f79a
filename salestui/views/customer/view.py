"""Everything that the customer screen shows, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from salestui import i18n
from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.i18n import _, joined
from salestui.mapping.table import ID
from salestui.metrics.inputs import Inputs
from salestui.model.playbook.naming import named
from salestui.selling.customers.decision_chain import decision_chain
from salestui.selling.customers.touching import contacts_due
from salestui.selling.reference_links import ReferenceLinks
from salestui.views.cells import column_title, value_text
from salestui.views.customer.contracts import contracts_told
from salestui.views.customer.figures import customer_figures
from salestui.views.customer.people import GapLine, PersonLine, gap_lines, people_lines
from salestui.views.customer.timeline import DealOf, Happening, deals_of, timeline
from salestui.views.formats import Style
from salestui.views.kpis import Kpi
from salestui.views.states import State
from salestui.views.told import Told

SHEETS = ("contacts", "activities", "surveys", "service", "relations")
"""The sheets that the screen shows something of."""

_ELSEWHERE = ("relationship_level", "last_contact", "next_contact")


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the file."""

    label: str
    text: str
    severity: State = State.NEUTRAL


@dataclass(frozen=True, slots=True)
class CustomerView:
    """One customer.

    Attributes:
        file: what is known, the relationship and the cadence first.
        missing: sheets that the workbook lacks.
        told: what explains ``figures``.
    """

    row: int
    title: str
    file: tuple[Fact, ...]
    figures: tuple[Kpi, ...]
    people: tuple[PersonLine, ...]
    gaps: tuple[GapLine, ...]
    happenings: tuple[Happening, ...]
    deals: tuple[DealOf, ...]
    missing: tuple[str, ...]
    told: Told
    style: Style


def customer_view(
    state: BookState, inputs: Inputs, row: int, as_of: date, style: Style, *, layered: bool = False
) -> CustomerView:
    """Work out one customer. Blocks: a worker's work.

    Raises:
        KeyError: the book has no such customer.
    """
    facts = inputs.facts
    links = ReferenceLinks(state)
    chain = decision_chain(links, row, as_of)
    told = customer_figures(links, facts, row, as_of)
    return CustomerView(
        row=row,
        title=state.title_of("customers", row),
        file=tuple(_file(links, row, as_of, style)),
        figures=told.kpis(style),
        people=people_lines(chain, as_of, layered=layered),
        gaps=gap_lines(state, chain),
        happenings=timeline(links, facts, row, style),
        deals=deals_of(state, facts, row, style),
        missing=tuple(name for name in SHEETS if state.rows(name) is None),
        told=told,
        style=style,
    )


def customer_data(view: CustomerView) -> dict[str, object]:
    """The view for JSON."""
    return {
        "customer": view.title,
        "file": {fact.label: fact.text for fact in view.file},
        "figures": {k.key: view.told.figures[k.key].value for k in view.figures},
        "people": [
            {"name": p.name.strip("└ "), "position": p.about, "layer": p.layer, "role": p.role,
             "attitude": p.attitude, "influence": p.influence, "covered_by": p.covered_by,
             "touched": p.touched}
            for p in view.people if p.row is not None
        ],
        "gaps": [gap.text for gap in view.gaps],
        "deals": [
            {"deal": d.title, "stage": d.stage, "status": d.status, "amount": d.money,
             "date": d.day, "rep": d.rep}
            for d in view.deals
        ],
        "timeline": [
            {"date": h.day.isoformat(), "kind": h.kind, "text": h.text} for h in view.happenings
        ],
        "missing_sheets": list(view.missing),
    }  # fmt: skip


def _file(links: ReferenceLinks, row: int, as_of: date, style: Style) -> Iterator[Fact]:
    state = links.state
    rows = state.entities["customers"]
    level = rows.value(row, "relationship_level")
    if rows.layout.column("relationship_level") is not None:
        yield Fact(_("Relationship"), _level(state, level if isinstance(level, str) else ""))
    yield from _cadence(links, row, as_of)
    if (told := contracts_told(state, row, as_of, style)) is not None:
        yield Fact(_("Contract & cash"), *told)
    for column in rows.layout.columns:
        text = value_text(column, rows.value(row, column.name))
        if text and column.name not in _ELSEWHERE:
            yield Fact(column_title(column), text)
    yield from _tied(links, row)


def _level(state: BookState, text: str) -> str:
    """The level's number of five and its name."""
    levels = state.playbook.lists.relationship_levels
    found = named(levels, text)
    if found is None:
        return text or _("not said")
    return f"{found.code}/{len(levels)} {i18n.label(found.labels)}"


def _cadence(links: ReferenceLinks, row: int, as_of: date) -> Iterator[Fact]:
    """When the customer was contacted last, and when that is due again."""
    due = contacts_due(links, as_of, row)
    if due.is_empty():
        return
    told = due.row(0, named=True)
    last = told["last"].isoformat() if told["last"] else _("never")
    yield Fact(_("Last contact"), last, State.NEUTRAL if told["last"] else State.WARNING)
    day = told["due"]
    if day is None:
        return
    every = told["cadence"]
    why = _("every {n} d").format(n=every) if every is not None else _("as agreed")
    late = (as_of - day).days
    state_of = State.LATE if late > 0 else State.WARNING if late == 0 else State.NEUTRAL
    when = joined((day.isoformat(), why, _("{n} d late").format(n=late) if late > 0 else ""))
    yield Fact(_("Next contact"), when, state_of)


def _tied(links: ReferenceLinks, row: int) -> Iterator[Fact]:
    """Companies that belong to this one or that it referred, and its people's relations."""
    state = links.state
    for field, label in (("parent", _("Subsidiary")), ("referred_by", _("Referred to us"))):
        found = referring(state, "customers", row, "customers", field)
        for other in found[ID].to_list() if ID in found.columns else []:
            if other != row:
                yield Fact(label, state.title_of("customers", other))
    rows = state.rows("relations")
    if rows is None:
        return
    contacts = referring(state, "customers", row, "contacts")
    people = set(contacts[ID].to_list()) if ID in contacts.columns else set()
    ends = {side: dict(links.of("relations", side).rows()) for side in ("from", "to")}
    for tie in rows.live[ID].to_list():
        if people & {ends["from"].get(tie), ends["to"].get(tie)}:
            told = (rows.value(tie, name) for name in ("from", "type", "to"))
            yield Fact(_("Relation"), " → ".join(t for t in told if isinstance(t, str) and t))
