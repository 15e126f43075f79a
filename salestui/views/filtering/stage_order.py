"""Stages compared in the order in which they follow each other: ``stage>=3``, ``stage<谈判签约``.

A stage's number is its place in the playbook, the first being 0, as methods count them; where the
workbook's own names of stages begin with numbers (``3. Offer``), it is that one. A stage in which
deals are lost comes after none, and has no number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import polars as pl

from salestui.book.state import BookState
from salestui.i18n import _, joined, label
from salestui.mapping.values import parse_number
from salestui.model.playbook import Stage
from salestui.views.filtering.syntax import Compare, FilterError, error
from salestui.views.stages import known_stages

_NUMBERED = re.compile(r"\s*[(（]?(\d{1,2})(?!\d)")
_MEANS: Mapping[str, Callable[[float, float], bool]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a == b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def compares_stages(state: BookState, node: Compare) -> bool:
    """Whether a comparison of stages is one of their order: by size, or with a number.

    A number that is itself the name of a stage in the workbook is that name.
    """
    if node.operator not in ("=", "!="):
        return True
    named = state.playbook.stage(node.value) is not None or node.value in known_stages(state)
    return not node.quoted and not named and parse_number(node.value) is not None


def stage_terms(state: BookState, node: Compare) -> pl.Expr:
    """The rows whose stage compares so; without a stage that has a number, none but for ``!=``.

    Raises:
        FilterError: the value is neither a number nor a stage that has one.
    """
    known = known_stages(state)
    numbers = _numbers(state, known)
    wanted = _wanted(state, node, numbers)
    meant = _MEANS[node.operator]
    names = [
        name
        for name, stage in known.items()
        if (number := numbers.get(stage.code)) is not None and meant(number, wanted)
    ]
    found = pl.col("stage").is_in(names).fill_null(False)
    return ~found if node.operator == "!=" else found


def _numbers(state: BookState, known: Mapping[str, Stage]) -> dict[str, int]:
    """The number of each stage by its code."""
    kept = {s.code: place for place, s in enumerate(state.playbook.stages) if s.kind != "lost"}
    written: dict[str, int] = {}
    for name, stage in known.items():
        match = _NUMBERED.match(name)
        if match is not None:
            written.setdefault(stage.code, int(match[1]))
        elif stage.kind == "open":
            return kept  # they are not numbered, or not all of them
    return written or kept


def _wanted(state: BookState, node: Compare, numbers: Mapping[str, int]) -> float:
    number = None if node.quoted else parse_number(node.value)
    stage = state.playbook.stage(node.value)
    if stage is not None and stage.code in numbers:
        return numbers[stage.code]
    if number is not None:
        return number
    raise _no_stage(state, node, numbers)


def _no_stage(state: BookState, node: Compare, numbers: Mapping[str, int]) -> FilterError:
    names: dict[str, str] = {}
    for name, stage in known_stages(state).items():
        names.setdefault(stage.code, name)
    listed = [
        f"{numbers[s.code]} {names.get(s.code) or label(s.labels)}"
        for s in state.playbook.stages
        if s.code in numbers
    ]
    return error(
        _("{text} is no stage with a place in the order (at {at}). They are {stages}."),
        node.value_position, text=node.value, stages=joined(listed),
    )  # fmt: skip
