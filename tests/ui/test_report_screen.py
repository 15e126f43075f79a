"""The screen of reports: what it shows, and the files it hands over."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from driving import SIZE, running, sample_copy, status, until
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, Static

from salestui.i18n import set_language
from salestui.ui.project.screen import ProjectScreen
from salestui.ui.project.showing import open_project
from salestui.ui.report.page import page
from salestui.ui.report.screen import ReportScreen
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.dialogs import TextDialog
from salestui.views.documents.document import Document, Table
from salestui.views.documents.kinds import KINDS
from sample_workbooks import sample


@asynccontextmanager
async def reading(
    path: Path, size: tuple[int, int] = SIZE
) -> AsyncIterator[tuple[ReportScreen, Pilot[Any]]]:
    async with running(path, size) as (app, pilot):
        await pilot.press("R")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press(*"weekly", "enter")
        await until(pilot, lambda: getattr(app.book_screen, "document", None) is not None)
        screen = app.book_screen
        assert isinstance(screen, ReportScreen)
        yield screen, pilot


def shown(screen: ReportScreen) -> str:
    return str(screen.query_one("ReportText > Static", Static).content)


@pytest.mark.inventory(76, 94)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", [(80, 24), (120, 30), (200, 60)])
async def test_a_report_is_read_before_it_is_handed_over(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    set_language(language)
    async with reading(sample_copy(tmp_path, language), size) as (screen, _pilot):
        document = screen.document
        assert document is not None and document.kind == "weekly"
        text = shown(screen)
        assert all(section.title in text for section in document.sections)
        people = document.section("by_rep")
        assert people is not None
        names = people.table("by_rep").values("name")
        assert names and all(str(name) in text for name in names)


async def test_a_narrower_scope_writes_it_anew(tmp_path: Path) -> None:
    async with reading(sample_copy(tmp_path)) as (screen, pilot):
        session = screen.sales_app.session
        assert session is not None and screen.document is not None
        rep = str(screen.document.section("by_rep").table("by_rep").values("name")[0])  # type: ignore[union-attr]
        screen.sales_app.narrow(session.focus.with_term("rep", rep))
        await until(pilot, lambda: screen.document is not None and screen.document.about == rep)


@pytest.mark.inventory(76)
async def test_the_ending_decides_the_format_and_nothing_is_overwritten(tmp_path: Path) -> None:
    async with reading(sample_copy(tmp_path)) as (screen, pilot):
        target = tmp_path / "out.md"
        await hand_over(pilot, target)
        await until(pilot, lambda: "Written" in status(screen.sales_app))
        assert screen.document is not None and screen.document.title in target.read_text("utf-8")
        target.write_text("mine")
        await hand_over(pilot, target)
        await until(pilot, lambda: "exists already" in status(screen.sales_app))
        assert target.read_text() == "mine"
        await hand_over(pilot, tmp_path / "out.docx")
        await until(pilot, lambda: "must end in" in status(screen.sales_app))
        await hand_over(pilot, tmp_path / "nowhere" / "out.md")
        await until(pilot, lambda: "cannot be written" in status(screen.sales_app))


async def hand_over(pilot: Pilot[Any], target: Path) -> None:
    await pilot.press("x")
    await until(pilot, lambda: isinstance(pilot.app.screen, TextDialog))
    pilot.app.screen.query_one(Input).value = str(target)
    await pilot.press("enter")


async def test_it_is_copied_as_markdown(tmp_path: Path) -> None:
    async with reading(sample_copy(tmp_path)) as (screen, pilot):
        await pilot.press("y")
        assert screen.document is not None
        assert pilot.app.clipboard.startswith(f"# {screen.document.title}")


async def test_every_kind_opens_on_the_sample(tmp_path: Path) -> None:
    async with reading(sample_copy(tmp_path)) as (screen, pilot):
        for kind in KINDS:
            screen.show_kind(kind.name, 1 if kind.of_deal else None)
            await until(
                pilot,
                lambda kind=kind: screen.document is not None and screen.document.kind == kind.name,
            )
            assert screen.document is not None
            assert screen.document.sections and shown(screen)


@pytest.mark.parametrize("width", [40, 76, 116, 196])
async def test_tables_keep_to_the_width(tmp_path: Path, width: int) -> None:
    async with reading(sample_copy(tmp_path, "zh")) as (screen, _pilot):
        document = screen.document
        assert document is not None
        tables = [
            block
            for section in document.sections
            for block in section.blocks
            if isinstance(block, Table) and not block.drawn
        ]
        assert tables
        lines = page(only_tables(document), width).plain.split("\n")
        assert all(cell_len(line) <= width for line in lines)
        firsts = [str(row.cells[0]) for t in tables for row in t.rows if row.cells[0]]
        assert firsts and all(any(line.startswith(one[:3]) for line in lines) for one in firsts)


@pytest.mark.parametrize("width", [40, 76])
async def test_long_sentences_hang_below_their_own_beginning(tmp_path: Path, width: int) -> None:
    async with reading(sample_copy(tmp_path)) as (screen, _pilot):
        assert screen.document is not None
        told = replace(screen.document, sections=())
        lines = page(told, width).plain.split("\n")
        assert all(cell_len(line) <= width for line in lines)
        assert len(lines) > len(told.summary)
        assert sum(line.startswith("• ") for line in lines) == len(told.summary)
        assert all(line.startswith(("• ", "  ")) for line in lines)


def only_tables(document: Document) -> Document:
    sections = tuple(
        replace(
            section,
            title=section.title[:8],
            needs="",
            blocks=tuple(
                replace(b, needs="", left_out=0) for b in section.blocks if isinstance(b, Table)
            ),
        )
        for section in document.sections
    )
    return replace(document, summary=(), sections=sections)


@pytest.mark.inventory(94)
async def test_a_projects_documents_are_made_where_they_are_due(tmp_path: Path) -> None:
    path = tmp_path / "projects.xlsx"
    path.write_bytes(sample("en", "sales-projects").read_bytes())
    async with running(path) as (app, pilot):
        open_project(app, 1)
        await until(pilot, lambda: getattr(app.book_screen, "view", None) is not None)
        screen = app.book_screen
        assert isinstance(screen, ProjectScreen)
        screen.action_show_panel("due")
        await pilot.pause()
        due = {line.key: n for n, line in enumerate(screen.view.section("due").lines)}
        await pilot.press(*["down"] * due["due:summary-report"], "R")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: getattr(app.book_screen, "document", None) is not None)
        report = app.book_screen
        assert isinstance(report, ReportScreen) and report.document is not None
        assert (report.document.kind, report.deal) == ("summary", 1)


async def test_a_month_is_reviewed_where_a_quarter_is_looked_at(tmp_path: Path) -> None:
    async with reading(sample_copy(tmp_path)) as (screen, pilot):
        screen.show_kind("monthly")
        await until(
            pilot, lambda: screen.document is not None and screen.document.kind == "monthly"
        )
        assert screen.document is not None and screen.document.span == "2026-11"
