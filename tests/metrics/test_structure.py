"""The same people in different structures: sums against SQL and by hand."""

from __future__ import annotations

import sqlite3
from datetime import date

import polars as pl
import pytest
from witness import BOOK

from salestui.metrics.inputs import Inputs, Options, gather
from salestui.metrics.people.structure import NO_PEOPLE, NOT_KEPT, Chart, Structure, Unit, chart
from salestui.model.period import Period, parse_period

pytestmark = pytest.mark.inventory(73)

JULY = date(2026, 7, 1)
AS_OF = date(2026, 12, 31)
_MEMBERS = [
    # name, team, region, product, function, dotted line, from, to
    ("Ann", "North", "N", "Presses", "Key accounts", "Max", date(2026, 1, 1), None),
    ("Ann", "South", "S", "Robots", "Key accounts", None, JULY, None),
    ("Bob", "South", "S", "Robots", "Channel", "Max", None, None),
    ("Cy", None, "N", None, "Channel", None, None, date(2026, 3, 31)),
    ("Dee", "North", "N", "Presses", "Key accounts", None, date(2027, 1, 1), None),
]
MEMBERS = pl.DataFrame(
    [(n, *row) for n, row in enumerate(_MEMBERS)],
    schema={"_id": pl.Int64, "name": pl.String, "team": pl.String, "region": pl.String,
            "product": pl.String, "function": pl.String, "matrix_manager": pl.String,
            "joined": pl.Date, "left": pl.Date},
    orient="row",
)  # fmt: skip
_DEALS = [
    # owner, team, product, amount, closed
    ("Ann", None, None, 100.0, date(2026, 6, 30)),
    ("Ann", None, "P-1", 40.0, JULY),  # a press, whoever sold it
    ("Ann", "Export", None, 9.0, date(2026, 8, 1)),
    ("Bob", None, "Robots", 10.0, date(2026, 3, 1)),
    ("Cy", None, None, 5.0, date(2026, 2, 1)),
    ("Zed", None, None, 1.0, date(2026, 2, 1)),
    ("Bob", None, None, 1000.0, date(2025, 12, 31)),  # of another year
]
DEALS = pl.DataFrame(
    [(n, *row[:3], "Won", *row[3:]) for n, row in enumerate(_DEALS)],
    schema={"_id": pl.Int64, "owner": pl.String, "team": pl.String, "product": pl.String,
            "stage": pl.String, "amount": pl.Float64, "closed": pl.Date},
    orient="row",
)  # fmt: skip
PRODUCTS = pl.DataFrame({"name": ["P-1", "R-1"], "series": ["Presses", "Robots"]})
TARGETS = pl.DataFrame(
    [
        ("rep", "Ann", date(2026, 6, 1), date(2026, 6, 30), 80.0),
        ("rep", "Ann", JULY, date(2026, 7, 31), 50.0),
        ("rep", "Bob", date(2026, 3, 1), date(2026, 3, 31), 20.0),
        ("region", "S", date(2026, 1, 1), AS_OF, 200.0),
    ],
    schema={"scope_type": pl.String, "scope": pl.String, "start": pl.Date, "end": pl.Date,
            "target": pl.Float64},
    orient="row",
).with_columns(metric=pl.lit("revenue"))  # fmt: skip


def _year() -> Period:
    found = parse_period("2026", 1, 2026)
    assert found is not None
    return found


def _inputs(members: pl.DataFrame | None = MEMBERS) -> Inputs:
    return gather(
        DEALS, BOOK, members=members, targets=TARGETS, products=PRODUCTS,
        options=Options(today=AS_OF),
    )  # fmt: skip


def _units(found: Chart) -> dict[tuple[str, str | None], Unit]:
    return {(unit.axis, unit.name): unit for unit in found.units}


def _chart(structure: Structure) -> tuple[Chart, dict[tuple[str, str | None], Unit]]:
    found = chart(_inputs(), structure, _year(), AS_OF)
    return found, _units(found)


_SQL = """
with placed as (
    select d.*, p.series, m.team as m_team, m.region, m.function, m.product as m_product,
           m.matrix_manager, row_number() over (
               partition by d._id
               order by coalesce(m.joined, '') <= d.closed desc,
                        case when coalesce(m.joined, '') <= d.closed
                             then coalesce(m.joined, '') end desc,
                        m.joined) as place
    from deal d left join product p on p.name = d.product left join member m on m.name = d.owner
)
select {unit}, sum(amount) from placed
where place = 1 and closed between '2026-01-01' and '2026-12-31' group by 1
"""


