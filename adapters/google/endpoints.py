"""Where requests go: Google's hosts, or one local stand-in for all of them."""

from __future__ import annotations

import os

SHEETS = "https://sheets.googleapis.com"
DRIVE = "https://www.googleapis.com"
TOKEN = "https://oauth2.googleapis.com/token"
AUTHORIZE = "https://accounts.google.com/o/oauth2/auth"

OVERRIDE = "SALESTUI_SHEETS_ENDPOINT"
"""The environment variable that names a stand-in, such as ``http://127.0.0.1:8099``."""


def override() -> str:
    """The stand-in's address; empty for Google's own."""
    return os.environ.get(OVERRIDE, "").strip().rstrip("/")


def directed(url: str, endpoint: str) -> str:
    """The URL at the stand-in, if there is one."""
    if not endpoint:
        return url
    return url.replace(SHEETS, endpoint, 1).replace(DRIVE, endpoint, 1)


def token_address(endpoint: str) -> str:
    """Where tokens are given out. A key file's own address for it is never used."""
    return f"{endpoint}/token" if endpoint else TOKEN


def authorize_address(endpoint: str) -> str:
    """The page where a user says yes."""
    return f"{endpoint}/auth" if endpoint else AUTHORIZE
