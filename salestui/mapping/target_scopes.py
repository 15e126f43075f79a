"""Whose targets are meant where no field's column says it: by names as headers, or by labels."""

from __future__ import annotations

from collections.abc import Mapping, Set

from salestui.mapping.assignment import POOR
from salestui.mapping.evidence import fit
from salestui.mapping.headers import is_name, meanings, normalise, split_unit
from salestui.mapping.periods import TARGET_WORDS, Year, header_period, read_period
from salestui.mapping.regions import Region
from salestui.mapping.row_labels import is_total
from salestui.model.entities import TARGETS
from salestui.model.fields import FieldType

_ANY_YEAR = Year(2000)


def scope_columns(region: Region, taken: Set[int], fiscal_start: int) -> Mapping[int, str]:
    """The columns of numbers, two at least, that are headed by a name each: whose targets they are.

    Totals are none. Where some headers say that they are targets, the others hold something else
    (``Ann target`` beside ``Ann actual``).

    Args:
        taken: the columns that are fields.
    """
    named = {
        column: name
        for column, value in region.cells.items()
        if column not in taken
        and isinstance(value, str)
        and (name := scope_named(full_header(region, column)))
        and not is_total(name)
        and header_period(value, fiscal_start, _ANY_YEAR) is None
        and region.values(column)
        and fit(FieldType.MONEY, region.values(column)) >= POOR
    }
    said = {c: n for c, n in named.items() if TARGET_WORDS.search(region.headers[c])}
    found = said or named
    names = [name for name in found.values() if not is_name(name)]
    return found if len(set(names)) > 1 else {}


def full_header(region: Region, column: int) -> str:
    """A header; one that says no more than that it is a target with the name above it.

    Of headers over two rows (``Ann`` over ``Target`` and ``Actual``) the first ``Target`` stands
    without its group, as no other does before it.
    """
    header, heading = region.headers[column], region.heading
    if heading.top == heading.row or scope_named(header) or not TARGET_WORDS.search(header):
        return header
    above = region.sheet.row(heading.top)
    group = above[column - 1] if column <= len(above) else None
    return f"{group.strip()} {header}" if isinstance(group, str) else header


def scope_named(header: str) -> str:
    """The name in a header such as ``Ann``, ``张伟目标(万元)`` or ``Target East``."""
    bare = split_unit(header)[0]
    name = TARGET_WORDS.sub("", bare).strip(" \t\n-_/:：")
    return name if any(c.isalpha() for c in name) else ""


def period_column(region: Region, fiscal_start: int) -> int | None:
    """The first column, where it holds periods and hardly anything else, whatever its header."""
    first = region.first_column
    values = [v for v in region.values(first) if not is_total(str(v))]
    header = region.headers.get(first, "")
    read = sum(read_period(str(v), header, fiscal_start, _ANY_YEAR) is not None for v in values)
    return first if len(values) > 1 and read >= POOR * len(values) else None


def label_column(region: Region) -> int | None:
    """The first column, where its header does not say what its texts are.

    It says nothing where it is empty, or names the periods that are the other headers.
    """
    first = region.first_column
    header = region.headers.get(first, "")
    of_periods = any(
        m.entity == TARGETS.name and m.field.name == "period" for m in meanings(header)
    )
    texts = region.values(first)
    labels = bool(texts) and all(isinstance(v, str) for v in texts)
    return first if labels and (of_periods or not header) else None


def says_only_targets(text: str) -> bool:
    """Whether a label is ``Target``, ``Sales target`` or ``2026目标``: that of the company.

    One with a unit of its own (``目标(万元)``) is none: numbers are read in the column's unit.
    """
    bare, unit = split_unit(text)
    if unit.scale != 1.0 or not TARGET_WORDS.search(bare):
        return False
    left = normalise(TARGET_WORDS.sub("", bare)).strip("0123456789年度")
    return left in _OF_COMPANY


_OF_COMPANY = frozenset(
    ("", "fy", "sales", "revenue", "company", "total", "overall",
     "销售", "销售额", "业绩", "收入", "营收", "公司", "全公司", "总", "整体")
)  # fmt: skip
