"""Competitors of a deal and what the customer decides by."""

from __future__ import annotations

from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.i18n import _
from salestui.selling.deals.criteria import Score, weight_of, weighted_scores
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
from salestui.views.formats import Style
from salestui.views.states import State

_TOLD = ("competitor", "threat", "price", "strength", "weakness")


def competitors_section(state: BookState, deal: int, style: Style) -> DealSection:
    """Who else is after the deal."""
    title = _("Competitors")
    if missing := absent(state, "competitors"):
        return DealSection(
            "competitors", title, (), "", "competitors", absent=True, nothing=missing
        )
    lines = []
    for row in referring(state, "deals", deal, "competitors").to_dicts():
        texts = {name: shown("competitors", name, row.get(name)) for name in _TOLD}
        if isinstance(price := row.get("price"), float):
            texts["price"] = style.money(price)
        won = row.get("won") is True
        how, mark = (State.LATE, "✗") if won else (State.NEUTRAL, "·")
        number = row_of(row)
        cells = tuple(texts.values())
        lines.append(DealLine(f"rival:{number}", cells, "competitors", number, "", how, mark))
    columns = tuple(title_of("competitors", name) for name in _TOLD)
    return DealSection(
        "competitors", title, tuple(lines), str(len(lines) or ""), "competitors",
        nothing=none_yet(), columns=columns, right=(2,),
    )  # fmt: skip


def criteria_section(state: BookState, deal: int) -> DealSection:
    """Each criterion with its weight and scores, then the weighted comparison."""
    title = _("Decision criteria")
    if missing := absent(state, "criteria"):
        return DealSection("criteria", title, (), "", "criteria", absent=True, nothing=missing)
    rows = referring(state, "deals", deal, "criteria").to_dicts()
    lines = []
    for row in rows:
        ours, theirs = row.get("ours"), row.get("theirs")
        behind = isinstance(ours, float) and isinstance(theirs, float) and ours < theirs
        cells = (
            listed_name(state.playbook.lists.criteria, row.get("criterion")),
            _number(weight_of(row, state.playbook)),
            _number(ours),
            _number(theirs),
            shown("criteria", "competitor", row.get("competitor")),
        )
        number = row_of(row)
        how, mark = (State.WARNING, "▼") if behind else (State.NEUTRAL, "·")
        lines.append(DealLine(f"criterion:{number}", cells, "criteria", number, "", how, mark))
    scores = weighted_scores(rows, state.playbook)
    lines += [_score(score) for score in scores]
    names = ("criterion", "weight", "ours", "theirs", "competitor")
    columns = tuple(title_of("criteria", name) for name in names)
    about = _(
        "Weighted score = sum of weight × score ÷ sum of weights, over the criteria for which both "
        "have a score; a weight that is not told is the playbook's."
    )
    return DealSection(
        "criteria", title, tuple(lines), "", "criteria", nothing=none_yet(), columns=columns,
        right=(1, 2, 3), about=about,
    )  # fmt: skip


def _score(score: Score) -> DealLine:
    gap = score.ours - score.theirs
    how, mark = (State.OK, "▲") if gap >= 0 else (State.WARNING, "▼")
    cells = (_("weighted"), "", f"{score.ours:.2f}", f"{score.theirs:.2f}", score.competitor)
    return DealLine(f"score:{score.competitor}", cells, state=how, mark=mark)


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else ""
