"""Where the connection is kept: what is secret in the system's keyring, the rest in a file.

Where there is no usable keyring the file holds the secret too, and only its owner may read it.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import msgspec

from adapters.errors import N_, Disconnected, WriteFailed
from adapters.google.credentials import Connection, Secret

SERVICE = "salestui"
"""The name that the keyring's own program shows."""


class _Kept(msgspec.Struct, frozen=True):
    connection: Connection
    keyring: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a connection is kept; ``keyring`` is empty where the file holds the secret."""

    file: Path
    keyring: str


def keep(state_dir: Path, connection: Connection) -> Place:
    """Keep a connection in place of the one before.

    Raises:
        WriteFailed: its file cannot be written.
    """
    keyring = ""
    if connection.secret != Secret():
        keyring = _into_keyring(connection)
    shown = msgspec.structs.replace(connection, secret=Secret()) if keyring else connection
    path = _path(state_dir, connection.endpoint)
    try:
        _write_private(path, msgspec.json.format(msgspec.json.encode(_Kept(shown, keyring))))
    except OSError as problem:
        raise WriteFailed(
            N_("The connection cannot be kept in {path}: {reason}."),
            N_("Make room, or let yourself write there."),
            path=path,
            reason=problem.strerror or type(problem).__name__,
        ) from problem
    return Place(path, keyring)


def kept(state_dir: Path, endpoint: str) -> Connection | None:
    """The connection made for Google, or for a stand-in; None where nobody connected.

    Raises:
        Disconnected: it is damaged, or the keyring does not give the secret out.
    """
    stored = _stored(state_dir, endpoint)
    if stored is None or stored.connection.endpoint != endpoint:
        return None
    if not stored.keyring:
        return stored.connection
    secret = _from_keyring(stored.connection, stored.keyring)
    return msgspec.structs.replace(stored.connection, secret=secret)


def place(state_dir: Path, endpoint: str) -> Place | None:
    """Where the connection is kept, without asking the keyring."""
    stored = _stored(state_dir, endpoint)
    return Place(_path(state_dir, endpoint), stored.keyring) if stored else None


def forget(state_dir: Path, endpoint: str) -> bool:
    """Remove the connection and its secret from this computer; whether there was one.

    Raises:
        WriteFailed: the file cannot be removed.
    """
    path = _path(state_dir, endpoint)
    if not path.exists():
        return False
    import keyring

    with contextlib.suppress(Exception):  # Backends raise what they like; the file goes anyway.
        keyring.delete_password(SERVICE, _entry(endpoint))
    try:
        path.unlink()
    except OSError as problem:
        raise WriteFailed(
            N_("The file {path} cannot be removed: {reason}."),
            path=path,
            reason=problem.strerror or type(problem).__name__,
        ) from problem
    return True


def _path(state_dir: Path, endpoint: str) -> Path:
    return state_dir / "google" / f"{_entry(endpoint)}.json"


def _entry(endpoint: str) -> str:
    """A stand-in's connection never takes the place of the real one."""
    return "stand-in" if endpoint else "google"


def _stored(state_dir: Path, endpoint: str) -> _Kept | None:
    path = _path(state_dir, endpoint)
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Kept)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise Disconnected(
            N_("The connection kept in {path} cannot be read: {reason}."),
            path=path,
            reason=problem.strerror or type(problem).__name__,
        ) from problem
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise Disconnected(N_("The connection kept in {path} is damaged."), path=path) from problem


def _into_keyring(connection: Connection) -> str:
    """The keyring's name, or nothing where it does not keep what it is given."""
    import keyring
    from keyring.backends import fail, null

    text = msgspec.json.encode(connection.secret).decode()
    try:
        backend = keyring.get_keyring()
        if isinstance(backend, fail.Keyring | null.Keyring):
            return ""
        backend.set_password(SERVICE, _entry(connection.endpoint), text)
        # Some take everything and give nothing back.
        if backend.get_password(SERVICE, _entry(connection.endpoint)) != text:
            return ""
        return str(backend.name)
    except Exception:  # Backends raise errors of the system's libraries; then it is the file.
        return ""


def _from_keyring(connection: Connection, name: str) -> Secret:
    import keyring

    try:
        text = keyring.get_password(SERVICE, _entry(connection.endpoint))
    except Exception as problem:  # See above.
        raise Disconnected(
            N_("The keyring ({name}) does not give out the access to Google: {reason}"),
            N_("Unlock it, or run: salestui connect. Your edits are kept until then."),
            name=name,
            reason=str(problem) or type(problem).__name__,
        ) from problem
    try:
        if text:
            return msgspec.json.decode(text, type=Secret)
    except msgspec.MsgspecError:
        text = None
    raise Disconnected(N_("The access to Google is no longer in the keyring ({name})."), name=name)


def _write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # mkstemp's files are their owner's alone from the start.
    number, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
