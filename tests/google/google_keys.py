"""A service account's key file, its key made for the tests."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

EMAIL = "robot@project.example"


@cache
def _private_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def service_account_file(folder: Path, **changes: str) -> Path:
    """The file as Google's console gives it out."""
    info = {
        "type": "service_account",
        "project_id": "project",
        "private_key_id": "1",
        "private_key": _private_key(),
        "client_email": EMAIL,
        "client_id": "1",
        "token_uri": "https://oauth2.googleapis.com/token",
        **changes,
    }
    path = folder / "robot.json"
    path.write_text(json.dumps(info))
    return path
