"""Several workbooks as one state: nothing merges that should not, and nothing counts twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from team_books import AS_OF, EAST, WEST, rolled_up, team_files

from adapters.errors import NotFound
from salestui.book.links import referring
from salestui.book.together.roll_up import RollUp
from salestui.book.together.several import SameTwice
from salestui.mapping.layout import BOOK
from salestui.metrics.dashboard import dashboard_figures
from salestui.model.focus import EVERYTHING
from salestui.model.period import parse_period
from salestui.views.inputs import inputs_of


@pytest.fixture
def book(tmp_path: Path) -> Iterator[RollUp]:
    book = rolled_up(tmp_path, team_files(tmp_path))
    yield book
    book.close()


def row_of(book: RollUp, entity: str, field: str, text: str) -> int:
    frame = book.state.entities[entity].live
    return int(frame.filter(pl.col(field) == text)["_id"].item())


def cells(path: Path, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(min_row=2, values_only=True))


def test_each_row_says_which_workbook_it_is_of(book: RollUp) -> None:
    deals = book.state.entities["deals"].live
    assert deals[BOOK].to_list() == ["east"] * 3 + ["west"] * 3


def test_what_two_books_call_alike_is_told_apart(book: RollUp) -> None:
    deals = book.state.entities["deals"].live
    assert deals["id"].to_list() == [
        "D-001 · east", "D-002", "D-003", "D-001 · west", "D-004", "D-005",
    ]  # fmt: skip
    assert deals["customer"].to_list() == [
        "Acme · east", "Bolt", "Acme · east", "Acme · west", "Cole", "Cole",
    ]  # fmt: skip
    assert deals["owner"].unique().sort().to_list() == ["Ann · east", "Ann · west", "Ben", "Cid"]


@pytest.mark.parametrize("team", ["east", "west"])
def test_activities_stay_with_their_own_deal(book: RollUp, team: str) -> None:
    row = row_of(book, "deals", "id", f"D-001 · {team}")
    assert referring(book.state, "deals", row, "activities")["notes"].to_list() == [
        f"of the {team}"
    ]
    customer = row_of(book, "customers", "name", f"Acme · {team}")
    assert set(referring(book.state, "customers", customer, "deals")[BOOK]) == {team}


def test_figures_are_the_sums_of_the_cells(book: RollUp, tmp_path: Path) -> None:
    period = parse_period("2026-Q4", 1)
    assert period is not None
    figures = dashboard_figures(inputs_of(book.state), EVERYTHING, period, AS_OF).kpis
    rows = [row for name in ("east", "west") for row in cells(tmp_path / f"{name}.xlsx", "Deals")]
    won = sum(float(str(row[5])) for row in rows if row[4] == "Won")
    still = sum(float(str(row[5])) for row in rows if row[4] in ("Negotiation", "Proposal"))
    said = [row for name in ("east", "west") for row in cells(tmp_path / f"{name}.xlsx", "Targets")]
    target = sum(float(str(row[2])) for row in said)
    assert figures["actual"].value == won == 130_000
    assert figures["open_pipeline"].value == still == 140_000
    assert figures["target"].value == target == 500_000
    assert figures["attainment"].value == won / target


def test_a_book_without_teams_is_a_team(book: RollUp) -> None:
    facts = inputs_of(book.state).facts
    assert facts["team"].to_list() == ["east", "east", "east", "South", "North", "North"]


def test_targets_of_a_book_as_a_whole_count_once(tmp_path: Path) -> None:
    both = [*WEST["Targets"], ("2026-10", "Company", 250_000)]
    book = rolled_up(tmp_path, team_files(tmp_path, east=EAST, west={**WEST, "Targets": both}))
    october, quarter = parse_period("2026-10", 1), parse_period("2026-Q4", 1)
    assert october is not None
    assert quarter is not None
    targets = inputs_of(book.state).targets
    assert targets.target(EVERYTHING, october).value == 250_000
    assert targets.target(EVERYTHING, quarter).value == 650_000
    assert targets.target(EVERYTHING.with_term("team", "east"), quarter).value == 400_000
    assert targets.target(EVERYTHING.with_term("rep", "Ann · west"), quarter).value == 60_000
    book.close()


def test_a_region_is_one_region(tmp_path: Path) -> None:
    east = [(*row, "Region" if not n else "North") for n, row in enumerate(EAST["Deals"])]
    west = [(*row, "Region" if not n else "North") for n, row in enumerate(WEST["Deals"])]
    paths = team_files(tmp_path, east={**EAST, "Deals": east}, west={**WEST, "Deals": west})
    book = rolled_up(tmp_path, paths)
    assert inputs_of(book.state).facts["region"].unique().to_list() == ["North"]
    book.close()


def test_amounts_in_two_currencies_are_not_added(tmp_path: Path) -> None:
    def priced(sheets: dict[str, list[tuple[object, ...]]], sign: str) -> dict[str, object]:
        head, *rows = sheets["Deals"]
        return {
            **sheets,
            "Deals": [[f"Amount ({sign})" if c == "Amount" else c for c in head], *rows],
        }

    paths = team_files(tmp_path, east=priced({**EAST}, "$"), west=priced({**WEST}, "¥"))  # type: ignore[arg-type]
    book = rolled_up(tmp_path, paths)
    period = parse_period("2026-Q4", 1)
    assert period is not None
    figures = dashboard_figures(inputs_of(book.state), EVERYTHING, period, AS_OF).kpis
    assert figures["actual"].value is None
    assert figures["target"].value is None
    assert figures["win_rate"].value == pytest.approx(2 / 3)
    assert [p.code for p in book.state.problems if p.code.startswith("mixed")] == [
        "mixed-currencies"
    ]
    book.close()


def test_stages_mean_what_their_own_book_means(tmp_path: Path) -> None:
    head, *rows = WEST["Deals"]
    chinese = {"Negotiation": "商务谈判", "Won": "赢单", "Lost": "丢单"}
    said = [(*row[:4], chinese[str(row[4])], *row[5:]) for row in rows]
    paths = team_files(tmp_path, east=EAST, west={**WEST, "Deals": [head, *said]})
    book = rolled_up(tmp_path, paths)
    facts = inputs_of(book.state).facts
    assert facts["status"].to_list() == ["won", "open", "open", "open", "won", "lost"]
    alone = [rolled_up(tmp_path / p.stem, [p], journals=False) for p in paths]
    parts = [inputs_of(one.state).facts["probability"].to_list() for one in alone]
    assert facts["probability"].to_list() == [chance for part in parts for chance in part]
    for one in (book, *alone):
        one.close()


def test_one_that_is_missing_stops_no_other(tmp_path: Path) -> None:
    (east, west) = team_files(tmp_path)
    (tmp_path / "broken.xlsx").write_bytes(b"no workbook")
    book = rolled_up(tmp_path, [east, tmp_path / "gone.xlsx", tmp_path / "broken.xlsx", west])
    said = [notice.sentence() for notice in book.missing]
    assert [text.partition(":")[0] for text in said] == ["gone is left out", "broken is left out"]
    assert book.state.title == "2 of 4 workbooks"
    assert book.state.entities["deals"].live.height == 6
    assert [p.code for p in book.state.problems].count("workbook-missing") == 2
    team_files(tmp_path, gone={**WEST})
    book.refresh()
    assert len(book.missing) == 1
    assert book.state.entities["deals"].live.height == 9
    book.close()


def test_nothing_to_show_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        rolled_up(tmp_path, [tmp_path / "a.xlsx", tmp_path / "b.xlsx"])


def test_the_same_file_twice_is_refused(tmp_path: Path) -> None:
    (east, _west) = team_files(tmp_path)
    with pytest.raises(SameTwice):
        rolled_up(tmp_path, [east, tmp_path / "." / "east.xlsx"])


def test_problems_name_their_workbook(tmp_path: Path) -> None:
    head, first, *rows = WEST["Deals"]
    wrong = (*first[:5], "much", *first[6:])
    book = rolled_up(
        tmp_path, team_files(tmp_path, east=EAST, west={**WEST, "Deals": [head, wrong, *rows]})
    )
    places = [p.where for p in book.state.problems if p.column == "amount"]
    assert places == ["'[west]Deals'!F2"]
    assert all(
        p.where.startswith(("east", "west", "'[")) for p in book.state.all_problems if p.where
    )
    book.close()
