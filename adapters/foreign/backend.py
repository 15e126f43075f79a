"""Files of other kinds as workbooks that can be read and converted, but not changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from adapters.errors import N_, Notice, ReadOnly
from adapters.excel.archive.followed import FollowedFile, named_file
from adapters.excel.archive.snapshot import read_snapshot
from adapters.excel.reading.client import TIMEOUT, WorkerClient
from adapters.protocol import Announce, WriteAccess, unannounced

if TYPE_CHECKING:
    from adapters.changes import Change, Commit
    from adapters.contents import ReadRequest, SheetData
    from adapters.outlines import Outline, Revision
    from adapters.protocol import Conversion

SUFFIXES = frozenset({".xls", ".xlsb", ".ods", ".ots", ".csv", ".tsv"})
READER = "adapters.foreign.session:ForeignSession"
_READ_ONLY = N_("Files of the kind {kind} can be read here, but not changed.")
_WITH_LIBREOFFICE = N_("Where LibreOffice is installed, a conversion keeps them.")
_CONVERT = N_("Convert it: salestui convert {name} writes a new .xlsx beside it.")


class ForeignBackend:
    """Opens ``.xls``, ``.xlsb``, ``.ods``, ``.csv`` and ``.tsv``; see ``protocol.Backend``."""

    @staticmethod
    def claims(location: str) -> bool:
        """Whether it is a path that ends like such a file."""
        return "://" not in location and Path(location).suffix.lower() in SUFFIXES

    @staticmethod
    def open(location: str, state_dir: Path) -> ForeignWorkbook:  # noqa: ARG004 - nothing to keep
        """Open it: a worker starts to read at once, while the caller goes on."""
        return ForeignWorkbook(location, named_file(location))


class ForeignWorkbook:
    """One file of another kind; see ``protocol.Workbook`` and ``protocol.Convertible``."""

    def __init__(self, location: str, path: Path, timeout: float = TIMEOUT) -> None:
        self._location = location
        self._path = path
        self._client = WorkerClient(path, timeout, READER)
        self._file = FollowedFile(path)
        self._outline: Outline | None = None

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
        self._outline, stamp = self._client.outline()
        self._file.hold(self._outline.revision, stamp)
        return self._outline

    def read(self, requests: Sequence[ReadRequest]) -> tuple[SheetData, ...]:
        """Read cells of the snapshot that the last ``outline`` took."""
        return self._client.read(requests, self._outlined().revision)

    def _outlined(self) -> Outline:
        return self._outline or self.outline()

    def changed(self) -> bool:
        """Whether the file holds something else than at the last ``outline``."""
        return self._file.changed()

    def write_access(self) -> WriteAccess:
        """Never; the reason names the kind."""
        return WriteAccess(False, Notice(_READ_ONLY, {"kind": self._path.suffix.lower()}))

    def commit(
        self,
        changes: Sequence[Change],  # noqa: ARG002
        expected: Revision,  # noqa: ARG002
        announce: Announce = unannounced,  # noqa: ARG002
    ) -> Commit:
        """Refused: such files are only read."""
        self._refuse()

    def export(
        self, changes: Sequence[Change], expected: Revision, destination: Path  # noqa: ARG002
    ) -> Commit:  # fmt: skip
        """Refused: a copy is no workbook to go on with, a conversion is."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise ReadOnly(
            _READ_ONLY, _CONVERT, self.title, kind=self._path.suffix.lower(), name=self.title
        )

    def convert(self, destination: Path, *, values_only: bool = False) -> Conversion:
        """Write it as a new workbook; see ``protocol.Convertible``."""
        from adapters.foreign.convert import converted
        from adapters.foreign.kinds import kind_of
        from adapters.foreign.libreoffice import LIBREOFFICE_READS, convert_with, program

        data = read_snapshot(self._path).data
        kind = kind_of(data)
        office = program() if kind in LIBREOFFICE_READS else None
        if office is not None and not values_only:
            return convert_with(office, data, kind, destination)
        done = converted(self._outlined(), self._client, destination)
        if kind in LIBREOFFICE_READS and office is None:
            return replace(done, notes=(*done.notes, Notice(_WITH_LIBREOFFICE)))
        return done

    def close(self) -> None:
        """End the worker; safe to call twice."""
        self._client.close()
