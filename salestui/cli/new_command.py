"""``salestui new``: a ready workbook from a playbook."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from salestui.cli.creating import FORCE, destination, told
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.cli.opening import wanted_playbook
from salestui.config import Config
from salestui.i18n import _, language
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
    with told(path, FORCE), destination(path, force=options.force) as target:
        create_workbook(target, chosen, language(), options.year)
    if options.json:
        whole = {"path": str(path), "playbook": chosen.name, "language": language()}
        print(json.dumps(whole, ensure_ascii=False, indent=2))
        return Exit.OK
    print(_("Created {path}. Open it with: salestui {path}").format(path=path))
    return Exit.OK
