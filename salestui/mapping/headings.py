"""Which rows of a sheet are headers, and how two rows of them are read as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from adapters.contents import CellValue
from adapters.outlines import SheetOutline
from salestui.mapping.headers import is_name, known_together, meanings, split_unit
from salestui.mapping.periods import TARGET_WORDS, Year, header_period, year_named

HEADER_ROWS = 30
"""The header row is looked for this far down."""

_CANDIDATES = 3
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_ANY_YEAR = Year(2000)

Groups = Mapping[int, str]
"""By column: the text of the row above that stands over it."""


def header_text(value: CellValue) -> str:
    """A cell as the text of a header."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


@dataclass(frozen=True)
class Heading:
    """A header of one or two rows; ``row`` is the lower one, ``top`` the upper.

    ``cells`` are by sheet column, only those that are not empty, names of groups worked in.
    """

    top: int
    row: int
    cells: Mapping[int, CellValue]

    @cached_property
    def texts(self) -> frozenset[str]:
        """Its different texts."""
        return frozenset(header_text(v) for v in self.cells.values())

    @cached_property
    def known(self) -> int:
        """How many of the different texts may be fields."""
        return len(known_together(self.texts))

    @cached_property
    def pure(self) -> bool:
        """Whether it holds names of fields and hardly anything else, so that no data row does."""
        texts = [v for v in self.cells.values() if isinstance(v, str)]
        return len(texts) == len(self.cells) and names_columns(texts)


class HeaderRows:
    """The rows of a sheet as headers; each is looked at once, however often it is asked for."""

    def __init__(self, sheet: SheetOutline) -> None:
        self.sheet = sheet
        self._cells: dict[int, Mapping[int, CellValue]] = {}
        self._headings: dict[int, Heading | None] = {}

    def cells(self, row: int) -> Mapping[int, CellValue]:
        """The cells of a row that are not empty, by column."""
        if row not in self._cells:
            values = enumerate(self.sheet.row(row), start=1)
            self._cells[row] = {c: v for c, v in values if header_text(v)}
        return self._cells[row]

    def at(self, row: int) -> Heading | None:
        """The header whose lower row this is, with the names of groups above where it has any."""
        if row not in self._headings:
            one = self.alone(row)
            if one is not None and row > 1:
                one = _merged(self.sheet, one) or _sparse(one, self.cells(row - 1)) or one
            self._headings[row] = one
        return self._headings[row]

    def alone(self, row: int) -> Heading | None:
        """The header that a row is by itself; None for an empty one."""
        cells = self.cells(row)
        return Heading(row, row, cells) if cells else None

    @cached_property
    def best(self) -> tuple[Heading, ...]:
        """The rows that look most like headers, best first; the first of equals.

        Below the rows where a first header is looked for, only unmistakable ones count, and only
        where another stands above: those of tables below each other.
        """
        found = {h.row: h for n in range(1, HEADER_ROWS + 1) if (h := self.at(n))}
        if any(h.pure for h in found.values()):
            lower = (self.at(n) for n in self.sheet.row_numbers if n > HEADER_ROWS)
            found |= {h.row: h for h in lower if h and h.pure}
        for heading in tuple(found.values()):
            above = found.get(heading.top)
            if above is None or above is heading:
                continue
            if heading.known >= above.known:
                del found[above.row]
            elif one := self.alone(heading.row):
                found[heading.row] = one
        likely = [h for h in found.values() if len(h.texts) > 1]
        best = sorted(likely, key=lambda h: (-h.known, h.row))
        return tuple(h for n, h in enumerate(best) if n < _CANDIDATES or h.pure)


def names_columns(texts: Sequence[str]) -> bool:
    """Whether the texts of a row are names of fields, or periods, and hardly anything else.

    The word for a field with a number is a value of it: ``Project 7``, ``客户公司4``.
    """
    fields = {t for t in known_together(t.strip() for t in texts) if not _numbered(t)}
    known = fields | {t.strip() for t in texts if is_period(t)}
    return len(known) >= max(2, 0.6 * len(texts)) and bool(fields)


def _numbered(text: str) -> bool:
    """Whether a text that is no field's very name has a number outside its brackets."""
    bare, _ = split_unit(text)
    return not is_name(bare) and any(map(str.isdigit, _BRACKETS.sub("", bare)))


