"""The project screen on the real app: opened from the deal, edited where it is read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from driving import status, until
from one_project_books import TODAY, project
from table_support import Table, table
from textual.widgets import OptionList

from salestui.i18n import set_language
from salestui.ui.deal.form import NotesDialog, RowForm
from salestui.ui.deal.panel import SectionPanel
from salestui.ui.project.matrix import MatrixPanel
from salestui.ui.project.screen import ProjectScreen
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.deal import DealScreen
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.explain import ExplainDialog, sheet_text


class Project:
    """The app on the project screen, and short ways to press and to ask."""

    def __init__(self, opened: Table, screen: ProjectScreen) -> None:
        self.opened, self.app, self.pilot, self.screen = opened, opened.app, opened.pilot, screen

    async def press(self, *keys: str) -> None:
        before = self.screen.view
        number = self.opened.book.state.number
        await self.opened.press(*keys)
        if self.opened.book.state.number != number:
            await until(self.pilot, lambda: self.screen.view is not before)

    async def choose(self, text: str) -> None:
        """Take the option of a list that begins with a text."""
        dialog = self.app.screen
        assert isinstance(dialog, ChooseDialog)
        await self.opened.type(text)
        await self.press("enter")

    def go(self, key: str, line: str = "") -> SectionPanel:
        """Put the cursor on a panel's line: the first whose text begins so."""
        self.screen.action_show_panel(key)
        panel = self.screen.query_one(f"#{key}", SectionPanel)
        found = (n for n, row in enumerate(panel.rows) if row.cells[0].strip().startswith(line))
        panel.cursor = next(found)
        return panel

    def values(self, entity: str, column: str) -> list[object]:
        """The column of all rows, saved or not."""
        frame = self.opened.book.state.live(entity)
        assert frame is not None
        return list(frame[column].to_list())

    def cells(self, key: str) -> list[tuple[str, ...]]:
        assert self.screen.view is not None
        return [line.cells for line in self.screen.view.section(key).lines]


@asynccontextmanager
async def shown(*left_out: str, size: tuple[int, int] = (160, 50)) -> AsyncIterator[Project]:
    async with table(workbook=project(*left_out), size=size) as opened:
        await opened.press("o")
        await until(opened.pilot, lambda: isinstance(opened.app.book_screen, DealScreen))
        await until(opened.pilot, lambda: _read(opened.app.book_screen))
        await opened.press("p")
        await until(opened.pilot, lambda: isinstance(opened.app.book_screen, ProjectScreen))
        screen = opened.app.book_screen
        assert isinstance(screen, ProjectScreen)
        await until(opened.pilot, lambda: _read(screen))
        yield Project(opened, screen)


def _read(screen: object) -> bool:
    return getattr(screen, "view", None) is not None


@pytest.mark.inventory(86, 87, 91)
async def test_the_head_tells_phase_level_director_and_how_it_stands() -> None:
    async with shown() as p:
        assert p.screen.view is not None
        facts = dict(p.screen.view.head.facts)
        assert facts["Project phase"] == "Monitor"
        assert facts["Level"] == "Company project"
        assert facts["Director"] == "Max"
        assert p.screen.view.health == "red"
        assert "red" in facts["Health"]
        assert any("late site" in reason for reason in p.screen.view.head.health)
        await p.press("p")
        assert p.app.current_mode == "deal"
        await p.press("escape")
        assert p.app.current_mode == "project"


@pytest.mark.inventory(87)
async def test_a_person_is_appointed_to_a_role_that_is_missing() -> None:
    async with shown() as p:
        p.go("team", "no Solution")
        await p.press("enter")
        await p.choose("Zoe")
        await until(p.pilot, lambda: isinstance(p.app.screen, RowForm))
        await p.press("escape")
        team = list(zip(p.values("deal_team", "member"), p.values("deal_team", "role"),
                        p.values("deal_team", "from"), strict=True))  # fmt: skip
        assert team[-1] == ("Zoe", "Solution responsible (SR)", TODAY)
        assert not any("no Solution" in cells[0] for cells in p.cells("team"))
        p.go("team")
        await p.press("n")  # asks for the role first, a missing one on top
        await p.choose("Finance")
        await p.choose("Bob")
        await until(p.pilot, lambda: isinstance(p.app.screen, RowForm))
        await p.press("escape")
        assert p.values("deal_team", "role")[-1] == "Finance"


