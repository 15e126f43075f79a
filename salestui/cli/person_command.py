"""``salestui person``: one rep's figures, strengths, patterns, and what is to be done."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

import polars as pl

from adapters.errors import NotFound
from salestui.book.folds import folded_text
from salestui.book.names import scope_names
from salestui.book.state import BookState
from salestui.cli.customer_command import figure_rows
from salestui.cli.exits import Exit
from salestui.cli.looking import archive_of, present_of, read_state, tell_damaged
from salestui.config import Config
from salestui.i18n import N_
from salestui.plain_text import visible
from salestui.views.currency import book_sign
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.past.remembering import with_history
from salestui.views.person.report import person_data, section_titles
from salestui.views.person.view import PersonView, person_view
from salestui.views.plain_table import aligned


def run(options: argparse.Namespace, config: Config) -> int:
    """Print one rep, as text or as JSON."""
    opening, state = read_state(options, config)
    archive = archive_of(opening)
    told = with_history(state, inputs_of(state), archive)
    present = present_of(opening, state, told.inputs)
    name = _named(state, options.name)
    view = person_view(present, told.stays, name, style(book_sign(state)))
    tell_damaged(archive)
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
