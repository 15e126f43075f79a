"""Field masks: `a.b,c(d,e/f)` as a tree, to prune answers and to apply updates."""

import re
from typing import Any

from .errors import invalid

# A tree of names; an empty tree means everything below.
Mask = dict[str, Any]


def parse_mask(text: str) -> Mask:
    tokens = re.findall(r"[(),]|[^(),\s]+", text)
    mask, rest = _group(tokens, text)
    if rest:
        raise invalid(f"Invalid field selection {text}")
    return mask


def required_mask(request: dict[str, Any]) -> Mask:
    """The mask of an update, which must name something."""
    if not request.get("fields"):
        raise invalid(
            "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
        )
    return parse_mask(str(request["fields"]))


def _group(tokens: list[str], text: str) -> tuple[Mask, list[str]]:
    mask: Mask = {}
    node: Mask | None = None
    while tokens:
        token = tokens[0]
        if token == ")":
            return mask, tokens
        tokens = tokens[1:]
        if token == "(":
            if node is None:
                raise invalid(f"Invalid field selection {text}")
            inner, tokens = _group(tokens, text)
            if not tokens:
                raise invalid(f"Invalid field selection {text}")
            tokens = tokens[1:]
            node.update(inner)
        elif token == ",":
            node = None
        else:
            node = mask
            for name in re.split(r"[./]", token):
                node = node.setdefault(name, {})
    return mask, tokens


def prune(answer: Any, mask: Mask) -> Any:
    """Only what the mask names; lists are looked through."""
    if not mask or "*" in mask:
        return answer
    if isinstance(answer, list):
        return [prune(item, mask) for item in answer]
    if not isinstance(answer, dict):
        return answer
    return {name: prune(value, mask[name]) for name, value in answer.items() if name in mask}


def names(mask: Mask, *path: str) -> bool:
    """True where the mask lets the path through."""
    for name in path:
        if not mask or "*" in mask:
            return True
        if name not in mask:
            return False
        mask = mask[name]
    return True


def merged(target: dict[str, Any], source: dict[str, Any], mask: Mask) -> dict[str, Any]:
    """`target` with what the mask names taken from `source`; absent there means removed."""
    if not mask or "*" in mask:
        return dict(source)
    result = dict(target)
    for name, below in mask.items():
        if below and "*" not in below:
            inner = merged(result.get(name) or {}, source.get(name) or {}, below)
            if inner:
                result[name] = inner
            else:
                result.pop(name, None)
        elif name in source:
            result[name] = source[name]
        else:
            result.pop(name, None)
    return result
