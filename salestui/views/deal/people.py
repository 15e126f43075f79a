"""The people of a deal: who decides at the customer's, and our team."""

from __future__ import annotations

from collections.abc import Mapping

from salestui.book.state import BookState
from salestui.i18n import _, joined, label
from salestui.selling.deals.people import chain_of, team_of
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
from salestui.views.states import State

_TOLD = ("name", "decision_role", "attitude", "influence", "covered_by", "last_touch")


def people_section(state: BookState, deal: int) -> DealSection:
    """The decision chain by layer, its gaps named."""
    title = _("Decision chain")
    if missing := absent(state, "contacts"):
        return DealSection("people", title, (), "", "contacts", absent=True, nothing=missing)
    chain = chain_of(state, deal)
    lines: list[DealLine] = []
    for layer, contacts in chain.layers:
        name = _("no layer") if layer is None else label(layer.labels)
        lines.append(DealLine(f"layer:{name}", (name,), heading=True))
        lines += [_contact(row) for row in contacts]
    for layer in chain.empty:
        text = _("no contact in the layer {layer}").format(layer=label(layer.labels))
        lines.append(DealLine(f"empty:{layer.code}", (text,), state=State.WARNING, mark="!"))
    for layer in chain.uncovered:
        text = _("no one covers the layer {layer}").format(layer=label(layer.labels))
        lines.append(DealLine(f"open:{layer.code}", (text,), state=State.WARNING, mark="!"))
    people = sum(len(rows) for _layer, rows in chain.layers)
    gaps = len(chain.empty) + len(chain.uncovered)
    note = str(people) if people else ""
    if gaps:
        note = " · ".join(filter(None, (note, _("{n} gaps").format(n=gaps))))
    columns = tuple(title_of("contacts", name) for name in _TOLD)
    return DealSection(
        "people", title, tuple(lines), note, "contacts", nothing=none_yet(), columns=columns,
    )  # fmt: skip


def _contact(row: Mapping[str, object]) -> DealLine:
    attitude = shown("contacts", "attitude", row.get("attitude"))
    against = attitude.startswith("-")
    said = f"+{attitude}" if attitude in ("1", "2") else attitude
    texts = {name: shown("contacts", name, row.get(name)) for name in _TOLD} | {"attitude": said}
    number = row_of(row)
    how = State.WARNING if against else State.NEUTRAL
    return DealLine(
        f"contact:{number}", tuple(texts.values()), "contacts", number, "", how,
        "!" if against else "·",
    )  # fmt: skip


def team_section(state: BookState, deal: int) -> DealSection:
    """Our people on the deal, and the roles that nobody has."""
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
    for role in team.missing:
        said = (_("no {role} yet").format(role=label(role.labels)),)
        values = {"role": label(role.labels)}
        lines.append(
            DealLine(f"role:{role.code}", said, "deal_team", None, "", State.WARNING, "!",
                     values=values)
        )  # fmt: skip
    note = str(len(team.rows)) if team.rows else ""
    if team.missing:
        names = joined(label(role.labels) for role in team.missing)
        note = " · ".join(filter(None, (note, _("missing: {roles}").format(roles=names))))
    return DealSection("team", title, tuple(lines), note, "deal_team", nothing=none_yet())
