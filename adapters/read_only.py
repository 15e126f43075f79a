"""A workbook that is only looked at: everything is read, nothing is ever written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from adapters.changes import Change, Commit
from adapters.contents import ReadRequest, SheetData
from adapters.errors import N_, Notice, ReadOnly
from adapters.outlines import Outline, Revision
from adapters.protocol import Announce, Link, Remote, Workbook, WriteAccess, unannounced

ONLY_LOOKED_AT = Notice(N_("This dashboard only looks (--read-only): nothing can be changed."))
"""Why nothing can be written."""


def only_read(workbook: Workbook) -> Workbook:
    """The workbook, refusing whatever would write to it or convert it."""
    return _OnlyReadThere(workbook) if isinstance(workbook, Remote) else OnlyRead(workbook)


class OnlyRead:
    """Passes on what reads; offers no conversion, which would write a file beside the workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook

    @property
    def location(self) -> str:
        """What the user named."""
        return self._workbook.location

    @property
    def title(self) -> str:
        """A short name for headers."""
        return self._workbook.title

    def outline(self) -> Outline:
        """Read the structure of the stored workbook."""
        return self._workbook.outline()

    def read(self, requests: Sequence[ReadRequest]) -> tuple[SheetData, ...]:
        """Read cells."""
        return self._workbook.read(requests)

    def changed(self) -> bool:
        """Whether the stored workbook seems to differ from what was read."""
        return self._workbook.changed()

    def write_access(self) -> WriteAccess:
        """Never."""
        return WriteAccess(False, ONLY_LOOKED_AT)

    def commit(
        self,
        changes: Sequence[Change],  # noqa: ARG002
        expected: Revision,  # noqa: ARG002
        announce: Announce = unannounced,  # noqa: ARG002
    ) -> Commit:
        """Refuse: the last of the doors, behind those of the screens."""
        raise ReadOnly(ONLY_LOOKED_AT.message, N_("Start it without --read-only to edit."))

    def export(self, changes: Sequence[Change], expected: Revision, destination: Path) -> Commit:
        """A copy in a new file, which the workbook takes no part in."""
        return self._workbook.export(changes, expected, destination)

    def close(self) -> None:
        """Release it."""
        self._workbook.close()


class _OnlyReadThere(OnlyRead):
    """The same of a workbook on a server."""

    def link(self) -> Link:
        """How it is reached."""
        assert isinstance(self._workbook, Remote)
        return self._workbook.link()
