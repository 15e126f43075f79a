"""``salestui visit``: register a visitor in one line."""

from __future__ import annotations

import argparse
import json
from datetime import date

from adapters.errors import Refused
from salestui.book.state import BookState
from salestui.cli.exits import Exit
from salestui.cli.needed_sheet import need_sheet
from salestui.cli.writing_rows import opened_book, rows_data, write_rows
from salestui.config import Config
from salestui.i18n import N_
from salestui.plain_text import visible
from salestui.selling.changes import Changes
from salestui.selling.floor.registering import register
from salestui.views.onsite.registering import VisitPreview, visit_preview


def run(options: argparse.Namespace, config: Config) -> int:
    """Understand the line, write the row and say who came first.

    Raises:
        Refused: the line names nobody and no telephone number.
    """
    with opened_book(options, config) as book:
        need_sheet(book.state, options.path, "visitors")
        today = options.as_of or date.today()
        seen = _seen(book.state, options, today)

        def decide(state: BookState) -> tuple[str, Changes]:
            nonlocal seen
            seen = _seen(state, options, today)
            return seen.label, seen.changes or Changes()

        if not options.dry_run:
            write_rows(book, decide)
        state = book.state
    if options.json:
        print(json.dumps(_data(options, state, seen), ensure_ascii=False, indent=2))
    else:
        for said in seen.lines:
            print(visible(said.text))
    return Exit.OK


def _seen(state: BookState, options: argparse.Namespace, today: date) -> VisitPreview:
    seen = visit_preview(register(state), " ".join(options.line), today, options.agent)
    if seen.changes is None:
        raise Refused("{said}", N_("Write the name first, or the number."),
                      said=seen.lines[0].text)  # fmt: skip
    return seen


def _data(options: argparse.Namespace, state: BookState, seen: VisitPreview) -> object:
    assert seen.changes is not None and seen.visit is not None

    def kept(entity: str, name: str) -> bool:
        return state.entities[entity].layout.column(name) is not None

    before = seen.visit.before
    return {
        "path": options.path,
        "written": not options.dry_run,
        "rows": rows_data(seen.changes, kept),
        "registered_before": None
        if before is None
        else {
            "name": before.name,
            "agent": before.agent,
            "on": None if before.on is None else before.on.isoformat(),
            "contested": seen.visit.contested,
        },
    }
