"""CellData: cells as JSON of the service, read for updates and written for answers."""

from dataclasses import replace
from typing import Any

from . import fieldmask
from .cell import Cell, CellError, Formula, Value
from .entered import MAX_CHARACTERS, plain
from .errors import invalid
from .fieldmask import Mask
from .formats import effective, normalised, style_mask
from .rendered import Result, formatted

# Fields of CellData that an update may set, and those the service works out itself.
KEPT = ("userEnteredValue", "userEnteredFormat", "note", "dataValidation")
COMPUTED = ("effectiveValue", "formattedValue", "effectiveFormat", "hyperlink")
ERROR_TYPES = {
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#REF!": "REF",
    "#NAME?": "NAME",
    "#VALUE!": "VALUE",
    "#N/A": "N_A",
    "#NUM!": "NUM",
}


def applied(cell: Cell, data: dict[str, Any], mask: Mask) -> Cell:
    """The cell with what the mask names taken from CellData; absent there is removed."""
    if fieldmask.names(mask, "userEnteredValue"):
        cell = replace(cell, value=_value(data.get("userEnteredValue") or {}))
    if "userEnteredFormat" in mask or not mask or "*" in mask:
        below = style_mask(mask.get("userEnteredFormat", {}))
        given = normalised(data.get("userEnteredFormat") or {})
        cell = replace(cell, format=fieldmask.merged(cell.format or {}, given, below) or None)
    if fieldmask.names(mask, "note"):
        note = data.get("note") or None
        if note is not None and not isinstance(note, str):
            raise invalid("Invalid value at 'note' (TYPE_STRING)")
        cell = replace(cell, note=note)
    if fieldmask.names(mask, "dataValidation"):
        cell = replace(cell, validation=data.get("dataValidation"))
    return cell


def _value(given: dict[str, Any]) -> Value:
    """The value of an ExtendedValue: never parsed."""
    if len(given) > 1:
        raise invalid("Invalid value at 'user_entered_value': oneof field is already set")
    if "formulaValue" in given:
        text = str(given["formulaValue"])
        return Formula(text) if text.startswith("=") else Formula("=" + text)
    if "numberValue" in given:
        number = given["numberValue"]
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise invalid("Invalid value at 'user_entered_value.number_value' (TYPE_DOUBLE)")
        return number
    if "boolValue" in given:
        return bool(given["boolValue"])
    if "stringValue" in given:
        text = given["stringValue"]
        if not isinstance(text, str):
            raise invalid("Invalid value at 'user_entered_value.string_value' (TYPE_STRING)")
        if len(text) > MAX_CHARACTERS:
            raise invalid(
                f"Your input contains more than the maximum of {MAX_CHARACTERS} characters in a "
                "single cell."
            )
        return text or None
    return None


def extended(value: Value | CellError) -> dict[str, Any]:
    """An ExtendedValue of a value."""
    if isinstance(value, Formula):
        return {"formulaValue": value.text}
    if isinstance(value, CellError):
        error = {"type": ERROR_TYPES.get(value.kind, "ERROR")}
        return {"errorValue": {**error, **({"message": value.message} if value.message else {})}}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    return {"numberValue": plain(float(value or 0))}


def as_json(cell: Cell, result: Result, locale: str) -> dict[str, Any]:
    """CellData of a cell with its result; nothing for what is not set."""
    data: dict[str, Any] = {}
    if cell.value is not None:
        data["userEnteredValue"] = extended(cell.value)
        if result is not None:
            data["effectiveValue"] = extended(result)
            data["formattedValue"] = formatted(result, cell.number_format, locale)
    if cell.format:
        data["userEnteredFormat"] = cell.format
    if cell.value is not None or cell.format:
        data["effectiveFormat"] = effective(cell.format)
    if cell.value is not None and str(result).startswith(("http://", "https://")):
        data["hyperlink"] = str(result)
    if cell.note:
        data["note"] = cell.note
    if cell.validation:
        data["dataValidation"] = cell.validation
    return data
