"""``salestui new``: a ready workbook from a playbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from adapters.errors import WriteFailed
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.config import Config
from salestui.i18n import _, language
from salestui.model.playbook import PlaybookError, playbook
from salestui.reports.new_workbook import create_workbook


def run(options: argparse.Namespace, config: Config) -> int:  # noqa: ARG001 - one form for all
    """Create the workbook and say how to open it."""
    path = Path(options.path).expanduser()
    if path.suffix.lower() != ".xlsx":
        raise UsageError(
            _("A new workbook's name ends in .xlsx."),
            _("Try: salestui new {path}").format(path=path.with_suffix(".xlsx")),
        )
    try:
        chosen = playbook(options.playbook)
    except PlaybookError as problem:
        raise UsageError(str(problem)) from problem
    try:
        create_workbook(path, chosen, language(), options.year)
    except FileExistsError as problem:
        raise WriteFailed(
            f"{path} exists already; nothing was written.", "Choose another name."
        ) from problem
    except OSError as problem:
        raise WriteFailed(
            f"{path} cannot be written: {problem.strerror or problem}.",
            "Choose a folder in which you may write.",
        ) from problem
    print(_("Created {path}. Open it with: salestui {path}").format(path=path))
    return Exit.OK
