"""What is delivered and accepted of a deal, and what was changed in its contracts."""

from __future__ import annotations

from salestui.book.links import referring
from salestui.i18n import _
from salestui.mapping.table import ID
from salestui.selling.contracts.account import contracts_of
from salestui.selling.contracts.fulfilling import days_late, delivery_state
from salestui.selling.projects.records import Record, code, day, number, row_id, text
from salestui.views.contract.orders import delivery_step_name
from salestui.views.deal.lines import shown, title_of
from salestui.views.documents.document import Column, Form, Row, Section, Table
from salestui.views.documents.sections.listing import listed
from salestui.views.names import entity_name
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State


def delivery(look: ProjectLook) -> Section:
    """Deliveries with their acceptance, then the changes of the contracts; nothing without any."""
    orders, changes = _orders(look), _changes(look)
    title = _("Delivery, acceptance, contract changes")
    return Section("delivery", title, tuple(t for t in (orders, changes) if t.rows))


def _orders(look: ProjectLook) -> Table:
    columns = (
        Column("id", title_of("deliveries", "id")),
        Column("product", title_of("deliveries", "product")),
        *(Column(n, title_of("deliveries", n), Form.DAY) for n in ("due", "delivered", "accepted")),
        Column("report", title_of("deliveries", "report")),
        Column("standing", _("Standing")),
    )
    rows = referring(look.state, "deals", look.deal, "deliveries").to_dicts()
    title = entity_name("deliveries")
    return listed("deliveries", title, columns, [_order(row, look) for row in rows])


def _order(row: Record, look: ProjectLook) -> Row:
    step = delivery_state(look.state, row_id(row))
    late = days_late(look.state, row_id(row), look.as_of)
    said = delivery_step_name(step)
    if late:
        said = _("{step}, {n} d late").format(step=said, n=late)
    cells = (
        text(row, "id"), text(row, "product"), day(row, "due"), day(row, "delivered"),
        day(row, "accepted"), text(row, "report"), said,
    )  # fmt: skip
    how = State.LATE if late else State.OK if step == "accepted" else State.NEUTRAL
    return Row(cells, how)


def _changes(look: ProjectLook) -> Table:
    columns = (
        Column("change", title_of("contract_changes", "change")),
        Column("kind", title_of("contract_changes", "kind")),
        Column("date", title_of("contract_changes", "date"), Form.DAY),
        Column("amount", title_of("contract_changes", "amount"), Form.MONEY),
        Column("days", title_of("contract_changes", "days"), Form.DAYS),
        Column("status", title_of("contract_changes", "status")),
    )
    found: dict[int, Record] = {}
    for contract in contracts_of(look.state, look.deal):
        frame = referring(look.state, "contracts", contract, "contract_changes", "contract")
        found |= {row[ID]: row for row in frame.to_dicts()}
    rows = [_change(row) for row in found.values()]
    return listed("changes", entity_name("contract_changes"), columns, rows)


def _change(row: Record) -> Row:
    status = code(row, "contract_changes", "status")
    cells = (
        text(row, "change"), shown("contract_changes", "kind", row.get("kind")), day(row, "date"),
        number(row, "amount"), number(row, "days"),
        shown("contract_changes", "status", row.get("status")),
    )  # fmt: skip
    return Row(cells, State.OK if status == "approved" else State.NEUTRAL)
