"""The keys of a playbook file, from the structures it is read into, and the playbooks there are."""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from docs.tools.blocks import code, plain, table
from docs.tools.docstrings import attributes, markdown
from salestui.model.playbook.library import builtin_playbooks
from salestui.model.playbook.method import Method
from salestui.model.playbook.naming import Named
from salestui.model.playbook.parsing import Head

_WORDS = {str: "text", float: "number", int: "whole number", bool: "true or false"}
_NAMED = frozenset(Named.__struct_fields__)


def keys_block() -> str:
    """Every table of a playbook file with its keys: type, default, meaning."""
    kinds = list(_kinds())
    top = [*_rows(Head), ("`based_on`", "text", "", _BASED), *_rows(Method)]
    parts = [_section("playbook-file", "The file", "", top)]
    parts += [
        _section(_anchor(kind), _title(kind), _about(kind), _rows(kind))
        for kind in kinds
        if kind not in (Head, Method)
    ]
    return "\n\n".join(parts)


def missing_meanings() -> list[str]:
    """The keys whose meaning is written nowhere."""
    return [
        f"{kind.__name__}.{field.encode_name}"
        for kind in _kinds()
        for field in msgspec.structs.fields(kind)
        if not _meaning(kind, field.name)
    ]


def shipped_block() -> str:
    """The playbooks that come with the program: for what, how many stages and gates."""
    rows = (
        (
            code(book.name),
            f"{plain(book.en)} · {book.zh}",
            plain(book.description_en),
            " → ".join(plain(stage.en) for stage in book.stages if stage.kind == "open"),
            str(len(book.gates)),
        )
        for book in builtin_playbooks()
    )
    return table(("Name", "Title", "For", "Open stages", "Gates"), rows)


_BASED = (
    "a playbook of ours that this one changes: what is not said here is as there, in `lists` and "
    "`project` key by key"
)


def _kinds() -> Iterator[type[msgspec.Struct]]:
    """All structures of a playbook file, each before those that it holds."""
    waiting: list[type[msgspec.Struct]] = [Head, Method, Named]
    told: set[type] = set()
    while waiting:
        kind = waiting.pop(0)
        if kind in told:
            continue
        told.add(kind)
        yield kind
        for field in msgspec.structs.fields(kind):
            waiting += _structs(field.type)


def _structs(kind: Any) -> list[type[msgspec.Struct]]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return [kind]
    return [found for inner in get_args(kind) for found in _structs(inner)]


def _rows(kind: type[msgspec.Struct]) -> list[tuple[str, ...]]:
    """A row for each key; what all named things have is told once, for ``Named`` itself."""
    rows: list[tuple[str, ...]] = []
    for field in msgspec.structs.fields(kind):
        if _told_already(kind, field.name):
            continue
        told = (_type(field.type), _default(field), _meaning(kind, field.name))
        if rows and rows[-1][1:] == told:
            rows[-1] = (f"{rows[-1][0]}, {code(field.encode_name)}", *told)
        else:
            rows.append((code(field.encode_name), *told))
    return rows


def _told_already(kind: type[msgspec.Struct], name: str) -> bool:
    """Whether a key is one that all named things have, and has no meaning of its own here."""
    named = kind is not Named and issubclass(kind, Named) and name in _NAMED
    return named and name not in attributes(kind.__doc__)


def _section(anchor: str, title: str, about: str, rows: list[tuple[str, ...]]) -> str:
    body = table(("Key", "Type", "Default", "Meaning"), rows) if rows else ""
    return "\n\n".join(filter(None, (f"({anchor})=\n## {title}", about, body)))


def _anchor(kind: type) -> str:
    return "playbook-" + kind.__name__.lower()


def _title(kind: type) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).capitalize()


def _about(kind: type) -> str:
    """What a table is, and that it has a name where it has one."""
    first = (inspect.getdoc(kind) or "").split("\n\n")[0].replace("\n", " ")
    named = " Named by [`code`, `en`, `zh` …](#playbook-named)."
    return _tidied(first) + (named if issubclass(kind, Named) and kind is not Named else "")


def _type(kind: Any) -> str:
    """A type in words; tables are links to their keys."""
    if kind in _WORDS:
        return _WORDS[kind]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return f"[table](#{_anchor(kind)})"
    origin, inner = get_origin(kind), [a for a in get_args(kind) if a is not type(None)]
    if origin is Literal:
        return "one of " + ", ".join(code(v) if v else "empty" for v in inner)
    if origin in (Union, types.UnionType):
        return _type(inner[0])
    if origin is dict:
        return f"{_type(inner[1])} by code"
    return f"list of {_plural(_type(inner[0]))}"


def _plural(words: str) -> str:
    if words.startswith("["):
        return words.replace("[table]", "[tables]")
    return words if words.startswith("one of") else words + "s"


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "required"
    value = field.default
    if value is msgspec.NODEFAULT or value in ((), "", None) or isinstance(value, msgspec.Struct):
        return ""  # nothing: an empty list, text or table
    return code(str(value).lower() if isinstance(value, bool) else f"{value}")


def _meaning(kind: type[msgspec.Struct], name: str) -> str:
    """What the docstring of the structure, or of one it is made from, says of a key."""
    for holder in kind.__mro__:
        if holder is not msgspec.Struct and (found := attributes(holder.__doc__).get(name)):
            return _tidied(found)
    return ""


def _tidied(text: str) -> str:
    """A docstring's text as Markdown; lists are named as they are in a file."""
    return markdown(re.sub(r"``Lists\.(\w+)``", r"``lists.\1``", text))
