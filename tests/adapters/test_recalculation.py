"""Random books of formulas and random edits: a stored result is right, or not there."""

from __future__ import annotations

import io
from random import Random

import pytest
import xlsxwriter
from patch_support import grid, rich_book

from adapters.changes import SetCell
from adapters.excel.recalculation import engine
from adapters.excel.recalculation.engine_wire import Job
from adapters.excel.recalculation.recalc import Touch, recalculated
from adapters.excel.writing.patch import patch_package

_ROWS = 12
Data = list[tuple[str, float, float]]


def _results(data: Data) -> dict[tuple[str, int, int], tuple[str, object]]:
    """Formulas and their results by sheet, row and column, from a model of their own."""
    found: dict[tuple[str, int, int], tuple[str, object]] = {}
    running = 0.0
    for row, (_, amount, chance) in enumerate(data, 2):
        running += amount
        found["Data", row, 4] = f"=B{row}*C{row}", amount * chance
        found["Data", row, 5] = f"=SUM(B$2:B{row})", running
        found["Data", row, 6] = f'=IF(B{row}>50,"big","small")', "big" if amount > 50 else "small"
        found["Data", row, 7] = f"=B{row}>C{row}*100", amount > chance * 100
    last = len(data) + 1
    for row, who in enumerate("abc", 1):
        mine = sum(amount for name, amount, _ in data if name == who)
        found["Sums", row, 2] = f"=SUMIFS(Data!B:B,Data!A:A,A{row})", mine
        count = sum(name == who for name, _, _ in data)
        found["Sums", row, 3] = f"=COUNTIF(Data!A2:A{last},A{row})", count
        found["Sums", row, 4] = f"=B{row}/C{row}", mine / count if count else "#DIV/0!"
    found["Sums", 5, 2] = "=SUM(B1:B3)", sum(amount for _, amount, _ in data)
    found["Sums", 6, 2] = f"=INDEX(Data!B2:B{last},3)", data[2][1]
    found["Sums", 7, 2] = "=NOSUCH(B5)", "unknown"
    return found


def _book(data: Data) -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheets = {name: book.add_worksheet(name) for name in ("Data", "Sums")}
    for row, values in enumerate(data, 1):
        sheets["Data"].write_row(row, 0, values)
    sheets["Sums"].write_column(0, 0, list("abc"))
    for (sheet, row, column), (formula, result) in _results(data).items():
        sheets[sheet].write_formula(row - 1, column - 1, formula, None, result)
    book.close()
    return output.getvalue()


@pytest.mark.parametrize("seed", range(6))
def test_stored_results_are_right_or_absent(seed: int) -> None:
    random = Random(seed)
    data: Data = [
        (random.choice("abc"), float(random.randint(1, 100)), random.randint(1, 9) / 10)
        for _ in range(_ROWS)
    ]
    book = _book(data)
    for _ in range(3):
        place, column = random.randrange(_ROWS), random.randrange(3)
        new = (random.choice("abc"), float(random.randint(1, 100)), random.randint(1, 9) / 10)
        values = list(data[place])
        values[column] = new[column]
        data[place] = (str(values[0]), float(values[1]), float(values[2]))
        book = patch_package(book, [SetCell("Data", place + 2, column + 1, new[column])]).data
        for (sheet, row, where), (_, result) in _results(data).items():
            stored = grid(book, sheet, formulas=False).get((row, where))
            if sheet == "Sums" and row == 7:
                assert stored in (None, "unknown")
                assert column == 0 or stored is None or values[1] == new[1]
            elif isinstance(result, float):
                assert stored == pytest.approx(result), (sheet, row, where)
            else:
                assert stored == result, (sheet, row, where)


def test_without_an_engine_the_results_are_taken_away() -> None:
    before = rich_book()
    after = patch_package(before, [SetCell("Deals", 3, 4, 1000)]).data

    done = recalculated(before, after, Touch({("Deals", 3, 4)}), compute=lambda *_: [])
    assert ("Lists", 1, 3) in done.stale
    assert (1, 3) not in grid(done.data, "Lists", formulas=False)
    assert grid(done.data, "Lists")[1, 3] == grid(before, "Lists")[1, 3]


def test_an_engine_that_hangs_or_falls_over_gives_no_results() -> None:
    book = rich_book()
    job = Job(len(book), [], {"Lists": [(1, 3)]})
    assert engine.computed([job], [book], patience=0.001) == []
    assert engine.computed([Job(3, [], {"Lists": [(1, 3)]})], [b"not"]) == []
    (results,) = engine.computed([job], [book])
    assert results == {"Lists": [2100.0]}
