"""Screens as pictures: on their columns, of this machine alone, by a key and by a command."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest
from driving import running, sample_copy, status, until
from lxml import etree
from rich.cells import cell_len

from salestui.cli.main import main
from salestui.ui.pictures.drawing import png_of, self_contained
from salestui.ui.screens.dialogs import TextDialog

SVG = "{http://www.w3.org/2000/svg}"
TODAY = "--as-of=2026-11-21"


def texts(svg: str) -> list[tuple[str, list[float], str]]:
    """Class, places and text of each piece."""
    found = etree.fromstring(svg.encode()).iter(f"{SVG}text")
    return [
        (e.get("class"), [float(x) for x in e.get("x").split()], e.text or "")
        for e in found
        if "t-r" in e.get("class")
    ]


def one(text: str, x: str = "12.2") -> str:
    look = (
        f'class="terminal-1-r1" x="{x}" y="20" textLength="1" clip-path="url(#terminal-1-line-0)"'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg"><style>@font-face { src: url("https://cdn/f") }'
        f"</style><text {look}>{text}</text></svg>"
    )


def test_every_character_stands_on_its_column() -> None:
    svg = self_contained(one("a中建b─&amp;"))
    assert texts(svg) == [
        ("t-r1", [12.2], "a"),
        ("t-r1 t-han", [26.6, 51.0], "中建"),
        ("t-r1", [73.2], "b"),
        ("t-r1", [85.4], "─"),
        ("t-r1", [97.6], "&"),
    ]
    assert 'textLength="12.2"' in svg


def test_nothing_is_asked_elsewhere() -> None:
    svg = self_contained(one("x"))
    assert "font-face" not in svg
    assert "https://cdn" not in svg
    assert "clip-path" not in svg


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_a_screen_is_drawn_whole_and_in_its_columns(tmp_path: Path, language: str) -> None:
    from salestui.ui.pictures.drawing import svg_of

    async with running(sample_copy(tmp_path, language), (120, 40)) as (app, _pilot):
        svg = svg_of(app)
    assert "url(" not in svg.replace("url(#t-clip-terminal)", "")
    right = 120 * 12.2
    pieces = texts(svg)
    assert f"team_{language}.xlsx" in {text.strip("\xa0") for _look, _places, text in pieces}
    for look, places, text in pieces:
        width = cell_len(text) if len(places) == 1 else cell_len(text[-1])
        assert places[-1] + width * 12.2 <= right + 2.3, (look, text)


def test_a_png_is_larger_than_its_svg_says_and_shows_something() -> None:
    svg = self_contained(one("中", x="0")).replace("<svg ", '<svg viewBox="0 0 40 30" ', 1)
    png = png_of(svg)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (60, 45)


async def test_a_key_saves_any_screen_and_overwrites_nothing(tmp_path: Path) -> None:
    target = tmp_path / "home.svg"
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.press("f12")  # over a dialog too
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        await pilot.press("ctrl+u", *str(target), "enter")
        await until(pilot, target.exists)
        assert "All commands" in target.read_text().replace("&#160;", " ").replace("\xa0", " ")
        before = target.read_bytes()
        await pilot.press("escape", "f12")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        await pilot.press("ctrl+u", *str(target), "enter")
        await until(pilot, lambda: "exists already" in status(app))
        assert target.read_bytes() == before
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        await pilot.press("ctrl+u", *"home.gif", "enter")
        await until(pilot, lambda: "must end in" in status(app))


def test_the_command_draws_a_screen(tmp_path: Path, capsysbinary: pytest.CaptureFixture) -> None:
    book, target = sample_copy(tmp_path, "zh"), tmp_path / "deals.png"
    before = book.read_bytes()
    command = ["picture", str(book), "--screen=deals", TODAY, "--size=100x30", "--theme=light"]
    assert main([*command, "-o", str(target)]) == 0
    assert struct.unpack(">II", target.read_bytes()[16:24])[0] > 100 * 12.2
    assert main([*command, "-o", str(target)]) == 4
    assert main([*command, "-o", str(target), "--force"]) == 0
    capsysbinary.readouterr()
    assert main([*command[:2], TODAY, "--screen=deal", "--of=HD2503-001"]) == 0
    svg = capsysbinary.readouterr().out.decode()
    assert "穗原食品" in svg
    assert "read" + "\xa0only" not in svg
    assert book.read_bytes() == before


def test_keys_are_pressed_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = sample_copy(tmp_path)
    assert main(["picture", str(book), TODAY, "--press=question_mark"]) == 0
    shown = capsys.readouterr().out.replace("\xa0", " ")
    assert "All commands" in shown


def test_mistakes_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = str(sample_copy(tmp_path))
    for wrong, code, told in (
        (["--screen=nowhere"], 2, "no screen 'nowhere'"),
        (["--theme=rainbow"], 2, "no theme 'rainbow'"),
        (["-o", "x.gif"], 2, "does not tell the format"),
        (["--screen=deal", "--of=D-0"], 6, "'D-0' is none of them"),
    ):
        assert main(["picture", book, TODAY, *wrong]) == code
        assert told in capsys.readouterr().err
    assert main(["picture", str(tmp_path / "none.xlsx")]) == 3
    assert main(["picture"]) == 2
    with pytest.raises(SystemExit, match="2"):
        main(["picture", book, "--size=1x1"])
    assert "no size" in capsys.readouterr().err


def test_the_screens_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["picture", "--list", "--json"]) == 0
    listed = {row["screen"]: row["title"] for row in json.loads(capsys.readouterr().out)}
    assert listed["home"] == "Home"
    assert listed["deals"] == "Pipeline"
    assert listed["target_matrix"] == "Target matrix"
