"""The words of a new workbook beyond the labels of the model; data in ``templates/workbooks``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words in one language.

    Attributes:
        playbook: pattern with ``name``.
        month: pattern of a month's header, with ``month`` and ``year``.
        months: twelve names.
        more: what stands above the lines about the sheets of a way of selling.
        sheet_line: pattern of such a line, with ``sheet`` and ``what``.
        sheets: by name of an optional entity, what its sheet is for.
        font, currency: what the language's workbooks are written with.
    """

    sheet: str
    title: str
    playbook: str
    lines: tuple[str, ...]
    stage: str
    probability: str
    rot_days: str
    kind: str
    open: str
    won: str
    lost: str
    weighted: str
    total: str
    month: str
    months: tuple[str, ...]
    font: str
    currency: str
    more: str
    sheet_line: str
    sheets: dict[str, str]


@cache
def _guides() -> dict[str, Guide]:
    data = (files("templates") / "workbooks" / "guide.toml").read_bytes()
    return msgspec.toml.decode(data, type=dict[str, Guide])


def guide(language: str) -> Guide:
    """The words in ``en`` or ``zh``.

    Raises:
        ValueError: there are none in that language.
    """
    known = _guides()
    if language not in known:
        raise ValueError(f"no workbook template in {language!r}; there are {', '.join(known)}")
    return known[language]
