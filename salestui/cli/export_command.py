"""``salestui export``: a copy of a workbook, byte for byte what it holds.

Of a Google spreadsheet, an Excel workbook.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from adapters.changes import PutPage
from adapters.outlines import Revision
from adapters.protocol import Workbook
from salestui.book.opening import Opening
from salestui.cli.creating import destination, refuse_source
from salestui.cli.exits import Exit
from salestui.cli.opening import opened, opening_of, tell_age, tell_unsaved
from salestui.config import Config
from salestui.i18n import _
from salestui.plain_text import visible


def run(options: argparse.Namespace, config: Config) -> int:
    """Write the copy, with a sheet of figures where that is asked for."""
    target = Path(options.output).expanduser()
    refuse_source(target, options.path)
    opening = opening_of(options, config) if options.summary else None
    workbook = opened(options.path) if opening is None else opening.workbook
    tell_unsaved(workbook)
    try:
        with destination(target, force=options.force) as path:
            pages, revision = _pages(opening, workbook)
            tell_age(workbook)
            commit = workbook.export(pages, revision, path)
    finally:
        workbook.close()
    warnings = [warning.sentence(_) for warning in commit.warnings]
    if options.json:
        whole = {"path": options.path, "output": str(target), "warnings": warnings}
        print(json.dumps(whole, ensure_ascii=False, indent=2))
        return Exit.OK
    print(visible(_("Copy written: {path}").format(path=target)))
    for warning in warnings:
        print("salestui: " + visible(warning), file=sys.stderr)
    return Exit.OK


def _pages(opening: Opening | None, workbook: Workbook) -> tuple[Sequence[PutPage], Revision]:
    """What is put into the copy, and the revision that it is of."""
    if opening is None:
        return (), workbook.outline().revision
    from salestui.cli.summary_sheet import summary_sheet  # a plain copy computes nothing

    page, revision = summary_sheet(opening)
    return (page,), revision
