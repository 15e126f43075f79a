"""The top line: what it says, and what it leaves out first where there is little room."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import running, sample_copy

from salestui.ui.widgets.header import HeaderBar


@pytest.mark.parametrize(
    ("width", "words", "left_out"),
    [
        (120, ("2026 Q4 day 52/92", "as of 2026-11-21"), ()),
        (80, ("2026 Q4 day 52/92", "as of 2026-11-21"), ()),
        (66, ("2026 Q4   company", "as of 2026-11-21"), ("day 52/92",)),
        (50, ("2026 Q4   company",), ("day 52/92", "as of")),
    ],
)
async def test_the_line_says_as_much_as_fits(
    tmp_path: Path, width: int, words: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    async with running(sample_copy(tmp_path), (width, 24)) as (app, _pilot):
        line = str(app.screen.query_one(HeaderBar).render())
    assert all(word in line for word in words), line
    assert not any(word in line for word in left_out), line
