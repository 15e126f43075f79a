"""The formulas of all sheets before and after a change; only what is new is searched."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from adapters.excel.coarsescan import Texts, texts_of
from adapters.excel.dependents import Place
from adapters.excel.formulaindex import SheetFormulas, formulas_in, formulas_of
from adapters.excel.meaning import cell_sheets
from adapters.excel.memory import SaveMemory
from adapters.excel.parts import Package, SheetEntry
from adapters.excel.sheetxml import SheetXml, parse_row


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

        None where it takes a closer look, as where a formula stands in a ``changed`` cell.
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
            return known if known is not None else texts_of(self.new.sheet_xml(part))
        xml, rows = self.rows[part]
        known = self.memory.texts(part, _crc(self.old, part)) if self.memory is not None else None
        if known is None:
            known = texts_of(xml)
        if known is None:
            return None
        parsed = [parse_row(n, rows[n], xml.opening, xml.closing) for n in sorted(rows)]
        places = ((entry.name, f.member.row, f.member.column) for f in formulas_in(parsed))
        # The formulas in other cells of these rows were there before.
        return None if any(place in changed for place in places) else known

    def _new_formulas(self, entry: SheetEntry) -> SheetFormulas:
        part = entry.part
        if self.old.find(part) and _crc(self.old, part) == _crc(self.new, part):
            return self._old_formulas(entry)
        if part not in self.rows:
            return formulas_of(self.new.sheet_xml(part))
        xml, rows = self.rows[part]
        parsed = [parse_row(n, rows[n], xml.opening, xml.closing) for n in sorted(rows)]
        return self._old_formulas(entry).exchanged(rows.keys(), formulas_in(parsed))

    def _old_formulas(self, entry: SheetEntry) -> SheetFormulas:
        part = entry.part
        known = self._before.get(part)
        if known is None and self.memory is not None:
            known = self.memory.formulas(part, _crc(self.old, part))
        if known is None:
            xml = self.rows[part][0] if part in self.rows else self.old.sheet_xml(part)
            known = formulas_of(xml)
        self._before[part] = known
        return known


def _crc(package: Package, part: str) -> int:
    name = package.find(part)
    return next(member.crc for member in package.zip.members if member.name == name)
