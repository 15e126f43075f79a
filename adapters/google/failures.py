"""What gspread, requests and google-auth raise, as the errors of ``adapters.errors``.

A sentence each, what to do about it, and Google's own words where ours would be a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import requests
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from gspread.exceptions import APIError, GSpreadException
from urllib3.exceptions import HTTPError

from adapters.errors import N_, Disconnected, NotFound, Offline, ReadOnly, WorkbookError
from adapters.google.answers import SpoiledAnswer, is_page, over_quota
from adapters.google.refusals import refusal
from adapters.google.retrying import unsent

SKEWED = timedelta(minutes=2)
"""How wrong this computer's clock may be before it is named as the reason."""


class Unanswered(Offline):
    """A write was sent, and whether it was done is unknown: look before sending it again."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The request that failed, as far as its sentence depends on it.

    Attributes:
        reads: whether it changes nothing.
        account: the e-mail address to share with; empty for an API key, and while unknown.
        keyed: whether an API key speaks for nobody.
        skew: how far this computer's clock is ahead of the server's; None while unknown.
    """

    reads: bool
    account: str = ""
    keyed: bool = False
    skew: timedelta | None = None


@contextmanager
def told(asked: Callable[[], Asked]) -> Iterator[None]:
    """Raise ``WorkbookError`` in place of what the libraries raise.

    Args:
        asked: called where something failed.

    Raises:
        Unanswered: whether a write was done is unknown.
        Offline: nothing was done, or it was only to be read; later it may be.
        Disconnected: nobody is let in until ``salestui connect`` was run again.
        NotFound, ReadOnly, Refused, StaleRevision, NotAWorkbook: see ``refusals``.
    """
    try:
        yield
    except (APIError, SpoiledAnswer, requests.RequestException, HTTPError) as problem:
        raise _of_answer(problem, asked()) from problem
    except (GoogleAuthError, GSpreadException) as problem:
        raise _of_credentials(problem, asked()) from problem


def _of_answer(problem: Exception, asked: Asked) -> WorkbookError:
    if isinstance(problem, APIError):
        if over_quota(problem):
            return _over_quota()
        if problem.response.status_code >= 500 and problem.response.status_code != 501:
            return _failing(problem.response.status_code, asked)
        return _captive() if is_page(problem) else refusal(problem, asked)
    if isinstance(problem, SpoiledAnswer):
        return _captive() if problem.page else _cut_short(asked)
    if isinstance(problem, requests.exceptions.SSLError):
        return _unproven(asked)
    if isinstance(problem, requests.exceptions.ProxyError):
        return Offline(N_("The network's proxy does not let requests to Google through."))
    if unsent(problem):
        return Offline(N_("Google Sheets is not reached: there is no connection to the network."))
    if isinstance(problem, requests.Timeout):
        late = N_("Google Sheets did not answer in time.")
        return Offline(late) if asked.reads else _unknown(late)
    broken = N_("The connection to Google Sheets broke off.")
    return Offline(broken) if asked.reads else _unknown(broken)


def _of_credentials(problem: Exception, asked: Asked) -> WorkbookError:
    if isinstance(problem, TransportError):
        cause = problem.args[0] if problem.args else None
        if isinstance(cause, requests.RequestException):
            return _of_answer(cause, Asked(reads=True, account=asked.account, skew=asked.skew))
        return Offline(N_("Google's sign-in is not reached: there is no connection."))
    if not isinstance(problem, RefreshError):
        return Disconnected(
            N_("The connection to Google cannot be used: {reason}"), reason=str(problem)
        )
    words = " ".join(str(word) for word in problem.args)
    if _is_skewed(words, asked.skew):
        return _wrong_clock(asked.skew)
    if "<html" in words.lower():
        return _captive()
    if problem.retryable:
        return Offline(N_("Google's sign-in does not answer as it should."))
    return _revoked(problem, words, asked.account)


def _over_quota() -> Offline:
    return Offline(
        N_("Google takes no more requests of this account within this minute."),
        N_("It goes on by itself. Your edits are kept; fewer open dashboards ask less often."),
    )


def _failing(status: int, asked: Asked) -> Offline:
    message = N_("Google Sheets answers with an error of its own ({status}).")
    return Offline(message, status=status) if asked.reads else _unknown(message, status=status)


def _captive() -> Offline:
    return Offline(
        N_("Not Google answered but a web page, as networks show that want a sign-in first."),
        N_("Sign in to the network in a browser. Your edits are kept and sent afterwards."),
    )


def _cut_short(asked: Asked) -> Offline:
    message = N_("The answer of Google Sheets arrived cut short.")
    return Offline(message) if asked.reads else _unknown(message)


def _unknown(message: str, **parts: object) -> Unanswered:
    hint = N_("Whether the edit arrived is looked up before it is sent again; it is kept.")
    return Unanswered(message, hint, "", **parts)


def _unproven(asked: Asked) -> Offline:
    if asked.skew is not None and abs(asked.skew) > SKEWED:
        return _wrong_clock(asked.skew)
    return Offline(
        N_("What answers in Google's place cannot prove that it is Google."),
        N_("Sign in to the network in a browser, and see that this computer's clock is right."),
    )


def _is_skewed(words: str, skew: timedelta | None) -> bool:
    if "short-lived token" in words or "check your iat and exp" in words:
        return True
    return "Invalid JWT" in words and skew is not None and abs(skew) > SKEWED


def _wrong_clock(skew: timedelta | None) -> Offline:
    hint = N_("Set the clock, best by itself from the network. Your edits are kept until then.")
    minutes = round(skew.total_seconds() / 60) if skew is not None else 0
    if minutes == 0:
        return Offline(N_("Google does not let us in: this computer's clock is wrong."), hint)
    message = (
        N_("This computer's clock is {minutes} minutes fast; Google does not let us in.")
        if minutes > 0
        else N_("This computer's clock is {minutes} minutes slow; Google does not let us in.")
    )
    return Offline(message, hint, minutes=abs(minutes))


def _revoked(problem: RefreshError, words: str, account: str) -> Disconnected:
    if "invalid_grant" in words and "account not found" in words.lower():
        return Disconnected(
            N_("Google does not know the account {account} any more."), account=account
        )
    if "invalid_grant" in words or "necessary fields" in words:
        return Disconnected(N_("The access to Google was revoked, or it ran out."))
    return Disconnected(N_("Google does not let us in: {reason}"), reason=problem.args[0])


def in_trash() -> NotFound:
    """Drive says that the file is in the trash, where it still answers for 30 days."""
    return NotFound(
        N_("This spreadsheet is in the trash of Google Drive."),
        N_("Restore it there; your edits are kept until then."),
    )


def only_for_reading(account: str) -> ReadOnly:
    """This connection, or this account, may not change the spreadsheet."""
    if not account:
        return ReadOnly(
            N_("This connection is for reading only."),
            N_("To write, run: salestui connect, with an account that may edit the spreadsheet."),
        )
    return ReadOnly(
        N_("{account} may read this spreadsheet, not change it."),
        N_("In Google Sheets, share it with {account} as an editor."),
        account=account,
    )
