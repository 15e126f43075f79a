"""Where the profiles of workbooks are kept: beside the workbook, or in the user's own folder.

The user's own goes before the one beside the workbook. A workbook that has neither, because it was
renamed or copied, gets the one whose headers it has.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from adapters.errors import WriteFailed
from adapters.locations import file_of
from adapters.outlines import Outline
from salestui.i18n import N_
from salestui.mapping import problems
from salestui.mapping.layout import Problem
from salestui.mapping.profile import (
    AUTOMATIC,
    Profile,
    ProfileError,
    parse_profile,
    profile_text,
)
from salestui.mapping.remembering import likeness

SUFFIX = ".salestui.toml"
_ALIKE = 0.8
"""A workbook with this share of the headers is the one that the profile was saved for."""

_ELSEWHERE = "online"
"""Begins the name of a profile whose workbook is no file."""

_MOST, _LARGEST = 200, 1_000_000
"""So many profiles are looked at, of so many bytes each."""


class Where(StrEnum):
    """Where a profile is kept."""

    BESIDE = "beside"
    CONFIG = "config"


@dataclass(frozen=True, slots=True)
class Found:
    """The profile of a workbook; ``path`` is None where none was saved."""

    profile: Profile
    path: Path | None = None
    problems: tuple[Problem, ...] = ()


NO_PROFILE = Found(AUTOMATIC)


def own_paths(location: str, folder: Path) -> dict[Where, Path]:
    """Where this workbook's profile may be; a workbook that is no file has no place beside it."""
    path = file_of(location)
    whole = location if path is None else str(path.resolve())
    mark = hashlib.sha256(whole.encode(errors="surrogatepass")).hexdigest()[:10]
    stem = _ELSEWHERE if path is None else path.stem
    paths = {Where.CONFIG: folder / f"{stem}-{mark}.toml"}
    if path is not None:
        paths[Where.BESIDE] = path.with_name(path.name + SUFFIX)
    return paths


def find_profile(location: str, outline: Outline, folder: Path) -> Found:
    """The profile saved for a workbook, or for one with its headers. Reads files.

    One that cannot be used is a problem in the result, and none is used then.

    Args:
        folder: where the user's own profiles are.
    """
    for path in own_paths(location, folder).values():
        if path.is_file():
            return _loaded(path)
    return _known_again(location, outline, folder)


def save_profile(profile: Profile, location: str, folder: Path, where: Where | None = None) -> Path:
    """Write the profile of a workbook, and remove what was kept for it elsewhere.

    Args:
        where: where to keep it; without it, where one is kept already, else beside the workbook
            if files may be written there.

    Returns:
        The file it is in now.

    Raises:
        WriteFailed: it cannot be written there; whatever was kept is as it was.
    """
    paths = own_paths(location, folder)
    target = paths.get(where or _usual_place(paths), paths[Where.CONFIG])
    try:
        if target == paths[Where.CONFIG]:
            folder.mkdir(parents=True, exist_ok=True)
        _replace(target, profile_text(profile).encode())
        for other in paths.values():
            if other != target:
                other.unlink(missing_ok=True)
    except OSError as problem:
        raise _not_written(target, problem) from problem
    return target


def keep_profile(found: Found, location: str) -> None:
    """Write a profile into the file that it is in, where that is this workbook's own.

    Raises:
        WriteFailed: it cannot be written there.
    """
    path = found.path
    if path is None or path not in own_paths(location, path.parent).values():
        return
    try:
        _replace(path, profile_text(found.profile).encode())
    except OSError as problem:
        raise _not_written(path, problem) from problem


def _usual_place(paths: Mapping[Where, Path]) -> Where:
    kept = next((where for where, path in paths.items() if path.is_file()), None)
    if kept is not None:
        return kept
    beside = paths.get(Where.BESIDE)
    writable = beside is not None and os.access(beside.parent, os.W_OK | os.X_OK)
    return Where.BESIDE if writable else Where.CONFIG


def forget_profile(location: str, folder: Path) -> tuple[Path, ...]:
    """Remove the profiles of this workbook; returns the files that are gone.

    Raises:
        WriteFailed: one cannot be removed.
    """
    gone = []
    for path in own_paths(location, folder).values():
        try:
            if path.is_file():
                path.unlink()
                gone.append(path)
        except OSError as problem:
            raise _not_written(path, problem) from problem
    return tuple(gone)


def _loaded(path: Path) -> Found:
    try:
        return Found(_read(path), path)
    except ProfileError as problem:
        return Found(AUTOMATIC, path, (problems.unreadable_profile(path.name, str(problem)),))


def _read(path: Path) -> Profile:
    """Read a profile.

    Raises:
        ProfileError: it cannot be read or used; the message does not name the file.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as problem:
        raise ProfileError(problem.strerror or str(problem)) from problem
    if len(data) > _LARGEST:
        raise ProfileError("the file is too large")
    return parse_profile(data)


def _known_again(location: str, outline: Outline, folder: Path) -> Found:
    """The profile of another name that fits this workbook best; of its name among equals."""
    best: tuple[float, bool, float] = (_ALIKE, False, 0.0)
    found = NO_PROFILE
    path = file_of(location)
    name = location if path is None else path.name
    for other in _others(path, folder):
        try:
            profile, changed = _read(other), other.stat().st_mtime
        except (ProfileError, OSError):
            continue  # it is another workbook's, and told when that is opened
        rank = (likeness(profile, outline), profile.workbook == name, changed)
        if rank >= best:
            note = problems.known_by_headers(profile.workbook or other.name, str(other))
            best, found = rank, Found(profile, other, (note,))
    return found


def _others(workbook: Path | None, folder: Path) -> Iterator[Path]:
    """The profiles in the user's folder and beside the workbook, so many as are looked at."""
    folders = [(folder, "*.toml")]
    if workbook is not None:
        folders.insert(0, (workbook.parent, f"*{SUFFIX}"))
    for place, pattern in folders:
        try:
            yield from sorted(place.glob(pattern))[:_MOST]
        except OSError:
            continue


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; a symbolic link is followed."""
    target = path.resolve()
    temporary = target.with_name(f".{secrets.token_hex(8)}.salestui.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _not_written(path: Path, problem: OSError) -> WriteFailed:
    return WriteFailed(
        N_("The mapping {path} was not saved: {reason}."),
        N_("Choose the other place: --where config or --where beside."),
        path=str(path),
        reason=problem.strerror or type(problem).__name__,
    )
