"""A unit's price sheet in words."""

from __future__ import annotations

from collections.abc import Iterator

from salestui import i18n
from salestui.i18n import _
from salestui.model.entities.floor import PAY_WAY
from salestui.selling.floor.pricing import PriceSheet
from salestui.views.formats import Style


def way_name(code: str) -> str:
    """A way of paying in the interface's language."""
    choice = next((choice for choice in PAY_WAY.choices if choice.code == code), None)
    return code if choice is None else i18n.label(choice.labels)


def price_lines(sheet: PriceSheet, style: Style) -> Iterator[tuple[str, str]]:
    """What it says, line by line: a title and what stands there."""
    yield _("Unit"), sheet.unit
    yield _("Way of paying"), way_name(sheet.way)
    yield _("List price"), style.exact_money(sheet.list)
    yield _("Discount"), _discount(sheet, style)
    yield _("Net price"), style.exact_money(sheet.net)
    if sheet.deposit:
        yield _("Deposit"), style.exact_money(sheet.deposit)
    if sheet.first is not None:
        yield _("First payment"), style.exact_money(sheet.first)
    if sheet.loan is not None:
        yield _("Bank loan"), style.exact_money(sheet.loan)
    yield _("Approval"), approval_text(sheet, style)


def approval_text(sheet: PriceSheet, style: Style) -> str:
    """Whether somebody has to approve the discount, and from where on."""
    limit = style.percent(sheet.free)
    if sheet.needs_approval:
        return _("needed: above {limit}, which an agent may give").format(limit=limit)
    return _("not needed up to {limit}").format(limit=limit)


def _discount(sheet: PriceSheet, style: Style) -> str:
    shown = style.percent(sheet.discount)
    if sheet.standard and sheet.discount != sheet.standard:
        told = _("{shown} (this way of paying: {standard})")
        return told.format(shown=shown, standard=style.percent(sheet.standard))
    return shown
