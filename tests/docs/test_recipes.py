"""Every recipe runs as it is printed, on copies of the samples, with mail going into a file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sample_workbooks import sample

PAGE = Path(__file__).parents[2] / "docs/guide/recipes.md"
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
CRON = re.compile(r"(?:[\d*/,-]+\s+){5}(?P<command>.+)")
STEP = re.compile(r"^\s*run: (?P<command>salestui .+)$", re.MULTILINE)
LINE = re.compile(r"^salestui .+$", re.MULTILINE)
MAILERS = ("mail", "mutt")

pytestmark = pytest.mark.skipif(
    os.name != "posix" or not shutil.which("jq") or not shutil.which("bash"),
    reason="the recipes are for a POSIX shell with jq",
)


def commands() -> Iterator[tuple[str, str]]:
    """Each block for a shell, each line of a crontab, and what other programs run."""
    for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        text = block["text"]
        match block["kind"]:
            case "sh":
                yield text.strip().splitlines()[0], text
            case "text":
                for line in text.splitlines():
                    if found := CRON.fullmatch(line.strip()):
                        yield line, found["command"].replace(r"\%", "%")
            case "yaml":
                for step in STEP.finditer(text):
                    yield step["command"], step["command"]
            case "powershell":
                for found in LINE.finditer(text):
                    yield found.group(), found.group()


RECIPES = list(commands())


@pytest.fixture(scope="module")
def sales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a folder of workbooks, and programs that keep mails in a file."""
    home = tmp_path_factory.mktemp("home")
    folder = home / "sales"
    for path, language in {
        "team.xlsx": "en", "团队.xlsx": "zh", "teams/east.xlsx": "en", "teams/west.xlsx": "en",
    }.items():  # fmt: skip
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(sample(language), folder / path)
    (folder / "archive").mkdir()
    (folder / "list.csv").write_text("Deal ID,Stage,Amount\nD-1,Won,3\n", encoding="utf-8")
    programs = home / "bin"
    programs.mkdir()
    for name in MAILERS:
        program = programs / name
        program.write_text('#!/bin/sh\n{ echo "$@"; cat; } >> "$HOME/mails"\n')
        program.chmod(0o755)
    return folder


def run(command: str, sales: Path) -> subprocess.CompletedProcess[str]:
    home = sales.parent
    path = [home / "bin", Path(sys.executable).parent, os.environ["PATH"]]
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=sales,
        env={"HOME": str(home), "PATH": os.pathsep.join(map(str, path))},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize(("title", "command"), RECIPES, ids=[title for title, _ in RECIPES])
def test_recipe(title: str, command: str, sales: Path) -> None:
    done = run(command, sales)
    assert done.returncode == 0, done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert "salestui: " not in done.stderr, done.stderr
    if any(f"| {mailer} " in command for mailer in MAILERS):
        mails = (sales.parent / "mails").read_text(encoding="utf-8")
        assert "example.com" in mails


def test_every_kind_of_block_is_known() -> None:
    kinds = {block["kind"] for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))}
    assert kinds == {"sh", "text", "yaml", "powershell", "bat"}
    assert len(RECIPES) > 15
