"""The people of a deal: who decides at the customer's, and our team."""

from __future__ import annotations

from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _, joined, label, ngettext
from salestui.selling.customers.decision_chain import by_layer, deal_chain
from salestui.selling.deals.people import team_of
from salestui.selling.reference_links import ReferenceLinks
from salestui.views.customer.people import gap_lines
from salestui.views.deal.lines import (
    DealLine,
    DealSection,
    absent,
    listed_name,
    none_yet,
    row_of,
    shown,
    title_of,
)
from salestui.views.deal.path import is_closed
from salestui.views.states import State

_TOLD = ("name", "decision_role", "attitude", "influence", "covered_by", "last_touch")
_INFLUENCES = ("high", "medium", "low", "")


def people_section(state: BookState, deal: int, as_of: date) -> DealSection:
    """The decision chain by layer, its gaps named while the deal is open."""
    title = _("Decision chain")
    if missing := absent(state, "contacts"):
        return DealSection("people", title, (), "", "contacts", absent=True, nothing=missing)
    chain = deal_chain(ReferenceLinks(state), deal, as_of)
    layers = {layer.code: label(layer.labels) for layer in state.playbook.lists.layers}
    lines: list[DealLine] = []
    for layer, people in by_layer(chain.people).items():
        name = layers.get(layer) or _("no layer")
        lines.append(DealLine(f"layer:{name}", (name,), heading=True))
        ranked = sorted(people, key=lambda person: _INFLUENCES.index(person.influence))
        lines += [_contact(state, person.row) for person in ranked]
    gaps = () if is_closed(state, deal) else gap_lines(state, chain)
    lines += [
        DealLine(f"gap:{number}", (gap.text,), "contacts" if gap.row is not None else "",
                 gap.row, state=gap.severity, mark="!")
        for number, gap in enumerate(gaps)
    ]  # fmt: skip
    note = str(len(chain.people)) if chain.people else ""
    if gaps:
        found = ngettext("{n} gap", "{n} gaps", len(gaps)).format(n=len(gaps))
        note = " · ".join(filter(None, (note, found)))
    columns = tuple(title_of("contacts", name) for name in _TOLD)
    return DealSection(
        "people", title, tuple(lines), note, "contacts", nothing=none_yet(), columns=columns,
    )  # fmt: skip


def _contact(state: BookState, number: int) -> DealLine:
    row = state.entities["contacts"].values(number)
    attitude = shown("contacts", "attitude", row.get("attitude"))
    against = attitude.startswith("-")
    said = f"+{attitude}" if attitude in ("1", "2") else attitude
    texts = {name: shown("contacts", name, row.get(name)) for name in _TOLD} | {"attitude": said}
    how = State.WARNING if against else State.NEUTRAL
    return DealLine(
        f"contact:{number}", tuple(texts.values()), "contacts", number, "", how,
        "!" if against else "·",
    )  # fmt: skip


def team_section(state: BookState, deal: int) -> DealSection:
    """Our people on the deal, and the roles that nobody has while it is open."""
    title = _("Our team")
    if missing := absent(state, "deal_team"):
        return DealSection("team", title, (), "", "deal_team", absent=True, nothing=missing)
    team = team_of(state, deal)
    roles = state.playbook.lists.roles
    lines = []
    for row in team.rows:
        cells = (
            shown("deal_team", "member", row.get("member")),
            listed_name(roles, row.get("role")),
            shown("deal_team", "from", row.get("from")),
        )
        number = row_of(row)
        lines.append(DealLine(f"member:{number}", cells, "deal_team", number, "", mark="·"))
    missing_roles = () if is_closed(state, deal) else team.missing
    for role in missing_roles:
        said = (_("no {role} yet").format(role=label(role.labels)),)
        values = {"role": label(role.labels)}
        lines.append(
            DealLine(f"role:{role.code}", said, "deal_team", None, "", State.WARNING, "!",
                     values=values)
        )  # fmt: skip
    note = str(len(team.rows)) if team.rows else ""
    if missing_roles:
        names = joined(label(role.labels) for role in missing_roles)
        note = " · ".join(filter(None, (note, _("missing: {roles}").format(roles=names))))
    return DealSection("team", title, tuple(lines), note, "deal_team", nothing=none_yet())
