"""The three ways in which reps fail, each in one sentence with its evidence."""

from __future__ import annotations

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.definitions import Unit
from salestui.metrics.people.patterns import (
    EARLY_SPENDING,
    EARLY_STAGES,
    LATE_EFFORT,
    NEW_STORIES,
    PatternFound,
)
from salestui.views.formats import Style, not_available, say
from salestui.views.person.lines import Line, Section
from salestui.views.person.sheets import Meaning, Told
from salestui.views.states import State


def patterns_section(
    found: tuple[PatternFound, ...], style: Style
) -> tuple[Section, tuple[Told, ...]]:
    """A line per pattern: seen or not, and why."""
    lines, told = [], []
    for one in found:
        tone = State.LATE if one.seen else State.NEUTRAL
        key = f"pattern {one.pattern.code}"
        behind = tuple((one.entity, row) for row in one.rows)
        name = i18n.label(one.pattern.labels)
        aside = _("seen") if one.seen else _("not seen")
        if one.share.value is None:
            aside = not_available()
        sentence = _sentence(one, style)
        lines.append(Line(name, sentence, aside, tone, behind=behind, key=key))
        meaning = _meaning(key, name, one, style)
        told.append(Told(meaning, one.share, Unit.PERCENT, one.rows, tone, one.entity))
    seen = sum(one.seen for one in found)
    note = _("{n} of {total} seen").format(n=seen, total=len(found))
    return Section(tuple(lines), note), tuple(told)


def _sentence(one: PatternFound, style: Style) -> str:
    if one.share.value is None:
        return say(one.share.reason) if one.share.reason is not None else ""
    share = style.percent(one.share.value)
    if one.pattern.code == NEW_STORIES:
        return _(
            "{n} of {total} open deals ({share}) stand in the first {stages} stages; "
            "{advanced} of {dealt} deals ever came further"
        ).format(
            n=one.part, total=one.whole, share=share, stages=EARLY_STAGES,
            advanced=one.advanced, dealt=one.dealt,
        )  # fmt: skip
    if one.pattern.code == EARLY_SPENDING:
        return _("{part} of {total} ({share}) were spent before the second stage").format(
            part=style.money(one.part), total=style.money(one.whole), share=share
        )
    return _("{n} of {total} activities ({share}) fall into a deal's last open stage").format(
        n=one.part, total=one.whole, share=share
    )


def _meaning(key: str, name: str, one: PatternFound, style: Style) -> Meaning:
    meant = one.pattern
    limit = style.percent(meant.threshold)
    edge = _("seen from {limit} on, of {n} or more").format(limit=limit, n=meant.at_least)
    if meant.code == NEW_STORIES:
        rest = style.percent(1 - meant.threshold)
        edge = _("seen from {limit} on, of {n} open deals or more, where no more than {rest} of "
                 "all deals ever came beyond the early stages").format(
            limit=limit, n=meant.at_least, rest=rest)  # fmt: skip
    if meant.code == LATE_EFFORT:
        edge += "; " + _("the stage at the time is that of the stage history, else inferred from "
                         "the present stage and its entry")  # fmt: skip
    about, numbers = i18n.label(meant.about), f"{one.part} / {one.whole}"
    if meant.code == EARLY_SPENDING:
        edge = _("seen from {limit} on, of {n} costs or more; costs of no deal or of an unknown "
                 "stage are left out").format(limit=limit, n=meant.at_least)  # fmt: skip
        numbers = f"{style.exact_money(one.part)} / {style.exact_money(one.whole)}"
    return Meaning(key, name, about, numbers, edge, (_sentence(one, style),))