@pytest.mark.inventory(88)
async def test_a_gate_is_planned_and_decided_and_kick_off_ticked_off() -> None:
    async with shown() as p:
        assert ("  Authorise the contract (ATC)", "planned for 2026-12-01") in p.cells("phases")
        p.go("start", "Appoint")
        await p.press("space")
        assert p.values("checklist", "item")[-1] == "Appoint the project team"
        assert p.values("checklist", "done_on")[-1] == TODAY
        assert ("Appoint the project team", TODAY.isoformat(), "Ann") in p.cells("start")
        p.go("start", "Appoint")
        await p.press("space")
        assert p.values("checklist", "done_on")[-1] is None
        await p.press("u", "u")
        assert len(p.values("checklist", "item")) == 1


@pytest.mark.inventory(89)
async def test_the_four_elements_are_added_at_once_and_edited_in_their_cells() -> None:
    async with shown() as p:
        panel = p.go("elements")
        assert isinstance(panel, MatrixPanel)
        await p.press("n")
        assert len(p.values("strategies", "element")) == 4
        await p.press("n")
        assert "All four" in status(p.app)
        panel.cursor = 0
        await p.press("right", "right", "down")
        line = panel.current
        assert line is not None
        assert line.key == "element:commercial:strategy"
        await p.press("left", "enter")
        assert isinstance(p.app.screen, NotesDialog)
        await p.opened.type("two payments")
        await p.press("ctrl+s")
        assert "two payments" in p.values("strategies", "target")
        assert ("Commercial", "Element target", "two payments") in p.cells("elements")
        view = p.screen.view
        assert view is not None
        assert view.section("elements").note == "3 of 12 filled"


@pytest.mark.inventory(89)
async def test_a_cell_of_an_element_without_a_row_makes_it() -> None:
    async with shown() as p:
        panel = p.go("elements", "Delivery")
        await p.press("enter")
        await until(p.pilot, lambda: isinstance(p.app.screen, NotesDialog))
        await p.opened.type("night")
        await p.press("ctrl+s")
        assert panel.id == "elements"
        assert ("Delivery", "Analysis", "night") in p.cells("elements")


@pytest.mark.inventory(90)
async def test_talks_are_held_and_checks_passed_with_a_key() -> None:
    async with shown() as p:
        p.go("talks", "weekly")
        await p.press("space")
        row = p.values("communications", "what").index("weekly")
        assert p.values("communications", "last_date")[row] == TODAY
        assert str(p.values("communications", "next_date")[row]) == "2026-12-16"
        p.go("checks", "price sheet")
        await p.press("space")
        assert p.values("quality", "result")[0] == "passed"
        assert p.values("quality", "checked")[0] == TODAY
        await p.press("u", "u")
        assert p.values("quality", "checked")[0] is None


@pytest.mark.inventory(90, 99)
async def test_the_schedule_stands_among_the_plans_with_its_bars() -> None:
    async with shown() as p:
        assert p.screen.view is not None
        plan = p.screen.view.section("tasks")
        assert plan.note.startswith("1/3")
        assert all(line.bar is not None for line in plan.lines)
        p.go("tasks", "price")
        await p.press("space")
        assert p.values("tasks", "done")[1] == TODAY


@pytest.mark.inventory(92)
async def test_risks_are_added_scored_and_closed() -> None:
    async with shown() as p:
        assert p.cells("risks")[0][:2] == ("late site", "4×5=20 ▰▰▰▰▱")
        p.go("risks")
        await p.press("n")
        await until(p.pilot, lambda: isinstance(p.app.screen, RowForm))
        await p.press("escape")
        assert p.values("risks", "found")[-1] == TODAY
        p.go("risks", "late site")
        await p.press("space")
        assert p.values("risks", "closed")[1] == TODAY
        assert p.cells("risks")[0][0] != "late site"
        assert p.screen.view is not None
        assert "high" not in p.screen.view.section("risks").note


