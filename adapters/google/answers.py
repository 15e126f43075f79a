"""What an answer is, before anybody looks at its content."""

from __future__ import annotations

from gspread.exceptions import APIError
from requests import Response

_RATES = ("rateLimitExceeded", "userRateLimitExceeded")


class SpoiledAnswer(Exception):
    """An answer that is none: a page of HTML, or JSON that was cut short.

    Attributes:
        page: whether it is a page, as a network shows that wants a sign-in first.
    """

    def __init__(self, response: Response, *, page: bool) -> None:
        super().__init__("a page" if page else "cut short")
        self.response = response
        self.page = page


def check_whole(response: Response) -> None:
    """Of an answer that is to be JSON, or a file.

    Raises:
        SpoiledAnswer: it is neither.
    """
    kind = response.headers.get("Content-Type", "").lower()
    if "html" in kind:
        raise SpoiledAnswer(response, page=True)
    # A cheap look: the service's answers are objects, and the big ones are parsed only once.
    if "json" in kind and not response.content[-8:].rstrip().endswith((b"}", b"]")):
        raise SpoiledAnswer(response, page=False)


def is_page(problem: APIError) -> bool:
    """Whether a refusal is a page of HTML and not the service's own."""
    return "html" in problem.response.headers.get("Content-Type", "").lower()


def over_quota(problem: APIError) -> bool:
    """Whether nothing was done because too much was asked within a minute."""
    if problem.response.status_code == 429:
        return True
    errors = problem.error.get("errors") or []
    return problem.response.status_code == 403 and any(
        error.get("reason") in _RATES for error in errors
    )
