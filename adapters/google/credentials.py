"""A connection to Google: who one is, what one may do, and google-auth's credentials for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec
from google.auth.api_key import Credentials as KeyCredentials
from google.auth.credentials import Credentials
from google.auth.transport import Request
from google.oauth2.credentials import Credentials as UserCredentials
from google.oauth2.service_account import Credentials as ServiceCredentials

from adapters.errors import N_, Disconnected
from adapters.google.client import Account
from adapters.google.endpoints import token_address
from adapters.google.scopes import Scope, scopes


class Kind(StrEnum):
    """How one is let in."""

    USER = "user"
    SERVICE = "service_account"
    KEY = "api_key"


class Secret(msgspec.Struct, frozen=True, omit_defaults=True):
    """What lets one in; a service account's is its key file, which stays where it is."""

    refresh_token: str = ""
    client_id: str = ""
    client_secret: str = ""
    key: str = ""

    def __repr__(self) -> str:
        return "Secret(…)"


class Connection(msgspec.Struct, frozen=True):
    """One way into Google.

    Attributes:
        account: the e-mail address to share with; empty for an API key.
        export: whether Google may make Excel copies, see ``scopes``.
        endpoint: the stand-in that it was made for; empty for Google. Never used for another.
        key_file: of a service account.
    """

    kind: Kind
    account: str = ""
    read_only: bool = False
    export: bool = False
    endpoint: str = ""
    key_file: str = ""
    secret: Secret = Secret()

    def speaker(self) -> Account:
        """Who asks, for limits and for sentences."""
        keyed = self.kind is Kind.KEY
        return Account(self.account, keyed=keyed, read_only=self.read_only or keyed)


def credentials_of(connection: Connection) -> Credentials:
    """What google-auth signs requests with.

    Raises:
        Disconnected: the key file is gone, or is none.
    """
    if connection.kind is Kind.KEY:
        return KeyCredentials(connection.secret.key)  # type: ignore[no-untyped-call]
    wanted = [scope.address for scope in scopes_of(connection)]
    address = token_address(connection.endpoint)
    if connection.kind is Kind.SERVICE:
        info = service_account_info(Path(connection.key_file))
        return _service(info, wanted, address)
    secret = connection.secret
    return UserCredentials(  # type: ignore[no-untyped-call]
        token=None,
        refresh_token=secret.refresh_token,
        client_id=secret.client_id,
        client_secret=secret.client_secret,
        token_uri=address,
        scopes=wanted,
    )


def scopes_of(connection: Connection) -> tuple[Scope, ...]:
    """What was agreed to; nothing for an API key, which opens what is open anyway."""
    if connection.kind is Kind.KEY:
        return ()
    # A service account sees nothing but what is shared with it, so Excel copies cost no privacy.
    export = connection.export or connection.kind is Kind.SERVICE
    return scopes(read_only=connection.read_only, export=export)


def service_account_info(path: Path) -> dict[str, Any]:
    """A service account's key file.

    Raises:
        Disconnected: it is gone, or is something else.
    """
    info = key_file(path)
    if info.get("type") != "service_account" or not info.get("client_email"):
        if "installed" in info or "web" in info:
            raise Disconnected(
                N_("{path} is an OAuth client, not the key of a service account."),
                N_("Run: salestui connect --client {path}"),
                path=path,
            )
        raise Disconnected(
            N_("{path} is not the key of a service account."),
            N_("Download the key as JSON in the Google Cloud console, see docs/google.md."),
            path=path,
        )
    try:
        _service(info, [], token_address(""))
    except (ValueError, TypeError, KeyError) as problem:
        raise Disconnected(
            N_("The key in {path} is damaged."),
            N_("Download it as JSON again, see docs/google.md."),
            path=path,
        ) from problem
    return info


def key_file(path: Path) -> dict[str, Any]:
    """A JSON file that Google's console gave out.

    Raises:
        Disconnected: it cannot be read, or is no JSON object.
    """
    hint = N_("Download it as JSON in the Google Cloud console, see docs/google.md.")
    try:
        info = json.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise Disconnected(
            N_("The file {path} cannot be read: {reason}."),
            hint,
            path=path,
            reason=problem.strerror or type(problem).__name__,
        ) from problem
    except ValueError as problem:
        raise Disconnected(N_("The file {path} is not JSON."), hint, path=path) from problem
    if not isinstance(info, dict):
        raise Disconnected(N_("The file {path} is not JSON."), hint, path=path)
    return info


def _service(info: dict[str, Any], wanted: Sequence[str], address: str) -> Credentials:
    """Credentials of a service account, as those of a user whose tokens it gets.

    Used as they come they would send their token to another of Google's hosts as well, in the
    background, to ask where they may be used from.
    """
    signer = ServiceCredentials.from_service_account_info(  # type: ignore[no-untyped-call]
        {**info, "token_uri": address}, scopes=list(wanted)
    )

    def refresh(request: Request, scopes: Sequence[str]) -> tuple[str, datetime]:
        del scopes  # The signer has them.
        signer.refresh(request)
        return signer.token, signer.expiry

    return UserCredentials(  # type: ignore[no-untyped-call]
        token=None, refresh_handler=refresh, scopes=list(wanted)
    )
