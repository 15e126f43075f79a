"""``salestui serve``: what it runs for a page, and what it refuses."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import sample_copy

from salestui import __version__
from salestui.cli.arguments import build_parser
from salestui.cli.main import main
from salestui.cli.serve_command import arguments


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_page_is_opened_as_the_server_was_asked() -> None:
    name = "Q4 'final'; rm -rf $HOME.xlsx"
    given = ["--period=2026-Q4", "--scope=team:East", "--as-of=2026-11-21", "--read-only"]
    options = build_parser(__version__).parse_args(
        ["serve", name, "b.xlsx", *given, "--month-first"]
    )
    assert arguments(options) == [
        *[sys.executable, "-m", "salestui.cli", "open", "--lang=en"],
        *["--period=2026-Q4", "--scope=team:East", "--as-of=2026-11-21"],
        *["--month-first", "--read-only", "--", name, "b.xlsx"],
    ]
    again = build_parser(__version__).parse_args(arguments(options)[3:])
    assert (again.path, again.others) == (name, ["b.xlsx"])
    assert (again.read_only, again.day_first) == (True, False)


def test_a_port_that_is_taken_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], taken: int
) -> None:
    assert main(["serve", str(sample_copy(tmp_path)), f"--port={taken}"]) == 2
    told = capsys.readouterr().err
    assert f"Port {taken} on 127.0.0.1 is taken by another program." in told
    assert f"--port {taken + 1}" in told


def test_an_address_that_is_not_here_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", str(sample_copy(tmp_path)), "--host=192.0.2.1", "--port=8099"]) == 2
    assert "192.0.2.1, port 8099 cannot be listened on:" in capsys.readouterr().err


def test_mistakes_are_told_before_anything_is_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", str(tmp_path / "none.xlsx")]) == 3
    assert main(["serve", str(sample_copy(tmp_path)), "--period=soon"]) == 2
    for wrong in ("--port=0", "--port=x", "--public-url=sales", "--public-url=https://a.b/c"):
        with pytest.raises(SystemExit, match="2"):
            main(["serve", "team.xlsx", wrong])
    assert "without a path" in capsys.readouterr().err
