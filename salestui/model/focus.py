"""What part of the business is looked at: the scope and the filters on top of it."""

from __future__ import annotations

from dataclasses import dataclass

DIMENSIONS = ("team", "rep", "region", "product", "stage", "customer")
"""What figures can be narrowed to. ``rep`` is the deal's field ``owner``."""

SCOPES = ("team", "rep", "region", "product")
"""The dimensions for which targets can be set."""


@dataclass(frozen=True, slots=True)
class Focus:
    """A conjunction of ``dimension = value`` terms; none means the whole company."""

    terms: tuple[tuple[str, str], ...] = ()

    def with_term(self, dimension: str, value: str) -> Focus:
        """This focus narrowed to ``value``; an earlier term on that dimension is replaced."""
        rest = tuple(t for t in self.terms if t[0] != dimension)
        return Focus((*rest, (dimension, value)))

    def without(self, dimension: str) -> Focus:
        """This focus with that dimension free again."""
        return Focus(tuple(t for t in self.terms if t[0] != dimension))

    def value(self, dimension: str) -> str | None:
        """The value the dimension is narrowed to, if it is."""
        return next((v for d, v in self.terms if d == dimension), None)


EVERYTHING = Focus()


def parse_scope(text: str) -> Focus:
    """Read ``company``, ``rep:NAME``, ``team:NAME``, or several joined by commas.

    Raises:
        ValueError: the dimension is unknown; the message says which are known.
    """
    focus = EVERYTHING
    for part in filter(None, (p.strip() for p in text.split(","))):
        if part == "company":
            continue
        dimension, found, value = part.partition(":")
        if not found or dimension not in DIMENSIONS or not value.strip():
            raise ValueError(
                f"{part!r} is no scope: write company or one of "
                + ", ".join(f"{d}:NAME" for d in DIMENSIONS)
            )
        focus = focus.with_term(dimension, value.strip())
    return focus
