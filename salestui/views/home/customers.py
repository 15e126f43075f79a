"""Customers that wait for us, and deciding layers that nobody covers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from salestui import i18n
from salestui.i18n import _, joined
from salestui.selling.customers.decision_chain import Lack
from salestui.selling.customers.touching import contacts_due
from salestui.selling.customers.uncovered import uncovered_layers
from salestui.selling.following.followups import of_reps, reps_in
from salestui.selling.reference_links import ReferenceLinks
from salestui.views.home.area import AreaRow, AreaView, Asked, Opens, told, without_sheet
from salestui.views.states import State

_LISTED = 6


def customers_area(asked: Asked) -> AreaView:
    """How many are overdue and how many layers are open, then the first of both. Blocks."""
    present = asked.present
    state = present.state
    if state.rows("customers") is None:
        return without_sheet("customers")
    links, reps = ReferenceLinks(state), reps_in(state, present.focus)
    due = contacts_due(links, present.as_of)
    late = of_reps(due.filter(pl.col("due") < present.as_of), reps).sort("due", "row")
    gaps = of_reps(uncovered_layers(links), reps)
    keeps_contacts = state.rows("contacts") is not None
    if late.is_empty() and gaps.is_empty():
        if not keeps_contacts:
            return without_sheet("contacts")
        said = _("every customer was contacted in time, every deciding layer is covered")
        return AreaView((AreaRow("fine", said, "", Opens("customers"), severity=State.OK),))
    rows = [_overdue(late.height)]
    if keeps_contacts:
        rows.append(_open_layers(gaps["row"].n_unique()))
    names = {layer.code: i18n.label(layer.labels) for layer in state.playbook.lists.layers}
    whole = gaps.group_by("row", "lack", maintain_order=True).agg(
        pl.col("who", "money").first(), "layer"
    )
    rows += [_gap(one, names, asked) for one in whole.head(_LISTED).iter_rows(named=True)]
    rows += [_late(one, asked) for one in late.head(_LISTED).iter_rows(named=True)]
    offers = "" if keeps_contacts else "contacts"
    return AreaView(tuple(rows), offers=offers)


def _overdue(count: int) -> AreaRow:
    return AreaRow(
        key="overdue",
        label=_("Contact overdue"),
        value=f"{count:,}",
        opens=Opens("followups"),
        severity=State.WARNING if count else State.OK,
        told=_(
            "customers whose agreed day, or last contact and the cadence of their tier, is past"
        ),
    )


def _open_layers(count: int) -> AreaRow:
    return AreaRow(
        key="uncovered",
        label=_("Decision chain open"),
        value=f"{count:,}",
        opens=Opens("customers"),
        severity=State.WARNING if count else State.OK,
        told=_("customers with open deals where a layer that has to agree has no contact, or one "
               "that nobody covers"),
    )  # fmt: skip


def _gap(one: Mapping[str, Any], names: Mapping[str, str], asked: Asked) -> AreaRow:
    layer = joined(names.get(code, code) for code in one["layer"])
    text = (
        _("no contact in: {layer}") if one["lack"] == str(Lack.NO_CONTACT)
        else _("nobody covers: {layer}")
    )  # fmt: skip
    money = "" if one["money"] is None else asked.style.money(one["money"])
    return AreaRow(
        key=f"gap:{one['row']}:{one['lack']}",
        label=one["who"] or _("(no name)"),
        value=money,
        opens=Opens("customers", one["row"]),
        said=text.format(layer=layer),
        severity=State.WARNING,
        told=told(text.format(layer=layer), _("open deals {money}").format(money=money)),
    )


def _late(one: Mapping[str, Any], asked: Asked) -> AreaRow:
    days = (asked.present.as_of - one["due"]).days
    return AreaRow(
        key=f"late:{one['row']}",
        label=one["who"] or _("(no name)"),
        value=_("{n} d late").format(n=f"{days:,}"),
        opens=Opens("customers", one["row"]),
        said=_("contact due since {day}").format(day=one["due"].isoformat()),
        severity=State.LATE,
    )
