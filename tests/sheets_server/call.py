"""One request as the handlers see it."""

from dataclasses import dataclass, field
from typing import Any

from .errors import invalid
from .state import Store


@dataclass(frozen=True)
class Call:
    """Path parameters, query (last of each name), repeated `ranges`, and the JSON body."""

    store: Store
    path: dict[str, Any]
    query: dict[str, Any]
    ranges: list[str] = field(default_factory=list)
    json: Any = None
    raw: bytes = b""
    content_type: str = ""

    @property
    def body(self) -> dict[str, Any]:
        if self.json is None:
            return {}
        if not isinstance(self.json, dict):
            raise invalid("Invalid JSON payload received. Unexpected end of input.")
        return self.json

    @property
    def id(self) -> str:
        return str(self.path["id"])


def query_of(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """The query with true and false as booleans, however they are spelled."""
    known = {"true": True, "false": False}
    return {name: known.get(value.lower(), value) for name, value in pairs}
