"""``salestui convert``: an .xls, .xlsb, .ods, .csv or .tsv file as a new .xlsx workbook."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from adapters.google.locations import claims
from adapters.registry import open_for_conversion
from salestui.cli.creating import destination, refuse_source
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.config import Config
from salestui.i18n import _
from salestui.locations import state_dir
from salestui.plain_text import visible

SUFFIX = ".xlsx"


def run(options: argparse.Namespace, config: Config) -> int:  # noqa: ARG001 - one form for all
    """Write the new workbook and say what it lacks.

    Raises:
        UsageError: it is no file, or the new name does not end in .xlsx, or has to be given.
        WorkbookError: the file cannot be read, or the new one cannot be written.
    """
    if claims(options.path):
        raise UsageError(
            _("A Google spreadsheet is not converted but copied."),
            _("Run: salestui export {path} -o NEW.xlsx").format(path=options.path),
        )
    target = _target(options.path, options.output)
    refuse_source(target, options.path)
    source = open_for_conversion(options.path, state_dir())
    try:
        with destination(target, force=options.force) as path:
            done = source.convert(path, values_only=options.values_only)
    finally:
        source.close()
    notes = [note.sentence(_) for note in done.notes]
    if options.json:
        whole = {
            "path": options.path,
            "output": str(target),
            "by": done.by or "salestui",
            "notes": notes,
        }
        print(json.dumps(whole, ensure_ascii=False, indent=2))
        return Exit.OK
    print(visible(_("Workbook written: {path}").format(path=target)))
    if done.by:
        print(_("Converted by {program}.").format(program=done.by), file=sys.stderr)
    for note in notes:
        print(visible(note), file=sys.stderr)
    return Exit.OK


def _target(path: str, output: str | None) -> Path:
    if output is None:
        target = Path(path).expanduser().with_suffix(SUFFIX)
        if target == Path(path).expanduser():
            raise UsageError(
                _("The new workbook needs another name than the file."),
                _("Name it: -o NEW.xlsx"),
            )
        return target
    target = Path(output).expanduser()
    if target.suffix.lower() != SUFFIX:
        raise UsageError(
            _("{name} does not end in .xlsx, as the new workbook has to.").format(
                name=repr(target.name)
            ),
            _("Name it: -o NEW.xlsx"),
        )
    return target
