"""The playbooks there are: ours, and those in the user's folder, which come first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from salestui.i18n import N_
from salestui.locations import playbooks_dir
from salestui.model.playbook.faults import Fault, PlaybookError
from salestui.model.playbook.parsing import parse_playbook, trusted_playbook
from salestui.model.playbook.selling import Playbook, with_texts

_SIMPLEST = "b2b"


@dataclass(frozen=True)
class Library:
    """The playbooks by name, and what is wrong with files of the user's that cannot be used."""

    playbooks: tuple[Playbook, ...]
    errors: tuple[PlaybookError, ...] = ()


@cache
def _builtin_files() -> dict[str, bytes]:
    folder = files("templates") / "playbooks"
    found = (p for p in folder.iterdir() if p.name.endswith(".toml"))
    return {p.name.removesuffix(".toml"): p.read_bytes() for p in found}


def builtin_file(name: str) -> bytes | None:
    """The TOML text of a playbook of ours; None where there is none of that name."""
    return _builtin_files().get(name)


@cache
def builtin_playbooks() -> tuple[Playbook, ...]:
    """All playbooks in ``templates/playbooks``, by name."""
    return tuple(
        trusted_playbook(data, f"{name}.toml", builtin_file)
        for name, data in sorted(_builtin_files().items())
    )


def library() -> Library:
    """Our playbooks and the user's, by name; a file that changed is read again."""
    folder = playbooks_dir()
    try:
        stats = sorted((p, p.stat()) for p in folder.glob("*.toml"))
    except OSError:
        stats = []
    return _read(tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats))


@lru_cache(maxsize=4)
def _read(user_files: tuple[tuple[Path, int, int], ...]) -> Library:
    found = {playbook.name: playbook for playbook in builtin_playbooks()}
    own: dict[str, Path] = {}
    errors = []
    for path, _, _ in user_files:
        try:
            playbook = read_playbook(path)
            if playbook.name in own:
                raise PlaybookError(str(path), [_twice(playbook.name, own[playbook.name])])
        except PlaybookError as problem:
            errors.append(problem)
        else:
            own[playbook.name] = path
            found[playbook.name] = playbook
    return Library(tuple(found[name] for name in sorted(found)), tuple(errors))


def read_playbook(path: Path) -> Playbook:
    """The playbook of a user's file.

    Raises:
        PlaybookError: the file cannot be read, or is none; every fault is told.
    """
    try:
        data = path.read_bytes()
    except OSError as problem:
        fault = Fault(
            "playbook-unreadable",
            "",
            N_("The file cannot be read: {reason}."),
            parts=(("reason", problem.strerror or str(problem)),),
        )
        raise PlaybookError(str(path), [fault]) from problem
    return parse_playbook(data, str(path), builtin_file)


def _twice(name: str, first: Path) -> Fault:
    return Fault(
        "playbook-twice",
        "name",
        N_("{file} has a playbook {name} already, so this one is not used."),
        N_("Give one of them another name."),
        (("file", first.name), ("name", name)),
    )


def known_playbooks() -> tuple[Playbook, ...]:
    """All playbooks, the user's in place of ours of the same name."""
    return library().playbooks


def playbook(name: str) -> Playbook:
    """The playbook of that name.

    Raises:
        PlaybookError: there is none; the message lists those there are.
    """
    known = known_playbooks()
    for candidate in known:
        if candidate.name == name:
            return candidate
    fault = Fault(
        "playbook-unknown",
        "",
        N_("There is no playbook {name}; there are {known}."),
        parts=(("name", repr(name)), ("known", ", ".join(p.name for p in known))),
    )
    raise PlaybookError("", [fault])


def best_playbook(stages: Iterable[str], texts: Mapping[str, str] | None = None) -> Playbook:
    """The playbook that knows most of these stage names; the simplest one if none knows any.

    Of those that know as many, the one with the fewest stages, then one of the user's own, then
    the first by name.

    Args:
        texts: a team's own names of stages, see ``with_texts``; the result knows them too.
    """
    names = list(stages)
    known = [with_texts(p, texts or {}) for p in known_playbooks()]
    ours = {p.origin for p in builtin_playbooks()}

    def rank(book: Playbook) -> tuple[int, int, bool, str]:
        hits = sum(book.stage(name) is not None for name in names)
        return -hits, len(book.stages), book.origin in ours, book.name

    best = min(known, key=rank)
    if any(best.stage(s) for s in names):
        return best
    return with_texts(playbook(_SIMPLEST), texts or {})
