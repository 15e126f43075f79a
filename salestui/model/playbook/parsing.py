"""From a TOML file to a playbook."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

import msgspec

from salestui.i18n import N_
from salestui.model.playbook.checking import faults_of
from salestui.model.playbook.faults import Fault, PlaybookError
from salestui.model.playbook.method import Method
from salestui.model.playbook.selling import Playbook
from salestui.model.playbook.stages import Stage

_HEAD = ("name", "en", "zh", "description_en", "description_zh", "stages", "texts")
_BASED = "based_on"
_PARTS = {"lists", "project"}
"""Tables of which each key is taken over alone."""
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>[^`]*)`")
_PLACE = re.compile(r" - at `(?P<path>[^`]*)`$")

T = TypeVar("T")


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The part of a playbook file that figures need.

    Attributes:
        name: what it is called in commands, settings and mappings.
        en, zh: its title.
        stages: of the sale, first to last.
        description_en, description_zh: for whom it is, in a sentence.
        texts: by text of a stage cell, the code of the stage that it means.
    """

    name: str
    en: str
    zh: str
    stages: tuple[Stage, ...]
    description_en: str = ""
    description_zh: str = ""
    texts: dict[str, str] = {}


def parse_playbook(
    data: bytes, origin: str, base: Callable[[str], bytes | None] = lambda _: None
) -> Playbook:
    """Read a playbook from TOML and check it.

    Args:
        origin: the file's name, for messages.
        base: the file of the playbook that ``based_on`` names: what this one does not say is as
            there, lists one by one.

    Raises:
        PlaybookError: not TOML, an unknown or missing key, or parts that contradict each other.
    """
    raw = _decoded(data, origin)
    raw = _on_base(raw, origin, base)
    head = _converted({k: v for k, v in raw.items() if k in _HEAD}, Head, raw, origin)
    rest = {k: v for k, v in raw.items() if k not in _HEAD}
    method = _converted(rest, Method, raw, origin)
    found = _playbook(head, origin, lambda: method)
    if faults := tuple(faults_of(found)):
        raise PlaybookError(origin, faults)
    return found


def trusted_playbook(
    data: bytes, origin: str, base: Callable[[str], bytes | None] = lambda _: None
) -> Playbook:
    """A playbook of ours, which tests have checked: only its head is read now, for speed.

    Args:
        base: as in ``parse_playbook``; a head says everything itself.
    """
    start = _decoded(head_of(data), origin)
    head = _converted({k: v for k, v in start.items() if k in _HEAD}, Head, start, origin)

    @cache
    def method() -> Method:
        raw = _on_base(_decoded(data, origin), origin, base)
        rest = {k: v for k, v in raw.items() if k not in _HEAD}
        return _converted(rest, Method, raw, origin)

    return _playbook(head, origin, method)


def head_of(data: bytes) -> bytes:
    """The lines up to the first table that is not a stage; our files are written in that order."""
    lines = data.decode().splitlines(keepends=True)
    for place, line in enumerate(lines):
        if line.startswith("[") and line.strip() != "[[stages]]":
            return "".join(lines[:place]).encode()
    return data


def _playbook(head: Head, origin: str, load_method: Callable[[], Method]) -> Playbook:
    return Playbook(
        head.name,
        head.en,
        head.zh,
        head.stages,
        head.description_en,
        head.description_zh,
        head.texts,
        origin,
        load_method,
    )


def _decoded(data: bytes, origin: str) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        fault = Fault(
            "playbook-unreadable",
            "",
            N_("This is no TOML: {reason}."),
            N_("Correct the line; texts stand in double quotes, lists in [ ]."),
            (("reason", str(problem)),),
        )
        raise PlaybookError(origin, [fault]) from problem


def _on_base(
    raw: dict[str, Any], origin: str, base: Callable[[str], bytes | None]
) -> dict[str, Any]:
    if _BASED not in raw:
        return raw
    wanted = raw.pop(_BASED)
    data = base(wanted) if isinstance(wanted, str) else None
    if data is None:
        fault = Fault(
            "playbook-unknown-base",
            _BASED,
            N_("There is no built-in playbook {name}."),
            N_("List those there are: salestui playbook --list."),
            (("name", str(wanted)),),
        )
        raise PlaybookError(origin, [fault])
    below = _on_base(_decoded(data, origin), origin, base)
    return {
        **below,
        **raw,
        **{key: _merged(raw[key], below.get(key)) for key in _PARTS & raw.keys()},
    }


def _merged(own: object, below: object) -> object:
    """A table's own keys before those of the playbook it is based on."""
    return {**below, **own} if isinstance(own, dict) and isinstance(below, dict) else own


def _converted(values: dict[str, Any], kind: type[T], raw: dict[str, Any], origin: str) -> T:
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as problem:
        raise PlaybookError(origin, [_fault(str(problem), raw)]) from problem


def _fault(reason: str, raw: dict[str, Any]) -> Fault:
    """The decoder's complaint as a sentence with the key's place in the file."""
    path = place.group("path") if (place := _PLACE.search(reason)) else "$"
    words = _PLACE.sub("", reason)
    where = _where(path, raw)
    if unknown := _UNKNOWN.match(words):
        key = unknown.group("key")
        near = get_close_matches(key, _known_keys(path), 1)
        return Fault(
            "playbook-unknown-key",
            where,
            N_("There is no key {key} here."),
            N_("Did you mean {near}?") if near else N_("Correct or remove it."),
            (("key", key), ("near", near[0] if near else "")),
        )
    return Fault(
        "playbook-wrong-value",
        where,
        N_("This does not fit: {reason}."),
        N_("See an example: salestui playbook --copy b2b."),
        (("reason", words),),
    )


def _where(path: str, raw: dict[str, Any]) -> str:
    """``$.stages[1].zh`` as ``stages.qualified.zh``: by code where there is one."""
    found: Any = raw
    names: list[str] = []
    for name, place in re.findall(r"\.?([^.\[\]$]+)|\[(\d+)\]", path.removeprefix("$")):
        key: Any = int(place) if place else name
        try:
            found = found[key]
        except (KeyError, IndexError, TypeError):
            found = None
        code = found.get("code") or found.get("stage") if isinstance(found, dict) else None
        names.append(str(code) if place and code else str(key + 1 if place else name))
    return ".".join(names)


def _known_keys(path: str) -> list[str]:
    """The keys that may stand where an unknown one stands."""
    kind: Any = None
    known = [*_HEAD, _BASED, *Method.__struct_fields__]
    for name in re.findall(r"\.([^.\[\]]+)", path):
        fields = {f.encode_name: f.type for f in _fields(kind)} if kind else _top_fields()
        kind = _element(fields.get(name))
    return [f.encode_name for f in _fields(kind)] if kind else known


def _top_fields() -> dict[str, Any]:
    return {f.encode_name: f.type for struct in (Head, Method) for f in _fields(struct)}


def _fields(kind: Any) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(kind) if isinstance(kind, type) else ()


def _element(kind: Any) -> Any:
    """The struct that a field holds one or several of; None where it holds none."""
    for inner in (kind, *getattr(kind, "__args__", ())):
        if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            return inner
    return None
