"""The formulas of all sheets before and after a change; only what is new is searched."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from adapters.excel.ooxml.parts import Package, SheetEntry
from adapters.excel.ooxml.rowcells import Row, parse_row
from adapters.excel.ooxml.sheetxml import SheetXml
from adapters.excel.recalculation.coarsescan import Texts, template_of, texts_of
from adapters.excel.recalculation.dependents import Place
from adapters.excel.recalculation.formulaindex import (
    Found,
    SheetFormulas,
    formulas_in,
    formulas_of,
    owners_in,
)
from adapters.excel.recalculation.meaning import cell_sheets
from adapters.excel.writing.memory import SaveMemory

Formulas = dict[str, SheetFormulas]
"""Formulas by sheet."""


@dataclass(slots=True)
class FormulaSource:
    """The workbook before (``old``) and after (``new``) a change.

    ``rows`` has parts as they were, with the bytes of the rows that the change wrote.
    """

    old: Package
    new: Package
    rows: Mapping[str, tuple[SheetXml, Mapping[int, bytes]]]
    memory: SaveMemory | None
    _before: dict[str, SheetFormulas] = field(default_factory=dict)
    _sheets: dict[str, SheetXml] = field(default_factory=dict)
    _new_sheets: dict[str, SheetXml] = field(default_factory=dict)
    _read: dict[str, list[Row]] = field(default_factory=dict)

    def before(self) -> dict[str, SheetFormulas]:
        """All formulas by sheet, as they were."""
        return {entry.name: self._old_formulas(entry) for entry in cell_sheets(self.old)}

    def after(self) -> dict[str, SheetFormulas]:
        """All formulas by sheet, as they are now."""
        found = {}
        for entry in cell_sheets(self.new):
            found[entry.name] = formulas = self._new_formulas(entry)
            if self.memory is not None:
                self.memory.keep_formulas(entry.part, _crc(self.new, entry.part), formulas)
        return found

    def texts(self, changed: Set[Place]) -> dict[str, Texts] | None:
        """The formulas by sheet, one for many, maybe more of them than there are now.

        None where it takes a closer look.
        """
        found: dict[str, Texts] = {}
        for entry in cell_sheets(self.new):
            texts = self._texts(entry, changed)
            if texts is None:
                return None
            found[entry.name] = texts
            if self.memory is not None:
                self.memory.keep_texts(entry.part, _crc(self.new, entry.part), texts)
        return found

    def _texts(self, entry: SheetEntry, changed: Set[Place]) -> Texts | None:
        part, new = entry.part, _crc(self.new, entry.part)
        if part not in self.rows:
            if any(sheet == entry.name for sheet, _, _ in changed):
                return None
            known = self.memory.texts(part, new) if self.memory is not None else None
            return known if known is not None else texts_of(self.new_sheet(part))
        known = self.memory.texts(part, _crc(self.old, part)) if self.memory is not None else None
        if known is None:
            known = texts_of(self.old_sheet(part))
        if known is None:
            return None
        # The formulas in other cells of these rows were there before.
        news = self._entered(entry, changed)
        if any(found.is_table for found in news):
            return None
        return known.union(template_of(found) for found in news if found.text)

    def writes_formulas(self, changed: Set[Place]) -> bool:
        """Whether one of the changed cells holds a formula now."""
        return any(self._entered(entry, changed) for entry in cell_sheets(self.new))

    def _entered(self, entry: SheetEntry, changed: Set[Place]) -> list[Found]:
        """The formulas that changed cells of a sheet hold now."""
        columns: dict[int, list[int]] = {}
        for sheet, row, column in changed:
            if sheet == entry.name:
                columns.setdefault(row, []).append(column)
        rows = [
            row
            for row in self._written(entry.part)
            if any(map(row.has_formula, columns.get(row.number, ())))
        ]
        return [
            found
            for found in formulas_in(rows)
            if (entry.name, found.member.row, found.member.column) in changed
        ]

    def nearby(self, texts: Mapping[str, Texts], rows: Set[int]) -> tuple[Formulas, Formulas]:
        """The formulas in these rows of all sheets, before and after."""
        before, after = Formulas(), Formulas()
        for entry in cell_sheets(self.new):
            if not texts.get(entry.name):
                continue
            sheet = self.old_sheet(entry.part)
            held = {n: row for n in rows if (row := sheet.row(n)) is not None}
            olds = list(formulas_in(held[n] for n in sorted(held)))
            held.update((row.number, row) for row in self._written(entry.part))
            news = list(formulas_in(held[n] for n in sorted(held)))
            follows = any(found.shared and not found.text for found in olds + news)
            owners = owners_in(sheet) if follows else {}
            old, new = SheetFormulas(owners=dict(owners)), SheetFormulas(owners=dict(owners))
            old.add(olds)
            new.add(news)
            before[entry.name], after[entry.name] = old, new
        return before, after

    def old_sheet(self, part: str) -> SheetXml:
        """The sheet as it was."""
        if part not in self._sheets:
            known = self.rows[part][0] if part in self.rows else None
            if known is None and _same(self.old, self.new, part):
                known = self.new_sheet(part)
            self._sheets[part] = known or self.old.sheet_xml(part)
        return self._sheets[part]

    def new_sheet(self, part: str) -> SheetXml:
        """The sheet as it is now."""
        if part not in self._new_sheets:
            self._new_sheets[part] = self.new.sheet_xml(part)
        return self._new_sheets[part]

    def _written(self, part: str) -> list[Row]:
        if part not in self._read:
            xml, rows = self.rows.get(part) or (None, {})
            self._read[part] = [
                parse_row(n, rows[n], xml.opening, xml.closing) for n in sorted(rows) if xml
            ]
        return self._read[part]

    def _new_formulas(self, entry: SheetEntry) -> SheetFormulas:
        part = entry.part
        if _same(self.old, self.new, part):
            return self._old_formulas(entry)
        if part not in self.rows:
            return formulas_of(self.new_sheet(part))
        news = formulas_in(self._written(part))
        return self._old_formulas(entry).exchanged(self.rows[part][1].keys(), news)

    def _old_formulas(self, entry: SheetEntry) -> SheetFormulas:
        part = entry.part
        known = self._before.get(part)
        if known is None and self.memory is not None:
            known = self.memory.formulas(part, _crc(self.old, part))
        if known is None:
            known = formulas_of(self.old_sheet(part))
        self._before[part] = known
        return known


def _same(old: Package, new: Package, part: str) -> bool:
    return old.find(part) is not None and _crc(old, part) == _crc(new, part)


def _crc(package: Package, part: str) -> int:
    name = package.find(part)
    return next(member.crc for member in package.zip.members if member.name == name)