@pytest.mark.parametrize(
    ("structure", "axis", "unit"),
    [
        (Structure.LINE, "team", "coalesce(team, m_team)"),
        (Structure.REGION, "region", "region"),
        (Structure.FUNCTIONAL, "function", "function"),
        (Structure.PRODUCT, "product",
         "case when product in (select product from member) then product "
         "when series in (select product from member) then series else m_product end"),
        (Structure.MATRIX, "matrix_manager", "matrix_manager"),
    ],
)  # fmt: skip
def test_actuals_are_those_of_sql_and_add_up(structure: Structure, axis: str, unit: str) -> None:
    base = sqlite3.connect(":memory:")
    for table, frame in (("deal", DEALS), ("member", MEMBERS), ("product", PRODUCTS)):
        base.execute(f"create table {table} ({', '.join(frame.columns)})")
        marks = ",".join("?" * frame.width)
        rows = [[v.isoformat() if isinstance(v, date) else v for v in row] for row in frame.rows()]
        base.executemany(f"insert into {table} values ({marks})", rows)
    wanted = dict(base.execute(_SQL.format(unit=unit)).fetchall())
    found, units = _chart(structure)
    got = {name: one.actual.value for (a, name), one in units.items() if a == axis}
    assert {name: value for name, value in got.items() if value} == wanted
    assert sum(value or 0.0 for value in got.values()) == found.whole.actual.value == 165.0


def test_people_belong_where_the_period_finds_them() -> None:
    found, units = _chart(Structure.LINE)
    north, south = units["team", "North"], units["team", "South"]
    assert [(p.name, p.since, p.until, p.now) for p in north.people] == [
        ("Ann", date(2026, 1, 1), date(2026, 6, 30), False)
    ]
    assert [(p.name, p.now) for p in south.people] == [("Ann", True), ("Bob", True)]
    assert [p.name for p in units["team", None].people] == ["Cy"]  # of no team, and gone
    assert (north.headcount, south.headcount, found.whole.headcount) == (0, 2, 2)
    assert found.shared == ()
    assert units["team", "Export"].people == ()  # only a deal names it


def test_attainment_is_a_ratio_of_sums_with_each_target_where_the_rep_was() -> None:
    found, units = _chart(Structure.FUNCTIONAL)
    key, channel = units["function", "Key accounts"], units["function", "Channel"]
    assert (key.target.value, key.actual.value) == (130.0, 149.0)
    assert key.attainment.value == pytest.approx(149 / 130)
    assert (channel.target.value, channel.actual.value) == (20.0, 15.0)
    assert found.whole.target.value == 150.0  # of the reps; a region's is another level
    _found, teams = _chart(Structure.LINE)
    assert (teams["team", "North"].target.value, teams["team", "South"].target.value) == (80, 70)


def test_a_units_own_target_goes_before_that_of_its_people() -> None:
    _found, units = _chart(Structure.REGION)
    assert units["region", "S"].target.value == 200.0
    assert units["region", "N"].target.value == 80.0


def test_a_matrix_counts_in_both_and_the_whole_once() -> None:
    found, units = _chart(Structure.MATRIX)
    assert found.axes == ("team", "matrix_manager")
    assert found.shared == ("Bob",)  # Ann's dotted line ended when she moved
    assert units["team", "South"].headcount == 2
    assert units["matrix_manager", "Max"].headcount == 1
    assert found.whole.headcount == 2
    assert units["matrix_manager", "Max"].actual.value == 110.0


def test_one_in_two_places_at_once_is_counted_in_each_and_once_in_all() -> None:
    rows = [{"name": "Ann", "team": "A"}, {"name": "Ann", "team": "B"}]
    found = chart(_inputs(pl.DataFrame(rows)), Structure.LINE, _year(), AS_OF)
    units = _units(found)
    assert found.shared == ("Ann",)
    assert units["team", "A"].headcount == units["team", "B"].headcount == 1
    assert found.whole.headcount == 1
    assert units["team", "B"].actual.value == 140.0  # deals count for the later row alone


def test_what_the_sheet_does_not_keep_is_said() -> None:
    none = chart(_inputs(None), Structure.LINE, _year(), AS_OF)
    assert none.reason is not None
    assert none.reason.text == NO_PEOPLE
    lacking = chart(_inputs(MEMBERS.drop("region")), Structure.REGION, _year(), AS_OF)
    assert lacking.reason is not None
    assert lacking.reason.text == NOT_KEPT


def test_only_what_a_focus_can_name_is_a_scope() -> None:
    _found, units = _chart(Structure.PRODUCT)
    assert units["product", "Robots"].is_scope  # a deal's product
    assert not units["product", "Presses"].is_scope  # a series
