"""Agents in processes of their own who all want the same units of one workbook."""

from __future__ import annotations

from datetime import datetime, timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from floor_books import settings

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.selling.floor.asking import Ask
from salestui.selling.floor.rule import UnitTaken
from salestui.selling.floor.steps import step_of
from salestui.selling.floor.taking import do_step

NOW = datetime(2026, 3, 6, 18, 0)


def deposit(customer: str, at: datetime, **about: Any) -> Ask:
    step = step_of("deposit")
    assert step is not None
    return Ask(step, at, NOW, customer, agent=customer, amount=20_000.0, **about)


def opened(path: Path, name: str) -> Book:
    book = Book(open_workbook(str(path), path.parent / f"state-{name}"), settings())
    book.load()
    return book


def contend(path: Path, name: str, units: list[str], start: Barrier, told: Any) -> None:
    """Want each unit at the same moment as the others; put who got it into ``told``."""
    book = opened(path, name)
    try:
        for number, unit in enumerate(units):
            start.wait(60)
            at = datetime(2026, 3, 6, 9, 0) + timedelta(minutes=number)
            try:
                do_step(book, unit, deposit(name, at), "take")
            except UnitTaken as taken:
                told.put((unit, name, taken.holder, taken.since))
            else:
                told.put((unit, name, name, ""))
    finally:
        book.close()


def take_all(path: Path, name: str, units: list[str]) -> None:
    """Take one unit after the other, until killed."""
    book = opened(path, name)
    for unit in units:
        do_step(book, unit, deposit(name, datetime(2026, 3, 6, 9, 0)), "take")
