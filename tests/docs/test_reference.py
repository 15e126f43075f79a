"""What the pages say of the program is what the program says: a change of it is told."""

from __future__ import annotations

import argparse
import copy
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A copy of the pages, all up to date."""
    from docs.tools.__main__ import write

    left_out = shutil.ignore_patterns("images", "tools", "*.py", "*.toml")
    copied = Path(shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=left_out))
    write(copied)
    return copied


def _faults(pages: Path) -> list[str]:
    from docs.tools.__main__ import faults

    return faults(pages, pages.parent)


def test_pages_that_were_just_written_have_no_fault(pages: Path) -> None:
    assert _faults(pages) == []


def test_a_changed_help_is_told_until_it_is_written_anew(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docs.tools import commands
    from docs.tools.__main__ import write

    real = commands.parser_of

    def changed(name: str) -> argparse.ArgumentParser:
        parser = copy.deepcopy(real(name))
        if name == "check":
            parser.add_argument("--strict", action="store_true", help="remarks count too")
        return parser

    monkeypatch.setattr(commands, "parser_of", changed)
    assert _faults(pages) == ["commands/check.md is out of date: run make reference"]
    write(pages)
    assert _faults(pages) == []
    assert "--strict     " in (pages / "commands/check.md").read_text()


def test_a_command_and_a_screen_without_a_page_are_told(pages: Path) -> None:
    from docs.tools.__main__ import write

    for place in ("commands/export.md", "screens/forecast.md"):
        (pages / place).unlink()
    told = "\n".join(_faults(pages))
    assert "commands/export.md is missing (command export)" in told
    assert "screens/forecast.md is missing (keys forecast)" in told
    write(pages)
    assert _faults(pages) == []


def test_what_stands_around_a_block_is_left_alone(pages: Path) -> None:
    from docs.tools.__main__ import write

    page = pages / "commands/export.md"
    text = page.read_text()
    page.write_text(text.replace("--lang", "--longue") + "\nBy hand.\n")
    assert _faults(pages) == ["commands/export.md is out of date: run make reference"]
    write(pages)
    assert page.read_text() == text + "\nBy hand.\n"


def test_a_block_that_nobody_knows_is_told(pages: Path) -> None:
    page = pages / "commands/export.md"
    page.write_text(page.read_text().replace("command export", "command exprot"))
    assert any("nothing is known: command exprot" in fault for fault in _faults(pages))


def test_a_link_of_the_readme_that_leads_nowhere_is_told(pages: Path) -> None:
    from docs.tools.links import broken_links

    (pages.parent / "README.md").write_text(
        "# A title\n[there](docs/tour.md) [gone](docs/gone.md) [x](https://example.com/y)\n"
        "[part](docs/tour.md#will-we-make-it) [lost](docs/tour.md#lost) [here](#a-title)\n"
    )
    assert list(broken_links(pages.parent)) == [
        "README.md links to docs/gone.md, which there is not",
        "README.md links to docs/tour.md#lost: there is no such heading",
    ]


def test_the_help_on_a_page_has_every_word_of_the_real_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from docs.tools import commands

    monkeypatch.setenv("COLUMNS", "100")
    for name in commands.command_names():
        parser = commands.parser_of(name)
        told = commands.help_text(parser)
        assert max(map(len, told.splitlines())) <= commands.WIDTH, name
        assert _words(told) == _words(parser.format_help()), name


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\s\[\]|,]+", text))


def test_every_key_of_a_playbook_is_listed_with_its_meaning() -> None:
    from docs.tools.playbooks import keys_block, missing_meanings

    assert missing_meanings() == []
    text = keys_block()
    assert "| `rot_days` | whole number | `0` | days on the clock" in text
    assert "| `kind` | one of `open`, `won`, `lost` | `open` |" in text


def test_keys_are_those_of_the_screens_own_help() -> None:
    from docs.tools.keys import documented_modes, keys_block
    from salestui.ui.actions import APP_ACTIONS
    from salestui.ui.modes import MODES

    assert {"home", "deals", "mapping"} <= set(documented_modes())
    for mode in documented_modes():
        own = [a for a in MODES[mode]().actions() if a not in APP_ACTIONS]
        block = keys_block(mode) or ""
        assert own and all(f"`{action.id}`" in block for action in own), mode
