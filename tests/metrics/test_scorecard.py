"""Scorecards against plain Python over the same rows, and their edges."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import polars as pl
import pytest
from witness import BOOK, MEMBERS, TEAMS, random_deals

from salestui.metrics.figure import Figure, na
from salestui.metrics.inputs import gather
from salestui.metrics.scorecard import reasons as told
from salestui.metrics.scorecard.actuals import ScoreInputs, rows_behind
from salestui.metrics.scorecard.cards import Card, Line
from salestui.metrics.scorecard.events import Sources
from salestui.metrics.scorecard.leaderboard import Board, board
from salestui.metrics.scorecard.methods import Place, bounded, place_among, raw_points
from salestui.metrics.scorecard.people import Kind
from salestui.metrics.scorecard.targets import score_targets
from salestui.model.period import ALL_TIME, Period, PeriodKind, period_of, shifted
from salestui.model.playbook.scoring import Measure, Step
from salestui.model.spending import COSTS

D = date.fromisoformat
QUARTER = period_of(D("2025-05-01"), PeriodKind.QUARTER)
AS_OF = D("2025-06-30")
pytestmark = pytest.mark.inventory(70)


def target_rows(*rows: tuple[str, str, str, Period, float]) -> pl.DataFrame:
    return pl.DataFrame(
        [(kind, name, metric, p.start, p.end, value) for kind, name, metric, p, value in rows],
        schema={"scope_type": pl.String, "scope": pl.String, "metric": pl.String,
                "start": pl.Date, "end": pl.Date, "target": pl.Float64},
        orient="row",
    )  # fmt: skip


REPS = [rep for names in TEAMS.values() for rep in names]
TARGETS = target_rows(
    *(("rep", rep, "revenue", QUARTER, 400_000.0 + 100_000 * n) for n, rep in enumerate(REPS)),
    *(("rep", rep, "revenue", shifted(QUARTER, -1), 500_000.0) for rep in REPS),
    *(("rep", rep, "new customers", QUARTER, 1.0) for rep in REPS if rep != "Cy"),
    ("rep", "Cy", "新客户数", QUARTER, 0.0),
    ("company", "", "satisfaction", QUARTER, 0.9),
    ("team", "South", "csat", QUARTER, 0.5),
)


def surveys(seed: int = 3) -> pl.DataFrame:
    days = [D("2025-03-20") + timedelta(days=3 * n) for n in range(40)]
    return pl.DataFrame(
        {"_id": list(range(40)), "date": days, "customer": ["acme ", "苏州轨交"] * 20,
         "score": [float((n * seed) % 7) for n in range(40)], "scale": [None, 5.0] * 20,
         "kind": [None, "满意度", "nps", "csat"] * 10},
        schema_overrides={"scale": pl.Float64},
    )  # fmt: skip


CUSTOMERS = pl.DataFrame({"_id": [0], "name": ["Acme"], "owner": ["Ana"]})


def scored(
    seed: int = 1,
    *,
    deals: pl.DataFrame | None = None,
    members: pl.DataFrame | None = MEMBERS,
    targets: pl.DataFrame | None = TARGETS,
    **sheets: pl.DataFrame,
) -> ScoreInputs:
    rows = random_deals(seed) if deals is None else deals
    inputs = gather(rows, BOOK, members=members, targets=targets)
    return ScoreInputs(inputs, Sources(deals=rows, **sheets), score_targets(targets, members, BOOK))


def card(found: Board, name: str) -> Card:
    standing = found.standing(name)
    assert standing is not None
    return standing.card


def line(found: Card, code: str) -> Line:
    return next(x for x in found.lines if x.rule.measure.code == code)


def value(figure: Figure) -> float:
    assert figure.value is not None, figure.reason
    return figure.value


def why(figure: Figure) -> str:
    assert figure.reason is not None
    return figure.reason.text


def measure(**changes: object) -> Measure:
    base = {"code": "x", "en": "x", "zh": "x", "metric": "revenue", "weight": 100.0}
    return Measure(**(base | changes))  # type: ignore[arg-type]


# -- methods ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "actual", "target", "raw", "score"),
    [
        ({}, 90, 100, 90, 90),
        ({}, 150, 100, 150, 120),
        ({}, -10, 100, -10, 0),
        ({"floor": 60.0}, 10, 100, 10, 60),
        ({"better": "lower"}, 5, 4, 80, 80),
        ({"better": "lower"}, 0, 4, 120, 120),
        ({"method": "points"}, 95, 100, 95, 95),
        ({"method": "points", "per_percent": 2.0}, 110, 100, 120, 120),
        ({"method": "points", "better": "lower"}, 110, 100, 90, 90),
        ({"method": "points"}, -50, 100, -50, 0),
        ({"method": "steps"}, 99, 100, 0, 0),
        ({"method": "steps"}, 100, 100, 100, 100),
        ({"method": "steps", "steps": (Step(at=0.5, score=50), Step(at=0.8, score=80))},
         79.9, 100, 50, 50),
        ({"method": "steps", "steps": (Step(at=0.5, score=50), Step(at=0.8, score=80))},
         40, 100, 0, 0),
    ],
)  # fmt: skip
def test_points_by_method_between_floor_and_cap(
    changes: dict[str, object], actual: float, target: float, raw: float, score: float
) -> None:
    one = measure(**changes)
    found = raw_points(one, Figure(actual), Figure(target), None)
    assert value(found) == pytest.approx(raw)
    assert value(bounded(one, found)) == pytest.approx(score)


@pytest.mark.parametrize("method", ["ratio", "points", "steps"])
@pytest.mark.parametrize("target", [0.0, -5.0])
def test_a_target_that_is_not_above_zero_has_no_points(method: str, target: float) -> None:
    found = raw_points(measure(method=method), Figure(10), Figure(target), None)
    assert why(found) == told.TARGET_NOT_ABOVE_ZERO


def test_places_are_shared_and_nobody_is_ranked_alone() -> None:
    rank = measure(method="rank", rank_step=5.0)
    assert place_among(rank, 3.0, [3.0]) is None
    assert place_among(rank, 3.0, [5.0, 3.0, 3.0, 1.0]) == Place(2, 4)
    assert place_among(measure(method="rank", better="lower"), 3.0, [5.0, 3.0, 1.0]) == Place(2, 3)
    assert value(raw_points(rank, Figure(3), na("-"), Place(3, 4))) == 90
    assert why(raw_points(rank, Figure(3), na("-"), None)) == told.NOBODY_TO_RANK


# -- whole cards -----------------------------------------------------------------------------------


def by_hand(seed: int, rep: str, rows: list[dict[str, object]], targets: float) -> float:
    """The total of a rep of the shipped card in the quarter, from the facts alone."""
    closed = [
        x for x in rows
        if x["status"] in ("won", "lost") and x["closed"] is not None
        and QUARTER.start <= x["closed"] <= AS_OF  # type: ignore[operator]
    ]  # fmt: skip

    def rate(name: str) -> float | None:
        mine = [x for x in closed if x["rep"] == name]
        return sum(x["status"] == "won" for x in mine) / len(mine) if mine else None

    rates = [r for r in (rate(name) for name in {x["rep"] for x in rows} | set(REPS)
                         if name is not None) if r is not None]  # fmt: skip
    revenue = sum(x["amount"] or 0 for x in closed  # type: ignore[misc]
                  if x["status"] == "won" and x["rep"] == rep)  # fmt: skip
    parts = {20.0: min(max(revenue / targets * 100, 0), 120)}
    firsts: dict[object, dict[str, object]] = {}
    for x in rows:
        if x["status"] == "won" and x["closed"] and x["customer"]:
            before = firsts.get(x["customer"])
            if before is None or x["closed"] < before["closed"]:  # type: ignore[operator]
                firsts[x["customer"]] = x
    new = sum(
        f["rep"] == rep and QUARTER.start <= f["closed"] <= AS_OF  # type: ignore[operator]
        for f in firsts.values()
    )
    if rep != "Cy":  # whose target is zero
        parts[15.0] = next(s for at, s in ((1.2, 120), (1.0, 100), (0, 0)) if new >= at)
    own = rate(rep)
    weights = list(parts.items())
    if own is not None:
        weights.append((20.0, 100 - 5 * sum(r > own for r in rates)))
    return sum(w * s for w, s in weights) / sum(w for w, _ in weights)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_totals_are_the_weighted_points_of_what_has_a_figure(seed: int) -> None:
    book = scored(seed)
    found = board(book, Kind.REP, QUARTER, AS_OF)
    rows = book.inputs.facts.to_dicts()
    for n, rep in enumerate(REPS):
        expected = by_hand(seed, rep, rows, 400_000.0 + 100_000 * n)
        assert value(card(found, rep).total) == pytest.approx(expected), rep
    totals = [s.card.total.value for s in found.standings if s.card.total.value is not None]
    assert all(a >= b for a, b in pairwise(totals))


def test_weights_sum_to_a_hundred_and_missing_lines_count_as_chosen() -> None:
    found = board(scored(), Kind.REP, QUARTER, AS_OF)
    one = card(found, "张伟")
    assert sum(x.rule.measure.weight for x in one.lines) == 100
    assert sum(x.share for x in one.lines) == pytest.approx(100)
    assert why(line(one, "collections").score) == told.NO_PAYMENTS
    assert why(line(one, "cost").score) == told.NO_COSTS
    assert why(line(one, "satisfaction").score) == told.NO_SURVEYS
    zero = card(board(scored(), Kind.REP, QUARTER, AS_OF, "zero"), "张伟")
    assert [x.share for x in zero.lines] == [x.rule.measure.weight for x in zero.lines]
    present = sum(x.share for x in zero.lines if x.score.value is not None)
    assert value(zero.total) == pytest.approx(value(one.total) * present / 100)


def test_a_zero_target_is_left_out() -> None:
    one = card(board(scored(), Kind.REP, QUARTER, AS_OF), "Cy")
    assert why(line(one, "new-customers").score) == told.TARGET_NOT_ABOVE_ZERO
    assert line(one, "new-customers").share == 0


def test_grades_go_by_what_is_shown() -> None:
    card_of = BOOK.scorecard("rep")
    assert card_of is not None
    found = board(scored(), Kind.REP, QUARTER, AS_OF)
    for standing in found.standings:
        total = standing.card.total.value
        if total is not None:
            least = {"S": 95, "A": 85, "B": 70, "C": 60, "D": 0}
            expected = next(g for g, at in least.items() if round(total, 1) >= at)
            assert standing.card.grade is not None and standing.card.grade.code == expected


def test_satisfaction_goes_to_the_customers_rep_against_the_team_s_then_the_company_s_target() -> (
    None
):
    book = scored(surveys=surveys(), customers=CUSTOMERS)
    found = board(book, Kind.REP, QUARTER, AS_OF)
    answers = [
        row for row in surveys().to_dicts()
        if row["kind"] != "nps" and QUARTER.start <= row["date"] <= AS_OF
        and row["customer"] == "acme " and row["score"] <= (row["scale"] or 5)
    ]  # fmt: skip
    share = sum(row["score"] >= 4 for row in answers) / len(answers)
    csat = line(card(found, "Ana"), "satisfaction")
    assert csat.actual.value == pytest.approx(share)
    assert csat.target.value == 0.5 and csat.target.notes[0].text == told.TARGET_OF_TEAM
    assert csat.score.value == pytest.approx(min(share / 0.5 * 100, 110))
    assert found.sums is not None
    entity, rows = rows_behind(found.sums, "satisfaction", card(found, "Ana").subject)
    assert entity == "surveys" and set(rows) == {row["_id"] for row in answers}
    other = line(card(found, "张伟"), "satisfaction")
    assert other.target.value == 0.9 and other.target.notes[0].text == told.TARGET_OF_COMPANY


def test_rows_behind_add_up_to_the_figure() -> None:
    book = scored()
    found = board(book, Kind.REP, QUARTER, AS_OF)
    facts = {row["_id"]: row for row in book.inputs.facts.to_dicts()}
    one = card(found, "张伟")
    assert found.sums is not None
    entity, rows = rows_behind(found.sums, "revenue", one.subject)
    assert entity == "deals" and rows
    total = sum(facts[row]["amount"] or 0 for row in rows)
    assert total == pytest.approx(value(line(one, "revenue").actual))
    _entity, closed = rows_behind(found.sums, "win rate", one.subject)
    won = sum(facts[row]["status"] == "won" for row in closed)
    assert won / len(closed) == pytest.approx(value(line(one, "win-rate").actual))


def test_the_trend_is_what_earlier_periods_say_and_the_change_is_against_the_last() -> None:
    book = scored()
    found = board(book, Kind.REP, QUARTER, AS_OF)
    before = board(book, Kind.REP, shifted(QUARTER, -1), AS_OF)
    for standing in found.standings:
        name = standing.card.subject.name
        earlier = before.standing(name)
        assert standing.trend[-1] == standing.card.total.value
        assert earlier is not None and standing.trend[-2] == earlier.card.total.value
        assert standing.before is not None
        assert standing.before.place == earlier.card.place
        if standing.change is not None:
            expected = value(standing.card.total) - value(earlier.card.total)
            assert standing.change == pytest.approx(expected)
    assert found.periods[-1] == QUARTER and len(found.periods) == 6


def test_before_the_first_deal_there_is_no_trend() -> None:
    deals = random_deals(1).filter(pl.col("closed") >= D("2025-01-01"))
    deals = deals.with_columns(expected_close="closed")
    found = board(scored(deals=deals), Kind.REP, QUARTER, AS_OF)
    assert all(s.trend[:3] == (None, None, None) for s in found.standings)


# -- who is on the board ---------------------------------------------------------------------------


def test_teams_and_the_company_last_without_a_place() -> None:
    targets = pl.concat([TARGETS, target_rows(("team", "北区", "revenue", QUARTER, 1e6))])
    found = board(scored(targets=targets), Kind.TEAM, QUARTER, AS_OF)
    names = [s.card.subject.name for s in found.standings]
    assert set(names) == {*TEAMS, ""} and names[-1] == ""
    north = line(card(found, "北区"), "revenue")
    assert north.target.value == 1e6
    facts = scored().inputs.facts
    won = facts.filter(
        (pl.col("status") == "won") & (pl.col("team") == "北区")
        & pl.col("closed").is_between(QUARTER.start, AS_OF)
    )  # fmt: skip
    assert north.actual.value == pytest.approx(won["amount"].sum())
    assert card(found, "").place is None
    assert why(line(card(found, ""), "win-rate").score) == told.NOBODY_TO_RANK
    south = line(card(found, "South"), "revenue")
    assert south.target.value == 700_000 + 800_000  # its reps' targets


def test_one_rep_alone_has_no_place_and_no_rank() -> None:
    deals = random_deals(1).filter(pl.col("owner") == "Ana").with_columns(team=pl.lit(None))
    members = MEMBERS.filter(pl.col("name") == "Ana")
    targets = TARGETS.filter(pl.col("scope") == "Ana")
    found = board(scored(deals=deals, members=members, targets=targets), Kind.REP, QUARTER, AS_OF)
    (only,) = found.standings
    assert only.card.place is None and only.card.total.value is not None
    assert why(line(only.card, "win-rate").score) == told.NOBODY_TO_RANK


def test_who_left_is_listed_while_he_was_there_or_closed_something() -> None:
    left = MEMBERS.with_columns(
        left=pl.when(pl.col("name").is_in(["Cy", "Bob"])).then(pl.lit(D("2025-02-01")))
    )
    targets = TARGETS.filter(~pl.col("scope").is_in(["Cy", "Bob"]))
    now = board(scored(members=left, targets=targets), Kind.REP, QUARTER, AS_OF)
    names = {s.card.subject.name for s in now.standings}
    assert "Cy" not in names  # no deal of his
    assert "Bob" in names  # his deals closed in the quarter
    before = board(scored(members=left, targets=targets), Kind.REP, shifted(QUARTER, -1), AS_OF)
    assert "Cy" in {s.card.subject.name for s in before.standings}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("last", "team"),
    [("2025-04-10", "North"), ("2025-05-20", "South"), ("2025-05-10", "North")],
    ids=["north later", "south later", "the same day"],
)
def test_who_is_not_listed_is_of_the_team_of_the_latest_deal(
    last: str, team: str, turned: bool
) -> None:
    deals = pl.DataFrame(
        {"_id": [1, 2, 3], "stage": ["Won"] * 3, "owner": ["Zed"] * 3, "amount": [5.0, 5.0, 5.0],
         "team": ["South", "North", "South"],
         "closed": [D("2025-04-02"), D("2025-05-10"), D(last)]},
    )  # fmt: skip
    found = board(
        scored(deals=deals.reverse() if turned else deals, members=None, targets=None),
        Kind.REP, QUARTER, AS_OF,
    )  # fmt: skip
    assert card(found, "Zed").subject.team == team


def test_nobody_to_appraise_is_said() -> None:
    nobody = random_deals(1).with_columns(owner=pl.lit(None, pl.String))
    found = board(scored(deals=nobody, members=None, targets=None), Kind.REP, QUARTER, AS_OF)
    assert found.reason is not None and found.reason.text == told.NOBODY
    found = board(scored(), Kind.MANAGER, QUARTER, AS_OF)
    assert found.reason is not None and found.reason.text == told.NO_MANAGERS


def test_all_time_has_no_targets_and_no_trend() -> None:
    found = board(scored(), Kind.REP, ALL_TIME, AS_OF)
    one = found.standing("张伟")
    assert one is not None and one.before is None and len(one.trend) == 1
    assert line(one.card, "revenue").score.reason is not None


# -- managers --------------------------------------------------------------------------------------

BOSSES = pl.DataFrame(
    [
        ("Boss", "HQ", None), ("Lead", "北区", "Boss"), ("张伟", "北区", "Lead"),
        ("王芳", "北区", "Lead"), ("Li Na", "北区", "Lead"), ("Ana", "South", "Boss"),
        ("Bob", "South", "Other"), ("Cy", "West", "Other"), ("Other", None, None),
    ],
    schema=["name", "team", "manager"], orient="row",
)  # fmt: skip


@pytest.mark.inventory(74)
def test_a_manager_answers_for_everyone_below_him_once() -> None:
    training = pl.DataFrame(
        {"_id": [0, 1, 2, 3, 4], "date": [D("2025-04-10")] * 3 + [D("2025-01-10"), None],
         "member": ["张伟", "王芳", "Cy", "张伟", "张伟"],
         "course": ["Pricing", "Pricing", "Pricing", "Pricing", "Pricing"]},
    )  # fmt: skip
    targets = pl.concat([TARGETS, target_rows(("rep", "Lead", "training", QUARTER, 2.0))])
    book = scored(members=BOSSES, targets=targets, training=training)
    found = board(book, Kind.MANAGER, QUARTER, AS_OF)
    assert {s.card.subject.name for s in found.standings} == {"Boss", "Lead", "Other"}
    lead, boss = card(found, "Lead"), card(found, "Boss")
    assert lead.subject.teams == {"北区"} and boss.subject.teams == {"北区", "HQ"}
    assert boss.subject.reps >= {"Ana", "Lead", "张伟"}
    facts = book.inputs.facts
    won = facts.filter((pl.col("status") == "won")
                       & pl.col("closed").is_between(QUARTER.start, AS_OF))  # fmt: skip
    north = won.filter(
        (pl.col("team") == "北区") | pl.col("rep").is_in(list(lead.subject.reps))
    )  # fmt: skip
    targets_of = {rep: 400_000.0 + 100_000 * n for n, rep in enumerate(REPS)}
    aim = sum(targets_of[rep] for rep in ("张伟", "王芳", "Li Na"))
    attained = line(lead, "team")
    assert attained.actual.value == pytest.approx(north["amount"].sum() / aim)
    assert attained.score.value == pytest.approx(
        min(max(value(attained.actual) * 100, 0), attained.rule.measure.cap)
    )
    held = line(lead, "training")
    assert held.actual.value == 1  # one course in the quarter, whoever sat in it
    assert line(card(found, "Other"), "training").actual.value == 1
    assert why(line(lead, "collection-rate").score) == told.NO_PAYMENTS


@pytest.mark.inventory(74)
def test_records_in_order_are_open_deals_with_a_step_that_is_not_overdue() -> None:
    book = scored(members=BOSSES)
    found = board(book, Kind.MANAGER, QUARTER, AS_OF)
    lead = card(found, "Lead")
    open_deals = [
        row for row in book.inputs.facts.to_dicts()
        if row["status"] == "open" and (row["team"] == "北区" or row["rep"] in lead.subject.reps)
    ]  # fmt: skip
    good = [
        row for row in open_deals
        if (row["next_step"] or row["next_date"])
        and (row["next_date"] is None or row["next_date"] >= AS_OF)
    ]  # fmt: skip
    records = line(lead, "compliance")
    assert records.actual.value == pytest.approx(len(good) / len(open_deals))
    assert records.target.value == 1 and records.target.notes[0].text == told.FULL_MARKS
    past = board(book, Kind.MANAGER, shifted(QUARTER, -1), AS_OF)
    assert why(line(card(past, "Lead"), "compliance").actual) == told.TODAY_ONLY


def test_who_only_manages_is_not_on_the_reps_board() -> None:
    found = board(scored(members=BOSSES), Kind.REP, QUARTER, AS_OF)
    names = {s.card.subject.name for s in found.standings}
    assert not {"Boss", "Lead", "Other"} & names and "张伟" in names


def test_a_circle_of_managers_ends() -> None:
    circle = BOSSES.with_columns(
        manager=pl.when(pl.col("name") == "Boss").then(pl.lit("Lead")).otherwise("manager")
    )
    found = board(scored(members=circle), Kind.MANAGER, QUARTER, AS_OF)
    assert card(found, "Boss").subject.reps == card(found, "Lead").subject.reps


# -- the team's own sheet --------------------------------------------------------------------------


def sheet(*rows: dict[str, object]) -> pl.DataFrame:
    schema = {"_id": pl.Int64, "member": pl.String, "period": pl.String, "metric": pl.String,
              "weight": pl.Float64, "target": pl.Float64, "actual": pl.Float64, "cap": pl.Float64,
              "floor": pl.Float64, "method": pl.String, "score": pl.Float64}  # fmt: skip
    full = [{**dict.fromkeys(schema), **row, "_id": n} for n, row in enumerate(rows)]
    return pl.DataFrame(full, schema=schema)


def test_the_sheet_overrides_lines_weights_figures_and_methods() -> None:
    own = sheet(
        {"member": "ana", "period": "2025-Q2", "metric": "回款率", "weight": 0.5, "target": 90.0,
         "actual": 0.81, "cap": 1.1},
        {"member": "Ana", "period": "2025-Q2", "metric": "Attitude", "weight": 0.3,
         "method": "评分", "score": 70.0},
        {"member": "Ana", "period": "2025-Q2", "metric": "销售额", "weight": 0.2,
         "method": "threshold", "target": 1.0},
        {"member": "Ana", "period": "2025-Q1", "metric": "Attitude", "weight": 1.0,
         "method": "manual", "score": 10.0},
    )  # fmt: skip
    found = board(scored(scorecards=own), Kind.REP, QUARTER, AS_OF)
    ana = card(found, "Ana")
    assert [x.rule.measure.weight for x in ana.lines] == pytest.approx([50, 30, 20])
    rate, attitude, revenue = ana.lines
    assert rate.target.value == pytest.approx(0.9) and rate.rule.measure.cap == pytest.approx(110)
    assert value(rate.score) == pytest.approx(90) and value(attitude.score) == 70
    assert value(revenue.score) == 100  # all or nothing: steps without a table
    assert value(ana.total) == pytest.approx(0.5 * 90 + 0.3 * 70 + 0.2 * 100)
    standing = found.standing("Ana")
    assert standing is not None and standing.change == pytest.approx(86 - 10)
    assert len(card(found, "Bob").lines) == 6  # the playbook's


def test_weights_off_a_hundred_count_in_proportion_and_are_told() -> None:
    own = sheet(
        {"member": "Ana", "metric": "A", "weight": 40.0, "method": "manual", "score": 80.0},
        {"member": "Ana", "metric": "B", "weight": 40.0, "method": "manual", "score": 60.0},
        {"member": "Ana", "metric": "C", "weight": 0.0},
        {"member": "Ana", "metric": "D", "weight": None, "method": "manual"},
    )
    ana = card(board(scored(scorecards=own), Kind.REP, QUARTER, AS_OF), "Ana")
    assert value(ana.total) == pytest.approx(70)
    assert told.WEIGHTS_OFF in {n.text for n in ana.total.notes}
    assert why(ana.lines[2].score) == told.NO_ACTUAL_GIVEN
    assert why(ana.lines[3].score) == told.NO_SCORE_GIVEN


def test_lines_without_any_weight_have_no_total() -> None:
    own = sheet({"member": "Ana", "metric": "A", "method": "manual", "score": 80.0})
    ana = card(board(scored(scorecards=own), Kind.REP, QUARTER, AS_OF), "Ana")
    assert why(ana.total) == told.NO_WEIGHTS and ana.grade is None


def test_a_percentage_is_a_target_however_it_is_written() -> None:
    targets = target_rows(("rep", "Ana", "satisfaction", QUARTER, 85.0))
    book = scored(targets=targets, surveys=surveys(), customers=CUSTOMERS)
    csat = line(card(board(book, Kind.REP, QUARTER, AS_OF), "Ana"), "satisfaction")
    assert csat.target.value == pytest.approx(0.85) and not csat.target.notes


@pytest.mark.inventory(66)
def test_a_running_period_says_how_far_it_is() -> None:
    found = board(scored(), Kind.REP, QUARTER, D("2025-05-10"))
    notes = {n.text: dict(n.parts) for n in card(found, "张伟").total.notes}
    assert notes[told.SO_FAR] == {"day": 40, "days": 91}


@pytest.mark.inventory(73, 74)
def test_a_manager_answers_for_who_moved_while_he_was_his() -> None:
    moved = D("2025-05-16")
    members = pl.DataFrame(
        [("Ana", "South", "Sue", None), ("Ana", "West", "Wim", moved),
         ("Cy", "West", "Wim", None), ("Bob", "South", "Sue", None)],
        schema={"name": pl.String, "team": pl.String, "manager": pl.String, "joined": pl.Date},
        orient="row",
    )  # fmt: skip
    deals = random_deals(1).filter(pl.col("owner").is_in(["Ana", "Bob", "Cy"]))
    deals = deals.with_columns(team=pl.lit(None, pl.String))
    done = pl.DataFrame({"_id": [0, 1, 2], "owner": ["Ana"] * 3,
                         "date": [D("2025-04-02"), moved, D("2025-06-01")]})  # fmt: skip
    book = scored(deals=deals, members=members, targets=None, activities=done)
    found = board(book, Kind.MANAGER, QUARTER, AS_OF)
    sue, wim = card(found, "Sue").subject, card(found, "Wim").subject
    assert sue.teams == {"South"} and wim.teams == {"West"}
    assert found.sums is not None
    counted = [found.sums.total(5, s.owns) for s in (sue, wim)]
    assert [c["activities"] for c in counted] == [1, 2]
    won = book.inputs.facts.filter(
        (pl.col("status") == "won") & pl.col("closed").is_between(QUARTER.start, AS_OF)
    ).to_dicts()
    early = [x for x in won if x["rep"] == "Bob" or (x["rep"] == "Ana" and x["closed"] < moved)]
    assert counted[0]["won"] == len(early)
    assert counted[0]["won"] + counted[1]["won"] == len(won)


def test_a_running_period_is_compared_with_as_much_of_the_one_before() -> None:
    book = scored(members=BOSSES)
    day = D("2025-05-10")  # the 40th of 91 days
    found = board(book, Kind.REP, QUARTER, day)
    assert found.compared == D("2025-02-09")
    then = board(book, Kind.REP, shifted(QUARTER, -1), D("2025-02-09"))
    for standing in found.standings:
        earlier = then.standing(standing.card.subject.name)
        assert earlier is not None and standing.before is not None
        assert standing.before.total.value == pytest.approx(earlier.card.total.value)
    whole = [s.trend[-2] for s in found.standings]
    assert whole != [s.before.total.value for s in found.standings if s.before]
    managers = board(book, Kind.MANAGER, QUARTER, day).standings
    known = [x for s in managers if s.before for x in s.before.lines
             if x.rule.measure.code == "compliance"]  # fmt: skip
    assert known and all(x.actual.value is None for x in known)


def test_the_cost_ratio_of_everyone_is_their_costs_by_what_they_won() -> None:
    rows = random_deals(1)
    day, before = QUARTER.start, QUARTER.start - timedelta(days=1)
    told = [("Ana", "South", day, 90.0), ("Ana", "South", day, None), ("Bob", "South", day, 30.0),
            ("Ana", "South", before, 5e5), ("张伟", "北区", None, 7e5),
            (None, "South", day, 11.0)]  # fmt: skip
    spent = [
        {**dict.fromkeys(COSTS), "_id": n, "rep": rep, "team": team, "date": on, "amount": amount}
        for n, (rep, team, on, amount) in enumerate(told)
    ]
    costs = pl.DataFrame(spent, schema=COSTS)
    book = scored(1, costs=costs)
    facts = [
        f
        for f in book.inputs.facts.to_dicts()
        if f["status"] == "won" and f["closed"] and day <= f["closed"] <= AS_OF
    ]
    won = {rep: sum(f["amount"] or 0 for f in facts if f["rep"] == rep) for rep in ("Ana", "张伟")}
    found = board(book, Kind.REP, QUARTER, AS_OF)
    assert value(line(card(found, "Ana"), "cost").actual) == pytest.approx(90 / won["Ana"])
    assert value(line(card(found, "张伟"), "cost").actual) == 0
    assert found.sums is not None
    subject = card(found, "Ana").subject
    assert rows_behind(found.sums, "cost ratio", subject) == ("costs", (0, 1))
    south = next(s for s in board(book, Kind.TEAM, QUARTER, AS_OF).standings
                 if s.card.subject.name == "South")  # fmt: skip
    of_team = sum(f["amount"] or 0 for f in facts if f["team"] == "South")
    assert value(line(south.card, "cost").actual) == pytest.approx(131 / of_team)
    mixed = costs.with_columns(currency=pl.Series(["EUR", None, "USD", None, None, None]))
    none = board(scored(1, deals=rows, costs=mixed), Kind.REP, QUARTER, AS_OF)
    assert "EUR" in dict(line(card(none, "Ana"), "cost").actual.reason.parts)["currencies"]
