"""Cells, sheets and columns that hold anything at all: every screen opens and repaints."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

import pytest
from driving import until
from fakes import MemoryWorkbook
from textual.pilot import Pilot
from walking import walk
from whole_books import TODAY, sound, whole

from adapters.contents import CellValue
from salestui.book.opening import Opening
from salestui.config import Config
from salestui.model.entities import CORE, OPTIONAL
from salestui.model.fields import Entity, Field, FieldType
from salestui.ui.app import SalesApp

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


@pytest.mark.parametrize("name", BOOKS)
async def test_every_screen_opens_and_repaints(name: str) -> None:
    async with opened(BOOKS[name]()) as (app, pilot):
        text = await walk(app, pilot, grids=name in WITH_GRIDS)
        assert "\x1b" not in text
        if name == "hostile texts":
            for said in ("[red]mark[/]", "[/]", "=1+1", "DROP TABLE deals"):
                assert said in text
        assert app.fault is None
