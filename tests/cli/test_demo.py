"""``salestui demo``: a copy of the sample asked for, at the day of its story."""

from __future__ import annotations

from pathlib import Path

import pytest

from salestui.book.opening import Opening
from salestui.cli import demo_command
from salestui.cli.exits import Exit
from salestui.cli.main import main
from salestui.config import Config
from sample_workbooks import AS_OF, sample


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, object]]:
    found: list[tuple[Path, object]] = []

    def show(opening: Opening, config: Config) -> int:
        found.append((Path(opening.workbook.location), opening.as_of))
        opening.workbook.close()
        return Exit.OK

    monkeypatch.setattr(demo_command, "show", show)
    return found


@pytest.mark.parametrize(
    ("arguments", "language", "name"),
    [
        ([], "en", "sales-team"),
        (["--sample", "sales-projects"], "en", "sales-projects"),
        (["--sample", "real-estate", "--lang", "zh"], "zh", "real-estate"),
    ],
)
def test_a_copy_of_the_sample_is_shown(
    shown: list[tuple[Path, object]], arguments: list[str], language: str, name: str
) -> None:
    assert main(["demo", *arguments]) == Exit.OK
    ((path, day),) = shown
    assert day == AS_OF
    assert path.read_bytes() == sample(language, name).read_bytes()
    assert path.name == sample(language, name).name


def test_an_unknown_sample_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["demo", "--sample", "cars"])
    assert left.value.code == Exit.USAGE
    assert "real-estate" in capsys.readouterr().err
