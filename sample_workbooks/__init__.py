"""The workbooks a newcomer opens first, in English and Chinese, and the script that makes them.

Nothing heavy is imported here: the command line only needs to find the files.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

AS_OF = date(2026, 11, 21)
"""The day on which the story in the samples is told: "today" for a demo of them."""

LANGUAGES = ("en", "zh")

TEAM = "sales-team"
SAMPLES = (TEAM, "sales-projects", "real-estate")


def file_name(language: str, name: str = TEAM) -> str:
    """The file of one of ``SAMPLES`` in ``en`` or ``zh``."""
    return f"{name.replace('-', '_')}_{language}.xlsx"


def sample(language: str, name: str = TEAM) -> Traversable:
    """A sample workbook in ``en`` or ``zh``; copy it before opening, it belongs to the package.

    Args:
        name: one of ``SAMPLES``.

    Raises:
        ValueError: there is none of that name, or none in that language.
    """
    from importlib.resources import files  # 10 ms that every command would pay

    if language not in LANGUAGES:
        raise ValueError(f"there is no sample in {language!r}; there are {', '.join(LANGUAGES)}")
    if name not in SAMPLES:
        raise ValueError(f"there is no sample {name!r}; there are {', '.join(SAMPLES)}")
    return files(__name__) / file_name(language, name)
