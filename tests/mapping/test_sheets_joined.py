"""One table over several sheets: found, read with exact figures, and edited in the right sheet."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layout_files import opened, reading, report, stored
from openpyxl.worksheet.worksheet import Worksheet
from sheet_files import DEC, HEADER, NOV, OCT, Rows, cut, months

from salestui.book.align import aligned
from salestui.book.reading import Reading
from salestui.cli.main import main
from salestui.mapping.table import EntityTable

CHECKER = Path(__file__).parents[2].parent / "shared" / "checks" / "lossless_check.py"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "team.xlsx"


def told(found: Reading) -> list[tuple[str, str]]:
    return [(p.code, p.where) for p in found.problems]


def places(table: EntityTable) -> list[tuple[str, int]]:
    return table.frame.select("_sheet", "_row").rows()


def kpis(path: Path) -> dict[str, Any]:
    """What ``salestui kpi --json`` prints."""
    out = io.StringIO()
    with redirect_stdout(out):
        main(["kpi", str(path), "--period", "2026-Q4", "--as-of", "2026-11-21", "--json"])
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def won(sheets: dict[str, Rows]) -> float:
    """The sum of what was won, independently of everything under test."""
    return sum(
        float(str(row[header.index("Amount")]))
        for header, *rows in sheets.values()
        for row in rows
        if row[header.index("Stage")] == "Closed Won"
    )


def test_sheets_per_month_are_one_table(path: Path) -> None:
    sheets = months()
    cut(path, sheets)
    found = reading(path)
    deals = found.tables["deals"]
    assert [part.sheet for part in deals.layout.parts] == ["Oct", "Nov", "Dec"]
    assert places(deals) == [("Oct", 2), ("Oct", 3), ("Nov", 2), ("Nov", 3), ("Dec", 2)]
    assert deals.frame["_id"].to_list() == [0, 1, 2, 3, 4]
    assert "sheets-not-read" not in dict(told(found))
    assert kpis(path)["kpis"]["actual"]["value"] == won(sheets) == 7000


def test_columns_in_another_order_and_of_some_sheets_only(path: Path) -> None:
    back = [list(reversed(row)) for row in [HEADER, *NOV]]
    more = [[*HEADER, "Batch"], *([*row, "late"] for row in DEC)]
    sheets = months(Nov=back, Dec=more)
    cut(path, sheets)
    deals = reading(path).tables["deals"]
    assert deals.frame["amount"].to_list() == [1000, 2000, 4000, 8000, 16000]
    assert deals.frame["x:Batch"].to_list() == [None, None, None, None, "late"]
    with opened(path) as book:
        book.set_values("edit", "deals", [(0, "x:Batch", "no cell"), (4, "x:Batch", "early")])
        assert [(c.row, c.after) for c in book.state.pending()] == [(4, "early")]
    assert kpis(path)["kpis"]["actual"]["value"] == won(sheets)


def test_units_and_orders_of_dates_are_those_of_each_sheet(path: Path) -> None:
    header = ["Customer", "Stage", "Amount", "Close date"]
    scaled = ["Customer", "Stage", "Amount (k)", "Close date"]
    cut(
        path,
        {
            "North": [header, ["A", "Closed Won", 500, "25/10/2026"], ["B", "x", 1, "5/11/2026"]],
            "South": [scaled, ["C", "Closed Won", 2, "10/25/2026"], ["D", "x", 1, "11/5/2026"]],
        },
    )
    deals = reading(path).tables["deals"]
    assert deals.frame["amount"].to_list() == [500, 1, 2000, 1000]
    assert [str(d) for d in deals.frame["expected_close"]] == [
        "2026-10-25", "2026-11-05", "2026-10-25", "2026-11-05",
    ]  # fmt: skip
    with opened(path) as book:
        book.set_values("edit", "deals", [(2, "amount", 3000.0)])
        book.save()
    assert stored(path, "C2", "South") == 3


def test_totals_on_each_sheet_and_a_sheet_that_sums_up(path: Path) -> None:
    total = [["Total", None, None, 3000, None, None]]
    sheets = months(Oct=[HEADER, *OCT, *total])
    cut(path, sheets | {"All deals": [HEADER, *OCT, *NOV, *DEC], "模板": [HEADER]})
    found = reading(path)
    assert found.tables["deals"].frame.height == 5
    assert set(told(found)) >= {
        ("totals-row", "Oct!A4"), ("repeating-sheet", "All deals"), ("no-data-sheets", "模板"),
    }  # fmt: skip
    assert kpis(path)["kpis"]["actual"]["value"] == 7000


def test_equal_sales_of_two_months_are_no_copies(path: Path) -> None:
    rows = [["Customer", "Stage", "Amount"], ["Acme", "Closed Won", 10], ["Bolt", "Won", 20]]
    cut(path, {"2026-10": rows, "2026-11": rows})
    assert reading(path).tables["deals"].frame.height == 4


def test_a_larger_list_holds_what_its_older_copy_has(path: Path) -> None:
    full = [HEADER, *OCT, *NOV, *DEC]
    cut(path, {"Backup": full[:-1], "Deals": full})
    found = reading(path)
    assert found.tables["deals"].layout.sheet == "Deals"
    assert ("repeating-sheet", "Backup") in told(found)


def test_hidden_sheets_stay_out_with_a_word(path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        if sheet.title == "Nov":
            sheet.sheet_state = "hidden"

    cut(path, months(), finish=hide)
    found = reading(path)
    assert [part.sheet for part in found.tables["deals"].layout.parts] == ["Oct", "Dec"]
    assert ("hidden-sheets", "Nov") in told(found)


def per_rep() -> dict[str, Rows]:
    header = ["Deal ID", "Customer", "Stage", "Amount", "Close date"]
    rows = [*OCT, *NOV, *DEC]
    names = {"Ann": "Ana Ruiz", "Bo": "Bo Chen"}
    return {
        full: [header, *(row[:-1] for row in rows if row[-1] == short)]
        for short, full in names.items()
    }


def test_sheets_per_rep_name_the_owner(path: Path) -> None:
    cut(path, per_rep())
    found = reading(path)
    assert found.tables["deals"].frame["owner"].to_list() == ["Ana Ruiz"] * 3 + ["Bo Chen"] * 2
    assert ("told-by-sheets", "Ana Ruiz") in told(found)
    with opened(path) as book:
        (new,) = book.add_rows("new", "deals", [{"id": "D-9", "owner": "Ana Ruiz"}])
        assert book.state.entities["deals"].value(new, "_sheet") == "Ana Ruiz"
        book.save()
    assert stored(path, "A5", "Ana Ruiz") == "D-9"


def test_sheets_that_are_not_named_after_people_name_no_owner(path: Path) -> None:
    sheets = dict(zip(("East", "West"), per_rep().values(), strict=True))
    cut(path, sheets)
    found = reading(path)
    assert found.tables["deals"].frame.height == 5
    assert "owner" not in found.tables["deals"].frame.columns


def test_targets_per_month_and_per_rep(path: Path) -> None:
    deals = {"Deals": [HEADER, *OCT, *NOV, *DEC]}
    monthly = {
        f"{month}月目标": [["Rep", "Target"], ["Ann", month], ["Bo", 100 * month]]
        for month in (10, 11, 12)
    }
    cut(path, deals | monthly)
    with opened(path) as book:
        targets = book.state.targets.sort("start", "scope")
        assert targets["target"].to_list() == [10, 1000, 11, 1100, 12, 1200]
        assert [str(d) for d in targets["start"].unique().sort()] == [
            "2026-10-01", "2026-11-01", "2026-12-01",
        ]  # fmt: skip
        assert report(book.state)["kpis"]["target"]["value"] == 33 * 101
    each = {
        f"{name} Target".removesuffix(" Target"): [
            ["Period", "Target"], ["2026-10", 5], ["2026-11", 6],
        ]
        for name in ("Ana Ruiz", "Bo Chen")
    }  # fmt: skip
    cut(path, deals | each)
    with opened(path) as book:
        assert set(book.state.targets.select("scope_type", "scope", "target").rows()) == {
            ("rep", "Ana Ruiz", 5.0), ("rep", "Ana Ruiz", 6.0),
            ("rep", "Bo Chen", 5.0), ("rep", "Bo Chen", 6.0),
        }  # fmt: skip


def test_edits_appends_and_deletions_go_to_the_right_sheet(path: Path, tmp_path: Path) -> None:
    cut(path, months())
    before = tmp_path / "before.xlsx"
    before.write_bytes(path.read_bytes())
    with opened(path) as book:
        book.set_values("edit", "deals", [(3, "amount", 9000.0), (0, "stage", "Negotiation")])
        book.add_rows("new", "deals", [{"id": "D-8", "amount": 1.0}], near=2)
        book.add_rows("new", "deals", [{"id": "D-9", "amount": 2.0}])
        book.delete_rows("gone", "deals", [1])
        assert book.undo().label == "gone"
        book.save()
        state = book.state
        assert state.pending_count == 0
        rows = state.entities["deals"].frame.select("_sheet", "_row", "id", "amount").rows()
        assert rows[5:] == [("Nov", 4, "D-8", 1.0), ("Dec", 3, "D-9", 2.0)]
    assert [stored(path, a, s) for a, s in (("D3", "Nov"), ("C2", "Oct"), ("A4", "Nov"))] == [
        9000, "Negotiation", "D-8",
    ]  # fmt: skip
    assert stored(path, "A3", "Dec") == "D-9"
    assert stored(path, "A3", "Oct") == "D-2"
    with opened(path) as again:
        assert again.state.entities["deals"].frame.height == 7
    if CHECKER.exists():
        allowed = "Nov!D3,Oct!C2,Nov!A4:F4,Dec!A3:F3"
        command = [sys.executable, str(CHECKER), str(before), str(path), "--allow-cells", allowed]
        command += ["--allow-extend"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_deleted_row_moves_only_the_rows_of_its_own_sheet(path: Path) -> None:
    cut(path, months())
    with opened(path) as book:
        book.delete_rows("gone", "deals", [2])
        book.save()
        book.set_values("edit", "deals", [(3, "amount", 9.0), (1, "amount", 7.0)])
        (new,) = book.add_rows("new", "deals", [{"id": "D-9"}], near=3)
        book.save()
        kept = book.state.entities["deals"].frame.filter(pl.col("_id") != new)
        here = kept.select("_sheet", "_row", "amount").rows()
    assert [row[2] for row in here] == [1000, 7, 9, 16000]
    for sheet, row, amount in here:
        assert stored(path, f"D{row}", sheet) == amount
    assert reading(path).tables["deals"].frame["id"].to_list() == [
        "D-1",
        "D-2",
        "D-4",
        "D-9",
        "D-5",
    ]


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(6)), st.lists(st.sampled_from("ab"), min_size=6, max_size=6))
def test_rows_keep_their_identity_wherever_they_are_moved(
    order: list[int], sheets: list[str]
) -> None:
    before = pl.DataFrame(
        {"_id": range(6), "_sheet": list("aaabbb"), "_row": [2, 3, 4] * 2, "key": list("uvwxyz")}
    )
    after = pl.DataFrame(
        {
            "_id": range(6),
            "_sheet": sheets,
            "_row": [sheets[:i].count(sheet) + 2 for i, sheet in enumerate(sheets)],
            "key": ["uvwxyz"[i] for i in order],
        }
    )
    assert aligned(before, after, "key", [], 6)["_id"].to_list() == order
    assert aligned(before, after, None, ["key"], 6)["_id"].to_list() == order


def test_a_change_of_one_sheet_by_another_program_merges(path: Path) -> None:
    cut(path, months())
    with opened(path) as book:
        book.set_values("edit", "deals", [(3, "amount", 9000.0), (4, "customer", "Eve")])
        moved = months(Oct=[HEADER, OCT[1]], Dec=[HEADER, *DEC, OCT[0]])
        cut(path, moved)
        found = book.refresh()
        assert not found.new_conflicts
        rows = book.state.entities["deals"]
        assert rows.value(0, "_sheet") == "Dec"
        book.save()
    assert (stored(path, "D3", "Nov"), stored(path, "B2", "Dec")) == (9000, "Eve")
    assert stored(path, "B3", "Dec") == "Acme"


def test_another_sheet_joins_while_the_workbook_is_open(path: Path) -> None:
    cut(path, {"Oct": [HEADER, *OCT]})
    with opened(path) as book:
        book.set_values("edit", "deals", [(1, "amount", 7.0)])
        cut(path, months())
        assert not book.refresh().new_conflicts
        assert book.state.entities["deals"].frame["_id"].to_list()[:2] == [0, 1]
        book.save()
    assert stored(path, "D3", "Oct") == 7


def test_problems_name_the_cell_on_its_sheet(path: Path) -> None:
    bad = [
        ["D-6", "Dyne", "Nonsense", "many", None, "Bo"],
        ["D-1", "x", "Closed Won", 1, None, "B"],
    ]
    cut(path, months(Dec=[HEADER, *bad]))
    with opened(path) as book:
        found = {(p.code, p.where) for p in (*book.state.problems, *book.state.findings)}
    assert {
        ("not-a-number", "Dec!D2"), ("unknown-stage", "Dec!C2"), ("won-without-date", "Dec!E3"),
        ("duplicate-id", "Dec!A3"), ("duplicate-id", "Oct!A2"),
    } <= found  # fmt: skip


def test_figures_are_the_same_cut_or_whole(path: Path) -> None:
    cut(path, months())
    parts = kpis(path)
    cut(path, {"Deals": [HEADER, *OCT, *NOV, *DEC]})
    assert kpis(path)["kpis"] == parts["kpis"]
