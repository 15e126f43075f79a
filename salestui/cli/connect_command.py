"""``salestui connect``: the way into Google Sheets, and what is known of it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salestui.cli.connect_questions import asked_key, asked_way, is_asking
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.config import Config
from salestui.i18n import N_, _
from salestui.locations import state_dir
from salestui.plain_text import visible

if TYPE_CHECKING:
    from adapters.google.connecting import Made, Status

KEY_VARIABLE = "SALESTUI_API_KEY"

_KINDS = {
    "user": N_("signed in by browser"),
    "service_account": N_("service account"),
    "api_key": N_("API key"),
}


def run(options: argparse.Namespace, config: Config) -> int:  # noqa: ARG001 - one form for all
    """Connect, or say, check or forget how one is connected.

    Raises:
        UsageError: nobody is there to be asked which way.
        WorkbookError: the connection cannot be made, or the spreadsheet not be read.
    """
    if options.status:
        return _status(as_json=options.json)
    if options.forget:
        return _forget(as_json=options.json)
    if options.check is not None:
        return _check(options.check, as_json=options.json)
    if options.client is None and options.service_account is None and options.api_key is None:
        if not is_asking():
            raise UsageError(
                _("There is nobody to ask which way to connect."),
                _("Name one: --client FILE, --service-account FILE or --api-key."),
            )
        asked_way(options)
    return _tell_made(_made(options), as_json=options.json)


def _made(options: argparse.Namespace) -> Made:
    from adapters.google.connecting import connect_key, connect_service, connect_user

    if options.api_key is not None:
        return connect_key(state_dir(), _key(options.api_key))
    if options.service_account is not None:
        path = Path(options.service_account)
        return connect_service(state_dir(), path, read_only=options.read_only)
    _tell_scopes(read_only=options.read_only, export=options.export)

    def show(address: str) -> None:
        print(
            _("Open this address in your browser, if it does not open by itself:"), file=sys.stderr
        )
        print(address, file=sys.stderr, flush=True)

    return connect_user(
        state_dir(),
        Path(options.client).expanduser(),
        show,
        read_only=options.read_only,
        export=options.export,
        browser=not options.no_browser,
        port=options.port,
        done=_("salestui is connected. You may close this page."),
    )


def _key(given: str) -> str:
    """The API key: as given, from the input, the environment, or the user."""
    if given == "-":
        key = sys.stdin.readline().strip()
    elif given:
        print(
            _("The key is now in your shell's history; better leave it out and be asked for it."),
            file=sys.stderr,
        )
        key = given
    else:
        key = os.environ.get(KEY_VARIABLE, "").strip() or (asked_key() if is_asking() else "")
    if not key:
        raise UsageError(
            _("There is no API key."),
            _("Put it into {variable}, or give it to: salestui connect --api-key -").format(
                variable=KEY_VARIABLE
            ),
        )
    return key


def _tell_scopes(*, read_only: bool, export: bool) -> None:
    from adapters.google.connecting import scopes

    print(_("Google will ask you to agree to:"), file=sys.stderr)
    for scope in scopes(read_only=read_only, export=export):
        print(f"  {scope.address}\n    {_(scope.reason)}", file=sys.stderr)


def _tell_made(made: Made, *, as_json: bool) -> int:
    connection = made.connection
    code = Exit.FAILED if made.trouble else Exit.OK
    if as_json:
        whole = {
            "connected": True,
            "kind": str(connection.kind),
            "account": connection.account,
            "read_only": connection.read_only,
            "kept_in": made.place.keyring or str(made.place.file),
            "problem": made.trouble.sentence(_) if made.trouble else "",
        }
        _print_json(whole)
        return code
    if connection.account:
        text = _("Connected as {account}.").format(account=connection.account)
    else:
        text = _("Connected.")
    print(visible(text))
    print(visible(_where(made.place.keyring, made.place.file, connection.key_file)))
    if connection.kind == "service_account":
        text = _("Share each spreadsheet with {account}, to write as an editor.")
        print(visible(text.format(account=connection.account)))
    print(_("Try: salestui connect --check ADDRESS, with the address of a spreadsheet."))
    if made.trouble:
        print(visible(made.trouble.sentence(_)), file=sys.stderr)
        print(visible("  " + made.trouble.advice(_)), file=sys.stderr)
    return code


def _where(keyring: str, file: Path, key_file: str) -> str:
    if key_file:
        return _("The key stays in {path}.").format(path=key_file)
    if keyring:
        return _("What lets you in is kept in the keyring ({name}).").format(name=keyring)
    return _(
        "This system has no keyring; what lets you in is kept in {path}, for your eyes only."
    ).format(path=file)


def _status(*, as_json: bool) -> int:
    from adapters.google.connecting import status

    found = status(state_dir())
    if as_json:
        _print_json(_as_json(found) if found else {"connected": False})
    elif found:
        _tell_status(found)
    else:
        print(_("Not connected to Google."))
        print("  " + _("Run: salestui connect"), file=sys.stderr)
    return Exit.OK if found else Exit.FAILED


def _as_json(found: Status) -> dict[str, Any]:
    connection = found.connection
    return {
        "connected": True,
        "kind": str(connection.kind),
        "account": connection.account,
        "read_only": connection.read_only,
        "kept_in": connection.key_file or found.place.keyring or str(found.place.file),
        "scopes": [{"scope": scope.address, "why": _(scope.reason)} for scope in found.scopes],
    }


def _tell_status(found: Status) -> None:
    connection = found.connection
    kind = _(_KINDS[connection.kind])
    if connection.account:
        text = _("Connected to Google as {account} ({kind}).")
        print(visible(text.format(account=connection.account, kind=kind)))
    else:
        print(_("Connected to Google ({kind}).").format(kind=kind))
    if connection.read_only:
        print(_("For reading only."))
    print(visible(_where(found.place.keyring, found.place.file, connection.key_file)))
    for scope in found.scopes:
        print(f"{scope.address}\n  {_(scope.reason)}")


def _forget(*, as_json: bool) -> int:
    from adapters.google.connecting import disconnect

    was = disconnect(state_dir())
    if as_json:
        _print_json({"forgotten": was})
    elif was:
        print(_("Forgotten on this computer; edits that wait are kept."))
        print(_("To take the access back at Google: https://myaccount.google.com/connections"))
    else:
        print(_("There was no connection to forget."))
    return Exit.OK


def _check(location: str, *, as_json: bool) -> int:
    from adapters.google.connecting import check

    found = check(state_dir(), location)
    if as_json:
        whole = {
            "title": found.title,
            "account": found.account,
            "readable": True,
            "writable": found.writable,
        }
        _print_json(whole)
        return Exit.OK
    if found.writable:
        text = _("{account} may read and write {title}.")
    elif found.account:
        text = _("{account} may read {title}, and not write.")
    else:
        text = _("{title} may be read, and not written.")
    account = found.account or _("The connected account")
    print(visible(text.format(account=account, title=found.title)))
    return Exit.OK


def _print_json(whole: dict[str, Any]) -> None:
    print(json.dumps(whole, ensure_ascii=False, indent=2))
