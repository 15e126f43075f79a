"""``salestui person``: one rep's figures, strengths, patterns, and what is to be done."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator

import polars as pl

from adapters.errors import NotFound
from salestui.book.book import Book
from salestui.book.folds import folded_text
from salestui.book.names import scope_names
from salestui.book.reading import settings_of
from salestui.book.snapshots.store import SnapshotStore
from salestui.book.state import BookState
from salestui.cli.customer_command import figure_rows
from salestui.cli.exits import Exit
from salestui.cli.opening import opening_of, tell_age, tell_unsaved
from salestui.config import Config
from salestui.i18n import N_, _
from salestui.locations import journals_dir, snapshots_dir
from salestui.plain_text import visible
from salestui.views.currency import book_sign
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.past.archive import Archive
from salestui.views.past.looking_back import Present
from salestui.views.past.recorded import recorded_in
from salestui.views.person.history import with_history
from salestui.views.person.report import person_data, section_titles
from salestui.views.person.view import PersonView, person_view
from salestui.views.plain_table import aligned
from salestui.views.starting import chosen_period


def run(options: argparse.Namespace, config: Config) -> int:
    """Print one rep, as text or as JSON."""
    opening = opening_of(options, config)
    tell_unsaved(opening.workbook)
    try:
        state = Book(opening.workbook, settings_of(opening)).load()
        tell_age(opening.workbook)
        location = opening.workbook.location
        archive = Archive(
            SnapshotStore(snapshots_dir(), location), recorded_in(journals_dir(), location)
        )
        told = with_history(state, inputs_of(state), archive)
        period = chosen_period(opening, told.inputs)
        present = Present(state, told.inputs, opening.focus, period, opening.as_of)
        name = _named(state, options.name)
        view = person_view(present, told.stays, name, style(book_sign(state)))
    finally:
        opening.workbook.close()
    for notice in archive.damaged.values():
        print(notice.sentence(_), file=sys.stderr)
    if options.json:
        print(json.dumps(person_data(view), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(view)))
    return Exit.OK


def _named(state: BookState, name: str) -> str:
    """The rep that a text names, as the workbook writes it.

    Raises:
        NotFound: there is none.
    """
    frames = {entity: rows.live for entity, rows in state.entities.items()}
    known = pl.DataFrame({"name": scope_names(frames)["rep"]}, schema={"name": pl.String})
    asked = pl.DataFrame({"name": [name]}).select(folded_text("name")).item()
    found = known.filter(folded_text("name") == asked)["name"].to_list() if asked else []
    if not found:
        raise NotFound(
            N_("No rep is called {name}."),
            N_("Write the name as it stands in the workbook."),
            name=name,
        )
    return name if name in found else str(found[0])


def _lines(view: PersonView) -> Iterator[str]:
    yield visible(view.title)
    yield aligned(figure_rows(view.figures))
    for key, title in section_titles().items():
        section = view.sections[key]
        yield ""
        yield f"{title} · {section.note}" if section.note else title
        if section.lines:
            yield aligned([(line.title, line.detail, line.aside) for line in section.lines])
        else:
            yield section.nothing
