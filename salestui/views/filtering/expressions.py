"""Filter expressions over an entity's rows: from text to a polars expression, nothing evaluated.

A term is always true or false, never null, so that ``not`` and ``!=`` take blank cells along.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.book.edits import Unread
from salestui.book.rows import Rows
from salestui.book.state import BookState
from salestui.i18n import _
from salestui.mapping.headers import normalise, split_unit
from salestui.mapping.layout import Column
from salestui.mapping.table import ID
from salestui.mapping.values import parse_flag
from salestui.model.fields import TEXTUAL, FieldType
from salestui.views.due import DUE_DATES, settled
from salestui.views.filtering.stage_order import compares_stages, stage_terms
from salestui.views.filtering.syntax import (
    Blank,
    Compare,
    FilterError,
    Group,
    Node,
    Not,
    Word,
    error,
    parse,
)
from salestui.views.filtering.values import Span, read_date, read_number
from salestui.views.stages import known_stages

__all__ = ["FilterError", "contains", "row_filter"]

_FLAGS = {
    "overdue": ("overdue", "逾期", "已逾期"),
    "open": ("open", "进行中", "在跟"),
    "won": ("won", "赢单", "已赢单"),
    "lost": ("lost", "输单", "已输单"),
    "pending": ("pending", "unsaved", "待保存", "未保存"),
}
_FLAG_OF = {name: flag for flag, names in _FLAGS.items() for name in names}
_NEAR = 5


def row_filter(text: str, state: BookState, entity: str, as_of: date) -> pl.Expr | None:
    """What an expression asks of a row, over ``state.entities[entity].frame``; None for no filter.

    Args:
        as_of: the day that ``today``, ``+30d`` and ``overdue`` are told from.

    Raises:
        FilterError: it is not understood; its message says where and what would be.
    """
    rows = state.entities[entity]
    names = field_names(rows.layout.columns)
    tree = parse(text, lambda name: normalise(name) in names)
    return None if tree is None else _Compiler(state, entity, names, as_of).expression(tree)


def field_names(columns: Sequence[Column]) -> Mapping[str, Column]:
    """Every name under which a column is found, normalised: its own ones win over aliases."""
    names: dict[str, Column] = {}
    for column in columns:
        own = [column.header, split_unit(column.header)[0], column.name.partition(":")[2]]
        if column.field is not None:
            own += [column.field.name, column.field.en, column.field.zh]
        if column.period is not None:
            own.append(column.period.key)
        for name in own:
            names.setdefault(normalise(name), column)
    for column in columns:
        for alias in column.field.aliases if column.field else ():
            names.setdefault(normalise(alias), column)
    names.pop("", None)
    return names


def contains(texts: pl.Expr, term: str) -> pl.Expr:
    """Whether texts contain the term, whatever the case; null where there is no text."""
    return texts.str.contains("(?i)" + pl.escape_regex(term))


def _any_text_contains(term: str, columns: Sequence[Column]) -> pl.Expr:
    found = [contains(pl.col(c.name), term) for c in columns if c.type in TEXTUAL]
    return pl.any_horizontal(found).fill_null(False) if found else pl.lit(False)


@dataclass(frozen=True)
class _Compiler:
    """Turns a tree into an expression over one entity's frame."""

    state: BookState
    entity: str
    names: Mapping[str, Column]
    as_of: date

    @property
    def rows(self) -> Rows:
        return self.state.entities[self.entity]

    def expression(self, node: Node) -> pl.Expr:
        match node:
            case Not(part):
                return ~self.expression(part)
            case Group(how, parts):
                terms = [self.expression(p) for p in parts]
                return pl.all_horizontal(terms) if how == "and" else pl.any_horizontal(terms)
            case Blank(field, position):
                return self._blank(self._column(field, position))
            case Word():
                return self._word(node)
            case Compare():
                return self._compare(node)

    def _column(self, name: str, position: int) -> Column:
        column = self.names.get(normalise(name))
        if column is None:
            raise error(
                _("There is no field {name} (at {at}). There are {fields}."),
                position, name=name, fields=", ".join(self._near(name)),
            )  # fmt: skip
        return column

    def _near(self, name: str) -> list[str]:
        near = difflib.get_close_matches(normalise(name), list(self.names), n=_NEAR, cutoff=0.5)
        headers = [self.names[n].header for n in near] or [c.header for c in self.names.values()]
        return list(dict.fromkeys(" ".join(h.split()) for h in headers if h))[:_NEAR]

    def _blank(self, column: Column) -> pl.Expr:
        value = pl.col(column.name)
        nothing = value.is_null()
        if column.type in TEXTUAL:
            nothing |= value.str.strip_chars() == ""
        unread = [row for row, name in self.rows.base.unread if name == column.name]
        overlay = self.rows.overlay.cells
        unread = [
            r for r in unread if isinstance(overlay.get((r, column.name), Unread("")), Unread)
        ]
        unread += [r for (r, c), v in overlay.items() if c == column.name and isinstance(v, Unread)]
        blank = nothing.fill_null(True)
        return blank & ~pl.col(ID).is_in(unread) if unread else blank

    # -- words -------------------------------------------------------------------------------

    def _word(self, word: Word) -> pl.Expr:
        flag = "" if word.quoted else _FLAG_OF.get(word.text.casefold(), "")
        if flag and (found := self._flag(flag)) is not None:
            return found
        return _any_text_contains(word.text, self.rows.layout.columns)

    def _flag(self, flag: str) -> pl.Expr | None:
        if flag == "pending":
            overlay = self.rows.overlay
            touched = {row for row, _c in overlay.cells} | set(overlay.added) | overlay.deleted
            return pl.col(ID).is_in(sorted(touched))
        columns = self.rows.frame.schema
        if self.entity == "deals" and flag != "overdue":
            return self._status(flag) if "stage" in columns else None
        if flag != "overdue":
            return None
        due = [n for n in DUE_DATES if n in columns]
        if not due:
            return None
        late = pl.any_horizontal([(pl.col(n) < self.as_of).fill_null(False) for n in due])
        return late & (self._status("open") if "stage" in columns else ~settled(columns))

    def _status(self, kind: str) -> pl.Expr:
        labels = [n for n, s in known_stages(self.state).items() if s.kind == kind]
        return pl.col("stage").is_in(labels).fill_null(False)

    # -- comparisons -------------------------------------------------------------------------

    def _compare(self, node: Compare) -> pl.Expr:
        column = self._column(node.field, node.position)
        if node.operator in ("~", "!~"):
            found = contains(pl.col(column.name).cast(pl.String), node.value).fill_null(False)
            return ~found if node.operator == "!~" else found
        if not node.value.strip():
            return self._against_nothing(column, node)
        if column.type in TEXTUAL:
            return self._text(column, node)
        if column.type is FieldType.DATE:
            return _dates(column, node, self._span(node))
        if column.type is FieldType.FLAG:
            return _flags(column, node)
        return _numbers(column, node)

    def _against_nothing(self, column: Column, node: Compare) -> pl.Expr:
        if node.operator not in ("=", "!="):
            raise error(_("{operator} needs a value after it (at {at})."), node.value_position,
                        operator=node.operator)  # fmt: skip
        blank = self._blank(column)
        return blank if node.operator == "=" else ~blank

    def _text(self, column: Column, node: Compare) -> pl.Expr:
        of_deals = column.name == "stage" and self.entity == "deals"
        if of_deals and compares_stages(self.state, node):
            return stage_terms(self.state, node)
        folded = pl.col(column.name).str.strip_chars().str.to_lowercase()
        if node.operator in _ORDER:
            return _ORDER[node.operator](folded, pl.lit(node.value.lower())).fill_null(False)
        wanted = [node.value] if node.quoted else re.split(r"[,，、]", node.value)
        texts = [w.strip().lower() for w in wanted if w.strip()] or [node.value.strip().lower()]
        found = folded.is_in(texts).fill_null(False)
        if of_deals:
            stages = [self.state.playbook.stage(w) for w in texts]
            codes = {s.code for s in stages if s is not None}
            labels = [n for n, s in known_stages(self.state).items() if s.code in codes]
            found |= pl.col("stage").is_in(labels).fill_null(False)
        return ~found if node.operator == "!=" else found

    def _span(self, node: Compare) -> Span:
        span = read_date(node.value, self.as_of, self.state.fiscal_start)
        if span is None:
            raise error(
                _("{text} is no date (at {at}); write 2026-12-31, 2026-Q4, today or +30d."),
                node.value_position, text=node.value,
            )  # fmt: skip
        return span


