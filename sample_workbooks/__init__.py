"""The workbooks a newcomer opens first, in English and Chinese, and the script that makes them.

Nothing heavy is imported here: the command line only needs to find the files.
"""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

AS_OF = date(2026, 11, 21)
"""The day on which the story in the samples is told: "today" for a demo of them."""

LANGUAGES = ("en", "zh")


def sample(language: str) -> Traversable:
    """The sample workbook in ``en`` or ``zh``; copy it before opening, it belongs to the package.

    Raises:
        ValueError: there is none in that language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"there is no sample in {language!r}; there are {', '.join(LANGUAGES)}")
    return files(__name__) / f"sales_team_{language}.xlsx"
