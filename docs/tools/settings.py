"""The settings file's keys, from the structure it is read into."""

from __future__ import annotations

from dataclasses import MISSING, fields

from docs.tools.blocks import code, table
from docs.tools.docstrings import attributes, markdown
from salestui.config import Config

_TYPES = {"str": "text", "bool": "true or false", "bool | None": "true or false", "int": "number"}


def settings_block() -> str:
    """Every setting with its type, default and meaning."""
    told = attributes(Config.__doc__)
    rows = [
        (
            code(f.name),
            _TYPES.get(str(f.type), "table"),
            _default(f.default),
            markdown(told[f.name]),
        )
        for f in fields(Config)
    ]
    return table(("Setting", "Type", "Default", "Meaning"), rows)


def _default(value: object) -> str:
    if value in ("", None) or value is MISSING:
        return ""
    return code(str(value).lower() if isinstance(value, bool) else str(value))
