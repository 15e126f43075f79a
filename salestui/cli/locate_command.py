"""``salestui locate``: where salestui keeps its own files."""

from __future__ import annotations

import argparse
import json

from salestui.cli.exits import Exit
from salestui.config import Config
from salestui.i18n import _
from salestui.locations import (
    config_file,
    journals_dir,
    log_file,
    reports_dir,
    state_dir,
    syncs_dir,
)
from salestui.views.plain_table import aligned


def run(options: argparse.Namespace, config: Config) -> int:  # noqa: ARG001 - one form for all
    """Print the places."""
    places = {
        "config": config_file(),
        "reports": reports_dir(),
        "backups": state_dir() / "backups",
        "journals": journals_dir(),
        "syncs": syncs_dir(),
        "log": log_file(),
    }
    if options.json:
        print(json.dumps({k: str(v) for k, v in places.items()}, indent=2))
        return Exit.OK
    labels = {
        "config": _("settings"),
        "reports": _("report templates"),
        "backups": _("backups"),
        "journals": _("journals"),
        "syncs": _("syncs"),
        "log": _("log"),
    }
    print(aligned([(labels[key], str(path)) for key, path in places.items()]))
    return Exit.OK
