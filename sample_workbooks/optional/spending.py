"""What selling costs and may cost, and the campaigns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from sample_workbooks import AS_OF
from sample_workbooks.optional.telling import Row, Telling
from sample_workbooks.reps import REPS, Habit
from sample_workbooks.rows import DealRow
from sample_workbooks.sheets import Cell
from sample_workbooks.story import working_day

_OF_AMOUNT = 0.008
"""What is spent on a deal, of its amount."""
_BY_STAGE = (0.08, 0.22, 0.4, 0.3)
_EARLY = (0.78, 0.22, 0.0, 0.0)
"""How it is divided between the stages: usually, and by who spends it all at the beginning."""
_TYPES = ("travel", "hospitality", "demo", "labour")
_OPEN, _WON = 5, 3
"""So many of a rep's deals, the biggest open ones and the latest won, have costs in the book."""
_QUARTERS = tuple(f"{AS_OF.year}-Q{n}" for n in range(1, 5))
_OVER = (2, _QUARTERS[3])
"""The team and the quarter that went over its budget."""
_STEP = 500
_CAMPAIGNS = (
    ("experience", date(2026, 3, 9), date(2026, 3, 13), 24_000, 0.93),
    ("promotion", date(2026, 5, 4), date(2026, 6, 26), 9_000, 0.8),
    ("reward", date(2026, 1, 5), date(2026, 12, 31), 6_000, 0.4),
    ("cooperation", date(2026, 9, 7), date(2026, 10, 30), 15_000, 1.0),
)
"""Kind, first and last day, budget and the part of it that was spent; in plain dollars."""


def costs(telling: Telling) -> list[Row]:
    """Every line of spending, in order of the days."""
    draw = telling.random("costs")
    found = [row for deal in _told(telling) for row in _of_deal(telling, deal, draw)]
    found += _of_campaigns(telling)
    return sorted(found, key=lambda row: (str(row["date"]), str(row["deal"]), str(row["type"])))


def _told(telling: Telling) -> Iterator[DealRow]:
    for rep in range(len(REPS)):
        yield from [row for row in telling.open if row.deal.rep == rep][:_OPEN]
        yield from [row for row in telling.won if row.deal.rep == rep][:_WON]


def _of_deal(telling: Telling, row: DealRow, draw: Random) -> Iterator[Row]:
    """A line for each stage that the deal has been in."""
    deal = row.deal
    early = REPS[deal.rep].habit is Habit.EARLY_ONLY
    shares = _EARLY if early else _BY_STAGE
    reached = min(deal.stage, len(shares) - 1)
    span = max((deal.stage_entered - deal.created).days, 1)
    for stage in range(reached + 1):
        amount = deal.amount * _OF_AMOUNT * shares[stage] * draw.uniform(0.8, 1.2)
        if round(amount, -1) <= 0:
            continue
        day = deal.created + timedelta(days=round(span * (stage + 0.5) / (reached + 1)))
        yield {
            "date": working_day(day, back=True), "deal": telling.deal(row),
            "stage": telling.playbook.stages[stage].labels[telling.language],
            "team": row.team, "rep": row.rep,
            "type": telling.label(telling.playbook.lists.cost_types, _TYPES[stage]),
            "amount": round(amount, -1),
        }  # fmt: skip


def _of_campaigns(telling: Telling) -> Iterator[Row]:
    for place, (_, first, last, budget, part) in enumerate(_CAMPAIGNS):
        for turn in range(3):
            day = first + (min(last, AS_OF - timedelta(days=3)) - first) * turn / 2
            yield {
                "date": working_day(day, back=True), "deal": None,
                "campaign": telling.text("campaigns", place),
                "type": telling.label(telling.playbook.lists.cost_types, "promotion"),
                "amount": round(budget * telling.scale * part / 3, -1),
            }  # fmt: skip


def budgets(telling: Telling) -> list[Row]:
    """What the teams may spend in each quarter of the year, and the campaigns in all."""
    spent: Counter[tuple[str, str]] = Counter()
    for row in costs(telling):
        if row.get("team"):
            spent[str(row["team"]), _quarter(row["date"])] += round(float(str(row["amount"])))
    found: list[Row] = []
    step = _STEP * telling.scale
    for quarter in _QUARTERS:
        for place, team in enumerate(telling.names.teams):
            over = (place, quarter) == _OVER
            wanted = spent[team, quarter] * (0.9 if over else 1.2)
            found.append(
                {
                    "period": quarter, "team": team,
                    "amount": (int(wanted // step) + (0 if over else 1)) * step,
                    "reason": telling.text("overruns", 0) if over else None,
                }
            )  # fmt: skip
    for place, (_, _, _, budget, _) in enumerate(_CAMPAIGNS):
        campaign = telling.text("campaigns", place)
        found.append({"campaign": campaign, "amount": budget * telling.scale})
    return found


def _quarter(day: Cell) -> str:
    assert isinstance(day, date)
    return f"{day.year}-Q{(day.month + 2) // 3}"


def campaigns(telling: Telling) -> list[Row]:
    """What was done to be known."""
    leads = Counter(name for row in telling.rows.deals if (name := campaign_of(telling, row)))
    found: list[Row] = []
    for place, (kind, first, last, budget, _) in enumerate(_CAMPAIGNS):
        name = telling.text("campaigns", place)
        over = last < AS_OF
        found.append(
            {
                "name": name, "type": telling.choice("campaigns", "type", kind),
                "audience": telling.text("audiences", place),
                "theme": telling.text("themes", place), "goal": telling.text("aims", place),
                "owner": telling.names.managers[place % 3], "start": first, "end": last,
                "budget": budget * telling.scale,
                "spend": sum(float(str(r["amount"])) for r in _of_campaigns(telling)
                             if r["campaign"] == name),
                "leads": leads[name],
                "status": telling.choice("campaigns", "status", "finished" if over else "running"),
                "summary": telling.text("campaign results", place) if over else None,
            }
        )  # fmt: skip
    return found


def campaign_of(telling: Telling, row: DealRow) -> str | None:
    """The campaign that a deal came from, if it came from one."""
    for place, (_, first, last, _, _) in enumerate(_CAMPAIGNS):
        fits = row.deal.source == (3, 1, 0, 4)[place]
        if fits and first <= row.deal.created <= last + timedelta(days=21):
            return telling.text("campaigns", place)
    return None
