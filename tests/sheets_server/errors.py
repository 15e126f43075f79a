"""The error answers of the service, worded as the real one words them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}
UNAUTHENTICATED = (
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie "
    "or other valid authentication credential. See "
    "https://developers.google.com/identity/sign-in/web/devconsole-project."
)


class ApiError(Exception):
    """An answer other than 200; `drive` ones carry the list `errors` as well."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        drive: dict[str, str] | None = None,
        details: list[dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.drive = drive
        self.details = details

    def body(self) -> dict[str, Any]:
        error: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.drive is not None:
            error["errors"] = [{"message": self.message, "domain": "global", **self.drive}]
        if self.drive is None or self.code in (401, 429):
            error["status"] = STATUS.get(self.code, "UNKNOWN")
        if self.details:
            error["details"] = self.details
        return {"error": error}


def invalid(message: str) -> ApiError:
    return ApiError(400, message)


@contextmanager
def named(part: str) -> Iterator[None]:
    """Errors inside say which part of the request they are about."""
    try:
        yield
    except ApiError as error:
        if error.details:
            raise
        raise ApiError(error.code, f"Invalid {part}: {error.message}") from error


def not_found() -> ApiError:
    return ApiError(404, "Requested entity was not found.")


def no_permission() -> ApiError:
    return ApiError(403, "The caller does not have permission")


def file_not_found(file_id: str) -> ApiError:
    place = {"reason": "notFound", "location": "fileId", "locationType": "parameter"}
    return ApiError(404, f"File not found: {file_id}.", drive=place)


def unauthenticated(*, drive: bool) -> ApiError:
    if not drive:
        return ApiError(401, UNAUTHENTICATED)
    place = {"reason": "authError", "location": "Authorization", "locationType": "header"}
    return ApiError(401, "Invalid Credentials", drive=place)


def quota_exceeded(kind: str) -> ApiError:
    """The recorded 429; `kind` is Read or Write. It never comes with Retry-After."""
    low = kind.lower()
    message = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{kind} requests per minute "
        "per user' of service 'sheets.googleapis.com' for consumer 'project_number:1'."
    )
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "quota_limit": f"{kind}RequestsPerMinutePerUser",
            "quota_metric": f"sheets.googleapis.com/{low}_requests",
            "quota_limit_value": "60",
            "quota_location": "global",
            "consumer": "projects/1",
            "service": "sheets.googleapis.com",
        },
    }
    link = {
        "@type": "type.googleapis.com/google.rpc.Help",
        "links": [
            {
                "description": "Request a higher quota limit.",
                "url": "https://cloud.google.com/docs/quotas/help/request_increase",
            }
        ],
    }
    return ApiError(429, message, details=[info, link])
