"""Who was where when: credit for deals and targets goes to the place of the day."""

from __future__ import annotations

from datetime import date
from itertools import product

import polars as pl
import pytest
from witness import BOOK

from salestui.metrics.breakdown import roster_names
from salestui.metrics.dashboard import dashboard_figures
from salestui.metrics.facts import deal_facts
from salestui.metrics.forecast.rollup import forecast
from salestui.metrics.inputs import Inputs, Options, gather
from salestui.metrics.people.stints import overlapping, roster, stint_on, stints
from salestui.model.focus import EVERYTHING
from salestui.model.period import Period, parse_period

pytestmark = pytest.mark.inventory(73)

JULY = date(2026, 7, 1)
MEMBERS = pl.DataFrame(
    {
        "_id": [0, 1, 2, 3],
        "name": ["Ann", "Bob", "Ann", "Cy"],
        "team": ["North", "South", "South", "North"],
        "region": ["N", "S", "S", None],
        "joined": [date(2026, 1, 1), None, JULY, date(2026, 2, 1)],
        "left": [None, None, None, date(2026, 5, 31)],
    }
)


def _period(text: str) -> Period:
    found = parse_period(text, 1, 2026)
    assert found is not None
    return found


def test_a_row_without_an_end_lasts_until_the_next_one_of_that_name() -> None:
    found = stints(MEMBERS).select("name", "team", "joined", "left").rows()
    assert found == [
        ("Ann", "North", date(2026, 1, 1), date(2026, 6, 30)),
        ("Ann", "South", JULY, None),
        ("Bob", "South", None, None),
        ("Cy", "North", date(2026, 2, 1), date(2026, 5, 31)),
    ]


def test_every_day_has_the_place_that_began_last() -> None:
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), JULY, date(2027, 1, 1)]
    asked = pl.DataFrame(
        list(product(("Ann", "Cy", "Zed"), days)), schema=["name", "day"], orient="row"
    )
    found = stint_on(asked, stints(MEMBERS), "team")["team"].to_list()
    assert found == ["North"] * 3 + ["South"] * 2 + ["North"] * 5 + [None] * 5


def test_the_roster_is_as_of_a_day_and_lasts_over_all_stints() -> None:
    def of(day: date | None) -> dict[str, str]:
        return dict(roster(MEMBERS, day).select("name", "team").rows())

    assert of(date(2026, 6, 30))["Ann"] == "North"
    assert of(JULY)["Ann"] == of(None)["Ann"] == "South"
    spans = {n: (j, x) for n, j, x in roster(MEMBERS).select("name", "joined", "left").rows()}
    assert spans["Ann"] == (date(2026, 1, 1), None)
    assert spans["Cy"] == (date(2026, 2, 1), date(2026, 5, 31))


DEALS = pl.DataFrame(
    [
        (0, "Ann", "Won", 100.0, date(2026, 6, 30), None),
        (1, "Ann", "Won", 40.0, JULY, None),
        (2, "Ann", "Won", 7.0, date(2026, 6, 1), "South"),  # its own column goes before
        (3, "Ann", "Lead", 1000.0, None, None),
        (4, "Bob", "Won", 10.0, date(2026, 3, 1), None),
        (5, "Ann", "Lost", 5.0, date(2026, 2, 1), None),
    ],
    schema={"_id": pl.Int64, "owner": pl.String, "stage": pl.String, "amount": pl.Float64,
            "closed": pl.Date, "team": pl.String},
    orient="row",
)  # fmt: skip


def test_closed_deals_are_where_the_rep_was_and_open_ones_where_he_is() -> None:
    then = deal_facts(DEALS, MEMBERS, BOOK, date(2026, 6, 30))
    now = deal_facts(DEALS, MEMBERS, BOOK, JULY)
    assert now["team"].to_list() == ["North", "South", "South", "South", "South", "North"]
    assert then["team"].to_list() == ["North", "South", "South", "North", "South", "North"]
    assert now["region"].to_list() == ["N", "S", "N", "S", "S", "N"]


def test_teams_of_the_dashboard_add_up_to_the_company() -> None:
    inputs = _inputs()
    found = dashboard_figures(inputs, EVERYTHING, _period("2026"), date(2026, 12, 31))
    teams = {line.name: line.actual.value for line in found.breakdowns["team"].lines}
    assert teams == {"North": 100.0, "South": 57.0}
    assert found.kpis["actual"].value == 157.0


TARGETS = pl.DataFrame(
    [
        ("rep", "Ann", "revenue", date(2026, month, 1), end, 10.0 * month)
        for month, end in (
            (5, date(2026, 5, 31)), (6, date(2026, 6, 30)), (7, date(2026, 7, 31)),
            (8, date(2026, 8, 31)),
        )
    ]
    + [("rep", "Bob", "revenue", date(2026, 7, 1), date(2026, 7, 31), 3.0)],
    schema={"scope_type": pl.String, "scope": pl.String, "metric": pl.String, "start": pl.Date,
            "end": pl.Date, "target": pl.Float64},
    orient="row",
)  # fmt: skip


def _inputs() -> Inputs:
    return gather(DEALS, BOOK, members=MEMBERS, targets=TARGETS, options=Options(today=JULY))


def test_a_reps_targets_count_for_the_team_he_was_in_and_only_once() -> None:
    book, year = _inputs().targets, _period("2026")
    north = book.target(EVERYTHING.with_term("team", "North"), year)
    south = book.target(EVERYTHING.with_term("team", "South"), year)
    assert (north.value, south.value) == (50.0 + 60.0, 70.0 + 80.0 + 3.0)
    assert book.target(EVERYTHING, year).value == 263.0
    ann = EVERYTHING.with_term("rep", "Ann")
    assert book.target(ann, year).value == 260.0
    assert book.target(ann.with_term("team", "North"), year).value == 110.0
    assert book.target(ann.with_term("team", "South"), year).value == 150.0
    july = book.target(ann.with_term("team", "North"), _period("2026-07"))
    assert july.reason is not None


def test_teams_list_who_was_there_in_the_period() -> None:
    inputs = _inputs()

    def of(team: str, period: str) -> set[str]:
        focus = EVERYTHING.with_term("team", team)
        args = (inputs.stints, "rep", focus, _period(period), inputs.targets)
        return set(roster_names(*args))

    assert of("North", "2026-Q2") == {"Ann", "Cy"}
    assert of("South", "2026-Q2") == {"Bob"}
    assert of("North", "2026-Q3") == set()
    assert of("South", "2026-Q3") == {"Ann", "Bob"}
    assert overlapping(inputs.stints, date(2026, 5, 31), date(2026, 5, 31)).height == 3


def test_the_forecast_lists_who_moved_in_both_teams() -> None:
    inputs = _inputs()
    found = forecast(inputs, EVERYTHING, _period("2026"), JULY)
    by_path = {line.path: line.figures for line in found.lines}
    assert by_path["North", "Ann"]["won"].value == 100.0
    assert by_path["South", "Ann"]["won"].value == 47.0
    assert by_path["North", "Ann"]["target"].value == 110.0
    assert by_path["South", "Ann"]["target"].value == 150.0
    assert by_path[()]["target"].value == 263.0
