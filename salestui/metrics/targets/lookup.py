"""Looking targets up: by scope and period, never counting two levels or two lengths at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

import polars as pl

from salestui.metrics import reasons
from salestui.metrics.figure import Figure, Note, na, note
from salestui.metrics.people.stints import movers, roster, stints
from salestui.metrics.targets.covering import Span, covered, length_name, summed
from salestui.metrics.targets.workbooks import SHARED, WHOLE, of_itself, workbooks_of
from salestui.model.focus import SCOPES, Focus
from salestui.model.period import Period, PeriodKind

COMPANY = ("company", "")
_REVENUE = ("", "revenue")

Scope = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class TargetBook:
    """All revenue targets, indexed.

    Attributes:
        spans: per scope, ascending; rows of several lengths may speak of the same days.
        reps_of: the reps of each team, those who moved in each of theirs.
        team_of, region_of: of each rep.
        moves: of each rep who moved, where each stint began, and its team; in the order of time.
        other_metrics: there are targets, but none of revenue.
        parts: of several workbooks, the targets of each: what is shared by them, such as the
            company's, is the sum of what each of them says.
        currencies: those of their amounts, where these are several, so that none are added up.
        workbook_of: the workbook of each rep and team, where there are several.
    """

    spans: Mapping[Scope, tuple[Span, ...]]
    reps_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    team_of: Mapping[str, str] = field(default_factory=dict)
    region_of: Mapping[str, str] = field(default_factory=dict)
    moves: Mapping[str, tuple[tuple[date, str | None], ...]] = field(default_factory=dict)
    other_metrics: bool = False
    parts: tuple[TargetBook, ...] = ()
    currencies: tuple[str, ...] = ()
    workbook_of: Mapping[Scope, str] = field(default_factory=dict)

    def target(self, focus: Focus, period: Period) -> Figure:
        """The revenue target of a focus for a period.

        Rows of exactly that scope count if any lie in the period, else the sum of one level below:
        the company's teams, else reps, regions or products; a team's reps. Custom periods take a
        share of a month they cut, by calendar days. Nothing is made up for a focus on a stage, a
        customer or a combination, nor for a period shorter than the targets'.
        """
        return _target(self, focus, period)

    def own(self, scope: Scope, period: Period) -> Figure | None:
        """The target from rows of exactly that scope; None where none lies in the period."""
        if self.parts and scope[0] in SHARED:
            return self._added([part.own(scope, period) for part in self.parts])
        cover = covered(self.spans.get(scope, ()), period)
        return None if cover is None else cover.figure(period)

    def company_spans(self, scope: Scope) -> tuple[Span, ...]:
        """What the company's rows say where a rep or a team belongs: in its own workbook."""
        own = self.workbook_of.get(scope)
        return self.spans.get(COMPANY if own is None else (WHOLE, own), ())

    def of_member(self, rep: str, team: str, period: Period) -> Figure | None:
        """The part of a rep's own target that is of his time in a team; None for none."""
        cover = covered(self.spans_in(rep, team), period)
        return None if cover is None else cover.figure(period)

    def summed(self, parts: Iterable[Sequence[Span]], period: Period) -> Figure | None:
        """The sum of several reps' targets; None where none of them lies in the period."""
        covers = [cover for spans in parts if (cover := covered(tuple(spans), period))]
        return summed(covers).figure(period) if covers else None

    def spans_in(self, rep: str, team: str) -> tuple[Span, ...]:
        """A rep's targets whose first day he was in the team; all of them of who never moved."""
        spans = self.spans.get(("rep", rep), ())
        if (moves := self.moves.get(rep)) is None:
            return spans
        return tuple(span for span in spans if _team_on(moves, span.start) == team)

    def team_on(self, rep: str, day: date) -> str | None:
        """The team of a rep on a day: of who never moved, always the same."""
        moves = self.moves.get(rep)
        return self.team_of.get(rep) if moves is None else _team_on(moves, day)

    def named(self, dimension: str, period: Period) -> list[str]:
        """The reps, teams, regions or products that have a target of their own in the period."""
        return [
            name
            for (kind, name), spans in self.spans.items()
            if kind == dimension and covered(spans, period) is not None
        ]

    def speaks_of(self, period: Period) -> bool:
        """Whether any target covers a day of the period."""
        return any(
            span.start <= period.end and period.start <= span.end
            for spans in self.spans.values()
            for span in spans
        )

    def scope_of(self, focus: Focus) -> Scope | Note:
        """The one scope that a focus comes down to, or why there is none."""
        for dimension, _value in focus.terms:
            if dimension not in SCOPES:
                return note(reasons.DIMENSION_WITHOUT_TARGET, dimension=reasons.WORDS[dimension])
        terms = dict(focus.terms)
        if (rep := terms.get("rep")) is not None:
            # a rep's team and region say nothing new beside the rep
            for dimension, of in (("team", self.team_of), ("region", self.region_of)):
                if dimension in terms and of.get(rep) == terms[dimension]:
                    del terms[dimension]
        if len(terms) > 1:
            return note(reasons.COMBINED_TARGET, dimensions=tuple(reasons.WORDS[d] for d in terms))
        return next(iter(terms.items()), COMPANY)

    def _added(self, figures: Sequence[Figure | None]) -> Figure | None:
        """The sum of what several workbooks say; None where none says anything."""
        told = [f for f in figures if f is not None and f.value is not None]
        if told and self.currencies:
            return na(note(reasons.MIXED_CURRENCIES, currencies=", ".join(self.currencies)))
        notes = dict.fromkeys(said for figure in told for said in figure.notes)
        total = sum(figure.value for figure in told if figure.value is not None)
        return Figure(total, notes=tuple(notes)) if told else None

    def of_parts(self, focus: Focus, period: Period) -> Figure | None:
        """The sum of the workbooks' targets for a focus; None where none of them has one."""
        return self._added([part.target(focus, period) for part in self.parts])

    def from_children(self, scope: Scope, period: Period) -> Figure:
        """The sum of the first level below the scope that has targets in the period."""
        for level, names in self._levels_below(scope):
            parts = [covered(self._below(scope, level, name), period) for name in names]
            covers = [c for c in parts if c is not None]
            if covers:
                said = note(reasons.SUMMED, dimension=reasons.WORDS[level])
                return summed(covers).figure(period).noted(said)
        return na(self._why_none(scope, period))

    def _below(self, scope: Scope, level: str, name: str) -> tuple[Span, ...]:
        """What a name of a level below adds to a scope."""
        if level == "rep" and scope[0] == "team":
            return self.spans_in(name, scope[1])
        return self.spans.get((level, name), ())

    def _levels_below(self, scope: Scope) -> Iterator[tuple[str, Iterable[str]]]:
        """The dimensions whose targets add up to the scope's, each with its names."""
        if scope[0] == "team":
            yield "rep", self.reps_of.get(scope[1], ())
        elif scope == COMPANY:
            for level in ("team", "rep", "region", "product"):
                yield level, [n for kind, n in self.spans if kind == level]

    def _why_none(self, scope: Scope, period: Period) -> Note:
        kinds = {scope[0], *(level for level, _names in self._levels_below(scope))}
        if not any(kind in kinds for kind, _name in self.spans):
            return note(
                reasons.DIMENSION_WITHOUT_TARGET, dimension=reasons.WORDS.get(scope[0], scope[0])
            )
        scopes = [scope, *((level, n) for level, ns in self._levels_below(scope) for n in ns)]
        longer = [
            span.days
            for one in scopes
            for span in self.spans.get(one, ())
            if span.start <= period.end and period.start <= span.end
        ]
        if longer:
            return note(reasons.COARSER_TARGETS, kind=length_name(min(longer)))
        return Note(reasons.NO_TARGET)


