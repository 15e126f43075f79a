"""What a field of an entity is: its type, its names, its rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from salestui.model.folding import folded


class FieldType(StrEnum):
    """How a field's values are stored in a frame, parsed, shown and edited.

    In frames: TEXT and CHOICE are ``String``; INTEGER, NUMBER, MONEY and PERCENT are ``Float64``
    (a percentage as a fraction, 0.35); DATE is ``Date``; FLAG is ``Boolean``.
    """

    TEXT = "text"
    CHOICE = "choice"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    FLAG = "flag"


NUMERIC = frozenset({FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY, FieldType.PERCENT})
"""The types whose values are numbers."""

TEXTUAL = frozenset({FieldType.TEXT, FieldType.CHOICE})
"""The types whose values are texts."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a field of choices: its code never changes, workbooks hold a label.

    Attributes:
        aliases: other words that teams write for it, in both languages.
    """

    code: str
    en: str
    zh: str
    aliases: tuple[str, ...] = ()

    @property
    def labels(self) -> dict[str, str]:
        """Label by language."""
        return {"en": self.en, "zh": self.zh}

    def means(self, text: str) -> bool:
        """Whether a cell's text is its code, a label or an alias."""
        wanted = folded(text)
        return any(folded(name) == wanted for name in (self.code, self.en, self.zh, *self.aliases))


@dataclass(frozen=True, slots=True)
class Field:
    """One thing recorded about an entity.

    Attributes:
        name: identifier used in frames, filters, commands and profiles.
        en, zh: labels.
        aliases: other headers under which teams keep it, in both languages.
        required: an entity's row means nothing without it.
        choices: values offered when the workbook offers none itself; frames hold what the cells
            hold, see ``choice``.
        refers: name of the entity of which it holds a key or title; empty for none.
        starter: whether a new team's workbook begins with a column for it.
    """

    name: str
    type: FieldType
    en: str
    zh: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    choices: tuple[Choice, ...] = ()
    refers: str = ""
    starter: bool = True

    @property
    def labels(self) -> dict[str, str]:
        """Label by language."""
        return {"en": self.en, "zh": self.zh}

    def choice(self, text: str | None) -> Choice | None:
        """The choice that a cell's text means, in either language; None if it is none of them."""
        if not text:
            return None
        return next((choice for choice in self.choices if choice.means(text)), None)

    def code(self, text: str | None) -> str:
        """The code of the choice that a cell's text means; empty if it is none of them."""
        found = self.choice(text)
        return found.code if found else ""

    def choice_texts(self, language: str) -> tuple[str, ...]:
        """The labels of all choices in ``en`` or ``zh``, as such a workbook has them."""
        return tuple(choice.labels[language] for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Entity:
    """A kind of record kept on a sheet of its own.

    Attributes:
        sheet_aliases: names under which teams keep the sheet.
        key: the field that names a row when the team keeps one, such as a deal number.
        title: fields tried in order as a row's short name.
        evidence: fields of which at least ``evidence_needed`` must be found on a sheet before it
            is taken for this entity.
        needs: groups of fields; of each group at least one must be found on the sheet.
        prefixes: words that headers may carry before a field's name (``Deal owner``, 项目状态).
        optional: few teams keep it, so a sheet is taken for it only where the sheet's name says so,
            or where it is no sheet of another kind and its evidence is twice as strong.
    """

    name: str
    en: str
    zh: str
    fields: tuple[Field, ...]
    sheet_aliases: tuple[str, ...]
    key: str
    title: tuple[str, ...]
    evidence: tuple[str, ...]
    evidence_needed: int = 2
    needs: tuple[tuple[str, ...], ...] = ()
    prefixes: tuple[str, ...] = ()
    optional: bool = False

    @property
    def labels(self) -> dict[str, str]:
        """Label by language."""
        return {"en": self.en, "zh": self.zh}

    def field(self, name: str) -> Field | None:
        """The field of that name, if the entity has it."""
        return next((f for f in self.fields if f.name == name), None)

    def referring(self, target: str) -> tuple[Field, ...]:
        """Its fields that hold a key or title of the entity of that name."""
        return tuple(f for f in self.fields if f.refers == target)
