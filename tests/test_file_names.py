"""Names of files from any text: fit for every system, the ending always at the end."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salestui.file_names import file_name

DEVICES = ("CON", "con", "PRN", "AUX", "NUL", "COM1", "lpt9", "COM¹", "CONIN$", "nul ")


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("team-2026-11-21", "team-2026-11-21.xlsx"),
        ("销售团队-周报", "销售团队-周报.xlsx"),
        ("../../etc/passwd", "_.._etc_passwd.xlsx"),
        ("C:\\Users\\boss", "C__Users_boss.xlsx"),
        ('a*b?"c"<d>|e', "a_b__c__d__e.xlsx"),
        ("report. . ", "report.xlsx"),
        (" .hidden", "hidden.xlsx"),
        ("", "_.xlsx"),
        ("...", "_.xlsx"),
        ("gpj\u202excod", "gpjxcod.xlsx"),  # reads backwards
        ("a\u200b\u2066b\ufeff", "ab.xlsx"),
        ("line\nend\ttab\x7f", "line_end_tab_.xlsx"),
        ("half\ud800", "half.xlsx"),
        ("-rf", "_-rf.xlsx"),
        ("~$team", "_~$team.xlsx"),
        ("nul.report", "_nul.report.xlsx"),
        ("console", "console.xlsx"),
        ("com10", "com10.xlsx"),
        ("cafe\u0301", "café.xlsx"),
    ],
)
def test_names(stem: str, name: str) -> None:
    assert file_name(stem, ".xlsx") == name


@pytest.mark.parametrize("device", DEVICES)
def test_devices_of_windows(device: str) -> None:
    assert file_name(device).startswith("_")
    assert file_name(device, ".csv").startswith("_")


def test_long_names_are_cut_between_characters() -> None:
    name = file_name("长" * 300, ".xlsx")
    assert name == "长" * 60 + ".xlsx"


@given(st.text(max_size=200), st.sampled_from(["", ".xlsx", ".csv", ".html"]))
@example("CON", ".xlsx")
@example("a" * 179 + ". .b", ".xlsx")
def test_any_text_gives_a_name_for_every_system(stem: str, suffix: str) -> None:
    name = file_name(stem, suffix)
    assert name.endswith(suffix)
    assert name not in ("", ".", "..")
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name
    assert not PureWindowsPath(name).is_reserved()
    assert len(name.encode()) <= 200
    assert not name.endswith((" ", ".")) and not name.startswith((" ", ".", "-"))
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in name)
    assert file_name(name.removesuffix(suffix), suffix) == name
