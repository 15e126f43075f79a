"""What commands share that only look at a workbook: read it once, with what was kept of it."""

from __future__ import annotations

import argparse
import sys

from salestui.book.opening import Opening
from salestui.book.reading import settings_of
from salestui.book.state import BookState
from salestui.book.together.roll_up import book_of
from salestui.cli.main import UsageError
from salestui.cli.opening import (
    all_opened,
    opening_of,
    settings_for,
    tell_age,
    tell_missing,
    tell_unsaved,
)
from salestui.config import Config
from salestui.i18n import _
from salestui.locations import journals_dir, snapshots_dir
from salestui.metrics.inputs import Inputs
from salestui.model.period import PeriodKind
from salestui.views.inputs import inputs_of
from salestui.views.past.archive import Archive
from salestui.views.past.looking_back import Present
from salestui.views.past.rolled import archive_for
from salestui.views.starting import chosen_period, unknown_name


def read_state(options: argparse.Namespace, config: Config) -> tuple[Opening, BookState]:
    """The workbook of a command that only looks, and how it is looked at; it is closed again.

    Raises:
        UsageError: the options cannot be understood, or name whom the workbook does not know.
        WorkbookError: the workbook cannot be read.
    """
    opening = opening_of(options, config)
    tell_unsaved(opening.workbook)
    try:
        book = book_of(opening.workbook, settings_of(opening))
        state = book.load()
        tell_missing(book)
        tell_age(opening.workbook)
    finally:
        opening.workbook.close()
    check_names(opening, state)
    return opening, state


def check_names(opening: Opening, state: BookState) -> None:
    """Raise ``UsageError`` where the workbook does not know whom the opening names."""
    sentence, hint = unknown_name(state, opening.focus)
    if sentence:
        raise UsageError(sentence, hint)


def present_of(
    opening: Opening,
    state: BookState,
    inputs: Inputs | None = None,
    length: PeriodKind = PeriodKind.QUARTER,
) -> Present:
    """What is looked at of a workbook: in the period that was asked for, else one that suits it.

    Args:
        inputs: those of the state where they are made already.
        length: of the period where none was asked for.
    """
    inputs = inputs if inputs is not None else inputs_of(state)
    period = chosen_period(opening, inputs, length)
    return Present(state, inputs, opening.focus, period, opening.as_of)


def read_once(options: argparse.Namespace, config: Config) -> BookState:
    """The workbook of a command that looks at no period; it is closed again.

    Raises:
        UsageError: there is no such playbook.
        WorkbookError: the workbook cannot be read.
    """
    book = book_of(all_opened(options), settings_for(options, config))
    tell_unsaved(book.workbook)
    try:
        state = book.load()
        tell_missing(book)
        tell_age(book.workbook)
    finally:
        book.close()
    return state


def archive_of(opening: Opening) -> Archive:
    """The kept days and journals of the workbook."""
    return archive_for(opening.workbook, snapshots_dir(), journals_dir())


def tell_damaged(archive: Archive) -> None:
    """Say on stderr which of the kept days that were asked for cannot be read."""
    for notice in archive.damaged.values():
        print(notice.sentence(_), file=sys.stderr)
