"""The Excel backend: one workbook file, read through a worker process and patched in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.errors import (
    N_,
    Locked,
    Notice,
    ReadOnly,
    StaleRevision,
)
from adapters.excel.archive.followed import FollowedFile, named_file
from adapters.excel.archive.snapshot import (
    Snapshot,
    read_snapshot,
    revision_of,
)
from adapters.excel.ooxml.sealed import refuse_sealed, seal_among
from adapters.excel.reading.client import TIMEOUT, WorkerClient

if TYPE_CHECKING:
    from adapters.changes import Change, Commit
    from adapters.contents import ReadRequest, SheetData
    from adapters.excel.writing.memory import SaveMemory
    from adapters.excel.writing.patch import Patched
    from adapters.outlines import Outline, Revision
    from adapters.protocol import WriteAccess

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
_CLOSE_IT = N_("Close it there, then save again; or export your changes to a new file.")
_PERMISSION = N_("Check the file's permissions, or export your changes to a new file.")


class ExcelBackend:
    """Opens ``.xlsx`` and ``.xlsm`` files; see ``protocol.Backend``."""

    @staticmethod
    def claims(location: str) -> bool:
        """Whether it is a path that ends like an Excel workbook."""
        return "://" not in location and Path(location).suffix.lower() in SUFFIXES

    @staticmethod
    def open(location: str, state_dir: Path) -> ExcelWorkbook:
        """Open it: a worker starts to read at once, while the caller goes on."""
        path = named_file(location, N_("Name a workbook in it (.xlsx or .xlsm)."))
        return ExcelWorkbook(location, path, state_dir)


class ExcelWorkbook:
    """One workbook file; see ``protocol.Workbook``."""

    def __init__(
        self, location: str, path: Path, state_dir: Path, timeout: float = TIMEOUT
    ) -> None:
        self._location = location
        self._path = path
        self._state_dir = state_dir
        self._client = WorkerClient(path, timeout)
        self._memory: SaveMemory | None = None  # from the first commit on
        self._file = FollowedFile(path)
        self._outlined: Revision | None = None  # the snapshot the worker holds
        self._seal: Notice | None = None  # why that one must not be changed

    @property
    def location(self) -> str:
        """The path as the user named it."""
        return self._location

    @property
    def title(self) -> str:
        """The file's name."""
        return self._path.name

    def outline(self) -> Outline:
        """Read the structure of the file as it is now; see ``protocol.Workbook``."""
        outline, stamp = self._client.outline()
        self._file.hold(outline.revision, stamp)
        self._outlined = outline.revision
        self._seal = seal_among(outline.notes)
        return outline

    def read(self, requests: Sequence[ReadRequest]) -> tuple[SheetData, ...]:
        """Read cells of the snapshot that the last ``outline`` took."""
        if self._outlined is None:
            self.outline()
        assert self._outlined is not None
        return self._client.read(requests, self._outlined)

    def changed(self) -> bool:
        """Whether the file holds something else than at the last ``outline`` or ``commit``."""
        return self._file.changed()

    def write_access(self) -> WriteAccess:
        """Look for lock files, permissions, and what forbids changes of the workbook read last."""
        from adapters.excel.archive.locks import write_access
        from adapters.protocol import WriteAccess

        access = write_access(self._path)
        return WriteAccess(False, self._seal) if access.allowed and self._seal else access

    def commit(
        self,
        changes: Sequence[Change],
        expected: Revision,
        announce: Callable[[Revision], None] | None = None,
    ) -> Commit:
        """Patch the touched cells and replace the file; see ``protocol.Workbook``."""
        from adapters.changes import Commit
        from adapters.excel.archive.atomic import replace_atomically
        from adapters.excel.archive.backups import keep_backup
        from adapters.excel.writing.memory import SaveMemory

        before = self._expected(expected)
        access = self.write_access()
        reason = access.reason
        if access.owner:
            raise Locked(reason.message, _CLOSE_IT, self.title, access.owner, **reason.parts)
        refuse_sealed(self._seal)
        if not access.allowed:
            raise ReadOnly(reason.message, _PERMISSION, self.title, **reason.parts)
        if self._memory is None:
            self._memory = SaveMemory()
        patched = _patch(before, changes, self._memory)
        backup = keep_backup(self._path, before.data, self._state_dir)
        coming = revision_of(patched.data)
        if announce is not None:
            announce(coming)
        replace_atomically(self._path, patched.data, expect=lambda: self._still(expected))
        self._file.hold(coming)
        rows, removed = patched.appended_rows, patched.removed
        formulas = (*patched.recalculated, *patched.stale)
        return Commit(coming, rows, backup, patched.warnings, removed, formulas)

    def export(self, changes: Sequence[Change], expected: Revision, destination: Path) -> Commit:
        """Write the patched workbook into a new file; see ``protocol.Workbook``."""
        from adapters.changes import Commit
        from adapters.excel.archive.atomic import write_new

        patched = _patch(self._expected(expected), changes)
        write_new(destination, patched.data)
        rows, removed = patched.appended_rows, patched.removed
        revision = revision_of(patched.data)
        formulas = (*patched.recalculated, *patched.stale)
        told = patched.warnings
        return Commit(revision, rows, warnings=told, removed=removed, formulas=formulas)

    def _expected(self, expected: Revision) -> Snapshot:
        """The file as it is now, if that is what the changes were made against."""
        snapshot = read_snapshot(self._path)
        if snapshot.revision != expected:
            raise StaleRevision(
                N_("The workbook was changed by someone else in the meantime."),
                hint=N_("Nothing was written. Read it again and repeat."),
                where=self.title,
            )
        return snapshot

    def _still(self, expected: Revision) -> None:
        self._expected(expected)

    def close(self) -> None:
        """End the worker; safe to call twice."""
        self._client.close()
        self._memory = None


def _patch(
    before: Snapshot, changes: Sequence[Change], memory: SaveMemory | None = None
) -> Patched:
    from adapters.excel.writing.patch import patch_package

    return patch_package(before.data, changes, memory)
