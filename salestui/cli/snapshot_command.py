"""``salestui snapshot``: keep today's state of a workbook, or list the kept days."""

from __future__ import annotations

import argparse
import json
import sys

from adapters.errors import WriteFailed
from salestui.book.book import Book
from salestui.book.snapshots.packing import SnapshotDamaged
from salestui.book.snapshots.store import DAMAGED, UNKEPT, Kept, SnapshotStore
from salestui.cli.exits import Exit
from salestui.cli.opening import opened, settings_for, tell_unsaved
from salestui.config import Config
from salestui.i18n import _
from salestui.locations import snapshots_dir
from salestui.views.plain_table import aligned


def run(options: argparse.Namespace, config: Config) -> int:
    """Keep the day, or list what is kept."""
    workbook = opened(options.path)
    store = SnapshotStore(snapshots_dir(), workbook.location)
    if options.list:
        workbook.close()
        return _list(store, as_json=options.json)
    tell_unsaved(workbook)
    book = Book(workbook, settings_for(options, config))
    try:
        kept = store.keep(book.load())
    except OSError as problem:
        raise WriteFailed(UNKEPT, reason=problem.strerror or str(problem)) from problem
    finally:
        book.close()
    if options.json:
        print(json.dumps(_plain(store, kept), ensure_ascii=False, indent=2))
    else:
        print(_("Kept as {day}: {path}").format(day=kept.day, path=kept.path))
    return Exit.OK


def _list(store: SnapshotStore, *, as_json: bool) -> int:
    found = [_plain(store, kept) for kept in store.kept()]
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return Exit.OK
    rows = [
        (
            str(one["day"]),
            str(one["taken_at"]),
            _("{n} deals").format(n=one["deals"] or 0),
            f"{one['bytes']:,}",
        )
        for one in found
        if not one["damaged"]
    ]
    if rows:
        print(aligned(rows, right=(2, 3)))
    for one in found:
        if one["damaged"]:
            print(_(DAMAGED).format(day=one["day"]), file=sys.stderr)
    if not found:
        print(_("No day of this workbook is kept yet."), file=sys.stderr)
    return Exit.OK


def _plain(store: SnapshotStore, kept: Kept) -> dict[str, object]:
    """A kept day as JSON-able values; ``deals`` is null where there was no sheet of them."""
    known: dict[str, object] = {
        "day": kept.day.isoformat(), "path": str(kept.path), "bytes": kept.bytes,
        "damaged": False, "taken_at": None, "deals": None, "playbook": None,
    }  # fmt: skip
    try:
        about = store.read(kept, ["id"]).about
    except SnapshotDamaged:
        return known | {"damaged": True}
    return known | {
        "taken_at": about.taken_at.isoformat(timespec="seconds"),
        "deals": about.heights.get("deals"),
        "playbook": about.playbook,
    }
