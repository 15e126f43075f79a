"""Where the result of a command goes: standard output, or a file that is whole or not there."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from salestui.cli.creating import FORCE, refuse_source, told
from salestui.cli.main import UsageError
from salestui.i18n import _, joined
from salestui.plain_text import visible, visible_lines
from salestui.reports.new_file import new_file

STDOUT = "-"
"""What ``-o`` names standard output by."""


def wanted_format(options: argparse.Namespace, endings: Sequence[str], usual: str) -> str:
    """The format that is asked for: by name, by the ending of ``-o``, else the usual one.

    Args:
        endings: of files, by which formats are known.

    Raises:
        UsageError: the file's name does not tell it.
    """
    if options.json and "json" in endings:
        return "json"
    if options.format:
        return str(options.format)
    if options.output == STDOUT:
        return usual
    ending = Path(options.output).suffix.lower().removeprefix(".")
    if ending in endings:
        return ending
    raise UsageError(
        _("The name {name} does not tell the format.").format(name=repr(options.output)),
        _("Give --format, or let the name end in one of {choices}.").format(
            choices=joined(f".{one}" for one in endings)
        ),
    )


def check_output(options: argparse.Namespace) -> None:
    """Say before the work is done what would stop its result from being written.

    Raises:
        WriteFailed: there is such a file and no ``--force``, it is a folder or the workbook itself,
            or its folder is not there.
    """
    if options.output == STDOUT:
        return
    path = Path(options.output).expanduser()
    refuse_source(path, options.path, *vars(options).get("others", ()))
    with told(path, FORCE):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        if path.exists() and not options.force:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def deliver(content: str | bytes, options: argparse.Namespace) -> None:
    """Print it, or write it into the file that ``-o`` names and say so on stderr.

    Args:
        content: a text ends with a line end; what is no text is not for a terminal.

    Raises:
        UsageError: it is not for a terminal.
        WriteFailed: there is such a file and no ``--force``, it is the workbook itself, or it
            cannot be written.
    """
    if options.output == STDOUT:
        _print(content)
        return
    path = Path(options.output).expanduser()
    refuse_source(path, options.path, *vars(options).get("others", ()))
    data = content.encode(errors="replace") if isinstance(content, str) else content
    with told(path, FORCE), new_file(path, replace=options.force) as stream:
        stream.write(data)
    print(visible(_("Written: {path}").format(path=path)), file=sys.stderr)


def _print(content: str | bytes) -> None:
    terminal = sys.stdout.isatty()
    if isinstance(content, str):
        # Text of a workbook must not drive a terminal; a program gets it as it is.
        sys.stdout.write(visible_lines(content) if terminal else content)
        return
    if terminal:
        raise UsageError(_("This format is no text for a terminal."), _("Name a file with -o."))
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
