"""The columns of a sheet: the fields that its records tell, as the model knows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from salestui.model.entities import entity
from salestui.model.fields import Field, FieldType
from sample_workbooks.books.design import Design, Worked
from sample_workbooks.books.telling import Speech, Spoken
from sample_workbooks.sheets import Cell, Column, Placed

_KINDS = {
    FieldType.DATE: "date",
    FieldType.MONEY: "money",
    FieldType.PERCENT: "percent",
    FieldType.NUMBER: "number",
    FieldType.INTEGER: "integer",
}
_NARROWEST = {
    FieldType.DATE: 12, FieldType.MONEY: 13, FieldType.PERCENT: 9, FieldType.NUMBER: 9,
    FieldType.INTEGER: 9, FieldType.FLAG: 8, FieldType.CHOICE: 12, FieldType.TEXT: 9,
}  # fmt: skip
_WIDEST = 44
_NAMES = {
    "members": "name", "customers": "name", "products": "name", "deals": "name",
    "contracts": "no", "units": "unit", "campaigns": "name", "phases": "name",
}  # fmt: skip
"""The field whose cells are offered where another sheet refers to a table."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the columns of a table are made of."""

    table: str
    speech: Speech
    design: Design
    rows: Sequence[Spoken]
    worked: Sequence[Worked]
    placed: Mapping[str, Placed]

    def header(self, name: str) -> str:
        """The header of a field's column."""
        own = next((w.header for w in self.worked if w.field == name and w.header), None)
        if own is not None:
            return self.speech.text(own)
        return header_of(self.table, name, self.speech.language, self.design)

    def names(self) -> list[str]:
        """What has a column, in the order of the sheet."""
        fields = entity(self.table).fields
        found = [f.name for f in fields if any(f.name in row for row in self.rows)]
        for worked in self.worked:
            if worked.after:
                found.insert(found.index(worked.after) + 1, worked.field)
        return found

    def columns(self) -> list[Column[Spoken]]:
        """The columns; formulas are of one row, with its number as ``{r}``."""
        names = self.names()
        cells = {name: f"${xl_col_to_name(n)}{{r}}" for n, name in enumerate(names)}
        return list(self._columns(names, cells))

    def _columns(self, names: Sequence[str], cells: Mapping[str, str]) -> Iterator[Column[Spoken]]:
        for name in names:
            worked = next((w for w in self.worked if w.field == name), None)
            formula = "=" + worked.formula.format_map(cells) if worked else ""
            field = entity(self.table).field(name)
            if worked is not None and worked.value is not None:
                yield Column(self.header(name), 13, worked.kind, worked.value, formula)
            elif field is not None:
                yield self._of_field(field, formula)

    def _of_field(self, field: Field, formula: str) -> Column[Spoken]:
        header, kind = self.header(field.name), _KINDS.get(field.type, "text")
        texts = [str(row[field.name]) for row in self.rows if isinstance(row.get(field.name), str)]
        widest = max(map(_width, texts), default=0) + 2
        width = min(max(_NARROWEST[field.type], widest, _width(header) + 2), _WIDEST)

        def value(row: Spoken) -> Cell:
            return row.get(field.name)

        return Column(header, width, kind, value, formula, self._choices(field))

    def _choices(self, field: Field) -> Sequence[str] | str:
        target = self.placed.get(field.refers)
        if field.refers in _NAMES and target is not None:
            name = header_of(field.refers, _NAMES[field.refers], self.speech.language, self.design)
            return target.cells(name)
        if field.type is FieldType.FLAG:
            return tuple(str(self.speech.cell(self.table, field.name, v)) for v in (True, False))
        return self.speech.choices(self.table, field.name)


def header_of(table: str, name: str, language: str, design: Design) -> str:
    """The header of a field of the model."""
    field = entity(table).field(name)
    assert field is not None, (table, name)
    return design.headers.get((table, name), field.labels[language])


def _width(text: str) -> int:
    """Chinese characters take two."""
    return sum(2 if ord(c) > 0x2E00 else 1 for c in text)
