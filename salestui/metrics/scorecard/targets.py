"""The target of each metric of a scorecard, for a rep, a team, a manager or the company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from salestui.metrics import reasons
from salestui.metrics.figure import Figure, Note, na
from salestui.metrics.scorecard import reasons as told
from salestui.metrics.scorecard.people import Kind, Subject
from salestui.metrics.targets.covering import Span
from salestui.metrics.targets.lookup import COMPANY, Scope, TargetBook, target_book
from salestui.model.focus import EVERYTHING, Focus
from salestui.model.period import Period, PeriodKind
from salestui.model.playbook import Playbook, named
from salestui.model.scorecard_cells import share_of_cell

FULL = frozenset({"team attainment", "data quality", "collection rate", "satisfaction"})
"""Percentages that cannot be more than whole: without a target of its own, 100% is one."""


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTargets:
    """The targets of all metrics.

    Attributes:
        books: by metric; rates are those whose parts do not add up.
    """

    books: Mapping[str, TargetBook]
    rates: frozenset[str]
    empty: TargetBook = field(default_factory=lambda: target_book(None, None))

    def target(self, metric: str, subject: Subject, period: Period) -> Figure:
        """The target of a metric, with a note where it is somebody else's or a matter of course."""
        if metric == "team attainment":
            return Figure(1.0)  # the metric is a share of the target already
        found = self._set(metric, subject, period)
        if found.value is None and metric in FULL:
            return Figure(1.0, notes=(Note(told.FULL_MARKS),))
        return found

    def _set(self, metric: str, subject: Subject, period: Period) -> Figure:
        book = self.books.get(metric)
        if book is None:
            return na(told.NO_METRIC_TARGET if metric != "revenue" else reasons.NO_TARGETS_AT_ALL)
        if period.kind is PeriodKind.ALL:
            return na(reasons.ALL_TIME_TARGET)
        if metric in self.rates:
            return _rate(book, subject, period)
        if subject.kind is Kind.MANAGER:
            return _managed(book, subject, period)
        return book.target(_focus(subject), period)


def score_targets(
    targets: pl.DataFrame | None,
    members: pl.DataFrame | None,
    playbook: Playbook,
    today: date | None = None,
) -> ScoreTargets:
    """Index the targets by metric.

    Args:
        targets: long, see ``metrics.targets.target_book``; metrics may be named as the playbook
            names them.
        today: see ``metrics.targets.target_book``.
    """
    rates = frozenset(m.code for m in playbook.lists.metrics if m.unit == "percent")
    if targets is None or targets.is_empty():
        return ScoreTargets({}, rates)
    texts = targets["metric"].fill_null("").unique().to_list()
    codes = {text: _code(text, playbook) for text in texts}
    coded = targets.with_columns(
        code=pl.col("metric").fill_null("").replace_strict(codes, return_dtype=pl.String)
    )
    return ScoreTargets(
        {
            code: target_book(
                coded.filter(pl.col("code") == code).with_columns(metric=pl.lit("revenue")),
                members,
                today,
            )
            for code in set(codes.values())
        },
        rates,
    )


def _code(text: str, playbook: Playbook) -> str:
    if not text.strip():
        return "revenue"
    metric = named(playbook.lists.metrics, text)
    return text.strip().casefold() if metric is None else metric.code


def _focus(subject: Subject) -> Focus:
    if subject.kind is Kind.COMPANY:
        return EVERYTHING
    return EVERYTHING.with_term(str(subject.kind), subject.name)


def _managed(book: TargetBook, subject: Subject, period: Period) -> Figure:
    """The targets of a manager's teams, and of his reps in other teams, added up.

    Of a rep who moved, those that began while he was his.
    """
    teams = [book.target(EVERYTHING.with_term("team", t), period) for t in sorted(subject.teams)]
    inside = {rep for team in subject.teams for rep in book.reps_of.get(team, ())}
    others = sorted(subject.reps - inside)
    parts = [f for f in teams if f.value is not None]
    parts += [f for n in others if (f := book.own(("rep", n), period)) is not None]
    for team, rep in subject.stays:
        if team is not None and rep is not None and team not in subject.teams:
            part = book.of_member(rep, team, period)
            parts += [part] if part is not None else []
    known = [f.value for f in parts if f.value is not None]
    if not known:
        return next((f for f in teams if f.reason is not None), na(told.NO_METRIC_TARGET))
    return Figure(sum(known)).noted(*dict.fromkeys(n for f in parts for n in f.notes))


def _rate(book: TargetBook, subject: Subject, period: Period) -> Figure:
    """A percentage that is aimed at: one's own, else that of the team, else the company's."""
    wider: list[tuple[Scope, str]] = [(COMPANY, told.TARGET_OF_COMPANY)]
    own: Scope = COMPANY
    if subject.kind is Kind.REP:
        own = ("rep", subject.name)
        if subject.team is not None:
            wider.insert(0, (("team", subject.team), told.TARGET_OF_TEAM))
    elif subject.kind is not Kind.COMPANY:
        own = ("team", subject.name)
        if subject.kind is Kind.MANAGER and len(subject.teams) == 1:
            own = ("team", next(iter(subject.teams)))
    if (value := _mean(book.spans.get(own, ()), period)) is not None:
        return Figure(value)
    for scope, said in wider:
        spans = book.company_spans(own) if scope == COMPANY else book.spans.get(scope, ())
        if (value := _mean(spans, period)) is not None:
            return Figure(value, notes=(Note(said),))
    return na(told.NO_METRIC_TARGET)


def _mean(spans: tuple[Span, ...], period: Period) -> float | None:
    """The mean over the days of the period, of the shortest spans that speak of it."""
    meeting = [s for s in spans if s.start <= period.end and period.start <= s.end]
    if not meeting:
        return None
    shortest = min(s.days for s in meeting)
    # months differ in length; a quarter is no month
    alike = [s for s in meeting if s.days <= shortest * 1.2]
    days = [(min(s.end, period.end) - max(s.start, period.start)).days + 1 for s in alike]
    return share_of_cell(sum(s.target * d for s, d in zip(alike, days, strict=True)) / sum(days))
