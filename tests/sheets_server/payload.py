"""Bodies of the wrong shape, refused in the words of the service's own JSON reader."""

import json
from typing import Any

from .errors import ApiError

_LIST = "google.protobuf.ListValue"
_SHEETS = "google.apps.sheets.v4."
_DIMENSIONS = ("ROWS", "COLUMNS", "DIMENSION_UNSPECIFIED")


class PayloadError(ApiError):
    """A body that was never understood: no part of a request is named in front of it."""


class NestedValueError(ValueError):
    """A list or an object where a cell's value belongs; its text is what the service shows."""

    def __init__(self, value: Any) -> None:
        super().__init__(_proto(value))
        self.value = value


def malformed(found: list[tuple[str, str, Any]]) -> PayloadError:
    """400 for (field, type, value) each."""
    violations = []
    for field, kind, value in found:
        shown = json.dumps(value, ensure_ascii=False)
        description = f"Invalid value at '{field}' (type.googleapis.com/{kind}), {shown}"
        violations.append({"field": field, "description": description})
    details = {
        "@type": "type.googleapis.com/google.rpc.BadRequest",
        "fieldViolations": violations,
    }
    message = "\n".join(violation["description"] for violation in violations)
    return PayloadError(400, message, details=[details])


def unknown_word(field: str, kind: str, value: Any) -> PayloadError:
    """400 for a word that is none of an enumeration's."""
    return malformed([(field, _SHEETS + kind, value)])


def check_values(given: dict[str, Any], place: str) -> None:
    """Refuses a ValueRange at `place` of the body whose values are no list of lists."""
    dimension = given.get("majorDimension", "ROWS")
    if dimension not in _DIMENSIONS:
        raise unknown_word(f"{place}.major_dimension", "Dimension", dimension)
    values = given.get("values", [])
    if not isinstance(values, list):
        raise malformed([(f"{place}.values", _LIST, values)])
    wrong = [
        (f"{place}.values[{index}]", _LIST, line)
        for index, line in enumerate(values)
        if not isinstance(line, list)
    ]
    if wrong:
        raise malformed(wrong)


def repeated(value: Any) -> list[Any]:
    """A repeated field as the service reads it: one alone is a list of one, lists lie flat."""
    if value is None:
        return []
    if not isinstance(value, list):
        return [value]
    return [item for one in value for item in (repeated(one) if isinstance(one, list) else [one])]


def _proto(value: Any, indent: str = "") -> str:
    """A JSON value as the service prints its own Value messages."""
    if isinstance(value, dict):
        fields = "".join(
            f"{indent}  fields {{\n{indent}    key: {json.dumps(name)}\n{indent}    value {{\n"
            f"{_proto(item, indent + '      ')}{indent}    }}\n{indent}  }}\n"
            for name, item in value.items()
        )
        return f"{indent}struct_value {{\n{fields}{indent}}}\n"
    if isinstance(value, list):
        items = "".join(
            f"{indent}  values {{\n{_proto(item, indent + '    ')}{indent}  }}\n" for item in value
        )
        return f"{indent}list_value {{\n{items}{indent}}}\n"
    if value is None:
        return f"{indent}null_value: NULL_VALUE\n"
    kinds = {bool: "bool_value", str: "string_value"}
    return f"{indent}{kinds.get(type(value), 'number_value')}: {json.dumps(value)}\n"
