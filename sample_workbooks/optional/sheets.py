"""Writing the optional sheets: columns from the model's fields and the workbook's own headers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from xlsxwriter.workbook import Workbook

from salestui.model.entities import entity
from salestui.model.fields import Field, FieldType
from salestui.model.playbook import offered
from sample_workbooks.optional.tell import told
from sample_workbooks.optional.telling import Row, Telling, sentence
from sample_workbooks.sheets import Cell, Column, Form, Record, Styles, write_list

_KINDS = {
    FieldType.DATE: "date",
    FieldType.MONEY: "money",
    FieldType.PERCENT: "percent",
    FieldType.NUMBER: "number",
    FieldType.INTEGER: "integer",
}
_WIDTHS = {
    FieldType.DATE: 12, FieldType.MONEY: 13, FieldType.PERCENT: 10, FieldType.NUMBER: 10,
    FieldType.INTEGER: 10, FieldType.FLAG: 10, FieldType.CHOICE: 14, FieldType.TEXT: 18,
}  # fmt: skip
_OWN_WIDTHS = {
    "deal": 38, "customer": 32, "company": 32, "parent_deal": 34, "converted_deal": 38,
    "notes": 44, "need": 40, "next_action": 30, "strategy": 36, "win_note": 34, "item": 44,
    "task": 32, "conditions": 36, "reason": 36, "lessons": 48, "strength": 28, "weakness": 28,
    "product": 22, "focus": 26, "policy": 26, "question": 40, "answer": 44, "issue": 36,
    "solution": 36, "source": 22, "characteristics": 40, "industries": 32, "rivals": 36,
    "customer_list": 32, "sources": 32, "handover": 40, "course": 34, "result": 26, "topic": 22,
    "observation": 44, "agreed": 40, "link": 44, "name": 32, "referred_by": 30, "parent": 28,
    "position": 22, "department": 20, "metric": 28, "email": 34, "segment": 20, "period": 10,
    "buyer_step": 24, "commitment": 34, "key_info": 48, "decision_maker": 18,
    "customer_analysis": 48, "own_analysis": 48, "competition_analysis": 48,
    "environment_analysis": 48, "strengths": 40, "weaknesses": 40, "openings": 40, "threats": 40,
    "tender_no": 18, "score": 8, "scale": 9, "version": 9, "hours": 8, "attitude": 9,
}  # fmt: skip
_NARROW = {("tasks", "parent"): 22, ("reviews", "result"): 9, ("contacts", "name"): 20,
           ("territories", "name"): 14, ("leads", "source"): 18, ("coaching", "topic"): 24,
           ("competitors", "product"): 28, ("training", "topic"): 15}  # fmt: skip
_OWN_WORDS = {("documents", "type")}
"""Fields with a list in the playbook for which this team has words of its own."""
_LONGEST_LIST = 255
"""Characters in a list of choices; Excel takes no more."""


Headers = Mapping[str, tuple[str, dict[str, str]]]


def write_optional(
    book: Workbook, styles: Styles, telling: Telling, headers: Headers, members: str
) -> None:
    """Add a sheet for each entity that is told of, with its rows.

    Args:
        headers: by entity name the sheet's name and its headers by field name.
        members: reference to the cells with the team's names.
    """
    for name, rows in told(telling).items():
        title, columns = headers[name]
        sheet = book.add_worksheet(title)
        sheet.set_tab_color(styles.colour)
        made = columns_of(telling, name, columns, members)
        write_list(sheet, styles, made, rows, Form())
        # No Excel tables: of more than 256 columns in tables the formula engine takes none.
        sheet.autofilter(0, 0, len(rows), len(made) - 1)


def columns_of(
    telling: Telling, sheet: str, headers: Mapping[str, str], members: str = ""
) -> list[Column[Row]]:
    """The columns of an entity's fields, whose headers are given by field name."""
    return [_column(telling, sheet, *item, members) for item in headers.items()]


def added_columns(
    telling: Telling,
    sheet: str,
    headers: Mapping[str, str],
    more: Mapping[str, Row],
    key: Callable[[Record], str],
) -> list[Column[Record]]:
    """Such columns behind those of a core sheet, told by the key of its records."""

    def value(name: str) -> Callable[[Record], Cell]:
        return lambda record: more[key(record)].get(name)

    return [
        Column(c.header, c.width, c.kind_of({}), value(name), choices=c.choices)
        for name, c in zip(headers, columns_of(telling, sheet, headers), strict=True)
    ]


def _column(telling: Telling, sheet: str, name: str, header: str, members: str) -> Column[Row]:
    field = entity(sheet).field(name)
    assert field is not None, (sheet, name)
    width = _NARROW.get((sheet, name)) or _OWN_WIDTHS.get(name) or _WIDTHS[field.type]
    kind = _KINDS.get(field.type, "text")
    choices = _choices(telling, sheet, field, members)
    return Column(header, width, kind, _value(name), choices=choices)


def _value(name: str) -> Callable[[Row], Cell]:
    return lambda row: row.get(name)


def _choices(telling: Telling, sheet: str, field: Field, members: str) -> Sequence[str] | str:
    if members and field.refers == "members" and sheet not in ("deal_team", "proposals"):
        return members
    if field.type is FieldType.FLAG:
        return (telling.yes, telling.no)
    if field.choices:
        return tuple(sentence(text) for text in field.choice_texts(telling.language))
    if (sheet, field.name) in _OWN_WORDS:
        return ""
    known = offered(telling.playbook, sheet, field.name)
    texts = tuple(item.labels[telling.language] for item in known)
    return texts if len(",".join(texts)) <= _LONGEST_LIST else ""