@lru_cache(maxsize=4096)
def _target(book: TargetBook, focus: Focus, period: Period) -> Figure:
    """Targets change rarely, figures are asked for at every edit: a book's answers are kept."""
    if period.kind is PeriodKind.ALL:
        return na(reasons.ALL_TIME_TARGET)
    if not book.spans:
        return na(reasons.NO_MONEY_TARGETS if book.other_metrics else reasons.NO_TARGETS_AT_ALL)
    terms = dict(focus.terms)
    rep, team = terms.get("rep", ""), terms.get("team", "")
    if len(terms) == 2 and rep in book.moves and any(t == team for _day, t in book.moves[rep]):
        return book.of_member(rep, team, period) or na(reasons.NO_TARGET)
    scope = book.scope_of(focus)
    if isinstance(scope, Note):
        return na(scope)
    if scope[0] in SHARED and (whole := book.of_parts(focus, period)) is not None:
        return whole
    return book.own(scope, period) or book.from_children(scope, period)


def _team_on(moves: tuple[tuple[date, str | None], ...], day: date) -> str | None:
    """Where who moved was on a day; before the first stint he is taken to be there already."""
    begun = [team for began, team in moves if began <= day]
    return begun[-1] if begun else moves[0][1]


def target_book(
    targets: pl.DataFrame | None, members: pl.DataFrame | None, today: date | None = None
) -> TargetBook:
    """Index the targets.

    Args:
        targets: ``scope_type`` (company, team, rep, region, product), ``scope``, ``metric`` (blank
            means revenue), ``start``, ``end``, ``target``; other columns are ignored. Rows of one
            scope and span are added up, as a SUMIFS in the workbook would.
        members: gives the reps of each team; a team may be named by its manager.
        today: the day on which who moved is where he is; None for the last known place.

    Of several workbooks, ``targets`` has ``book`` and ``currency`` as well, and what one of them
    says of itself as a whole is of the scope type ``workbook``.
    """
    if targets is not None and "book" in targets.columns:
        whole = target_book(targets.drop("book"), members, today)
        parts = [
            target_book(of_itself(own).drop("book"), members, today)
            for own in targets.partition_by("book", maintain_order=True)
        ]
        known = tuple(sorted(set(targets["currency"]) - {""}))
        several = known if len(known) > 1 else ()
        homes = workbooks_of(targets, members)
        return replace(whole, parts=tuple(parts), currencies=several, workbook_of=homes)
    stays, people = stints(members), roster(members, today)
    moves: dict[str, list[tuple[date, str | None]]] = defaultdict(list)
    for name, began, team in movers(stays).select("name", "joined", "team").rows():
        moves[name].append((began or date.min, team))
    reps_of: dict[str, list[str]] = defaultdict(list)
    named_by: dict[str, set[str]] = defaultdict(set)
    for row in stays.iter_rows(named=True):
        if row["team"] is not None:
            if row["name"] not in reps_of[row["team"]]:
                reps_of[row["team"]].append(row["name"])
            if row["manager"] is not None:
                named_by[row["manager"]].add(row["team"])
    sums: dict[Scope, dict[tuple[date, date], float]] = defaultdict(lambda: defaultdict(float))
    wanted = ["scope_type", "scope", "metric", "start", "end", "target"]
    rows = [] if targets is None or targets.is_empty() else targets.select(wanted).rows()
    others = False
    for kind, name, metric, start, end, target in rows:
        if target is None or start is None or end is None:
            continue
        if (metric or "").strip().casefold() not in _REVENUE:
            others = True
            continue
        scope = _scope_of(kind, name, reps_of, named_by)
        sums[scope][start, end] += target
    return TargetBook(
        {
            scope: tuple(sorted(Span(*se, t) for se, t in found.items()))
            for scope, found in sums.items()
        },
        {team: tuple(names) for team, names in reps_of.items()},
        dict(people.select("name", "team").drop_nulls().iter_rows()),
        dict(people.select("name", "region").drop_nulls().iter_rows()),
        {name: tuple(found) for name, found in moves.items()},
        others,
    )


def _scope_of(
    kind: str | None, name: str | None, teams: Mapping[str, object], named_by: dict[str, set[str]]
) -> Scope:
    if not name or kind in (None, "", "company"):
        return COMPANY
    managed = named_by.get(name, set())
    if kind == "team" and name not in teams and len(managed) == 1:
        name = next(iter(managed))
    return str(kind), name
