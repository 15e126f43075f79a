"""How a record is told once for both languages, and what it says in one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from salestui.model.entities import entity
from salestui.model.playbook import Playbook, offered
from sample_workbooks import AS_OF
from sample_workbooks.sheets import Cell


class Said(NamedTuple):
    """A text in both languages."""

    en: str
    zh: str


Value = Cell | Said
Record = Mapping[str, Value]
"""A row by field name. Of fields with a list of choices, the model's or the playbook's, it holds
the code; what is missing is an empty cell."""

Spoken = dict[str, Cell]
"""A row in one language, by field name."""

Tables = Mapping[str, Sequence[Record]]
"""Records by the name of their entity."""

_LONGEST = 255
"""Characters in a list of choices; Excel takes no more."""


@dataclass(frozen=True, slots=True)
class Speech:
    """One language of a workbook, and the playbook that its team sells by."""

    language: str
    playbook: Playbook

    def text(self, said: Said | str) -> str:
        """A text in the language."""
        return said if isinstance(said, str) else said[self.language != "en"]

    def cell(self, table: str, field: str, value: Value) -> Cell:
        """What stands in a field's cell.

        Raises:
            KeyError: the field has a list of choices, and this is none of their codes.
        """
        if isinstance(value, Said):
            return self.text(value)
        if isinstance(value, bool):
            return {"en": ("No", "Yes"), "zh": ("否", "是")}[self.language][value]
        if isinstance(value, str) and (choices := self._choices(table, field)):
            return choices[value]
        return value

    def row(self, table: str, record: Record) -> Spoken:
        """A record with every cell as it stands in the workbook."""
        return {name: self.cell(table, name, value) for name, value in record.items()}

    def choices(self, table: str, field: str) -> tuple[str, ...]:
        """What a field's cells may hold; empty where that is free or too long for a list."""
        texts = tuple(self._choices(table, field).values())
        return texts if len(",".join(texts)) <= _LONGEST else ()

    def _choices(self, table: str, field: str) -> dict[str, str]:
        if items := offered(self.playbook, table, field):
            return {item.code: item.labels[self.language] for item in items}
        known = entity(table).field(field)
        assert known is not None, (table, field)
        return {c.code: capital(c.labels[self.language]) for c in known.choices}


def capital(text: str) -> str:
    """A text as people begin a cell with it."""
    return text[:1].upper() + text[1:]


def ago(days: int) -> date:
    """So many days before the day of the story."""
    return AS_OF - timedelta(days=days)


def ahead(days: int) -> date:
    """So many days after it."""
    return AS_OF + timedelta(days=days)