def _merged(sheet: SheetOutline, lower: Heading) -> Heading | None:
    """With the row above where merged cells tie the two together."""
    if not sheet.merges:
        return None
    above = lower.row - 1
    row = sheet.row(above)
    groups: dict[int, str] = {}
    tall: dict[int, CellValue] = {}
    titles = _titles(row, lower)
    for merge in sheet.merges:
        if not merge.first_row <= above <= merge.last_row <= lower.row:
            continue
        first, last = merge.first_column, merge.last_column
        value = _value(sheet, merge.first_row, first)
        if merge.last_row == lower.row:
            if value is not None and first == last:
                tall[first] = value
        elif last > first and not _covers(lower, first, last):
            groups |= dict.fromkeys(range(first, last + 1), header_text(value))
    if not groups and not (tall and len(tall) < len(lower.cells.keys() | tall.keys())):
        return None
    for column, value in enumerate(row, start=1):
        if header_text(value) and column in lower.cells:
            if column not in titles:
                groups.setdefault(column, header_text(value))
        elif header_text(value) and column not in groups:
            tall.setdefault(column, value)
    return Heading(above, lower.row, {**tall, **dict(_named(lower.cells, groups))})


def _covers(lower: Heading, first: int, last: int) -> bool:
    """Whether a merged cell reaches over a whole block, as a title does."""
    before, after = first - 1, last + 1
    return before not in lower.cells and after not in lower.cells


def _titles(row: Sequence[CellValue], lower: Heading) -> frozenset[int]:
    """Where a text above stands alone over a block of several headers, as its title does."""
    blocks: list[list[int]] = []
    for column in sorted(lower.cells):
        if blocks and column == blocks[-1][-1] + 1:
            blocks[-1].append(column)
        else:
            blocks.append([column])
    texts = ([c for c in block if c <= len(row) and header_text(row[c - 1])] for block in blocks)
    return frozenset(
        over[0]
        for block, over in zip(blocks, texts, strict=True)
        if len(blocks) > 1 and len(over) == 1 < len(block) and over[0] == block[0]
    )


def _sparse(lower: Heading, above: Mapping[int, CellValue]) -> Heading | None:
    """With the row above where its texts tell apart what the lower row repeats."""
    if len(lower.cells) < 2 or not 1 < len(above) < len(above.keys() | lower.cells.keys()):
        return None
    if not all(isinstance(v, str | date) or _is_year(v) for v in lower.cells.values()):
        return None
    groups: dict[int, str] = {}
    group = ""
    for column in range(min(above), max(lower.cells) + 1):
        if column in above:
            group = header_text(above[column]) if column in lower.cells else ""
        elif column not in lower.cells:
            group = ""
        if group and column in lower.cells:
            groups[column] = group
    repeated = len(lower.texts) < len(lower.cells)
    dated = year_named(groups.values()) and sum(is_period(v) for v in lower.cells.values()) > 1
    if not repeated and not dated:
        return None
    tall = {c: v for c, v in above.items() if c not in lower.cells}
    cells = {**tall, **dict(_named(lower.cells, groups))}
    apart = len({header_text(v) for v in cells.values()}) == len(cells)
    return Heading(lower.row - 1, lower.row, cells) if apart or dated else None


def _named(cells: Mapping[int, CellValue], groups: Groups) -> Iterator[tuple[int, CellValue]]:
    """The lower row's headers, with the group's name before those that need it."""
    of_targets = any(TARGET_WORDS.search(g) for g in groups.values())
    seen: set[str] = set()
    for column, value in cells.items():
        text, group = header_text(value), groups.get(column, "")
        again = text.casefold() in seen
        seen.add(text.casefold())
        yield column, _with_group(value, group, again, of_targets) if group else value


def _with_group(value: CellValue, group: str, again: bool, of_targets: bool) -> CellValue:
    """One header below the name of its group.

    Args:
        again: the header stood further left already.
        of_targets: one of the groups says that its numbers are targets.
    """
    text = header_text(value)
    joined = f"{group}{text}" if not (group[-1:].isascii() or text[:1].isascii()) else (
        f"{group} {text}"
    )  # fmt: skip
    if is_period(value):
        year = year_named([group])
        if year is not None and isinstance(value, str) and not header_period(value, 1, None):
            number = f"FY{year.number}" if year.fiscal else str(year.number)
            rest = TARGET_WORDS.search(group)
            return f"{rest[0]} {number} {text}" if rest else f"{number} {text}"
        if of_targets:
            return value if TARGET_WORDS.search(group) and not again else joined
        return joined if again else value
    if is_name(joined) or (meanings(joined) and not meanings(text)):
        return joined
    return joined if again else value


def is_period(value: CellValue) -> bool:
    """Whether a header names a period, with or without its year."""
    return header_period(value, 1, _ANY_YEAR) is not None


def _is_year(value: CellValue) -> bool:
    return header_period(value, 1, None) is not None


def _value(sheet: SheetOutline, row: int, column: int) -> CellValue:
    cells = sheet.row(row)
    return cells[column - 1] if column <= len(cells) else None
