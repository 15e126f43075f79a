"""Which columns the sheets of a new workbook have. Pure: from the model, no spreadsheet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from salestui.model.entities import DEALS, TARGETS
from salestui.model.fields import Entity, Field, FieldType
from salestui.reports.guide import Guide
from salestui.reports.sheet_style import WIDTHS

_WIDE = {"name": 30, "customer": 26, "next_step": 26, "notes": 44, "email": 26}


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column of a new sheet.

    Attributes:
        name: the field's name; empty for a month of targets and for what is worked out.
        choices: values the model offers.
        formula: of the table column, so that every new row gets it; empty for what is typed.
    """

    header: str
    type: FieldType
    width: float
    name: str = ""
    choices: tuple[str, ...] = ()
    formula: str = ""


def table_name(entity: Entity) -> str:
    """Name of the entity's Excel table, the same in every language."""
    return entity.name.title().replace("_", "")


def template_columns(
    entity: Entity, language: str, year: int, words: Guide, more: Collection[str] = ()
) -> list[TemplateColumn]:
    """The columns of an entity's sheet; of targets, one a month of the year.

    Args:
        more: fields that have a column besides those with which every workbook begins.
    """
    if entity is TARGETS:
        return _targets(language, year, words, more)
    found = []
    for field in entity.fields:
        if not (field.starter or field.name in more):
            continue
        found.append(_column(field, language))
        if entity is DEALS and field.name == "probability":
            found.append(_weighted(language, words))
    return found


def _column(field: Field, language: str) -> TemplateColumn:
    width = _WIDE.get(field.name, WIDTHS[field.type])
    choices = field.choice_texts(language)
    return TemplateColumn(field.labels[language], field.type, width, field.name, choices)


def _weighted(language: str, words: Guide) -> TemplateColumn:
    headers = {field.name: field.labels[language] for field in DEALS.fields}
    this = table_name(DEALS) + "[[#This Row],[{}]]"
    formula = f"={this.format(headers['amount'])}*{this.format(headers['probability'])}"
    return TemplateColumn(words.weighted, FieldType.MONEY, WIDTHS[FieldType.MONEY], formula=formula)


def _targets(language: str, year: int, words: Guide, more: Collection[str]) -> list[TemplateColumn]:
    typed = {f.name: _column(f, language) for f in TARGETS.fields}
    about = [typed[f.name] for f in TARGETS.fields if f.name == "rep" or f.name in more]
    width = WIDTHS[FieldType.MONEY]
    months = [words.month.format(month=name, year=year) for name in words.months]
    amounts = [TemplateColumn(month, FieldType.MONEY, width) for month in months]
    total = f"=SUM({table_name(TARGETS)}[[#This Row],[{months[0]}]:[{months[-1]}]])"
    summed = TemplateColumn(words.total, FieldType.MONEY, width, formula=total)
    return [*about, *amounts, summed, typed["notes"]]
