"""The file behind an opened workbook: found by its name, then watched for what others write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from adapters.errors import N_, NotAWorkbook, WorkbookError
from adapters.excel.archive.snapshot import FileStamp, not_found, read_once

if TYPE_CHECKING:
    from adapters.outlines import Revision


def named_file(location: str, hint: str = "") -> Path:
    """The absolute path of the file that the user named.

    Args:
        hint: what to do about a folder.

    Raises:
        NotAWorkbook: it is a folder.
        NotFound: there is no such file.
    """
    path = Path(location).expanduser()
    if path.is_dir():
        raise NotAWorkbook(N_("This is a folder, not a workbook."), hint=hint, where=location)
    if not path.exists():
        raise not_found(location)
    return path.absolute()


class FollowedFile:
    """Knows the last revision of a file, by reading it or by writing it; None before either."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.revision: Revision | None = None
        self._stamp: FileStamp | None = None  # of the file that held the revision

    def hold(self, revision: Revision, stamp: FileStamp | None = None) -> None:
        """Take a revision for the last known; without a stamp the next look reads the file."""
        self.revision, self._stamp = revision, stamp

    def changed(self) -> bool:
        """Whether the file holds something else than the last known revision.

        A stat when nothing happened; the file is read only when that differs. A file that is
        missing, or caught in the middle of a save, has not changed yet.
        """
        try:
            if self.revision is None or FileStamp.of(self.path) == self._stamp:
                return False
            snapshot = read_once(self.path)
        except (OSError, WorkbookError):
            return False
        if snapshot is None:
            return False
        if snapshot.revision != self.revision:
            return True
        self._stamp = snapshot.stamp
        return False
