"""``salestui export``: a copy of a workbook, byte for byte what it holds.

Of a Google spreadsheet, an Excel workbook.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from salestui.cli.exits import Exit
from salestui.cli.opening import opened, tell_age, tell_unsaved
from salestui.config import Config
from salestui.i18n import _
from salestui.plain_text import visible


def run(options: argparse.Namespace, config: Config) -> int:  # noqa: ARG001 - one form for all
    """Write the copy."""
    workbook = opened(options.path)
    tell_unsaved(workbook)
    try:
        target = Path(options.output).expanduser()
        revision = workbook.outline().revision
        tell_age(workbook)
        commit = workbook.export((), revision, target)
    finally:
        workbook.close()
    print(_("Copy written: {path}").format(path=target))
    for warning in commit.warnings:
        print("salestui: " + visible(warning.sentence(_)), file=sys.stderr)
    return Exit.OK
