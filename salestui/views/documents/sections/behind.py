"""Who is behind, by how much, and why: thin coverage, few wins, deals that stand still."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from salestui.i18n import _, joined
from salestui.metrics.attention import ON_PACE, Kind, pressing
from salestui.metrics.breakdown import Line as Standing
from salestui.metrics.figure import Figure
from salestui.metrics.pipeline import coverage
from salestui.metrics.select import OPEN, in_focus, within
from salestui.metrics.tally import OpenTally
from salestui.metrics.targets.attainment import gap
from salestui.views.attention_rows import kind_name
from salestui.views.documents.document import (
    Column,
    Form,
    Line,
    Notes,
    Row,
    Section,
    Total,
)
from salestui.views.documents.ground import Ground
from salestui.views.documents.needing import no_deals, no_sheet
from salestui.views.documents.sections.listing import listed
from salestui.views.kpis import coverage_state
from salestui.views.names import dimension_title
from salestui.views.states import State, pace_state

MOST = 20
"""Reps that are listed."""

_STUCK = (Kind.CLOSE_PASSED, Kind.STEP_OVERDUE, Kind.ROTTING, Kind.NO_STEP, Kind.UNDATED)


@dataclass(slots=True)
class _Held:
    """What somebody has open: due in the period, and what needs attention of it by kind."""

    due: OpenTally = field(default_factory=OpenTally)
    stuck: Counter[Kind] = field(default_factory=Counter)


def late_ones(ground: Ground) -> tuple[Standing, ...]:
    """The reps of what is looked at who are behind pace, who lacks most first."""
    named = ground.present.focus.value("rep")
    lines = ground.view.figures.breakdowns["rep"].lines
    found = (
        line
        for line in lines
        if line.name is not None
        and named in (None, line.name)
        and line.pace.value is not None
        and line.pace.value < ON_PACE
    )
    return tuple(sorted(found, key=lambda line: (-line.behind, line.name or "")))


def behind(ground: Ground) -> Section:
    """Everyone who is behind pace with the reasons that the workbook tells."""
    title, late = _("Who is behind, and why"), late_ones(ground)
    if not late:
        return _nobody(ground, title)
    held = _held(ground)
    columns = (
        Column("name", dimension_title("rep")),
        Column("behind", _("Behind by"), Form.MONEY, Total.SUM, bar=True),
        Column("pace", _("Pace"), Form.RATIO),
        Column("standing", _("Standing")),
        Column("coverage", _("Coverage"), Form.RATIO),
        Column("win_rate", _("Win rate"), Form.SHARE),
        Column("stuck", _("Stuck deals"), Form.COUNT),
        Column("why", _("Why")),
    )
    rows = [_row(ground, line, held[line.name or ""]) for line in late]
    return Section("behind", title, (listed("behind", title, columns, rows, MOST),))


def summary(ground: Ground) -> Line | None:
    """Who is behind by how much, in a sentence; None where nobody is."""
    late = late_ones(ground)
    if not late or ground.present.focus.value("rep") is not None:
        return None
    first = joined(
        _("{name} {money}").format(name=line.name, money=ground.style.money(line.behind))
        for line in late[:3]
    )
    text = _("Behind pace: {names}").format(names=first)
    if (more := len(late) - 3) > 0:
        text = _("{names} and {n} more").format(names=text, n=more)
    return Line(text, State.LATE)


def _nobody(ground: Ground, title: str) -> Section:
    lines = ground.view.figures.breakdowns["rep"].lines
    if any(line.pace.value is not None for line in lines):
        said = Notes((Line(_("Nobody is behind pace."), State.OK),))
        return Section("behind", title, (said,))
    needs = no_deals(ground.present.inputs)
    if not needs and ground.present.state.rows("targets") is None:
        needs = no_sheet("targets")
    nobody = _("No rep has a target for this period, so nobody can be behind it.")
    return Section("behind", title, needs=needs or nobody)


def _held(ground: Ground) -> Mapping[str, _Held]:
    """What each rep has open."""
    present = ground.present
    facts = in_focus(present.inputs.facts, present.focus)
    found: dict[str, _Held] = defaultdict(_Held)
    for rep, tally in _due(ground, facts).items():
        found[rep].due = tally
    needy = pressing(facts, present.as_of, ground.view.figures.rot_clock).collect()
    counted = needy.select("kind", rep=facts["rep"].gather(needy["row"]))
    kinds = tuple(Kind)
    for rep, kind, n in counted.drop_nulls("rep").group_by("rep", "kind").len().rows():
        found[rep].stuck[kinds[kind]] = n
    return found


def _due(ground: Ground, facts: pl.DataFrame) -> Mapping[str, OpenTally]:
    """The open deals of each rep that close in the period."""
    amount = pl.col("amount")
    weighted = amount * pl.col("probability")
    rows = (
        facts.filter(OPEN & within("expected_close", ground.present.period))
        .drop_nulls("rep")
        .group_by("rep")
        .agg(
            due=pl.len(),
            due_with_amount=amount.count(),
            due_value=amount.sum(),
            due_weighted=weighted.sum(),
            due_weighable=weighted.count(),
        )
    )
    return {row.pop("rep"): OpenTally(**row) for row in rows.to_dicts()}


def _coverage(ground: Ground, line: Standing, due: OpenTally) -> Figure:
    missing = gap(line.actual, line.target)
    return coverage(line.target, missing, due, ground.view.figures.options.coverage)


def _row(ground: Ground, line: Standing, held: _Held) -> Row:
    state, word, _arrow = pace_state(line.pace.value)
    covered = _coverage(ground, line, held.due)
    return Row(
        (
            line.name,
            line.behind,
            line.pace.value,
            word,
            covered.value,
            line.win_rate.value,
            sum(held.stuck[kind] for kind in _STUCK),
            _why(ground, line, covered, held),
        ),
        state,
    )


def _why(ground: Ground, line: Standing, covered: Figure, held: _Held) -> str:
    """What the workbook tells of the reasons, in short."""
    style, whole = ground.style, ground.view.figures.kpis["win_rate"].value
    said = []
    if not held.due.due:
        said.append(_("nothing open closes in the period"))
    elif covered.value is not None:
        state, word = coverage_state(covered.value, line.win_rate.value or whole)
        if state is not State.OK:
            said.append(_("coverage {word}").format(word=word))
    rate = line.win_rate.value
    if rate is not None and whole is not None and rate < whole:
        text = _("wins {rate} where all win {whole}")
        said.append(text.format(rate=style.percent(rate), whole=style.percent(whole)))
    said += [
        _("{kind}: {n}").format(kind=kind_name(kind), n=held.stuck[kind])
        for kind in _STUCK
        if held.stuck[kind]
    ]
    return joined(said) or _("nothing in the pipeline tells why")
