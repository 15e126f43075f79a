"""Who else is after the deal, and how the customer weighs us against them."""

from __future__ import annotations

from collections.abc import Mapping

from salestui.book.links import referring
from salestui.i18n import _
from salestui.selling.deals.criteria import weight_of, weighted_scores
from salestui.views.deal.lines import listed_name, shown, title_of
from salestui.views.documents.document import Column, Form, Line, Notes, Row, Section, Table
from salestui.views.documents.sections.listing import lacking, listed, none_listed
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State


def rivals(look: ProjectLook) -> Section:
    """Competitors with threat and price, then the decision criteria."""
    title = _("Competitors")
    rows = referring(look.state, "deals", look.deal, "competitors").to_dicts()
    blocks = [*([_competitors(title, rows)] if rows else []), *_criteria(look)]
    if blocks:
        return Section("rivals", title, tuple(blocks))
    needs = lacking(look.state, "competitors") or none_listed("competitors")
    return Section("rivals", title, needs=needs)


def _competitors(title: str, rows: list[dict[str, object]]) -> Table:
    columns = (
        *(Column(name, title_of("competitors", name)) for name in ("competitor", "threat")),
        Column("price", title_of("competitors", "price"), Form.MONEY),
        *(Column(name, title_of("competitors", name)) for name in ("strength", "weakness", "won")),
    )
    return listed("competitors", title, columns, [_competitor(row) for row in rows])


def _competitor(row: Mapping[str, object]) -> Row:
    texts = {
        name: shown("competitors", name, row.get(name))
        for name in ("competitor", "threat", "strength", "weakness")
    }
    price = row.get("price")
    won = row.get("won") is True
    cells = (
        texts["competitor"], texts["threat"], price if isinstance(price, float) else None,
        texts["strength"], texts["weakness"], _("won the deal") if won else "",
    )  # fmt: skip
    return Row(cells, State.LATE if won else State.NEUTRAL)


def _criteria(look: ProjectLook) -> list[Table | Notes]:
    """What the customer decides by, with the scores of both; nothing where none is listed."""
    playbook = look.state.playbook
    rows = referring(look.state, "deals", look.deal, "criteria").to_dicts()
    if not rows:
        return []
    columns = (
        Column("criterion", title_of("criteria", "criterion")),
        *(
            Column(name, title_of("criteria", name), Form.POINTS)
            for name in ("weight", "ours", "theirs")
        ),
        Column("competitor", title_of("criteria", "competitor")),
    )
    told = [
        Row(
            (
                listed_name(playbook.lists.criteria, row.get("criterion")),
                weight_of(row, playbook),
                *(_score(row.get(name)) for name in ("ours", "theirs")),
                shown("criteria", "competitor", row.get("competitor")),
            )
        )
        for row in rows
    ]
    found: list[Table | Notes] = [listed("criteria", _("Decision criteria"), columns, told)]
    text = _("Weighted: we {ours}, {competitor} {theirs}.")
    lines = tuple(
        Line(
            text.format(
                ours=f"{score.ours:.2f}",
                theirs=f"{score.theirs:.2f}",
                competitor=score.competitor or _("the others"),
            ),
            State.OK if score.ours >= score.theirs else State.WARNING,
        )
        for score in weighted_scores(rows, playbook)
    )
    return [*found, Notes(lines)] if lines else found


def _score(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
