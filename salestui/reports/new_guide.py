"""The first page of a new workbook: what its sheets are for, its stages and its lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from salestui.model.fields import Entity, FieldType
from salestui.model.playbook import Playbook
from salestui.reports.guide import Guide
from salestui.reports.new_lists import STAGES, PlaybookList
from salestui.reports.pipeline_colours import STAGE_TABLE
from salestui.reports.sheet_style import HEADER, NUMBER_FORMATS, text_width
from salestui.reports.template_columns import TemplateColumn

_FIRST_LIST = 5
"""The column of the first list, beside the stages."""


class Looks:
    """The formats of a new workbook, in the font of its language."""

    def __init__(self, book: Workbook, words: Guide) -> None:
        self._book = book
        self._words = words
        self.header = self.make(**HEADER)

    def make(self, **properties: Any) -> Any:
        """A format with these properties."""
        base = {"font_name": self._words.font, "font_size": 10, "valign": "vcenter"}
        return self._book.add_format(base | properties)

    def column(self, column: TemplateColumn) -> Any:
        """The format of a column's cells."""
        code = NUMBER_FORMATS[column.type]
        if column.type is FieldType.MONEY:
            code = f"{self._words.currency}#,##0"
            if column.formula:
                # A zero worked out from a row still empty is nothing to look at.
                code = f"{code};-{code};"
        return self.make(num_format=code)


@dataclass(frozen=True, slots=True)
class GuidePage:
    """What the page is written with.

    Attributes:
        more: the entities that have sheets besides those of every workbook.
        lists: the playbook's lists.
    """

    book: Workbook
    sheet: Worksheet
    selling: tuple[Playbook, str]
    words: Guide
    looks: Looks
    more: Sequence[Entity]
    lists: Sequence[PlaybookList]

    def write(self) -> None:
        """Write the page and name its lists."""
        playbook, language = self.selling
        sheet, looks, words = self.sheet, self.looks, self.words
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 1)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 3, 20)
        name = {"en": playbook.en, "zh": playbook.zh}[language]
        about = {"en": playbook.description_en, "zh": playbook.description_zh}[language]
        sheet.write_string(0, 0, words.title, looks.make(bold=True, font_size=18))
        sheet.set_row(0, 30)
        sheet.write_string(1, 0, words.playbook.format(name=name), looks.make(bold=True))
        sheet.write_string(2, 0, about, looks.make(italic=True))
        plain = looks.make()
        lines = [*words.lines, *self._about_more()]
        for row, line in enumerate(lines, start=4):
            sheet.write_string(row, 0, line, plain)
        top = 4 + len(lines) + 1
        self._write_stages(top)
        for place, known in enumerate(self.lists):
            self._write_list(top, _FIRST_LIST + place, known)

    def _about_more(self) -> list[str]:
        """A line for each sheet of this way of selling."""
        if not self.more:
            return []
        language, words = self.selling[1], self.words
        told = (
            words.sheet_line.format(sheet=known.labels[language], what=words.sheets[known.name])
            for known in self.more
        )
        return [words.more, *told]

    def _write_stages(self, top: int) -> None:
        playbook, language = self.selling
        words, looks, plain = self.words, self.looks, self.looks.make()
        heads = (words.stage, words.probability, words.rot_days, words.kind)
        for column, header in enumerate(heads):
            self.sheet.write_string(top, column, header, looks.header)
        percent = looks.make(num_format=NUMBER_FORMATS[FieldType.PERCENT])
        outcome = {"open": words.open, "won": words.won, "lost": words.lost}
        for row, stage in enumerate(playbook.stages, start=top + 1):
            self.sheet.write_string(row, 0, stage.labels[language], plain)
            self.sheet.write_number(row, 1, stage.probability, percent)
            self.sheet.write_number(row, 2, stage.rot_days, plain)
            self.sheet.write_string(row, 3, outcome[stage.kind], plain)
        first, last = top + 2, top + 1 + len(playbook.stages)
        self._name(STAGES, f"$A${first}:$A${last}")
        self._name(STAGE_TABLE, f"$A${first}:$C${last}")

    def _write_list(self, top: int, column: int, known: PlaybookList) -> None:
        plain, letter = self.looks.make(), xl_col_to_name(column)
        header = known.field.labels[self.selling[1]]
        self.sheet.write_string(top, column, header, self.looks.header)
        for row, text in enumerate(known.texts, start=top + 1):
            self.sheet.write_string(row, column, text, plain)
        widest = max(text_width(text) for text in (header, *known.texts))
        self.sheet.set_column(column, column, widest + 2)
        self._name(known.name, f"${letter}${top + 2}:${letter}${top + 1 + len(known.texts)}")

    def _name(self, name: str, cells: str) -> None:
        sheet_name = "'" + self.words.sheet + "'"
        self.book.define_name(name, f"={sheet_name}!{cells}")
