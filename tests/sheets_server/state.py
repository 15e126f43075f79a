"""Everything the stand-in remembers: spreadsheets and the files they are on the drive."""

import copy
import itertools
import random
import string
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from .a1 import box_of
from .errors import invalid, no_permission, not_found
from .formulas import Evaluator
from .sheet import Sheet, new_sheet

CELL_LIMIT = 10_000_000
SPREADSHEET_TYPE = "application/vnd.google-apps.spreadsheet"
SERVICE_ACCOUNT = "robot@salestui.example"
_ids = itertools.count(1)
_random = random.Random(20260101)


def new_number() -> int:
    """A number for a sheet, a range, a metadata; never given twice."""
    return _random.randrange(1, 2**20) * 1024 + next(_ids) % 1024


def new_file_id() -> str:
    return "1" + "".join(_random.choices(string.ascii_letters + string.digits + "-_", k=43))


@dataclass
class Spreadsheet:
    """`properties` are JSON; sheets in the order of their tabs."""

    id: str
    properties: dict[str, Any]
    sheets: list[Sheet]
    named_ranges: list[dict[str, Any]] = field(default_factory=list)
    metadata: list[dict[str, Any]] = field(default_factory=list)
    _evaluator: Evaluator | None = None

    def clone(self) -> "Spreadsheet":
        other = copy.copy(self)
        other.properties = dict(self.properties)
        other.sheets = [sheet.clone() for sheet in self.sheets]
        other.named_ranges = list(self.named_ranges)
        other.metadata = list(self.metadata)
        other._evaluator = None
        return other

    @property
    def locale(self) -> str:
        return str(self.properties["locale"])

    @property
    def evaluator(self) -> Evaluator:
        if self._evaluator is None:
            names = {item["name"].casefold(): box_of(item["range"]) for item in self.named_ranges}
            self._evaluator = Evaluator(self.sheets, names)
        return self._evaluator

    def changed(self) -> None:
        """Results of formulas are computed anew."""
        self._evaluator = None

    def sheet(self, sheet_id: int) -> Sheet:
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise invalid(f"No grid with id: {sheet_id}")

    def sheet_named(self, title: str) -> Sheet | None:
        for same in (str, str.casefold):
            for sheet in self.sheets:
                if same(sheet.title) == same(title):
                    return sheet
        return None

    def check_size(self, more: int = 0) -> None:
        """The limit of ten million cells, `more` of them about to come."""
        if sum(sheet.cell_count for sheet in self.sheets) + more > CELL_LIMIT:
            raise invalid(
                "This action would increase the number of cells in the workbook above the limit "
                f"of {CELL_LIMIT} cells."
            )


@dataclass
class File:
    """What the drive knows about a spreadsheet."""

    id: str
    name: str
    created: datetime
    modified: datetime
    mime: str = SPREADSHEET_TYPE
    version: int = 1
    parents: list[str] = field(default_factory=lambda: ["root"])
    trashed: bool = False
    private: bool = False
    read_only: bool = False
    permissions: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    # Version and time as the drive answers them, which may lag behind.
    shown_version: int = 1
    shown_modified: datetime | None = None


class Store:
    """Spreadsheets and files by id, and the list of changes by page token."""

    def __init__(self) -> None:
        self.spreadsheets: dict[str, Spreadsheet] = {}
        self.files: dict[str, File] = {}
        self.private: set[str] = set()
        self.changes: list[str] = []
        self.lag = timedelta(0)

    def create(
        self,
        title: str,
        *,
        spreadsheet: Spreadsheet | None = None,
        locale: str = "en_US",
        time_zone: str = "Etc/GMT",
    ) -> Spreadsheet:
        book_id = new_file_id()
        if spreadsheet is None:
            sheets = [new_sheet(0, "Sheet1")]
            properties = {"title": title, "locale": locale, "timeZone": time_zone}
            book = Spreadsheet(book_id, properties, sheets)
        else:
            book = spreadsheet.clone()
            book.id = book_id
            book.properties["title"] = title
        now = datetime.now(UTC)
        owner = {
            "id": str(new_number()),
            "type": "user",
            "kind": "drive#permission",
            "role": "owner",
            "emailAddress": SERVICE_ACCOUNT,
        }
        self.spreadsheets[book_id] = book
        self.files[book_id] = File(book_id, title, now, now, permissions=[owner])
        self.changes.append(book_id)
        return book

    def book(self, book_id: str) -> Spreadsheet:
        """To read; refuses what the caller may not see."""
        if book_id in self.private:
            raise no_permission()
        book = self.spreadsheets.get(book_id)
        if book is None:
            raise not_found()
        return book

    @contextmanager
    def editing(self, book_id: str) -> Iterator[Spreadsheet]:
        """A draft that takes the place of the spreadsheet at the end, or never."""
        book = self.book(book_id)
        if self.files[book_id].read_only:
            raise no_permission()
        draft = book.clone()
        yield draft
        draft.changed()
        self.spreadsheets[book_id] = draft
        self.touch(book_id, name=str(draft.properties["title"]))

    def touch(self, file_id: str, *, name: str | None = None) -> None:
        file = self.files[file_id]
        file.name = name if name is not None else file.name
        file.modified = datetime.now(UTC)
        file.version += 1
        shown = file.shown_modified or file.created
        if file.modified - shown >= self.lag:
            file.shown_version, file.shown_modified = file.version, file.modified
        self.changes.append(file_id)

    def remove(self, file_id: str) -> None:
        self.spreadsheets.pop(file_id, None)
        del self.files[file_id]
        self.changes.append(file_id)
