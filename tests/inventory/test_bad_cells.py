"""Cells, sheets and columns that hold anything at all: every screen opens and repaints."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

import pytest
from driving import until
from fakes import MemoryWorkbook
from textual.pilot import Pilot
from whole_books import TODAY, sound, whole

from adapters.contents import CellValue
from salestui.book.opening import Opening
from salestui.config import Config
from salestui.model.entities import CORE, ENTITIES, OPTIONAL
from salestui.model.fields import Entity, Field, FieldType
from salestui.ui.app import SalesApp
from salestui.ui.customer.showing import show_customer
from salestui.ui.deal.showing import show_deal
from salestui.ui.screens.base import BookScreen

HOSTILE = (
    "[red]mark[/]",
    "[/]",
    "=1+1",
    "\x1b[2J\x1b]0;owned\x07",
    "\u202eright to left\u202c مرحبا",
    "x" * 10_000,
    "two\nlines\tand a tab",
    "'; DROP TABLE deals; --",
)
TEXTS = (FieldType.TEXT, FieldType.CHOICE)


def hostile(entity: Entity, field: Field, row: int) -> CellValue:
    """One hostile text in each text cell of a row, so that its references meet it too."""
    if field.type is FieldType.TEXT and field.name not in ("stage", "period"):
        return HOSTILE[row]
    return sound(entity, field, row)


def misfit(entity: Entity, field: Field, row: int) -> CellValue:
    """A text where a day, a number, a flag or a choice belongs."""
    return sound(entity, field, row) if field.type is FieldType.TEXT else "about next week"


def blank(entity: Entity, field: Field, row: int) -> CellValue:
    """Only what names a row, in the sheets that every book has."""
    kept = entity in CORE or field.name in entity.title
    return sound(entity, field, row) if kept else None


def named_alone(entity: Entity) -> list[Field]:
    """The first columns by which an optional sheet is still recognised."""
    if entity in CORE:
        return list(entity.fields)
    found = [f for f in entity.fields if f.name in entity.title or f.required]
    return [*found, *(f for f in entity.fields if f not in found)][:3]


def headers_only() -> MemoryWorkbook:
    book = whole()
    for kind in OPTIONAL:
        del book.sheets[kind.labels["en"]][1:]
    return book


def empty_sheets() -> MemoryWorkbook:
    book = whole()
    for kind in OPTIONAL:
        book.sheets[kind.labels["en"]] = []
    return book


BOOKS: Mapping[str, Callable[[], MemoryWorkbook]] = {
    "hostile texts": lambda: whole(hostile, len(HOSTILE)),
    "texts for numbers and days": lambda: whole(misfit),
    "blank cells": lambda: whole(blank),
    "headers only": headers_only,
    "empty sheets": empty_sheets,
    "few columns": lambda: whole(columns=named_alone),
    "optional sheets alone": lambda: whole(kinds=OPTIONAL),
}

WITH_GRIDS = ("hostile texts", "texts for numbers and days")


@asynccontextmanager
async def opened(book: MemoryWorkbook) -> AsyncIterator[tuple[SalesApp, Pilot[None]]]:
    app = SalesApp(Opening(book, TODAY), Config())
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: app.session is not None)
        yield app, pilot


async def settled(app: SalesApp, pilot: Pilot[None]) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete([w for w in app.workers if w.group != "file"])
    await pilot.pause()


def painted(app: SalesApp) -> str:
    """Everything on the terminal, as text."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def walk(app: SalesApp, pilot: Pilot[None], *, grids: bool) -> str:
    """Open every screen, go to another panel of it, explain a figure; all that was painted.

    Args:
        grids: the grid of each kind of rows too, which is one screen for all of them.
    """
    texts = []
    tables = {kind.name for kind in ENTITIES}
    modes = app.MODES.keys() - {"opening"}
    for mode in sorted(modes if grids else modes - tables | {"deals"}, key=lambda m: m in tables):
        app.action_go(mode)
        await settled(app, pilot)
        texts.append(painted(app))
        for key in () if mode in tables else ("tab", "down", "i", "escape"):
            await pilot.press(key)
            texts.append(painted(app))
        assert isinstance(app.book_screen, BookScreen)
    for dialog in ("ctrl+e", "ctrl+n", "ctrl+l", "question_mark"):
        await pilot.press(dialog)
        await settled(app, pilot)
        texts.append(painted(app))
        await pilot.press("escape")
    state = app.session.state if app.session else None
    for entity, show in (("deals", show_deal), ("customers", show_customer)):
        rows = state.rows(entity) if state else None
        for row in rows.live["_id"].to_list() if rows else ():
            show(app, row)
            await settled(app, pilot)
            texts.append(painted(app))
    return "\n".join(texts)


@pytest.mark.parametrize("name", BOOKS)
async def test_every_screen_opens_and_repaints(name: str) -> None:
    async with opened(BOOKS[name]()) as (app, pilot):
        text = await walk(app, pilot, grids=name in WITH_GRIDS)
        assert "\x1b" not in text
        if name == "hostile texts":
            for said in ("[red]mark[/]", "[/]", "=1+1", "DROP TABLE deals"):
                assert said in text
        assert app.fault is None
