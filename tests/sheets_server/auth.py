"""Tokens: given out at /token, checked on every call; tests can expire or revoke them."""

import secrets
from typing import Any

from .errors import ApiError, unauthenticated

JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LIFETIME = 3599
REVOKED = "Token has been expired or revoked."


class Tokens:
    """Any bearer token is good until `expire` (old ones) or `revoke` (all of them)."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._only_new = False
        self.revoked = False

    def expire(self) -> None:
        """From now on only tokens given out later are good."""
        self._given.clear()
        self._only_new = True

    def revoke(self) -> None:
        self.expire()
        self.revoked = True

    def restore(self) -> None:
        self._only_new = self.revoked = False

    def check(self, header: str | None, key: str | None, *, drive: bool, writes: bool) -> None:
        """Refuses a call without a good token; a key is good for reading."""
        if header is None and key and not writes:
            return
        if header is None and not key:
            raise ApiError(
                403,
                "Method doesn't allow unregistered callers (callers without established identity). "
                "Please use API Key or other form of API consumer identity to call this API.",
            )
        kind, _, token = (header or "").partition(" ")
        refused = kind.lower() != "bearer" or not token.strip()
        if refused or (self._only_new and token not in self._given):
            raise unauthenticated(drive=drive)

    def grant(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Status and answer of the token endpoint."""
        kind = form.get("grant_type")
        proof = {
            JWT_BEARER: "assertion",
            "refresh_token": "refresh_token",
            "authorization_code": "code",
        }.get(kind or "")
        if proof is None:
            error = {
                "error": "unsupported_grant_type",
                "error_description": f"Invalid grant_type: {kind}",
            }
            return 400, error
        if not form.get(proof):
            description = f"Missing required parameter: {proof}"
            return 400, {"error": "invalid_request", "error_description": description}
        if self.revoked or form[proof] == "revoked":
            return 400, {"error": "invalid_grant", "error_description": REVOKED}
        if kind == JWT_BEARER and form[proof].count(".") != 2:
            description = "Invalid JWT: Failed audience check."
            return 400, {"error": "invalid_grant", "error_description": description}
        token = "ya29." + secrets.token_urlsafe(24)
        self._given.add(token)
        answer: dict[str, Any] = {
            "access_token": token,
            "expires_in": LIFETIME,
            "token_type": "Bearer",
        }
        if kind == "authorization_code":
            answer["refresh_token"] = "1//" + secrets.token_urlsafe(24)
        if "scope" in form:
            answer["scope"] = form["scope"]
        return 200, answer
