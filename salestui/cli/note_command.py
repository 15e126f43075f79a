"""``salestui note``: log an activity in one line, for scripts and for those in a hurry."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

from adapters.errors import Notice, Refused
from adapters.protocol import WriteAccess
from salestui.book.edits import Unread, Value
from salestui.book.state import BookState
from salestui.cli.exits import Exit
from salestui.cli.writing_rows import opened_book, write_rows
from salestui.config import Config
from salestui.i18n import N_, joined
from salestui.plain_text import visible
from salestui.selling.changes import Changes
from salestui.selling.following.activity_log import NOTHING_PICKED, logbook
from salestui.views.quicklog import Preview, preview


def run(options: argparse.Namespace, config: Config) -> int:
    """Understand the line, write what it means and say so.

    Raises:
        Refused: it leaves open what is meant, or there is nothing to write.
    """
    with opened_book(options, config) as book:
        seen = _seen(book.state, options)
        lacks_sheet = book.state.rows("activities") is None
        if options.add_sheet and lacks_sheet and seen.changes is not None and not options.dry_run:
            book.create_table("activities")
            seen = _seen(book.state, options)
        state, access = book.state, book.write_access()
        changes = _meant(seen, access)

        def decide(now: BookState) -> tuple[str, Changes]:
            nonlocal state, seen, changes
            state, seen = now, _seen(now, options)
            changes = _meant(seen, access)
            return seen.label, changes

        if not options.dry_run:
            write_rows(book, decide)
    _tell(options, state, seen, changes)
    return Exit.OK


def _seen(state: BookState, options: argparse.Namespace) -> Preview:
    """The line as it is understood in the book as it is now."""
    today = options.as_of or date.today()
    return preview(logbook(state), " ".join(options.line), today, NOTHING_PICKED, options.rep)


def _meant(seen: Preview, access: WriteAccess) -> Changes:
    """What a line writes.

    Raises:
        Refused: it leaves open what is meant, or there is nothing to write.
    """
    if seen.changes is None:
        named = joined(offer.title for offer in seen.offers)
        raise Refused(
            "{asks}", N_("Write more of the name: {names}.") if named else "",
            asks=seen.asks or seen.lines[0].text, names=named,
        )  # fmt: skip
    if not seen.changes.cells and not seen.changes.rows:
        advice = Notice(N_("The workbook has no sheet of activities: --add-sheet adds one."))
        why = advice if access.allowed else access.reason
        raise Refused(N_("Nothing would be written."), why.message, "", **why.parts)
    return seen.changes


def _tell(options: argparse.Namespace, state: BookState, seen: Preview, changes: Changes) -> None:
    if not options.json:
        for said in seen.lines:
            print(visible(said.text))
        return
    whole = {
        "path": options.path,
        "written": not options.dry_run,
        "rows": [
            {"entity": entity, "values": {n: _plain(v) for n, v in values.items()}}
            for entity, values in changes.rows
        ],
        "cells": [
            {
                "entity": entity, "row": state.title_of(entity, row), "field": name,
                "before": _plain(state.entities[entity].value(row, name)), "after": _plain(value),
            }
            for entity, row, name, value in changes.cells
        ],
    }  # fmt: skip
    json.dump(whole, sys.stdout, ensure_ascii=False, indent=2)
    print()


def _plain(value: Value) -> object:
    if isinstance(value, Unread):
        return value.text
    return value.isoformat() if isinstance(value, date) else value
