"""When somebody last looked through what is due and what others changed, kept per workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import msgspec

from salestui.book.journal.places import journal_paths


class LastLook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A look: the moment, for what others changed since, and the day that it was told from."""

    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class LookKeeper:
    """Keeps the last look at one workbook in a folder of ours.

    Attributes:
        folder: where the journals of workbooks are; looks are in a folder beside it.
        location: of the workbook.
    """

    folder: Path
    location: str

    @property
    def path(self) -> Path:
        """The file; need not exist."""
        name = journal_paths(self.folder, self.location)[0].with_suffix(".json").name
        return self.folder.parent / "looks" / name

    def read(self) -> LastLook | None:
        """The last look; None where there was none, or its file cannot be read. Blocks."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=LastLook)
        except (OSError, msgspec.DecodeError):
            return None

    def write(self, look: LastLook) -> None:
        """Keep a look; one that cannot be kept is lost, no more. Blocks."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(msgspec.json.encode(look))
        except OSError:
            return
