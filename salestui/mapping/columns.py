"""The columns of a recognised table: names, types, units, choices."""

from __future__ import annotations

import re
import unicodedata

from adapters.addresses import a1, column_letters
from salestui.mapping import problems
from salestui.mapping.assignment import Reason
from salestui.mapping.evidence import inferred_type
from salestui.mapping.headers import Unit, header_language, scale_named, split_unit
from salestui.mapping.layout import Column, Problem
from salestui.mapping.matching import Match
from salestui.mapping.regions import Region
from salestui.mapping.row_labels import are_units
from salestui.model.fields import NUMERIC, FieldType
from salestui.model.period import Period

_TITLE_UNIT = re.compile(
    r"单位\s*:?\s*(?P<zh>[^\s,;)]+)"
    r"|\bin\s+(?P<en>(?:(?:[a-z]{2}\$|[¥$€£]|usd|rmb|eur|cny)\s*)?(?:k|m|thousands?|millions?))\b"
    r"|\((?=(?P<inner>[^)]*)\))",
    re.IGNORECASE,
)


def columns(match: Match) -> tuple[tuple[Column, ...], tuple[Problem, ...]]:
    """All columns of a match in sheet order; headers that are there twice, and what was guessed."""
    region, found, notes = match.region, [], []
    title = _title_unit(region)
    taken: set[str] = set()
    seen: dict[str, int] = {}
    for position in range(region.first_column, region.last_column + 1):
        header = region.headers.get(position, "")
        if not header and not region.values(position):
            continue
        count = seen[header.casefold()] = seen.get(header.casefold(), 0) + 1
        if header and count > 1:
            entity, sheet, row = match.entity.name, region.sheet.name, region.header_row
            notes.append(problems.duplicate_header(entity, sheet, row, position, header))
        name = _name(match, position, header, count)
        while name in taken:
            name += "'"
        taken.add(name)
        column = _column(match, position, name, header, title)
        found.append(column)
        by_stages = column.reason == Reason.VALUES and column.name == "stage"
        if column.field and (column.reason == Reason.SIMILAR or by_stages):
            where = a1(region.sheet.name, region.header_row, position)
            notes.append(problems.guessed(match.entity.name, where, column))
    return tuple(found), tuple(notes)


def _name(match: Match, position: int, header: str, count: int) -> str:
    if known := match.fields.get(position):
        return known.name
    if period := match.periods.columns.get(position):
        year_by_row = position in match.periods.yearless and "year" in match.found
        return "t:" + (_without_year(period) if year_by_row else period.key)
    if scope := match.scopes.get(position):
        return f"t:{scope}"
    if not header:
        return f"x:{column_letters(position)}"
    return f"x:{header}" if count == 1 else f"x:{header}:{count}"


def _without_year(period: Period) -> str:
    _, _, part = period.key.partition("-")
    return f"*-{part}"


def _column(match: Match, position: int, name: str, header: str, title: Unit) -> Column:
    region = match.region
    known = match.fields.get(position)
    period = match.periods.columns.get(position)
    of_targets = period is not None or position in match.scopes
    number_format = region.column_formats.get(position, "")
    unit = _unit_below(region, position) or split_unit(header)[1]
    if known:
        kind = known.type
    elif of_targets:
        kind = FieldType.MONEY
    else:
        kind = inferred_type(region.values(position), number_format, unit)
    choices = _choices(region, position)
    if not known and choices and kind is FieldType.TEXT:
        kind = FieldType.CHOICE
    points = unit.percent and kind is FieldType.PERCENT and "%" not in number_format
    return Column(
        name=name,
        header=header,
        type=kind,
        position=position,
        field=known,
        choices=choices or (known.choice_texts(header_language(header)) if known else ()),
        calculated=position in region.formula_columns,
        scale=_scale(kind, unit, title, own=known is None and not of_targets),
        percent_scale=0.01 if points else 1.0,
        period=None if name.startswith("t:*") else period,
        scope=match.scopes.get(position, ""),
        number_format=number_format,
        grouped=_merged_down(region, position),
        reason=_reason(match, position),
    )


def _unit_below(region: Region, position: int) -> Unit | None:
    """The unit that the row right below the header names, where it is one of units."""
    row = [v for v in region.sheet.row(region.header_row + 1) if v is not None]
    texts = [v for v in row if isinstance(v, str)]
    if len(texts) < len(row) or not are_units(texts):
        return None
    value = next(iter(region.values(position)), None)
    return scale_named(value) if isinstance(value, str) and value in texts else None


def _reason(match: Match, position: int) -> str:
    if position in match.periods.columns:
        return "period"
    return Reason.NAME if position in match.scopes else match.reasons.get(position, "")


def _merged_down(region: Region, position: int) -> bool:
    return any(
        merge.first_column == merge.last_column == position
        and region.header_row < merge.first_row < merge.last_row <= region.last_row
        for merge in region.sheet.merges
    )


def _scale(kind: FieldType, unit: Unit, title: Unit, *, own: bool) -> float:
    """The factor to units. ``own``: a column of the team's own, scaled only if it is money."""
    if kind not in NUMERIC or kind is FieldType.PERCENT or (own and kind is not FieldType.MONEY):
        return 1.0
    if unit.scale != 1.0 or unit.money or kind is not FieldType.MONEY:
        return unit.scale
    return title.scale


def _title_unit(region: Region) -> Unit:
    """The unit that a title above the table names for all its money: ``单位：万元``."""
    for text in (*region.titles, *region.names):
        for found in _TITLE_UNIT.finditer(unicodedata.normalize("NFKC", text)):
            named = found["zh"] or found["en"] or found["inner"]
            unit = scale_named(named) if named else None
            if unit and unit.scale != 1.0:
                return unit
    return Unit()


def _choices(region: Region, position: int) -> tuple[str, ...]:
    first, last = region.header_row + 1, max(region.last_row, region.header_row + 1)
    for validation in region.sheet.validations:
        if any(
            r.first_column <= position <= r.last_column
            and r.first_row <= last
            and r.last_row >= first
            for r in validation.ranges
        ):
            return validation.choices
    return ()
