"""The ``salestui`` command: parses arguments, hands over to a command, tells errors in a sentence.

Imports stay light: the dashboard's first paint waits for everything imported here.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from adapters.errors import (
    Locked,
    NotAWorkbook,
    NotFound,
    ReadOnly,
    Refused,
    WorkbookError,
    WriteFailed,
)
from adapters.locations import file_of
from salestui import __version__
from salestui.cli.arguments import COMMANDS, build_parser
from salestui.cli.exits import Exit
from salestui.cli.streams import abandon, is_of_output, prepare
from salestui.config import Config, ConfigError, load_config
from salestui.i18n import _, language_of_locale, set_language
from salestui.locations import config_file, log_file

_NAMES = tuple(command.name for command in COMMANDS)

VALUED = ("--lang", "--period", "--scope", "--as-of", "--fiscal-start", "--playbook")
"""The options of ``salestui PATH`` that a value follows."""


class UsageError(Exception):
    """Arguments that make no sense together; ``hint`` says what would."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def run() -> NoReturn:
    """Entry point of the console script."""
    prepare()
    try:
        code = main(sys.argv[1:])
    except SystemExit as left:  # the help was printed, or the grammar was wrong
        code = int(left.code or Exit.OK)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        abandon()
    except OSError as problem:
        code = _unprinted(problem)
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code."""
    try:
        config = load_config(config_file())
        set_language(_language(arguments, config))
        parser = build_parser(__version__)
        if not arguments:
            print(parser.format_help(), end="", file=sys.stderr)
            return Exit.USAGE
        options = parser.parse_args(_with_command(arguments))
        command: Callable[[argparse.Namespace, Config], int] = import_module(
            f"salestui.cli.{options.command}_command"
        ).run
        return command(options, config)
    except WorkbookError as problem:
        return _tell(problem.sentence(_), problem.advice(_), _code(problem))
    except UsageError as problem:
        return _tell(str(problem), problem.hint, Exit.USAGE)
    except ConfigError as problem:
        return _tell(str(problem), _("Correct or remove the file."), Exit.USAGE)
    except KeyboardInterrupt:
        return _tell(_("Interrupted."), "", Exit.FAILED)
    except BrokenPipeError:  # such as head, which has seen enough
        abandon()
        return Exit.OK
    except OSError as problem:
        return _unprinted(problem) if is_of_output(problem) else _unexpected(problem)
    except Exception as problem:
        return _unexpected(problem)


def _with_command(arguments: Sequence[str]) -> list[str]:
    """``salestui PATH`` means ``salestui open PATH``, wherever its options stand.

    Raises:
        UsageError: the first word is neither a command nor the path of a file.
    """
    given = list(arguments)
    first = _first_word(given)
    if first is None or first in _NAMES:
        return given
    path = file_of(first)
    if path is not None and not (path.suffix or path.name != first or path.exists()):
        from difflib import get_close_matches

        near = get_close_matches(first, _NAMES, 1)
        raise UsageError(
            _("There is no command and no file {name}.").format(name=repr(first)),
            _("Did you mean salestui {command}?").format(command=near[0])
            if near
            else _("Run {command} --help.").format(command="salestui"),
        )
    return ["open", *given]


def _first_word(arguments: Sequence[str]) -> str | None:
    """The first argument that is neither an option nor an option's value."""
    before = ""
    for argument in arguments:
        if not argument.startswith("-") and before not in VALUED:
            return argument
        before = argument
    return None


def _language(arguments: Sequence[str], config: Config) -> str:
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            return arguments[place + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return config.language or language_of_locale()


def _code(problem: WorkbookError) -> Exit:
    if isinstance(problem, NotFound | NotAWorkbook):
        return Exit.UNREADABLE
    if isinstance(problem, ReadOnly | Locked | WriteFailed):
        return Exit.UNWRITABLE
    return Exit.REFUSED if isinstance(problem, Refused) else Exit.FAILED


def _tell(message: str, hint: str, code: Exit) -> int:
    print(f"salestui: {message}", file=sys.stderr)
    if hint:
        print(f"  {hint}", file=sys.stderr)
    return code


def _unprinted(problem: OSError) -> int:
    """The data did not arrive, as where the disk is full that it goes to."""
    abandon()
    reason = problem.strerror or type(problem).__name__
    told = _("The output cannot be written: {reason}.").format(reason=reason)
    return _tell(told, "", Exit.FAILED)


def _unexpected(problem: Exception) -> int:
    """A fault of ours: a sentence on screen, the traceback in the log."""
    import traceback

    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            traceback.print_exception(problem, file=log)
        where = _("Details are in {path}.").format(path=path)
    except OSError:
        where = _("The log could not be written.")
    message = _("An unexpected error ({kind}); your workbook was not changed by it.")
    return _tell(message.format(kind=type(problem).__name__), where, Exit.UNEXPECTED)
