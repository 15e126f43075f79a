"""Whom scorecards are of: reps, teams with the company, and managers with whom they manage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from salestui.metrics.breakdown import there
from salestui.metrics.inputs import Inputs
from salestui.metrics.scorecard.sums import Sums, Who
from salestui.model.focus import Focus
from salestui.model.period import Period, PeriodKind

_DONE = ("won", "lost", "activities", "answers", "created")


class Kind(StrEnum):
    """What a leaderboard lists."""

    REP = "rep"
    TEAM = "team"
    MANAGER = "manager"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody who is appraised.

    Attributes:
        name: empty for the company.
        teams, reps: whose doings are his: everything of these teams, and of these reps elsewhere.
        stays: and of these reps while they were in these teams, of who moved in the period.
        region: of a rep, as the team's sheet has it.
        team: a rep's.
    """

    kind: Kind
    name: str
    teams: frozenset[str] = frozenset()
    reps: frozenset[str] = frozenset()
    stays: frozenset[Who] = frozenset()
    team: str | None = None
    region: str | None = None

    def owns(self, who: Who) -> bool:
        """Whether what this team's rep did counts for the subject."""
        team, rep = who
        own = team in self.teams or rep in self.reps or who in self.stays
        return own or self.kind is Kind.COMPANY


def subjects(inputs: Inputs, sums: Sums, kind: Kind, period: Period) -> tuple[Subject, ...]:
    """Everyone of a kind in a period, by name; of teams the company comes last.

    Who moved is where the team's sheet says he was: a manager answers for what a rep did while he
    was his.

    Reps: members who were with the team in the period, whoever did anything in it, and whoever has
    targets; not those who only manage others. A member who left before it is one only where a deal
    of his closed in it.
    """
    match kind:
        case Kind.REP:
            return _reps(inputs, sums, period)
        case Kind.MANAGER:
            return _managers(inputs, period)
        case Kind.COMPANY:
            return (Subject(Kind.COMPANY, ""),)
        case Kind.TEAM:
            names = _teams(inputs, sums, period)
            teams = (Subject(Kind.TEAM, n, teams=frozenset({n})) for n in sorted(names))
            return (*teams, Subject(Kind.COMPANY, ""))


def within_focus(subject: Subject, focus: Focus) -> bool:
    """Whether a focus shows the subject. It is of people: other dimensions do not hide anyone."""
    team, rep, region = (focus.value(d) for d in ("team", "rep", "region"))
    if subject.kind is Kind.REP:
        return (
            rep in (None, subject.name)
            and team in (None, subject.team)
            and region in (None, subject.region)
        )
    if subject.kind is Kind.TEAM:
        return team in (None, subject.name)
    if subject.kind is Kind.MANAGER:
        return team is None or team in subject.teams
    return team is None and rep is None


def _targeted(inputs: Inputs, kind: str, period: Period) -> set[str]:
    return set() if period.kind is PeriodKind.ALL else set(inputs.targets.named(kind, period))


def _active(sums: Sums, period: Period) -> dict[str, set[str]]:
    """The reps (and teams, under ``team``) that did anything in the period, and what."""
    slot = sums.periods.index(period)
    found: dict[str, set[str]] = {"rep": set(), "closer": set(), "team": set()}
    for (team, rep), did in sums.by_slot[slot].items():
        if rep is not None and any(did[name] for name in _DONE):
            found["rep"].add(rep)
        if rep is not None and (did["won"] or did["lost"]):
            found["closer"].add(rep)
        if team is not None and any(did[name] for name in _DONE):
            found["team"].add(team)
    return found


def _reps(inputs: Inputs, sums: Sums, period: Period) -> tuple[Subject, ...]:
    then = there(inputs.stints, period)
    present = set(then["name"].to_list())
    listed = set(inputs.people["name"].to_list())
    active = _active(sums, period)
    at_work = {rep for _team, rep in sums.still_open if rep is not None and rep not in listed}
    targeted = _targeted(inputs, "rep", period)
    gone = listed - present - active["closer"]
    # who only manages others has a card of his own kind
    bosses = {subject.name for subject in _managers(inputs, period)}
    idle = bosses - active["closer"] - targeted
    names = (present | active["rep"] | at_work | targeted) - gone - idle
    # of who moved, the last place in the period
    region = dict(then.select("name", "region").iter_rows())
    team = {**sums.teams, **dict(then.select("name", "team").iter_rows())}
    return tuple(
        Subject(
            Kind.REP, n, reps=frozenset({n}), team=team.get(n), region=region.get(n)
        )
        for n in sorted(names)
    )  # fmt: skip


def _teams(inputs: Inputs, sums: Sums, period: Period) -> set[str]:
    listed = set(there(inputs.stints, period)["team"].drop_nulls().to_list())
    return listed | _active(sums, period)["team"] | _targeted(inputs, "team", period)


def _managers(inputs: Inputs, period: Period) -> tuple[Subject, ...]:
    """Those whom members name as their manager, with everyone below them."""
    below: dict[str, set[Who]] = defaultdict(set)
    members: dict[str, set[Who]] = defaultdict(set)
    stays: dict[str, set[Who]] = defaultdict(set)
    rows = there(inputs.stints, period).select("name", "team", "manager").iter_rows()
    for name, team, manager in rows:
        who = team, name
        stays[name].add(who)
        if manager is not None and manager != name:
            below[manager].add(who)
        if team is not None:
            members[team].add(who)
    return tuple(_manager(boss, below, members, stays) for boss in sorted(below))


def _manager(
    boss: str,
    below: Mapping[str, set[Who]],
    members: Mapping[str, set[Who]],
    stays: Mapping[str, set[Who]],
) -> Subject:
    found, ahead = set(stays.get(boss, ())), [boss]
    while ahead:
        new = below.get(ahead.pop(), set()) - found
        found |= new
        ahead += [name for _team, name in new if name is not None]
    # a team that is wholly his counts with everything that is done in its name
    teams = {team for team, those in members.items() if those <= found}
    names = {name for _team, name in found if name is not None} | {boss}
    whole = {name for name in names if stays.get(name, set()) <= found}
    part = frozenset(who for who in found if who[1] not in whole)
    return Subject(Kind.MANAGER, boss, frozenset(teams), frozenset(whole), part)
