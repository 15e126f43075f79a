"""What the service refuses by its own rules (4xx), as errors with a sentence each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gspread.exceptions import APIError

from adapters.errors import (
    N_,
    Disconnected,
    NotAWorkbook,
    NotFound,
    ReadOnly,
    Refused,
    StaleRevision,
    WorkbookError,
)

if TYPE_CHECKING:
    from adapters.google.failures import Asked

_LINK = re.compile(r"https://console\.[^\s]+")
_PROTECTED = re.compile(r"protected (?:cell|range|sheet|object)|is protected")
_OF_GOOGLE = N_("Google Sheets refuses this: {reason}")


class NoAccess(NotFound):
    """The spreadsheet is there, perhaps, and not for this account."""


def refusal(problem: APIError, asked: Asked) -> WorkbookError:
    """The error for an answer that says no.

    Unlike those for a server that fails, all of these say that nothing was done.
    """
    words = str(problem.error.get("message", ""))
    status = problem.response.status_code
    known = _setup(words, problem) or _limits(words)
    if known is not None:
        return known
    if status == 401:
        return _unknown_caller(words, asked)
    if status == 403:
        return _not_allowed(words, asked)
    if status in (404, 410):
        return _missing(asked)
    if status == 400:
        return _unfit(words, asked)
    return WorkbookError(_OF_GOOGLE, N_("Nothing was done."), reason=words)


def _reasons(problem: APIError) -> set[str]:
    parts = [*(problem.error.get("details") or []), *(problem.error.get("errors") or [])]
    return {str(part.get("reason", "")) for part in parts}


def _setup(words: str, problem: APIError) -> WorkbookError | None:
    """The project in Google's cloud is not as it has to be."""
    reasons = _reasons(problem)
    if reasons & {"SERVICE_DISABLED", "accessNotConfigured"} or "has not been used" in words:
        link = _LINK.search(words)
        return Disconnected(
            N_("This Google API is not enabled in your project in Google Cloud."),
            N_("Enable it at {link}, wait some minutes and try again."),
            link=link[0].rstrip(".") if link else "https://console.cloud.google.com/apis/library",
        )
    if "API_KEY_INVALID" in reasons or "API key not valid" in words or "API key expired" in words:
        return Disconnected(
            N_("Google does not accept this API key."),
            N_("Copy it again from the Google Cloud console, and run: salestui connect."),
        )
    if "ACCESS_TOKEN_SCOPE_INSUFFICIENT" in reasons or "authentication scopes" in words:
        return ReadOnly(
            N_("This connection was made with less access than this needs."),
            N_(
                "Run: salestui connect, without --read-only, with --export for Excel copies made "
                "by Google, and agree to every box."
            ),
        )
    return None


def _limits(words: str) -> WorkbookError | None:
    low = words.lower()
    if _PROTECTED.search(low) and "unable to parse range" not in low:
        return Refused(
            N_("The cell is in a protected range of the spreadsheet."),
            N_("Nothing was written. Ask the spreadsheet's owner to let you edit that range."),
        )
    if "10000000 cells" in low or "10,000,000 cells" in low:
        return Refused(
            N_("The spreadsheet is full: Google allows 10 million cells."),
            N_("Nothing was written. Delete empty rows and columns, or old sheets."),
        )
    if "50000 characters" in low or "50,000 characters" in low:
        return Refused(
            N_("The text is too long: Google allows 50,000 characters in a cell."),
            N_("Nothing was written. Shorten the text."),
        )
    return None


def _unknown_caller(words: str, asked: Asked) -> WorkbookError:
    if asked.keyed or "API keys are not supported" in words:
        return _key_only_reads()
    if not asked.account:
        return Disconnected(N_("Google does not accept this access any more."))
    return Disconnected(
        N_("Google does not accept the access of {account} any more."), account=asked.account
    )


def _key_only_reads() -> ReadOnly:
    return ReadOnly(
        N_("An API key can only read."),
        N_("To write, run: salestui connect, with an account or a service account."),
    )


def _not_allowed(words: str, asked: Asked) -> WorkbookError:
    if "unregistered callers" in words or (asked.keyed and not asked.reads):
        return _key_only_reads()
    if asked.keyed:
        return NoAccess(
            N_("This spreadsheet is not open to everybody, and an API key speaks for nobody."),
            N_("Share it with anyone who has the link, or run: salestui connect."),
        )
    if not asked.account:
        return NoAccess(
            N_("The account that you are connected with has no access to this spreadsheet."),
            N_("In Google Sheets, share it with that account, to write as an editor."),
        )
    if not asked.reads:
        return ReadOnly(
            N_("{account} may not change this spreadsheet."),
            N_("In Google Sheets, share it with {account} as an editor."),
            account=asked.account,
        )
    return NoAccess(
        N_("{account} has no access to this spreadsheet."),
        N_("In Google Sheets, share it with {account}, to write as an editor."),
        account=asked.account,
    )


def _missing(asked: Asked) -> NotFound:
    message = N_("There is no spreadsheet with this id, or it was deleted.")
    if not asked.account:
        return NotFound(message, N_("Copy the whole address from the browser, and try again."))
    return NotFound(
        message,
        N_("Copy the whole address from the browser; perhaps share it with {account} first."),
        account=asked.account,
    )


def _unfit(words: str, asked: Asked) -> WorkbookError:
    if "Unable to parse range" in words or "No grid with id" in words:
        return StaleRevision(
            N_("A sheet was renamed or removed in Google Sheets."),
            N_("The spreadsheet is read again; your edits are kept."),
        )
    if "exceeds grid limits" in words:
        return StaleRevision(
            N_("Rows or columns were removed in Google Sheets."),
            N_("The spreadsheet is read again; your edits are kept."),
        )
    if "not supported for this document" in words:
        return NotAWorkbook(
            N_("This is a file kept in Google Drive, not a spreadsheet of Google Sheets."),
            N_("Open it there and choose File, Save as Google Sheets; or download and open it."),
        )
    if asked.reads:
        return WorkbookError(_OF_GOOGLE, N_("Read the workbook again."), reason=words)
    return Refused(_OF_GOOGLE, N_("Nothing was written. Your edit is kept."), reason=words)
