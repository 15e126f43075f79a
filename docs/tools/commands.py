"""The help of each command, as text of a fixed width that no version of Python changes."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from docs.tools.blocks import code, plain, table
from salestui import __version__
from salestui.cli.arguments import COMMANDS, build_parser

WIDTH = 100
_HELP_AT = 24
_GAP = 2


def command_names() -> list[str]:
    """All commands, in the order of the help."""
    return [command.name for command in COMMANDS]


def parser_of(name: str) -> argparse.ArgumentParser:
    """The real parser of one command, its texts in the language of the first call."""
    return _parsers()[name]


@cache
def _parsers() -> Mapping[str, argparse.ArgumentParser]:
    """All parsers, by command."""
    for action in build_parser(__version__)._actions:
        if isinstance(action, argparse._SubParsersAction):
            return action.choices
    return {}


def command_block(name: str) -> str:
    """What stands in a command's page."""
    return f"```text\n{help_text(parser_of(name))}```"


def commands_block() -> str:
    """All commands with what they do, each a link to its page."""
    rows = [(f"[{code(c.name)}]({c.name}.md)", plain(c.about)) for c in COMMANDS]
    return table(("Command", "What it does"), rows)


def help_text(parser: argparse.ArgumentParser) -> str:
    """What ``--help`` prints of a command, but always 100 columns wide and laid out alike."""
    options = [action for action in parser._actions if action.option_strings]
    others = [action for action in parser._actions if not action.option_strings]
    lines = [*_usage(parser, options, others), "", *textwrap.wrap(parser.description or "", WIDTH)]
    for title, actions in (("arguments", others), ("options", options)):
        if actions:
            lines += ["", f"{title}:", *_listed(actions)]
    return "\n".join(lines) + "\n"


def _usage(
    parser: argparse.ArgumentParser,
    options: Sequence[argparse.Action],
    others: Sequence[argparse.Action],
) -> list[str]:
    """The usage, broken between its parts."""
    start = f"usage: {parser.prog}"
    lines, parts = [start], [*_alternatives(parser, options), *map(_values, others)]
    for part in parts:
        if len(lines[-1]) + 1 + len(part) > WIDTH:
            lines.append(" " * len(start))
        lines[-1] += f" {part}"
    return lines


def _alternatives(
    parser: argparse.ArgumentParser, options: Sequence[argparse.Action]
) -> Iterator[str]:
    """``[--json]``, and ``[--one``, ``| --other]`` of which only one may be given."""
    groups = [group._group_actions for group in parser._mutually_exclusive_groups]
    told: set[int] = set()
    for option in options:
        if id(option) in told:
            continue
        together = next((group for group in groups if option in group), [option])
        told.update(map(id, together))
        parts = [" ".join(filter(None, [a.option_strings[0], _values(a)])) for a in together]
        if option.required:
            yield from parts
            continue
        parts = [part if place == 0 else f"| {part}" for place, part in enumerate(parts)]
        parts[0] = f"[{parts[0]}"
        parts[-1] += "]"
        yield from parts


def _values(action: argparse.Action) -> str:
    """What follows an option, or stands for an argument: ``PATH``, ``[N]``, ``WHAT ...``."""
    if action.nargs == 0:
        return ""
    names = _names(action)
    if action.nargs == "?":
        return f"[{names[0]}]"
    if action.nargs == "*":
        return f"[{names[0]} ...]"
    if action.nargs == "+":
        return f"{names[0]} [{names[0]} ...]"
    return " ".join(names)


def _names(action: argparse.Action) -> tuple[str, ...]:
    if isinstance(action.metavar, tuple):
        return action.metavar
    name = action.metavar
    if name is None and action.choices is not None:
        name = "{" + ",".join(map(str, action.choices)) + "}"
    name = name or (action.dest.upper() if action.option_strings else action.dest)
    return (name,) * (action.nargs if isinstance(action.nargs, int) else 1)


def _listed(actions: Sequence[argparse.Action]) -> Iterator[str]:
    """Each argument with its help beside it, below it where it is long."""
    heads = [_head(action) for action in actions]
    at = min(max(len(head) for head in heads) + _GAP, _HELP_AT)
    for head, action in zip(heads, actions, strict=True):
        about = textwrap.wrap((action.help or "") % vars(action), WIDTH - at)
        if len(head) + _GAP > at or not about:
            yield head
        else:
            yield head.ljust(at) + about.pop(0)
        yield from (" " * at + line for line in about)


def _head(action: argparse.Action) -> str:
    values = _values(action)
    if not action.option_strings:
        return f"  {_names(action)[0]}"
    return "  " + ", ".join(f"{name} {values}".strip() for name in action.option_strings)
