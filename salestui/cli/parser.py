"""The command line's parser: argparse that speaks the interface's language, in one sentence."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from salestui.cli.exits import Exit
from salestui.i18n import N_, _

_MISTAKES = (
    (r"the following arguments are required: (?P<names>.+)", N_("{names} is missing.")),
    (r"unrecognized arguments: (?P<names>.+)", N_("{names} is not understood here.")),
    (r"argument (?P<name>[^:]+): expected one argument", N_("{name} needs a value.")),
    (r"argument (?P<name>[^:]+): expected 2 arguments", N_("{name} needs two values.")),
    (
        r"argument (?P<name>[^:]+): invalid choice: (?P<value>.+?) \(choose from (?P<known>.+)\)",
        N_("{name} is one of {known}, not {value}."),
    ),
    (
        r"argument (?P<name>[^:]+): invalid int value: (?P<value>.+)",
        N_("{name} is a whole number, not {value}."),
    ),
    (r"argument (?P<name>[^:]+): (?P<reason>.+)", N_("{name}: {reason}.")),
)
"""argparse's own sentences, which it says in English only, and ours for them."""


class _Format(argparse.HelpFormatter):
    """Help with its headings in the interface's language."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Tells a mistake in one sentence and where help is."""

    alone = False
    """Whether it takes one workbook and no other, which is said to who names several."""

    rest = ""
    """The argument that also takes the words behind options, which argparse leaves over."""

    dashed: tuple[str, ...] = ()
    """Options whose value may begin with a hyphen, which argparse takes for an option."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Format, **options)
        self._positionals.title, self._optionals.title = _("arguments"), _("options")
        self.add_argument("-h", "--help", action="help", help=_("show this help and exit"))

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """As argparse does, and see ``rest`` and ``dashed``."""
        given = list(sys.argv[1:] if args is None else args)
        options, left = super().parse_known_args(self._joined(given), namespace)
        if self.rest:
            words = [word for word in left if not word.startswith("-")]
            getattr(options, self.rest).extend(words)
            left = [word for word in left if word.startswith("-")]
        elif self.alone and left and not any(word.startswith("-") for word in left):
            told = _("This is done in one workbook at a time, so {names} is one too many.")
            self.error(told.format(names=" ".join(left)))
        return options, left

    def _joined(self, given: list[str]) -> list[str]:
        """The arguments with each dashed option and its value in one."""
        joined: list[str] = []
        for word in given:
            if joined and joined[-1] in self.dashed:
                joined[-1] += f"={word}"
            else:
                joined.append(word)
        return joined

    def error(self, message: str) -> NoReturn:
        """Leave with the exit code for mistakes in the command."""
        print(f"salestui: {_sentence(message)}", file=sys.stderr)
        print("  " + _("Run {command} --help.").format(command=self.prog), file=sys.stderr)
        sys.exit(Exit.USAGE)


def _sentence(message: str) -> str:
    for pattern, ours in _MISTAKES:
        if found := re.fullmatch(pattern, message):
            return _(ours).format(**found.groupdict())
    return message
