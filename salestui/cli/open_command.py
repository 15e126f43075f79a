"""``salestui open``: the dashboard."""

from __future__ import annotations

import argparse
import os
import sys

from salestui.book.opening import Opening
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.cli.opening import only_looking, opening_of
from salestui.config import Config
from salestui.i18n import _

_IN_BROWSER = "TEXTUAL_DRIVER"
"""What ``salestui serve`` sets: the page draws instead of a terminal."""


def run(options: argparse.Namespace, config: Config) -> int:
    """Open a workbook in the dashboard."""
    opening = opening_of(options, config)
    return show(only_looking(opening) if options.read_only else opening, config)


def show(opening: Opening, config: Config) -> int:
    """Run the dashboard until the user leaves.

    Raises:
        WorkbookError: the workbook could not be read, as was told on screen too.
        Exception: a fault of ours ended the dashboard.
    """
    if not (_IN_BROWSER in os.environ or _in_terminal()):
        opening.workbook.close()
        raise UsageError(
            _("The dashboard needs a terminal."),
            _("For scripts there is: salestui kpi PATH --json"),
        )
    # The workbook's worker is reading by now; only then the interface is imported.
    from salestui.ui.app import SalesApp

    app = SalesApp(opening, config)
    try:
        app.run()
    finally:
        app.opening.workbook.close()  # another one after a conversion
    if app.fault is not None:
        raise app.fault
    if app.unopened is not None:
        raise app.unopened
    return app.return_code or Exit.OK


def _in_terminal() -> bool:
    """Whether somebody can type and see: Textual draws on stderr."""
    return sys.stdin.isatty() and sys.stderr.isatty()
