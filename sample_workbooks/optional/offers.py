"""What is offered for deals, and against whom: proposals, quotes, competitors, criteria, papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sample_workbooks.optional.telling import Row, Telling, days_ago
from sample_workbooks.rows import DealRow
from sample_workbooks.story import working_day

_RIVALRIES_SINCE = date(2026, 1, 1)
_ANALYSED = 4
_TOLD_IN_FULL = 3

_SCORES = (
    ((8, 9, 9, 7, 5, 7), (7, 6, 8, 7, 9, 8)),
    ((9, 9, 8, 9, 7, 8), (7, 7, 8, 6, 8, 7)),
    ((7, 8, 6, 8, 7, 9), (8, 6, 8, 7, 7, 6)),
    ((8, 7, 8, 8, 6, 8), (6, 7, 7, 6, 9, 7)),
)
"""Scores of ours and of the rival by criterion, for the deals analysed, 1 to 10."""


def competitors(telling: Telling) -> list[Row]:
    """Who else was in the deals of the year, and who won; told in full for the key deals."""
    rows = [
        _rivalry(telling, row, row.competitor)
        for row in telling.rows.deals
        if row.competitor and (row.deal.open or _year(row))
    ]
    known = {(row["deal"], row["competitor"]) for row in rows}
    for number, deal in enumerate(telling.keys[: _TOLD_IN_FULL + 1]):
        for place in (0, 1 + number % 3):
            rival = telling.names.competitors[place]
            if (telling.deal(deal), rival) not in known:
                rows.append(_rivalry(telling, deal, rival))
    full = {telling.deal(deal) for deal in telling.keys[:_TOLD_IN_FULL]}
    for row in rows:
        if row["deal"] in full:
            place = telling.names.competitors.index(str(row["competitor"]))
            row["product"] = telling.text("rival products", place)
            row["focus"] = telling.text("rival focus", place)
            row["policy"] = telling.text("rival policy", place)
    return rows


def _year(row: DealRow) -> bool:
    return row.deal.closed is not None and row.deal.closed >= _RIVALRIES_SINCE


def _rivalry(telling: Telling, row: DealRow, rival: str) -> Row:
    place = telling.names.competitors.index(rival)
    threat = ("high", "medium", "medium", "low")[place]
    own = place == len(telling.names.competitors) - 1
    share = (0.83, 0.94, 1.02, 0.6)[place] + row.deal.flavour % 7 / 100
    step = 100 if telling.scale < 5 else 1_000
    lost_to = row.deal.loss_reason in (0, 1)
    found: Row = {
        "deal": telling.deal(row),
        "competitor": rival,
        "threat": telling.choice("competitors", "threat", threat),
        "price": None if own else round(row.deal.amount * share / step) * step,
        "strength": telling.text("rival strengths", place),
        "weakness": telling.text("rival weaknesses", place),
    }
    if not row.deal.open:
        found["won"] = telling.flag(value=lost_to and not row.deal.won)
    return found


def criteria(telling: Telling) -> list[Row]:
    """How customers weigh, and how we and the strongest rival stand in their eyes."""
    rows: list[Row] = []
    for number, deal in enumerate(telling.keys[:_ANALYSED]):
        rival = deal.competitor or telling.names.competitors[number % 3]
        ours, theirs = _SCORES[number]
        for place, criterion in enumerate(telling.playbook.lists.criteria):
            rows.append(
                {
                    "deal": telling.deal(deal),
                    "criterion": criterion.labels[telling.language],
                    "weight": criterion.weight,
                    "ours": ours[place],
                    "competitor": rival,
                    "theirs": theirs[place],
                    "notes": telling.note("criteria notes", place) if number == 0 else None,
                }
            )
    return rows


def proposals(telling: Telling) -> list[Row]:
    """First and final versions for the key deals that are so far."""
    rows: list[Row] = []
    for number, deal in enumerate(telling.keys):
        if deal.deal.stage < 1:
            continue
        first = working_day(deal.deal.created + timedelta(days=18))
        kinds = ["preliminary", "formal", "tender"][: deal.deal.stage]
        if number > 1:
            kinds = kinds[:2]
        for place, kind in enumerate(kinds):
            day = min(working_day(first + timedelta(days=30 * place)), deal.deal.last_activity)
            last = place == len(kinds) - 1
            rows.append(
                {
                    "deal": telling.deal(deal),
                    "version": f"V{place + 1}.0",
                    "kind": telling.choice("proposals", "kind", kind),
                    "date": day - timedelta(days=3),
                    "sent": day,
                    "accepted": None if last else day + timedelta(days=9),
                    "author": telling.text("experts", deal.deal.rep),
                    "link": f"https://files.example.com/{deal.id}/{kind}-v{place + 1}",
                    "notes": telling.text("proposal notes", place),
                }
            )
    return rows


_QUOTES: tuple[tuple[int, float, str], ...] = (
    (0, 0.05, "sent"), (0, 0.14, "requested"), (1, 0.04, "sent"), (1, 0.08, "approved"),
    (2, 0.06, "approved"), (3, 0.10, "rejected"), (3, 0.05, "sent"), (4, 0.0, "draft"),
    (5, 0.07, "approved"), (6, 0.12, "requested"), (7, 0.03, "sent"), (8, 0.05, "draft"),
)  # fmt: skip
"""Key deal, discount and status of each quote."""
_WRONG = 4
"""The quote whose net price does not fit its discount."""
_DECIDED = ("approved", "rejected", "sent", "accepted")
_FREE = 0.05
"""Discounts up to this need nobody."""


def quotes(telling: Telling) -> list[Row]:
    """Quotes of the key deals, and what those won lately accepted."""
    told = [(telling.keys[place], discount, status) for place, discount, status in _QUOTES]
    told += [(row, 0.02 * (n % 4), "accepted") for n, row in enumerate(telling.won[:8])]
    versions: dict[str, int] = {}
    rows = []
    for number, (deal, discount, status) in enumerate(told):
        versions[deal.id] = versions.get(deal.id, 0) + 1
        day = _quoted(deal, versions[deal.id])
        price = telling.names.products[deal.deal.product][2]
        net = round(price * (1 - discount), 2)
        asked = discount > _FREE
        row: Row = {
            "id": f"{telling.text('quote number', 0)}{number + 1:03d}",
            "deal": telling.deal(deal),
            "version": f"V{versions[deal.id]}",
            "date": day,
            "product": deal.product,
            "quantity": quantity(telling, deal),
            "list": price,
            "discount": discount,
            "net": net if number != _WRONG else round(price * (1 - discount - 0.05), 2),
            "status": telling.choice("quotes", "status", status),
        }
        if asked:
            row["requested_by"] = deal.rep
            row["notes"] = telling.text("discount reasons", number)
        if asked and status in _DECIDED:
            row["approved_by"] = telling.manager(deal.deal.rep)
            row["approved_on"] = working_day(day + timedelta(days=1))
        rows.append(row)
    return rows


def _quoted(deal: DealRow, version: int) -> date:
    end = deal.deal.closed or deal.deal.last_activity
    return working_day(max(end - timedelta(days=22 - 8 * version), deal.deal.created), back=True)


def quantity(telling: Telling, deal: DealRow) -> int:
    """How many of the product the amount buys, at least one."""
    return max(1, round(deal.deal.amount / telling.names.products[deal.deal.product][2]))


def documents(telling: Telling) -> list[Row]:
    """Where the papers of the key deals are."""
    return list(_documents(telling))


def _documents(telling: Telling) -> Iterator[Row]:
    types = telling.words["document types"]
    for number, deal in enumerate(telling.keys[:7]):
        count = len(types) if number == 0 else 2 + deal.deal.stage
        for place in range(min(count, len(types))):
            day = deal.deal.created + timedelta(days=6 + 14 * place)
            name = types[place]
            yield {
                "deal": telling.deal(deal),
                "type": name,
                "name": telling.text("document names", place),
                "link": f"https://files.example.com/{deal.id}/{place + 1:02d}",
                "version": f"{1 + place % 2}.{number % 3}",
                "date": min(working_day(day), deal.deal.last_activity),
                "owner": deal.rep,
            }


def reviews(telling: Telling) -> list[Row]:
    """What was learned from deals closed lately, won and lost."""
    told = sorted(
        (*telling.won[2:7], *telling.lost[:5]), key=lambda r: r.deal.closed or r.deal.created
    )
    rows: list[Row] = []
    for number, deal in enumerate(told):
        won = deal.deal.won
        about = "won" if won else "lost"
        closed = deal.deal.closed or deal.deal.last_activity
        cost = round(deal.deal.amount * (0.012 + number % 4 * 0.006) / 100) * 100
        rows.append(
            {
                "deal": telling.deal(deal),
                "date": min(working_day(closed + timedelta(days=7)), days_ago(1)),
                "result": telling.choice("reviews", "result", about),
                "reason": deal.loss_reason or telling.text("reasons won", number),
                "lessons": telling.text(
                    f"lessons {about}", number if won else deal.deal.loss_reason or 0
                ),
                "cost": cost,
                "revenue": deal.deal.amount if won else 0,
                "author": deal.rep,
            }
        )
    return rows
