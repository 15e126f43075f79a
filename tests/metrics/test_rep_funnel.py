"""How far a rep's deals come, against SQL and by hand."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl
import pytest
from witness import BOOK, MEMBERS, TEAMS, Witness, random_deals

from salestui.metrics.facts import deal_facts
from salestui.metrics.history.field_changes import identified, merged
from salestui.metrics.history.stage_history import told_by_history
from salestui.metrics.history.stage_stays import STAYS, finished_stays, places_on
from salestui.metrics.inputs import gather
from salestui.metrics.people.funnel import ENOUGH, RepFunnel, Ways, rep_funnel

pytestmark = pytest.mark.inventory(68)

NO_STAYS = pl.DataFrame(schema=STAYS)
AS_OF = date(2026, 3, 1)

CAME = """
select count(*) from deal d join stage s on s.label = d.stage
left join member m on m.name = d.owner
where {who} and (s.kind = 'won' or (s.kind = 'open' and s.ord >= :place)
                 or (s.kind = 'lost' and :place = 0))
"""
WENT = {"open": CAME, "won": CAME.replace("s.ord >= :place", "0").replace(":place = 0", "0")}


@pytest.mark.parametrize("seed", range(3))
def test_every_rate_is_that_of_sql(seed: int) -> None:
    deals = random_deals(seed)
    sql = Witness(deals, MEMBERS)
    facts = deal_facts(deals, MEMBERS, BOOK)
    open_stages = [n for n, stage in enumerate(BOOK.stages) if stage.kind == "open"]
    for team, reps in TEAMS.items():
        for rep in reps:
            found = rep_funnel(Ways(facts, NO_STAYS, BOOK), rep, team, AS_OF)
            assert found.compared == (team if len(reps) > 1 or _others(deals, team) else None)
            for place, step in zip(open_stages, found.steps, strict=True):
                sides = [(step.rep, "d.owner = :name", rep)]
                if found.compared:
                    sides.append((step.team, "coalesce(d.team, m.team) = :name", team))
                for passage, who, name in sides:
                    came = _count(sql, CAME, who, name, place)
                    went = _count(sql, WENT[step.end.kind], who, name, place + 1)
                    assert (len(passage.came), passage.went) == (came, went)
                    if came >= ENOUGH:
                        assert passage.rate.value == pytest.approx(went / came)
                    else:
                        assert passage.rate.reason is not None


def _others(deals: pl.DataFrame, team: str) -> bool:
    """Whether deals of the team belong to others than its members."""
    return not deals.filter(pl.col("team") == team).is_empty()


def _count(sql: Witness, query: str, who: str, name: str, place: int) -> int:
    found = sql.rows(query.format(who=who), name=name, place=place)[0][0]
    assert isinstance(found, int)
    return found


def _book(*deals: tuple[str, str, str, date | None, str | None]) -> pl.DataFrame:
    """Deals of (id, owner, stage, created, lost at)."""
    return pl.DataFrame(
        [
            {"_id": n, "id": name, "owner": rep, "stage": stage, "created": created,
             "lost_stage": lost}
            for n, (name, rep, stage, created, lost) in enumerate(deals)
        ],
        schema={"_id": pl.Int64, "id": pl.String, "owner": pl.String, "stage": pl.String,
                "created": pl.Date, "lost_stage": pl.String},
    )  # fmt: skip


def _changes(*rows: tuple[str, date, str, str]) -> pl.DataFrame:
    told = pl.DataFrame(
        [(d, datetime(at.year, at.month, at.day, 9), b, a, "edit") for d, at, b, a in rows],
        schema={"deal": pl.String, "at": pl.Datetime("us"), "before": pl.String,
                "after": pl.String, "source": pl.String},
        orient="row",
    )  # fmt: skip
    return merged([told], pl.String())


def _found(deals: pl.DataFrame, changes: pl.DataFrame, rep: str) -> RepFunnel:
    inputs = gather(deals, BOOK)
    named = identified(deals)
    inputs = inputs.with_history(told_by_history(changes, named, BOOK))
    stays = finished_stays(changes, named, BOOK)
    return rep_funnel(Ways(inputs.facts, stays, BOOK), rep, None, AS_OF)


JAN = date(2026, 1, 1)


def test_a_stage_entered_again_counts_once_and_a_deal_that_fell_back_was_there() -> None:
    deals = _book(*[(f"D{n}", "Ann", "Qualified", JAN, None) for n in range(5)])
    changes = _changes(
        ("D0", date(2026, 1, 11), "Lead", "Qualified"),
        ("D0", date(2026, 1, 21), "Qualified", "Proposal"),
        ("D0", date(2026, 2, 1), "Proposal", "Qualified"),  # fell back: it was in a proposal
        ("D1", date(2026, 1, 31), "Lead", "Qualified"),
    )
    lead, qualified, proposal, _negotiation = _found(deals, changes, "Ann").steps
    assert (len(lead.rep.came), lead.rep.went) == (5, 5)
    assert (len(qualified.rep.came), qualified.rep.went) == (5, 1)
    assert qualified.rep.rate.value == pytest.approx(1 / 5)
    assert set(qualified.rep.stayed) == {1, 2, 3, 4}
    assert lead.rep.days.value == pytest.approx((10 + 30) / 2)
    assert qualified.rep.days.value == pytest.approx(10)  # the second stay is not over
    assert proposal.rep.days.value == pytest.approx(11)
    assert proposal.rep.rate.reason is not None  # one deal is too few


def test_strongest_weakest_and_bottleneck_by_hand() -> None:
    rows: list[tuple[str, str, str, date | None, str | None]] = []
    # Ann: 6 came to Lead, 5 went on, of these 1 to a proposal. Bob: 10 came, 5 went on, all won
    rows += [("A0", "Ann", "Lead", JAN, None)]
    rows += [(f"A{n}", "Ann", "Qualified", JAN, None) for n in range(1, 5)]
    rows += [("A5", "Ann", "Won", JAN, None)]
    rows += [(f"B{n}", "Bob", "Lost", JAN, "Lead") for n in range(5)]
    rows += [(f"B{n}", "Bob", "Won", JAN, None) for n in range(5, 10)]
    found = _found(_book(*rows), _changes(), "Ann")
    assert found.compared is None
    lead, qualified = found.steps[:2]
    assert lead.ahead == pytest.approx(5 / 6 - 10 / 16)
    assert qualified.ahead == pytest.approx(1 / 5 - 6 / 10)
    assert (found.strongest, found.weakest) == (lead, qualified)
    assert found.bottleneck == qualified  # 6 of 10 went on; of leads 10 of 16
    assert len(found.team_wins.won) == 6
    assert found.wins.rate.reason is not None  # one closed deal
    assert found.team_wins.rate.value == pytest.approx(6 / 11)


def test_too_few_deals_name_no_strength() -> None:
    rows = [(f"A{n}", "Ann", "Lead", JAN, None) for n in range(ENOUGH - 1)]
    found = _found(_book(*rows), _changes(), "Ann")
    assert found.strongest is found.weakest is found.bottleneck is None
    assert found.steps[0].rep.rate.reason is not None
    assert dict(found.steps[0].rep.rate.reason.parts) == {"n": ENOUGH - 1, "needed": ENOUGH}


def test_a_deal_lost_nobody_knows_where_is_said_to_be() -> None:
    rows = [(f"A{n}", "Ann", "Lost", JAN, None) for n in range(3)]
    rows += [("A9", "Ann", "Lost", JAN, "Proposal"), ("A8", "Ann", "Won", JAN, None)]
    lead, qualified, *_rest = _found(_book(*rows), _changes(), "Ann").steps
    assert (len(lead.rep.came), lead.rep.went, lead.rep.unplaced) == (5, 2, 3)
    assert (len(qualified.rep.came), qualified.rep.unplaced) == (2, 0)


def test_where_deals_stood_on_days() -> None:
    deals = _book(("D0", "Ann", "Proposal", JAN, None), ("D1", "Ann", "Lead", JAN, None))
    stays = finished_stays(
        _changes(
            ("D0", date(2026, 1, 11), "Lead", "Qualified"),
            ("D0", date(2026, 1, 21), "Qualified", "Proposal"),
        ),
        identified(deals),
        BOOK,
    )
    days = pl.DataFrame(
        {"deal": [0, 0, 0, 0, 0, 1, None],
         "date": [date(2026, 2, 1), date(2026, 1, 10), date(2026, 1, 11), date(2026, 1, 20),
                  date(2026, 1, 21), date(2026, 1, 5), date(2026, 1, 5)]},
        schema={"deal": pl.Int64, "date": pl.Date},
    )  # fmt: skip
    assert places_on(days, stays)["place"].to_list() == [2, 0, 1, 1, 2, None, None]