_ORDER: Mapping[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def _dates(column: Column, node: Compare, span: Span) -> pl.Expr:
    """A month is as long as it is: before it, until its end, after it."""
    value = pl.col(column.name)
    start, end = pl.lit(span.start), pl.lit(span.end)
    found = {
        "=": value.is_between(start, end),
        "!=": value.is_between(start, end),
        "<": value < start,
        "<=": value <= end,
        ">": value > end,
        ">=": value >= start,
    }[node.operator].fill_null(False)
    return ~found if node.operator == "!=" else found


def _numbers(column: Column, node: Compare) -> pl.Expr:
    number = read_number(node.value, column)
    if number is None:
        example = "35%" if column.type is FieldType.PERCENT else "1200000, 1.2m, 120万"
        raise error(
            _("{text} is no number (at {at}); write it as in {example}."),
            node.value_position, text=node.value, example=example,
        )  # fmt: skip
    value = pl.col(column.name)
    near = 1e-9 * max(1.0, abs(number))
    if node.operator in ("=", "!="):
        found = value.is_between(number - near, number + near).fill_null(False)
        return ~found if node.operator == "!=" else found
    slack = near if node.operator in ("<=", ">") else -near
    return _ORDER[node.operator](value, pl.lit(number + slack)).fill_null(False)


def _flags(column: Column, node: Compare) -> pl.Expr:
    flag = parse_flag(node.value)
    if flag is None or node.operator not in ("=", "!="):
        raise error(
            _("{text} is neither yes nor no (at {at})."), node.value_position, text=node.value
        )
    found = (pl.col(column.name) == flag).fill_null(False)
    return ~found if node.operator == "!=" else found
