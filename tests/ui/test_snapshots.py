"""How the screens look: SVG snapshots of the real app on the sample workbooks.

``make test`` compares; ``.venv/bin/pytest tests/ui/test_snapshots.py --snapshot-update`` takes new
ones after a change that was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from driving import app_on, sample_copy, shown, until
from textual.pilot import Pilot
from textual.widgets import Input

from salestui.config import Config
from salestui.i18n import set_language
from salestui.locations import home_file
from salestui.ui.app import SalesApp

SnapCompare = Callable[..., bool]
LOOKS = [
    ("en", "textual-dark", (140, 40)),
    ("zh", "textual-light", (140, 40)),
    ("en", "textual-light", (80, 24)),
    ("zh", "textual-dark", (80, 24)),
]


@pytest.fixture(autouse=True)
def _at_one_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(
        "salestui.book.following.read_time", lambda: datetime(2026, 11, 21, 10, 42, tzinfo=UTC)
    )
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _input: None)  # never in mid-blink
    yield
    set_language("en")


def compare(
    snap_compare: SnapCompare,
    path: Path,
    look: tuple[str, str, tuple[int, int]],
    *keys: str,
) -> bool:
    language, theme, size = look
    set_language(language)
    app = app_on(sample_copy(path, language), Config(theme=theme))
    app.animation_level = "none"

    async def ready(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: shown(app))
        await settle(app, pilot)
        app.say("")
        for key in keys:
            await pilot.press(key)
            await settle(app, pilot)

    try:
        return snap_compare(app, terminal_size=size, run_before=ready)
    finally:
        app.opening.workbook.close()


async def settle(app: SalesApp, pilot: Pilot[None]) -> None:
    """Wait until no worker is busy with what is on screen."""
    await pilot.pause()
    await until(pilot, lambda: all(w.is_finished for w in app.workers))
    await pilot.pause()


def name(look: tuple[str, str, tuple[int, int]]) -> str:
    language, theme, (width, height) = look
    return f"{language}-{theme.removeprefix('textual-')}-{width}x{height}"


@pytest.mark.parametrize("look", LOOKS, ids=name)
def test_dashboard(snap_compare: SnapCompare, tmp_path: Path, look: tuple) -> None:
    assert compare(snap_compare, tmp_path, look)


@pytest.mark.parametrize("role", ["rep", "director", "onsite"])
def test_role(snap_compare: SnapCompare, tmp_path: Path, role: str) -> None:
    home_file().parent.mkdir(parents=True, exist_ok=True)
    home_file().write_text(f'role = "{role}"\nme = "Maya Okafor"\n', "utf-8")
    assert compare(snap_compare, tmp_path, LOOKS[0])


@pytest.mark.parametrize("look", LOOKS, ids=name)
def test_pipeline(snap_compare: SnapCompare, tmp_path: Path, look: tuple) -> None:
    assert compare(snap_compare, tmp_path, look, "2", "right", "right", "down")


@pytest.mark.parametrize("look", LOOKS, ids=name)
def test_board(snap_compare: SnapCompare, tmp_path: Path, look: tuple) -> None:
    assert compare(snap_compare, tmp_path, look, "2", "b", "right")


@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=name)
@pytest.mark.parametrize(
    ("screen", "keys"),
    [
        ("customers", ("3",)),
        ("targets", ("4",)),
        ("detail", ("2", "O")),
        ("review", ("2", "d", "ctrl+s")),
        ("help", ("question_mark",)),
        ("period", ("t",)),
        ("scope", ("g",)),
        ("explain", ("i",)),
        ("filter", ("2", "f")),
        ("mapping", ("m", "tab")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_screens(
    snap_compare: SnapCompare, tmp_path: Path, look: tuple, screen: str, keys: tuple[str, ...]
) -> None:
    assert compare(snap_compare, tmp_path, look, *keys), screen
