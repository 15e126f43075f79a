"""The book over a real file: edit, save, undo; others editing the same file with openpyxl."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import ConflictKind
from sample_workbooks import AS_OF, sample

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

CHECKER = Path(__file__).parents[2].parent / "shared" / "checks" / "lossless_check.py"


@pytest.fixture(params=["en", "zh"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "team.xlsx"
    path.write_bytes(sample(request.param).read_bytes())
    return path


@pytest.fixture
def book(path: Path, tmp_path: Path) -> Iterator[Book]:
    workbook = open_workbook(str(path), tmp_path / "state")
    book = Book(workbook, Settings(AS_OF))
    book.load()
    yield book
    book.close()


def cell(path: Path, book: Book, row: int, column: str) -> object:
    rows = book.state.entities["deals"]
    place = rows.base.frame["_row"][rows.base_positions[row]]
    found = rows.layout.column(column)
    assert found is not None
    assert found.position is not None
    sheet = openpyxl.load_workbook(path)[rows.layout.sheet]
    return sheet.cell(place, found.position).value


def test_calculated_columns_hold_their_new_results_after_a_save(book: Book) -> None:
    rows = book.state.entities["deals"]
    calculated = next(c.name for c in rows.layout.columns if c.header in ("Weighted", "加权金额"))
    row = 3
    before = rows.value(row, calculated)
    amount = rows.value(row, "amount")
    assert isinstance(before, float)
    assert isinstance(amount, float)
    book.set_values("edit", "deals", [(row, "amount", amount * 3)])
    report = book.save()
    after = book.state.entities["deals"].value(row, calculated)
    assert after == pytest.approx(before * 3)
    assert report.commit is not None
    assert report.commit.formulas
    assert not book.changed_elsewhere()
    assert book.state.pending_count == 0


def write_elsewhere(path: Path, book: Book, row: int, column: str, value: object) -> None:
    rows = book.state.entities["deals"]
    found = rows.layout.column(column)
    assert found is not None
    assert found.position is not None
    theirs = openpyxl.load_workbook(path)
    place = rows.base.frame["_row"][rows.base_positions[row]]
    theirs[rows.layout.sheet].cell(place, found.position).value = value
    theirs.save(path)


def test_an_edit_lands_in_the_same_workbook_and_nothing_else_changes(
    book: Book, path: Path, tmp_path: Path
) -> None:
    before = tmp_path / "before.xlsx"
    before.write_bytes(path.read_bytes())
    book.set_values("edit", "deals", [(3, "amount", 123456.0), (4, "next_step", "=1+1")])
    book.set_values("edit", "deals", [(5, "expected_close", date(2027, 1, 31))])
    report = book.save()
    assert report.written == 3
    assert book.state.pending_count == 0
    assert not book.changed_elsewhere()
    assert cell(path, book, 3, "amount") == 123456
    layout = book.state.entities["deals"].layout
    rows = [book.state.entities["deals"].base.frame["_row"][n] for n in (3, 4, 5)]
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(path) as new:
        assert old.namelist() == new.namelist()
        changed = {n for n in old.namelist() if old.read(n) != new.read(n)}
    # The sheet and those with formulas over it, the texts, and the order to recalculate.
    others = {n for n in changed if not n.startswith("xl/worksheets/")}
    assert others <= {"xl/workbook.xml", "xl/sharedStrings.xml"}
    if CHECKER.exists():
        names = openpyxl.load_workbook(path, read_only=True).sheetnames
        # Results of formulas may change on any sheet, but only on those that the checker is told.
        allowed = ",".join(
            [f"'{layout.sheet}'!{row}:{row}" for row in rows] + [f"'{n}'!XFD1048576" for n in names]
        )
        command = [sys.executable, CHECKER, before, path]
        run = subprocess.run(
            [*command, "--allow-cells", allowed, "--require-raw", "--allow-recalc"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stdout


def test_rows_are_added_at_the_end_and_deleted_rows_leave_none_behind(
    book: Book, path: Path
) -> None:
    count = book.state.entities["deals"].frame.height
    (added,) = book.add_rows("new", "deals", [{"name": "New deal", "amount": 5.0}])
    book.delete_rows("delete", "deals", [7])
    book.save()
    assert cell(path, book, added, "name") == "New deal"
    held = book.state.entities["deals"].frame.select("_row", "name", "amount").sort("_row")
    again = Book(open_workbook(str(path), path.parent / "state"), Settings(AS_OF))
    state = again.load()
    again.close()
    rows = state.entities["deals"]
    assert rows.frame.height == count
    assert rows.frame.select("_row", "name", "amount").rows() == held.rows()
    assert "New deal" in rows.frame["name"].to_list()


def test_undo_after_a_save_is_a_new_edit(book: Book, path: Path) -> None:
    before = book.state.entities["deals"].value(3, "amount")
    book.set_values("edit", "deals", [(3, "amount", 1.0)])
    book.save()
    assert book.undo().label == "edit"
    assert book.state.pending_count == 1
    book.save()
    assert cell(path, book, 3, "amount") == before


def test_disjoint_changes_merge_by_themselves(book: Book, path: Path) -> None:
    book.set_values("mine", "deals", [(3, "amount", 111.0)])
    write_elsewhere(path, book, 4, "amount", 222)
    assert book.changed_elsewhere()
    report = book.save()
    assert report.written == 1
    assert report.refresh.differences["deals"].changed_rows >= 1
    assert cell(path, book, 3, "amount") == 111
    assert cell(path, book, 4, "amount") == 222
    assert book.state.entities["deals"].value(4, "amount") == 222.0


def test_a_cell_changed_on_both_sides_waits_for_the_users_word(book: Book, path: Path) -> None:
    base = book.state.entities["deals"].value(3, "amount")
    book.set_values("mine", "deals", [(3, "amount", 111.0)])
    write_elsewhere(path, book, 3, "amount", 222)
    report = book.save()
    assert report.held == 1
    (conflict,) = book.state.conflicts
    assert conflict.kind is ConflictKind.CHANGED
    assert (conflict.base, conflict.mine, conflict.theirs) == (base, 111.0, 222.0)
    assert cell(path, book, 3, "amount") == 222
    assert book.save().written == 0
    book.resolve(conflict, keep_mine=True)
    book.save()
    assert cell(path, book, 3, "amount") == 111


def test_rows_inserted_by_others_do_not_shift_my_edit(book: Book, path: Path) -> None:
    layout = book.state.entities["deals"].layout
    name = book.state.entities["deals"].value(20, "name")
    book.set_values("mine", "deals", [(20, "amount", 111.0)])
    theirs = openpyxl.load_workbook(path)
    sheet = theirs[layout.sheet]
    values = [[c.value for c in row] for row in sheet.iter_rows(min_row=layout.first_row)]
    values = [*values[5:15], *values[:5], *values[15:]]  # as a sort in Excel would
    for n, row in enumerate(values):
        for m, value in enumerate(row):
            sheet.cell(layout.first_row + n, m + 1).value = value
    theirs.save(path)
    book.save()
    assert cell(path, book, 20, "amount") == 111
    assert cell(path, book, 20, "name") == name


def test_an_export_holds_what_is_pending_and_leaves_the_workbook_alone(
    book: Book, path: Path, tmp_path: Path
) -> None:
    before = path.read_bytes()
    book.set_values("edit", "deals", [(3, "amount", 77.0)])
    book.export(tmp_path / "copy.xlsx")
    assert path.read_bytes() == before
    assert cell(tmp_path / "copy.xlsx", book, 3, "amount") == 77
    assert book.state.pending_count == 1
