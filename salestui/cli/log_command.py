"""``salestui log``: what was done and seen, newest first; works while dashboards are open."""

from __future__ import annotations

import argparse
import json
import sys
from itertools import islice

from adapters.errors import NotFound
from adapters.locations import file_of
from salestui.book.journal.reader import HistoryReader, Query
from salestui.cli.exits import Exit
from salestui.cli.opening import opened
from salestui.config import Config
from salestui.i18n import N_, _
from salestui.locations import journals_dir
from salestui.views.history import entry_data, history_lines, history_rows
from salestui.views.plain_table import aligned


def run(options: argparse.Namespace, config: Config) -> int:  # noqa: ARG001 - one form for all
    """Print the history, as a table or as JSON."""
    reader = HistoryReader(journals_dir(), _location(options.path))
    entity = "deals" if options.deal else ""
    query = Query(entity=entity, key=options.deal or "", since=options.since)
    entries = list(islice(reader.every(query), options.limit))
    for notice in reader.notices[:1]:
        print(f"salestui: {notice.sentence(_)}", file=sys.stderr)
    if options.json:
        print(json.dumps([entry_data(e) for e in entries], ensure_ascii=False, indent=2))
    elif entries:
        print(aligned(history_rows(history_lines(entries))))
    else:
        print(_("Nothing in the history."), file=sys.stderr)
    return Exit.OK


def _location(path: str) -> str:
    """What names the journals: a file may be gone while its history is not.

    Raises:
        WorkbookError: there is neither a workbook nor a history of one.
    """
    file = file_of(path)
    if file is None:
        workbook = opened(path)
        workbook.close()
        return workbook.location
    if not file.exists() and not HistoryReader(journals_dir(), path).paths():
        raise NotFound(
            N_("There is no file {path}, and no history of one."),
            N_("Check the path, or run this in the folder of the workbook."),
            path=path,
        )
    return path
