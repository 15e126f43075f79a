"""The communication plan and the quality plan of a project."""

from __future__ import annotations

from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.selling.projects.plans import Check, Talk, checks_of, talks_of
from salestui.views.deal.lines import (
    DealLine,
    DealSection,
    absent,
    none_yet,
    shown,
    title_of,
)
from salestui.views.states import State

_TALKS = ("what", "audience", "frequency", "next_date", "owner", "form")
_CHECKS = ("item", "due", "result", "owner", "standard")


def talks_section(state: BookState, deal: int, today: date) -> DealSection:
    """With whom the project talks, and when next; space: it was held today."""
    title = _("Communication plan")
    if missing := absent(state, "communications"):
        return DealSection("talks", title, (), "", "communications", absent=True, nothing=missing)
    talks = talks_of(state, deal)
    late = sum(talk.is_late(today) for talk in talks)
    notes = [str(len(talks))] if talks else []
    notes += [_("{n} overdue").format(n=late)] if late else []
    about = _("Next = as planned; where it is not, the last one and as many days as it is held in.")
    return DealSection(
        "talks", title, tuple(_talk(talk, today) for talk in talks), " · ".join(notes),
        "communications", nothing=none_yet(),
        columns=tuple(title_of("communications", name) for name in _TALKS), about=about,
    )  # fmt: skip


def _talk(talk: Talk, today: date) -> DealLine:
    every = _("every {n} d").format(n=talk.every) if talk.every else ""
    following = talk.next.isoformat() if talk.next is not None else ""
    cells = (talk.what or talk.audience, talk.audience, every, following, talk.owner, talk.form)
    late = talk.is_late(today)
    how, mark = (State.LATE, "!") if late else (State.NEUTRAL, "·")
    return DealLine(
        f"talk:{talk.row}", cells, "communications", talk.row, "next_date", how, mark, done=False
    )


def checks_section(state: BookState, deal: int, today: date) -> DealSection:
    """What quality is checked when, and with which result; space: passed today."""
    title = _("Quality plan")
    if missing := absent(state, "quality"):
        return DealSection("checks", title, (), "", "quality", absent=True, nothing=missing)
    checks = checks_of(state, deal)
    late = sum(check.is_late(today) for check in checks)
    passed = sum(check.result == "passed" for check in checks)
    failed = sum(check.result == "failed" for check in checks)
    notes = [f"{passed}/{len(checks)}"] if checks else []
    notes += [_("{n} failed").format(n=failed)] if failed else []
    notes += [_("{n} overdue").format(n=late)] if late else []
    return DealSection(
        "checks", title, tuple(_check(check, today) for check in checks), " · ".join(notes),
        "quality", nothing=none_yet(),
        columns=tuple(title_of("quality", name) for name in _CHECKS),
    )  # fmt: skip


def _check(check: Check, today: date) -> DealLine:
    how, mark = State.NEUTRAL, "☐"
    if check.result == "passed":
        how, mark = State.OK, "☑"
    elif check.result == "failed":
        how, mark = State.LATE, "✗"
    elif check.is_late(today):
        how, mark = State.LATE, "!"
    due = check.due.isoformat() if check.due is not None else ""
    result = shown("quality", "result", check.result)
    cells = (check.item, due, result, check.owner, check.standard)
    return DealLine(
        f"check:{check.row}", cells, "quality", check.row, "result", how, mark,
        done=check.result == "passed",
    )  # fmt: skip
