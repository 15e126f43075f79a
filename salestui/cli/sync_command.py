"""``salestui sync``: two workbooks kept in step, such as an Excel file and a spreadsheet."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import ExitStack

from adapters.locations import file_of
from adapters.protocol import Workbook
from salestui.book.book import Book
from salestui.book.journal.places import unsaved_edits
from salestui.book.syncing.running import Synced, sync
from salestui.book.syncing.wishes import Direction, End, Wish
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.cli.opening import opened, settings_for
from salestui.config import Config
from salestui.i18n import _, ngettext
from salestui.locations import journals_dir, syncs_dir
from salestui.plain_text import visible
from salestui.views.sync_report import change_lines, conflict_lines, notes, summary, sync_data


def run(options: argparse.Namespace, config: Config) -> int:
    """Sync the two, and print each change and each conflict."""
    settings = settings_for(options, config)
    prefer = End(options.prefer) if options.prefer else None
    wish = Wish(Direction(options.direction), prefer, options.yes)
    journals = None if options.dry_run else journals_dir()
    with ExitStack() as held:
        here, there = (_opened(path, held) for path in (options.path, options.other))
        if _place(here.location) == _place(there.location):
            raise UsageError(
                _("These are one and the same workbook."), _("Name two of them to be synced.")
            )
        books = [Book(workbook, settings, journals) for workbook in (here, there)]
        for book in books:
            held.callback(book.close)
        done = sync(books[0], books[1], syncs_dir(), wish, dry_run=options.dry_run)
        locations = here.location, there.location
    if options.json:
        about = {"here": locations[0], "there": locations[1], "direction": options.direction,
                 "written": not options.dry_run}  # fmt: skip
        print(json.dumps({**about, **sync_data(done)}, ensure_ascii=False, indent=2))
    else:
        _print(done, dry_run=options.dry_run)
    for title, location in zip(done.titles.values(), locations, strict=True):
        _tell_pending(title, location)
    if done.refused:
        return Exit.REFUSED
    return Exit.CONFLICTS if done.conflicts else Exit.OK


def _opened(path: str, held: ExitStack) -> Workbook:
    workbook = opened(path)
    held.callback(workbook.close)
    return workbook


def _place(location: str) -> str:
    file = file_of(location)
    return location if file is None else str(file.resolve())


def _print(done: Synced, *, dry_run: bool) -> None:
    for line in (*change_lines(done), *conflict_lines(done)):
        print(visible(line))
    for line in (*notes(done), *summary(done, dry_run=dry_run)):
        print(visible(line), file=sys.stderr)
    if dry_run:
        print(_("Nothing was written."), file=sys.stderr)


def _tell_pending(title: str, location: str) -> None:
    """Say that edits of a dashboard that is open are not in a workbook yet."""
    if count := unsaved_edits(journals_dir(), location):
        told = ngettext(
            "{n} edit of a dashboard is not saved in {title}; it is synced once it is.",
            "{n} edits of a dashboard are not saved in {title}; they are synced once they are.",
            count,
        )
        print(visible(told.format(n=count, title=title)), file=sys.stderr)
