"""In which order what is owed is to be chased."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import cast

import polars as pl

from salestui.metrics.cash.collection import Collection
from salestui.views.cash.lines import owed_lines

TODAY = date(2026, 11, 21)


def _line(name: str, due: date, unpaid: float, promised: date | None = None) -> dict[str, object]:
    late = max((TODAY - due).days, 0)
    return {"name": name, "due": due, "unpaid": unpaid, "late": late, "promised": promised}


def test_broken_promises_then_much_and_long_overdue_then_what_comes_next() -> None:
    lines = pl.DataFrame(
        [
            _line("far and large", date(2028, 3, 31), 900_000),
            _line("next", date(2026, 12, 1), 1_000),
            _line("same day, larger", date(2026, 12, 1), 2_000),
            _line("late and small", date(2026, 11, 11), 100),
            _line("late and large", date(2026, 11, 11), 5_000),
            _line("paid", date(2026, 10, 1), 0),
            _line("broken", date(2026, 12, 31), 10, date(2026, 11, 1)),
        ],
        schema_overrides={"promised": pl.Date, "unpaid": pl.Float64},
    )
    seen = cast("Collection", SimpleNamespace(lines=lines, as_of=TODAY))
    assert owed_lines(seen)["name"].to_list() == [
        "broken", "late and large", "late and small", "same day, larger", "next", "far and large",
    ]  # fmt: skip
