"""Where a rep's deals come further than the team's, and where they stop."""

from __future__ import annotations

from collections.abc import Iterator

from salestui import i18n
from salestui.i18n import _, joined
from salestui.metrics.definitions import Unit
from salestui.metrics.figure import Figure
from salestui.metrics.people.funnel import ENOUGH, Passage, RepFunnel, Step, Wins
from salestui.views.formats import Style, not_available
from salestui.views.person.lines import Line, Section
from salestui.views.person.sheets import Meaning, Told
from salestui.views.states import State

CLEAR = 0.05
"""From so many points behind the team on, a stage is marked."""


def strengths_section(found: RepFunnel, style: Style) -> tuple[Section, tuple[Told, ...]]:
    """The strongest and the weakest stage, the team's bottleneck, the win rate, every step."""
    words = _Words(found, style)
    told = tuple(words.all())
    return Section(tuple(line for line, _told in told), words.note()), tuple(t for _line, t in told)


class _Words:
    """The lines of one rep, each with what explains it."""

    def __init__(self, found: RepFunnel, style: Style) -> None:
        self.found, self.style = found, style
        self.team = found.compared or _("everyone")

    def note(self) -> str:
        """Whom the rep is compared with."""
        compared = _("compared with {team}").format(team=self.team)
        inferred = any(step.rep.rate.notes for step in self.found.steps)
        return joined((compared, _("inferred"))) if inferred else compared

    def all(self) -> Iterator[tuple[Line, Told]]:
        """Every line."""
        found = self.found
        yield self._chosen("strongest", _("Strongest"), found.strongest)
        yield self._chosen("weakest", _("Weakest"), found.weakest)
        yield self._bottleneck(found.bottleneck)
        yield self._wins()
        for place, step in enumerate(found.steps):
            yield self._step(f"step {place}", _way(step), step)

    def _chosen(self, key: str, title: str, step: Step | None) -> tuple[Line, Told]:
        if step is not None:
            return self._step(key, f"{title}: {_way(step)}", step)
        known = [s for s in self.found.steps if s.ahead is not None]
        if not known:
            why = _("too few deals: {n} at most in a stage, it takes {needed} of rep and team")
            most = max((len(s.rep.came) for s in self.found.steps), default=0)
            text = why.format(n=most, needed=ENOUGH)
        elif key == "strongest":
            text = _("no stage goes better than the team's")
        else:
            text = _("no stage goes worse than the team's")
        meaning = Meaning(key, title, _chosen_words(), notes=(text,))
        reason = self.found.steps[0].rep.rate if self.found.steps else self.found.wins.rate
        told = Told(meaning, reason, Unit.PERCENT, ())
        return Line(title, text, key=key), told

    def _step(self, key: str, title: str, step: Step) -> tuple[Line, Told]:
        ahead, tone = step.ahead, State.NEUTRAL
        if ahead is not None:
            tone = State.OK if ahead >= CLEAR else State.LATE if ahead <= -CLEAR else tone
        rep, team = step.rep, step.team
        detail = joined(text for text in (
            _("{n} of {total}").format(n=rep.went, total=len(rep.came)),
            _("team {rate} of {total}").format(rate=self._rate(team), total=len(team.came)),
            self._days(step),
            _lost_somewhere(rep),
        ) if text)  # fmt: skip
        meaning = Meaning(
            key,
            _way(step),
            _("distinct deals that ever reached {end} / distinct deals that ever reached {start}; "
              "a stage entered again counts once").format(start=_name(step)[0], end=_name(step)[1]),
            f"{rep.went} / {len(rep.came)}",
            _("n/a below {n} deals of the rep; still open deals count as not passed on yet").format(
                n=ENOUGH),
            (_("team {team}: {went} of {came}, {rate}").format(
                team=self.team, went=team.went, came=len(team.came), rate=self._rate(team)),
             self._days(step)),
        )  # fmt: skip
        behind = (*rep.stayed, *(row for row in rep.came if row not in set(rep.stayed)))
        line = Line(title, detail, self._aside(rep.rate, ahead), tone,
                    behind=_deals(behind), key=key)  # fmt: skip
        return line, Told(meaning, rep.rate, Unit.PERCENT, behind, tone)

    def _bottleneck(self, step: Step | None) -> tuple[Line, Told]:
        title = _("Bottleneck of {team}").format(team=self.team)
        formula = _("the step with the lowest rate of all the team's deals, of those that {n} "
                    "deals or more came to").format(n=ENOUGH)  # fmt: skip
        if step is None:
            text = _("none can be told: too few deals, or all pass on")
            rate = self.found.team_wins.rate
            return Line(title, text, key="bottleneck"), Told(
                Meaning("bottleneck", title, formula, notes=(text,)), rate, Unit.PERCENT, ()
            )
        team = step.team
        detail = _("{way}: {stayed} of {came} deals stop there").format(
            way=_way(step), stayed=len(team.stayed), came=len(team.came)
        )
        detail = joined(filter(None, (detail, _lost_somewhere(team))))
        meaning = Meaning("bottleneck", f"{title}: {_way(step)}", formula,
                          f"{team.went} / {len(team.came)}", notes=(detail,))  # fmt: skip
        line = Line(title, detail, self._rate(team), State.WARNING,
                    behind=_deals(team.stayed), key="bottleneck")  # fmt: skip
        return line, Told(meaning, team.rate, Unit.PERCENT, team.stayed, State.WARNING)

    def _wins(self) -> tuple[Line, Told]:
        own, team = self.found.wins, self.found.team_wins
        both = own.rate.value is not None and team.rate.value is not None
        ahead = (own.rate.value or 0) - (team.rate.value or 0) if both else None
        detail = joined((
            _("{n} of {total}").format(n=len(own.won), total=_closed(own)),
            _("team {rate} of {total}").format(
                rate=self.style.figure(team.rate, Unit.PERCENT), total=_closed(team)),
        ))  # fmt: skip
        tone = State.NEUTRAL
        if ahead is not None:
            tone = State.OK if ahead >= CLEAR else State.LATE if ahead <= -CLEAR else tone
        title = _("Win rate, all time")
        meaning = Meaning(
            "wins", title, _("won / (won + lost), of all deals closed up to the as-of day"),
            f"{len(own.won)} / ({len(own.won)} + {len(own.lost)})",
            _("n/a below {n} deals").format(n=ENOUGH), (detail,),
        )  # fmt: skip
        rows = (*own.won, *own.lost)
        line = Line(title, detail, self._aside(own.rate, ahead), tone,
                    behind=_deals(rows), key="wins")  # fmt: skip
        return line, Told(meaning, own.rate, Unit.PERCENT, rows, tone)

    def _aside(self, rate: Figure, ahead: float | None) -> str:
        value = self.style.figure(rate, Unit.PERCENT)
        return value if ahead is None else f"{value} {self.style.delta(ahead, Unit.PERCENT)}"

    def _rate(self, passage: Passage) -> str:
        return self.style.figure(passage.rate, Unit.PERCENT)

    def _days(self, step: Step) -> str:
        rep, team = (self.style.figure(p.days, Unit.DAYS) for p in (step.rep, step.team))
        if step.rep.days.value is None and step.team.days.value is None:
            return _("days there {na}").format(na=not_available())
        return _("{rep} there, team {team}").format(rep=rep, team=team)


def _chosen_words() -> str:
    return _("the step in which the rep is furthest ahead of the team, or furthest behind")


def _lost_somewhere(passage: Passage) -> str:
    n = passage.unplaced
    return _("{n} of them lost in an unknown stage").format(n=n) if n else ""


def _closed(wins: Wins) -> int:
    return len(wins.won) + len(wins.lost)


def _name(step: Step) -> tuple[str, str]:
    return i18n.label(step.start.labels), i18n.label(step.end.labels)


def _way(step: Step) -> str:
    return " → ".join(_name(step))


def _deals(rows: tuple[int, ...]) -> tuple[tuple[str, int], ...]:
    return tuple(("deals", row) for row in rows)
