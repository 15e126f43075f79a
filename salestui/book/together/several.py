"""Several workbooks under one name: what an opening of a roll-up holds instead of a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.changes import Change, Commit
from adapters.contents import ReadRequest, SheetData
from adapters.errors import Refused, WorkbookError
from adapters.locations import file_of
from adapters.outlines import Outline, Revision
from adapters.protocol import Announce, Workbook, WriteAccess, unannounced
from salestui.i18n import N_, _, ngettext

# ruff: noqa: ARG002 - the forms are those of a workbook, which does it

_ALONE = N_("This is done in one workbook at a time.")
_HOW = N_("Open that workbook alone: salestui open PATH")


class SameTwice(WorkbookError):
    """One workbook was named twice; its figures would count twice."""

    default_hint = N_("Name each workbook once.")

    def __init__(self, location: str) -> None:
        super().__init__(N_("This workbook is named twice."), where=location)


def alone() -> Refused:
    """What is asked for is for one workbook, not for a roll-up."""
    return Refused(_ALONE, _HOW)


@dataclass(slots=True)
class Source:
    """One workbook of a roll-up: opened, or why it is not.

    Attributes:
        label: its name in the roll-up.
    """

    location: str
    label: str
    workbook: Workbook | None = None
    problem: WorkbookError | None = None


class Several:
    """The workbooks of a roll-up; what is for one of them alone is refused."""

    def __init__(self, sources: Sequence[Source], reopen: Callable[[str], Workbook]) -> None:
        self.sources = tuple(sources)
        self.reopen = reopen

    @property
    def location(self) -> str:
        """What the user named, one behind the other."""
        return " ".join(source.location for source in self.sources)

    @property
    def title(self) -> str:
        """A short name for headers."""
        return title_of([source.label for source in self.sources], len(self.sources))

    @property
    def opened(self) -> Sequence[Workbook]:
        """Those that are open."""
        return [source.workbook for source in self.sources if source.workbook is not None]

    def reading_only(self, only_read: Callable[[Workbook], Workbook]) -> Several:
        """The same workbooks, each of them only looked at."""
        sources = [
            replace(s, workbook=None if s.workbook is None else only_read(s.workbook))
            for s in self.sources
        ]
        return Several(sources, lambda location: only_read(self.reopen(location)))

    def changed(self) -> bool:
        """Whether any of them seems to differ from its snapshot."""
        return any(w.changed() for w in self.opened)

    def write_access(self) -> WriteAccess:
        """Each of them is asked when it is written."""
        return WriteAccess(allowed=True)

    def outline(self) -> Outline:
        """Not of several at once.

        Raises:
            Refused: always.
        """
        raise alone()

    def read(self, requests: Sequence[ReadRequest]) -> tuple[SheetData, ...]:
        """Not of several at once.

        Raises:
            Refused: always.
        """
        raise alone()

    def commit(
        self, changes: Sequence[Change], expected: Revision, announce: Announce = unannounced
    ) -> Commit:
        """Not of several at once.

        Raises:
            Refused: always.
        """
        raise alone()

    def export(self, changes: Sequence[Change], expected: Revision, destination: Path) -> Commit:
        """Not of several at once.

        Raises:
            Refused: always.
        """
        raise alone()

    def close(self) -> None:
        """Let go of all of them."""
        for workbook in self.opened:
            workbook.close()


def title_of(labels: Sequence[str], of: int) -> str:
    """What a roll-up is called: by its books where they are few, else by their number."""
    if len(labels) < of:
        return _("{n} of {all} workbooks").format(n=len(labels), all=of)
    if of <= 3:
        return " + ".join(labels)
    return ngettext("{n} workbook", "{n} workbooks", of).format(n=of)


def open_several(locations: Sequence[str], open_one: Callable[[str], Workbook]) -> Several:
    """Open workbooks for a roll-up; one that cannot be opened does not stand in the others' way.

    Raises:
        SameTwice: one of them is named twice.
        WorkbookError: none of them can be opened.
    """
    seen: set[str] = set()
    for location in locations:
        file = file_of(location)
        where = str(file.resolve()) if file is not None else location.strip()
        if where in seen:
            raise SameTwice(location)
        seen.add(where)
    sources: list[Source] = []
    for location in locations:
        try:
            workbook = open_one(location)
            sources.append(Source(location, workbook.title, workbook))
        except WorkbookError as problem:
            file = file_of(location)
            sources.append(Source(location, file.name if file else location, problem=problem))
    for source, label in zip(sources, labels_of(s.label for s in sources), strict=True):
        source.label = label
    first = sources[0].problem
    if first is not None and all(source.workbook is None for source in sources):
        raise first
    return Several(sources, open_one)


def labels_of(titles: Iterable[str]) -> list[str]:
    """A short name for each book: its file's name without its kind, numbered where it repeats."""
    found: list[str] = []
    for title in titles:
        stem = title.rpartition(".")[0] if "." in title else title
        label = stem = " ".join(stem.split()) or "?"
        number = 1
        while label in found:
            number += 1
            label = f"{stem} ({number})"
        found.append(label)
    return found
