"""Makes the sample workbooks: ``python -m sample_workbooks.make_samples [FOLDER]``.

The same script always makes the same workbooks, so the committed files can be checked against it.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from xlsxwriter.workbook import Workbook

from salestui.model.playbook import playbook
from sample_workbooks import LANGUAGES, SAMPLES, TEAM, file_name
from sample_workbooks.book_en import write_english
from sample_workbooks.book_zh import write_chinese
from sample_workbooks.books.writing import write
from sample_workbooks.estate.book import TOLD as ESTATE
from sample_workbooks.names_en import EN
from sample_workbooks.names_zh import ZH
from sample_workbooks.optional.extras import with_duplicates
from sample_workbooks.optional.telling import Telling
from sample_workbooks.projects.book import TOLD as PROJECTS
from sample_workbooks.records import Setting, Story
from sample_workbooks.rows import rows
from sample_workbooks.troubles import tell
from sample_workbooks.wording.tables import WORDS

_CREATED = datetime(2025, 6, 2, 9, 0)
_NAMES = {"en": EN, "zh": ZH}
_WRITE = {"en": write_english, "zh": write_chinese}
TOLD = {"sales-projects": PROJECTS, "real-estate": ESTATE}
_FLAGS = {"en": ("Yes", "No"), "zh": ("是", "否")}
_TITLES = {"en": "Sales team", "zh": "华东销售部商机跟踪表"}


def _chances(language: str) -> tuple[float, ...]:
    return tuple(s.probability for s in playbook(_NAMES[language].playbook).stages[:4])


SETTINGS = {
    "en": Setting(25, 1, 100, 500, 76, _chances("en")),
    "zh": Setting(28, 8, 1_000, 10_000, 118, _chances("zh")),
}


def story(language: str) -> Story:
    """What the sample in that language tells."""
    return tell(SETTINGS[language])


def stages(language: str) -> tuple[str, ...]:
    """The labels of ``Deal.stage``; where a playbook knows one way to win, both have its label."""
    known = playbook(_NAMES[language].playbook).stages
    opened = [s.labels[language] for s in known if s.kind == "open"]
    won = [s.labels[language] for s in known if s.kind == "won"]
    lost = [s.labels[language] for s in known if s.kind == "lost"]
    return (*opened, won[0], won[-1], lost[0])


def telling_of(language: str) -> Telling:
    """What the sample in that language tells, with its words and rows."""
    setting, names, told = SETTINGS[language], _NAMES[language], story(language)
    yes, no = _FLAGS[language]
    telling = Telling(
        language, names, WORDS[language], told, rows(told, names, stages(language)),
        playbook(names.playbook), setting.scale, yes, no,
    )  # fmt: skip
    return with_duplicates(telling)


def make(language: str, path: Path, name: str = TEAM) -> None:
    """Write a sample in that language; a file that is there is replaced."""
    if name == TEAM:
        _make_team(language, path)
    else:
        write(TOLD[name], language, path)


def _make_team(language: str, path: Path) -> None:
    telling, labels = telling_of(language), stages(language)
    with Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        names = _NAMES[language]
        facts = {"title": _TITLES[language], "author": names.managers[0], "created": _CREATED}
        book.set_properties(facts)
        _WRITE[language](book, telling, labels)


def main(arguments: list[str]) -> None:
    """Make every sample in every language, in the folder named or beside this script."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parent
    for name in SAMPLES:
        for language in LANGUAGES:
            make(language, folder / file_name(language, name), name)


if __name__ == "__main__":
    main(sys.argv[1:])
