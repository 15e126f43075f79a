"""The way of a deal in its summary: stages with their days, changes, what is usual."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl
import pytest
from one_project_books import TODAY, loaded

from salestui.mapping.table import ID
from salestui.metrics.history.field_changes import no_changes
from salestui.views.documents.sections.project.against_plan import against_plan
from salestui.views.documents.sections.project.course import changed, stages
from salestui.views.formats import Style
from salestui.views.inputs import inputs_of
from salestui.views.project.whole import ProjectLook

pytestmark = pytest.mark.inventory(17, 98)

STAGE = pl.DataFrame(
    [
        ("P-1", datetime(2026, 7, 1, 9), "Lead managed", "Project planned", "edit"),
        ("P-1", datetime(2026, 12, 4, 9), "Project planned", "Bid written and handed in", "edit"),
        ("P-2", datetime(2026, 11, 1, 9), None, "Lead managed", "edit"),
    ],
    schema=no_changes(pl.String()).schema,
    orient="row",
)
CLOSE = pl.DataFrame(
    [("P-1", datetime(2026, 8, 1, 9), date(2026, 11, 1), date(2027, 2, 1), "snapshot")],
    schema=no_changes(pl.Date()).schema,
    orient="row",
)


def look(name: str = "Metro") -> ProjectLook:
    """A deal of the small book."""
    state = loaded().state
    row = int(state.live("deals").filter(name=name)[ID][0])
    return ProjectLook(state, row, inputs_of(state), TODAY, Style("en", "$"))


def test_each_stage_has_its_days() -> None:
    one = look()
    section = stages(one, STAGE)
    table = section.table("stages")
    assert table.values("stage") == (
        "Lead managed", "Project planned", "Bid written and handed in",
    )  # fmt: skip
    assert table.values("days") == (30, 156, 5)  # from its creation on; the last until today
    assert table.values("until") == (date(2026, 7, 1), date(2026, 12, 4), None)
    assert table.values("usual") == (None, None, None)  # too few won deals to tell


def test_without_known_changes_it_says_so() -> None:
    one = look("Bank")
    assert stages(one, STAGE).needs
    assert stages(one, None).needs
    assert changed(one, STAGE, CLOSE).blocks == ()


def test_changes_are_told_in_their_order() -> None:
    table = changed(look(), STAGE, CLOSE).table("changed")
    assert table.values("day") == (date(2026, 7, 1), date(2026, 8, 1), date(2026, 12, 4))
    assert table.values("before")[1:] == ("2026-11-01", "Project planned")
    assert table.values("standing") == ("", "92 d later", "")


def test_the_plan_is_the_close_date_that_was_said_first() -> None:
    days = against_plan(look(), CLOSE).table("days")
    assert days.rows[0].cells[1] == date(2026, 11, 1)
    assert days.rows[0].cells[4] == "38 d overdue"
    assert against_plan(look(), None).table("days").rows[0].cells[1] == date(2027, 2, 1)
