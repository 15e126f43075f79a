"""What ``salestui connect`` asks when it is told no way to connect."""

from __future__ import annotations

import argparse
import sys
from getpass import getpass

from salestui.cli.main import UsageError
from salestui.i18n import N_, _

_WAYS = (
    N_("Sign in by browser, as yourself. You need an OAuth client of the kind Desktop app."),
    N_("By a service account, for a computer that many use or nobody sits at. You need its key."),
    N_("By an API key: read only, and only spreadsheets that anyone with the link may read."),
)


def is_asking() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def asked_way(options: argparse.Namespace) -> None:
    """Ask for the way and for what it needs, into the options.

    Raises:
        UsageError: the answer is none of the ways.
    """
    print(_("How shall salestui reach Google Sheets? docs/google.md explains each way."))
    for number, way in enumerate(_WAYS, 1):
        print(f"  {number}  {_(way)}")
    chosen = _answer(_("1, 2 or 3: "))
    if chosen == "1":
        options.client = _file(_("The client's JSON file: "))
    elif chosen == "2":
        options.service_account = _file(_("The key's JSON file: "))
    elif chosen == "3":
        options.api_key = ""
        return
    else:
        raise UsageError(_("Answer 1, 2 or 3."))
    answer = _answer(_("Ask for no right to write? y/N: ")).lower()
    options.read_only = options.read_only or answer.startswith(("y", "是"))


def asked_key() -> str:
    """The API key, not shown while it is typed."""
    try:
        return getpass(_("The API key: ")).strip()
    except EOFError:
        return ""


def _file(question: str) -> str:
    # As dragged from a file manager or copied, with quotation marks around it.
    path = _answer(question).strip("'\"")
    if not path:
        raise UsageError(_("No file was named."))
    return path


def _answer(question: str) -> str:
    try:
        return input(question).strip()
    except EOFError:
        raise UsageError(_("There was no answer.")) from None
