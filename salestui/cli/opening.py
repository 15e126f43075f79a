"""What commands over a workbook share: open it, and read what of it is meant."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from adapters.protocol import Remote, Workbook
from adapters.read_only import only_read
from adapters.registry import open_workbook
from salestui.book.opening import Opening
from salestui.cli.main import UsageError
from salestui.config import Config
from salestui.i18n import _, joined, ngettext
from salestui.locations import journals_dir, mappings_dir, snapshots_dir, state_dir
from salestui.model.focus import Focus, parse_scope
from salestui.model.period import Period, parse_period
from salestui.plain_text import visible

if TYPE_CHECKING:
    from salestui.book.book import Book
    from salestui.book.reading import Settings
    from salestui.book.together.roll_up import RollUp


def opened(path: str) -> Workbook:
    """The workbook, its reading begun."""
    return open_workbook(path, state_dir())


def all_opened(options: argparse.Namespace) -> Workbook:
    """The workbook that was named, or all of them as one; see ``arguments.add_workbooks``.

    Raises:
        WorkbookError: it, or each of them, cannot be opened; or one is named twice.
    """
    others: list[str] = getattr(options, "others", [])
    if not others:
        return opened(options.path)
    from salestui.book.together.several import open_several  # the first paint does without

    return open_several([options.path, *others], opened)


def each_of(workbook: Workbook) -> Sequence[Workbook]:
    """The workbooks that one stands for: those of a roll-up, else itself."""
    return getattr(workbook, "opened", (workbook,))


def tell_missing(book: Book | RollUp) -> None:
    """Say on stderr which workbooks of a roll-up are left out, and why."""
    for notice in getattr(book, "missing", ()):
        print(f"salestui: {visible(notice.sentence(_))}", file=sys.stderr)


def tell_unsaved(workbook: Workbook) -> None:
    """Say on stderr that figures leave out edits that a dashboard keeps in its journal."""
    from salestui.book.journal.places import unsaved_edits

    count = sum(unsaved_edits(journals_dir(), each.location) for each in each_of(workbook))
    if count:
        told = ngettext(
            "{n} edit of the dashboard is not saved in this workbook, and not counted here.",
            "{n} edits of the dashboard are not saved in this workbook, and not counted here.",
            count,
        )
        print(told.format(n=count), file=sys.stderr)


def tell_age(workbook: Workbook) -> None:
    """Say on stderr that what was read of a workbook elsewhere is what was known before."""
    links = [each.link() for each in each_of(workbook) if isinstance(each, Remote)]
    for link in links:
        if link.trouble.message and link.as_of is not None:
            told = _("{trouble} What is shown is of {date}.").format(
                trouble=link.trouble.sentence(_), date=f"{link.as_of.astimezone():%Y-%m-%d %H:%M}"
            )
            print(visible(told), file=sys.stderr)


def opening_of(options: argparse.Namespace, config: Config) -> Opening:
    """The workbook and the look that the options ask for.

    Raises:
        UsageError: the period or the scope cannot be understood, or there is no such playbook.
        WorkbookError: there is no such workbook.
    """
    as_of: date = options.as_of or date.today()
    fiscal_start: int = options.fiscal_start or config.fiscal_start
    wanted_period(options.period, fiscal_start, as_of)
    focus = wanted_focus(options.scope)
    playbook = wanted_playbook(options.playbook or "")
    usual = wanted_playbook(config.playbook)
    return Opening(
        workbook=all_opened(options),
        as_of=as_of,
        period=options.period,
        focus=focus,
        fiscal_start=fiscal_start,
        playbook=playbook,
        day_first=options.day_first,
        usual_playbook=usual,
        usual_day_first=config.day_first,
        profiles=mappings_dir(),
        journals=journals_dir(),
        snapshots=snapshots_dir(),
    )


def only_looking(opening: Opening) -> Opening:
    """The same opening of a dashboard that writes nothing, neither there nor here."""
    from salestui.book.together.several import Several

    workbook = opening.workbook
    if isinstance(workbook, Several):
        return replace(opening, workbook=workbook.reading_only(only_read), read_only=True)
    return replace(opening, workbook=only_read(workbook), read_only=True)


def settings_for(options: argparse.Namespace, config: Config) -> Settings:
    """How to read a workbook of which no figures are told: as of today.

    Raises:
        UsageError: there is no such playbook.
    """
    from salestui.book.reading import Settings  # the first paint does without

    return Settings(
        date.today(),
        config.fiscal_start,
        wanted_playbook(options.playbook or ""),
        options.day_first,
        usual_playbook=wanted_playbook(config.playbook),
        usual_day_first=config.day_first,
        profiles=mappings_dir(),
    )


def wanted_period(text: str, fiscal_start: int, as_of: date) -> Period | None:
    """The period that a text names; None for no text.

    Raises:
        UsageError: it names none.
    """
    if not text:
        return None
    if period := parse_period(text, fiscal_start, as_of.year):
        return period
    raise UsageError(
        _("{text} is no period.").format(text=repr(text)),
        _("Write 2026-11, 2026-Q4, 2026-H2, 2026, 2026-10-05..2026-11-10 or all."),
    )


def wanted_focus(text: str) -> Focus:
    """The focus that a scope names.

    Raises:
        UsageError: the scope cannot be understood.
    """
    try:
        return parse_scope(text)
    except ValueError as problem:
        raise UsageError(
            _("{text} is no scope.").format(text=repr(text)),
            _("Write company, team:NAME, rep:NAME, region:NAME or product:NAME."),
        ) from problem


def wanted_playbook(name: str) -> str:
    """The name, if there is a playbook of that name or none is wanted.

    Raises:
        UsageError: there is none.
    """
    if name:
        from salestui.model.playbook import library  # the first paint does without

        there = library()
        known = [playbook.name for playbook in there.playbooks]
        if name not in known:
            faults = "\n  ".join(visible(error.sentence(_)) for error in there.errors)
            advice = _("Choose one of {choices}.").format(choices=joined(known))
            raise UsageError(
                _("There is no playbook {name}.").format(name=repr(name)),
                "\n  ".join(filter(None, [advice, faults])),
            )
    return name