@pytest.mark.inventory(91, 95)
async def test_the_weekly_report_is_filled_with_what_happened_and_undone_as_one() -> None:
    async with shown() as p:
        assert "4 d overdue" in p.cells("weekly")[0]
        await p.press("w")
        await until(p.pilot, lambda: isinstance(p.app.screen, RowForm))
        await p.press("escape")
        assert p.values("weekly_reports", "date")[-1] == TODAY
        assert "Done: draw" in str(p.values("weekly_reports", "progress")[-1])
        assert p.values("weekly_reports", "health")[-1] == "red"
        assert "overdue" not in p.cells("weekly")[0][1]
        await p.press("u")
        assert len(p.values("weekly_reports", "date")) == 1


@pytest.mark.inventory(94, 96, 97)
async def test_documents_are_registered_and_their_days_told() -> None:
    async with shown() as p:
        due = {cells[0]: cells[1:] for cells in p.cells("due")}
        assert due["Planning report"] == ("2026-12-03", "there, 2026-12-01")
        assert due["Weekly report"] == ("2026-12-05", "overdue · last 2026-11-28")
        assert due["Operation checklist"] == ("2027-02-01", "not due yet")
        p.go("due", "Operation")
        await p.press("enter")
        await until(p.pilot, lambda: isinstance(p.app.screen, RowForm))
        await p.press("escape")
        assert p.values("documents", "type")[-1] == "Operation checklist"
        assert {c[0]: c[2] for c in p.cells("due")}["Operation checklist"].startswith("there")
        study = next(cells for cells in p.cells("documents") if cells[0] == "Feasibility study")
        assert study[-1] == "2026-12-01: say what is done with it"
        p.go("documents")
        await p.press("n")
        await p.choose("Specification")
        await until(p.pilot, lambda: isinstance(p.app.screen, RowForm))
        await p.press("escape")
        assert p.values("documents", "type")[-1] == "Specification"
        assert p.values("documents", "keep_years")[-1] == 10


@pytest.mark.inventory(93, 110)
async def test_the_close_out_releases_people_and_asks_for_the_figures() -> None:
    async with shown() as p:
        p.go("closing", "Release")
        await p.press("space")
        assert p.values("deal_team", "to")[:2] == [TODAY, TODAY]
        assert p.values("checklist", "item")[-1] == "Release the people"
        assert "2 released" in status(p.app)
        p.go("closing", "Evaluate cost")
        await p.press("space")
        await until(p.pilot, lambda: isinstance(p.app.screen, RowForm))
        await p.press("escape")
        assert p.values("reviews", "deal")[-1] == "Metro"
        p.go("closing", "Quality score")
        await p.press("enter")
        await p.opened.type("88")
        await p.press("enter")
        assert p.values("reviews", "quality")[-1] == 88


@pytest.mark.inventory(90, 92)
async def test_a_missing_sheet_is_offered_and_its_first_row_added() -> None:
    async with shown("Risks") as p:
        p.screen.action_show_panel("risks")
        await p.press("n")
        await until(p.pilot, lambda: isinstance(p.app.screen, AskDialog))
        await p.press("enter")
        await until(p.pilot, lambda: "risks" in p.opened.book.state.entities)
        await until(p.pilot, lambda: isinstance(p.app.screen, RowForm))
        await p.press("escape")
        assert p.values("risks", "found") == [TODAY]


async def test_panels_explain_how_they_are_worked_out() -> None:
    async with shown() as p:
        p.go("risks")
        await p.press("i")
        dialog = p.app.screen
        assert isinstance(dialog, ExplainDialog)
        assert "probability × impact" in sheet_text(dialog._sheet()).plain


@pytest.mark.inventory(89)
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_matrix_is_readable_at_every_size(size: tuple[int, int], language: str) -> None:
    set_language(language)
    async with shown(size=size) as p:
        panel = p.go("elements")
        await until(p.pilot, lambda: panel.size.height > 0)
        drawn = "".join(panel.render_line(y).text for y in range(panel.content_size.height))
        assert "nobody knows the CFO" in drawn
        assert "two talks" in drawn
        assert panel.has_focus
        assert panel.as_text().count("\n") == 11


async def test_the_palette_asks_which_project() -> None:
    async with table(workbook=project()) as opened:
        opened.app.action_go("home")
        await opened.pilot.pause()
        opened.app.action_look("choose_project")
        await until(opened.pilot, lambda: isinstance(opened.app.screen, ChooseDialog))
        assert opened.app.screen.query_one(OptionList).option_count == 3
        await opened.press("enter")
        await until(opened.pilot, lambda: isinstance(opened.app.book_screen, ProjectScreen))
