"""``salestui new``: a ready workbook from a playbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from adapters.errors import WriteFailed
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.cli.opening import wanted_playbook
from salestui.config import Config
from salestui.i18n import N_, _, language
from salestui.model.playbook import playbook
from salestui.reports.new_workbook import create_workbook


def run(options: argparse.Namespace, config: Config) -> int:  # noqa: ARG001 - one form for all
    """Create the workbook and say how to open it."""
    path = Path(options.path).expanduser()
    if path.suffix.lower() != ".xlsx":
        raise UsageError(
            _("A new workbook's name ends in .xlsx."),
            _("Try: salestui new {path}").format(path=path.with_suffix(".xlsx")),
        )
    chosen = playbook(wanted_playbook(options.playbook))
    try:
        create_workbook(path, chosen, language(), options.year)
    except FileExistsError as problem:
        raise WriteFailed(
            N_("{path} exists already, so nothing was written."),
            N_("Choose another name."),
            path=path,
        ) from problem
    except OSError as problem:
        raise WriteFailed(
            N_("{path} cannot be written: {reason}."),
            N_("Choose a folder in which you may write."),
            path=path,
            reason=problem.strerror or problem,
        ) from problem
    print(_("Created {path}. Open it with: salestui {path}").format(path=path))
    return Exit.OK
