"""``salestui export``: a copy of a workbook, byte for byte what it holds."""

from __future__ import annotations

import argparse
from pathlib import Path

from salestui.cli.exits import Exit
from salestui.cli.opening import opened, tell_unsaved
from salestui.config import Config
from salestui.i18n import _


def run(options: argparse.Namespace, config: Config) -> int:  # noqa: ARG001 - one form for all
    """Write the copy."""
    workbook = opened(options.path)
    tell_unsaved(workbook)
    try:
        target = Path(options.output).expanduser()
        workbook.export((), workbook.outline().revision, target)
    finally:
        workbook.close()
    print(_("Copy written: {path}").format(path=target))
    return Exit.OK
