"""What is offered to the customer: quotes with their discounts, proposals, documents."""

from __future__ import annotations

from collections.abc import Mapping

from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.i18n import _
from salestui.selling.deals.quoting import net_price, status_of, wrong_net
from salestui.views.deal.lines import (
    DealLine,
    DealSection,
    absent,
    none_yet,
    row_of,
    shown,
    title_of,
)
from salestui.views.formats import Style
from salestui.views.states import State

_STATES = {
    "requested": State.WARNING,
    "approved": State.OK,
    "accepted": State.OK,
    "rejected": State.LATE,
}
_MARKS = {"requested": "?", "approved": "✓", "accepted": "✓", "rejected": "✗"}


def quotes_section(state: BookState, deal: int, style: Style) -> DealSection:
    """Quotes, the latest first; a net price that is not list price less discount is marked."""
    title = _("Quotes")
    if missing := absent(state, "quotes"):
        return DealSection("quotes", title, (), "", "quotes", absent=True, nothing=missing)
    lines = tuple(_quote(row, style) for row in _latest_first(state, deal, "quotes"))
    waiting = sum(line.mark == "?" for line in lines)
    notes = [str(len(lines))] if lines else []
    if waiting:
        notes.append(_("{n} to approve").format(n=waiting))
    names = ("id", "list", "discount", "net", "status", "approved_by")
    columns = tuple(title_of("quotes", name) for name in names)
    return DealSection(
        "quotes", title, lines, " · ".join(notes), "quotes", nothing=none_yet(), columns=columns,
        right=(1, 2, 3), about=_("Net price = list price × (1 - discount)."),
    )  # fmt: skip


def _quote(row: Mapping[str, object], style: Style) -> DealLine:
    price, discount, told = row.get("list"), row.get("discount"), row.get("net")
    computed = net_price(row)
    net = "" if computed is None else style.exact_money(computed)
    if isinstance(told, float):
        net = style.exact_money(told)
    status = status_of(row)
    how, mark = _STATES.get(status, State.NEUTRAL), _MARKS.get(status, "·")
    if wrong_net(row) and computed is not None:
        how, mark = State.LATE, "!"
        net += " ≠ " + style.exact_money(computed)
    name = (shown("quotes", n, row.get(n)) for n in ("id", "version"))
    cells = (
        " ".join(filter(None, name)),
        style.exact_money(price) if isinstance(price, float) else "",
        style.percent(discount) if isinstance(discount, float) else "",
        net,
        shown("quotes", "status", row.get("status") or status),
        shown("quotes", "approved_by", row.get("approved_by")),
    )
    number = row_of(row)
    return DealLine(f"quote:{number}", cells, "quotes", number, "", how, mark)


def proposals_section(state: BookState, deal: int) -> DealSection:
    """The proposals' versions, the latest first: written, sent, accepted."""
    names = ("version", "kind", "date", "sent", "accepted", "author")
    return _plain((state, deal), "proposals", _("Proposals"), names, done="accepted")


def documents_section(state: BookState, deal: int) -> DealSection:
    """The deal's documents, the latest first."""
    names = ("type", "name", "version", "date", "link")
    return _plain((state, deal), "documents", _("Documents"), names)


def _plain(
    of: tuple[BookState, int], entity: str, title: str, names: tuple[str, ...], done: str = ""
) -> DealSection:
    """Rows as they are; ``done``: the field that is filled once a row is settled."""
    state, deal = of
    if missing := absent(state, entity):
        return DealSection(entity, title, (), "", entity, absent=True, nothing=missing)
    lines = []
    for row in _latest_first(state, deal, entity):
        cells = tuple(shown(entity, name, row.get(name)) for name in names)
        settled = bool(done) and row.get(done) is not None
        how, mark = (State.OK, "✓") if settled else (State.NEUTRAL, "·")
        number = row_of(row)
        lines.append(DealLine(f"{entity}:{number}", cells, entity, number, "", how, mark))
    columns = tuple(title_of(entity, name) for name in names)
    return DealSection(
        entity, title, tuple(lines), str(len(lines) or ""), entity, nothing=none_yet(),
        columns=columns,
    )  # fmt: skip


def _latest_first(state: BookState, deal: int, entity: str) -> list[dict[str, object]]:
    frame = referring(state, "deals", deal, entity)
    if "date" in frame.columns:
        frame = frame.sort("date", descending=True, nulls_last=True, maintain_order=True)
    return frame.to_dicts()
