"""How a workbook elsewhere is reached, in the few words that header and status line have for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from adapters.protocol import Link
from salestui.i18n import _, ngettext

_MINUTE, _HOUR = 60, 3600
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class LinkText:
    """What is said of a link all the time.

    Attributes:
        badge: for the header, where it is not reached; else empty.
        line: for the status line; ``short`` where a message leaves little room.
        troubled: whether it is not reached, or edits are not accepted.
    """

    badge: str
    line: str
    short: str
    troubled: bool


def link_text(link: Link, waiting: int, now: datetime, *, refused: bool = False) -> LinkText:
    """What is said of a link.

    Args:
        waiting: edits that were not sent yet.
        now: with time zone.
        refused: the waiting edits were not accepted.
    """
    wait = (
        ngettext("{n} edit waits", "{n} edits wait", waiting).format(n=waiting) if waiting else ""
    )
    if link.disconnected:
        said, badge = _("reconnect: salestui connect"), _("reconnect")
        return LinkText(badge, _joined(said, wait, _data_of(link, now)), said, True)
    if not link.online:
        said = _("offline")
        return LinkText(said, _joined(said, wait, _data_of(link, now)), _joined(said, wait), True)
    age = _age(link, now)
    rate = _("{n}/min").format(n=link.requests)
    refusal = wait if refused else ""
    return LinkText("", _joined(refusal, age, rate), refusal or age, bool(refusal))


def offline_text(link: Link, now: datetime) -> str:
    """That what is shown is what was read last, in a sentence."""
    if link.as_of is None:
        return _("Offline.")
    return _("Offline: shown is the data of {time}.").format(time=_read_time(link.as_of, now))


def _data_of(link: Link, now: datetime) -> str:
    if link.as_of is None:
        return ""
    return _("data of {time}").format(time=_read_time(link.as_of, now))


def _read_time(read: datetime, now: datetime) -> str:
    """A time of day here, with the day unless that is today."""
    local, today = read.astimezone(), now.astimezone().date()
    form = "%H:%M" if local.date() == today else "%Y-%m-%d %H:%M"
    return f"{local:{form}}"


def _age(link: Link, now: datetime) -> str:
    if link.as_of is None:
        return ""
    seconds = max(0, int((now - link.as_of).total_seconds()))
    if seconds < _MINUTE:
        return _("data {n} s old").format(n=seconds)
    if seconds < _HOUR:
        return _("data {n} min old").format(n=seconds // _MINUTE)
    return _data_of(link, now)


def _joined(*parts: str) -> str:
    return _BETWEEN.join(part for part in parts if part)
