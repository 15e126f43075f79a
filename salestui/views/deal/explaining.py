"""The figures of one deal explained: what each is, its numbers, the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from salestui.i18n import _, label
from salestui.mapping.table import ID
from salestui.metrics.inputs import Inputs
from salestui.metrics.standstill import RotClock, clock_column
from salestui.model.entities import DEALS
from salestui.views.deal.report import Headed
from salestui.views.deal.whole import DealView
from salestui.views.explain import Explanation
from salestui.views.figure_sheet import FigureSheet
from salestui.views.formats import Style, not_available
from salestui.views.kpis import Kpi
from salestui.views.rot_days import rot_days
from salestui.views.states import State

FIGURES = ("amount", "probability", "weighted", "standing")
"""The figures of every deal, in order; sections with figures of their own follow by their key."""


@dataclass(frozen=True)
class _Told:
    """A figure in words; ``value`` is empty where there is none."""

    title: str
    value: str
    formula: str
    numbers: str = ""
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class DealFigures:
    """The figures of a deal as it is shown.

    Attributes:
        inputs: made from the same state, with the stays in stages where they are known.
    """

    view: DealView
    inputs: Inputs
    as_of: date
    style: Style

    @property
    def keys(self) -> tuple[str, ...]:
        """All that is explained."""
        return (*FIGURES, *(s.key for s in self.view.sections if s.about))

    def sheet(self, key: str) -> FigureSheet:
        """One of them.

        Raises:
            KeyError: there is none of that key.
        """
        if key not in self.keys:
            raise KeyError(key)
        return self._figure(key) if key in FIGURES else self._section(key)

    def _figure(self, key: str) -> FigureSheet:
        facts = self.inputs.facts.filter(pl.col(ID) == self.view.row)
        fact = facts.row(0, named=True) if facts.height else {}
        told = {
            "amount": self._amount,
            "probability": self._probability,
            "weighted": self._weighted,
            "standing": self._standing,
        }[key](fact)
        rows = ((self.view.row, self.view.head.title, self._money(fact.get("amount"))),)
        return self._made(key, told, "deals", rows)

    def _amount(self, fact: Mapping[str, Any]) -> _Told:
        about = _("The deal's amount; where the sheet has none, unit price × quantity.")
        none = _("the deal carries no amount")
        return _Told(_field("amount"), self._money(fact.get("amount")), about, reason=none)

    def _probability(self, fact: Mapping[str, Any]) -> _Told:
        chance = fact.get("probability")
        note = ""
        if fact.get("probability_from_stage"):
            note = _("It is the stage's: the deal says none itself.")
        about = _("The deal's own probability; where it says none, that of its stage.")
        none = _("neither the deal nor its stage has one")
        value = "" if chance is None else self.style.percent(chance)
        return _Told(_field("probability"), value, about, reason=none, note=note)

    def _weighted(self, fact: Mapping[str, Any]) -> _Told:
        amount, chance = fact.get("amount"), fact.get("probability")
        value = numbers = ""
        if amount is not None and chance is not None:
            value = self._money(amount * chance)
            numbers = f"{self._money(amount)} × {self.style.percent(chance)}"
        about = _("amount × probability")
        none = _("the amount or the probability is missing")
        return _Told(_("Weighted value"), value, about, numbers, none)

    def _standing(self, fact: Mapping[str, Any]) -> _Told:
        clock = clock_column(self.inputs.facts, RotClock.AUTO)
        since, value, numbers = fact.get(clock or ""), "", ""
        if isinstance(since, date):
            value = _("{n} d").format(n=f"{(self.as_of - since).days:,}")
            numbers = f"{self.as_of.isoformat()} − {since.isoformat()}"
        note = ""
        if (most := fact.get("rot_days")) is not None:
            note = _("It stands too long after {n} days in this stage.").format(n=most)
        if (stage := fact.get("stage_code")) is not None:
            note = "\n".join(filter(None, (note, *rot_days(self.inputs, stage))))
        about = _("days since: {field}").format(field=_field(clock or "stage_entered"))
        none = _("the sheet does not say since when")
        return _Told(_("Standing still for"), value, about, numbers, none, note)

    def _section(self, key: str) -> FigureSheet:
        return section_sheet(self.view, self.as_of, key)

    def _made(
        self, key: str, told: _Told, entity: str, rows: tuple[tuple[int, str, str], ...]
    ) -> FigureSheet:
        return _sheet(key, told, (self.view.head.title, self.as_of), entity, rows)

    def _money(self, amount: float | None) -> str:
        return "" if amount is None else self.style.exact_money(amount)


def _field(name: str) -> str:
    known = DEALS.field(name)
    return name if known is None else label(known.labels)


def section_sheet(view: Headed, as_of: date, key: str) -> FigureSheet:
    """What a section tells and how it is worked out, with its rows.

    Raises:
        StopIteration: there is no section of that key.
    """
    section = view.section(key)
    rows = tuple(
        (line.row, line.cells[0], " · ".join(filter(None, line.cells[1:])))
        for line in section.lines
        if line.row is not None and line.cells
    )
    own = [line for line in section.lines if line.row is None and line.cells]
    value = " · ".join(" ".join(filter(None, line.cells)) for line in own) or section.note
    told = _Told(section.title, value, section.about, reason=section.nothing)
    return _sheet(key, told, (view.head.title, as_of), section.entity or "deals", rows)


def _sheet(
    key: str,
    told: _Told,
    about: tuple[str, date],
    entity: str,
    rows: tuple[tuple[int, str, str], ...],
) -> FigureSheet:
    title, as_of = about
    shown = Kpi(
        key=key,
        label=told.title,
        value=told.value or not_available(),
        exact=told.value,
        severity=State.NEUTRAL,
        word="",
        trend=(),
        delta="",
        reason="" if told.value else told.reason,
        notes=(told.note,) if told.note else (),
        formula=told.formula,
        edge="",
    )
    numbers = told.numbers if told.value else ""
    explained = Explanation(shown, numbers, tuple(row for row, _title, _amount in rows))
    day = _("as of {day}").format(day=as_of.isoformat())
    return FigureSheet(explained, day, title, (), "", rows, entity)
