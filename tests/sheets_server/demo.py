"""`python -m sheets_server.demo`: the dashboard on the stand-in, with a colleague at work."""

import argparse
import json
import os
import random
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any

from sample_workbooks import AS_OF, sample

from .cell import Formula
from .running import Running, running
from .sheet import Sheet
from .uploading import uploaded

DEALS = {"en": ("Deals", "Amount", "Closed on"), "zh": ("商机", "合同金额", "实际签约日期")}
"""The sheet of deals, the column that the colleague edits, the one empty while a deal is open."""
PAUSE = 12.0
"""Seconds between two edits of the colleague."""
STEPS = (-5_000, 2_000, 4_000, 9_000)

_random = random.Random(20261121)


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the sample as a Google spreadsheet; everything ends with the dashboard."""
    parser = argparse.ArgumentParser(prog="sheets_server.demo", description=main.__doc__)
    parser.add_argument("--lang", choices=tuple(DEALS), default="en")
    parser.add_argument("--pause", type=float, default=PAUSE, help="seconds between edits")
    options = parser.parse_args(arguments)
    with running() as service, TemporaryDirectory(prefix="salestui-demo-") as state:
        book = uploaded(service.server, sample(options.lang))
        with colleague(service, book, options.lang, options.pause):
            return _dashboard(service, book, options.lang, state)


def _dashboard(service: Running, book: str, lang: str, state: str) -> int:
    """A process of its own: the screen shares no lock with the service."""
    command = [sys.executable, "-m", "salestui.cli", "open", f"gsheets:{book}", "--lang", lang]
    places = {"SALESTUI_SHEETS_ENDPOINT": service.base, "SALESTUI_STATE": state}
    day = ["--as-of", AS_OF.isoformat()]
    return subprocess.run([*command, *day], env=os.environ | places, check=False).returncode


@contextmanager
def colleague(service: Running, book: str, lang: str, pause: float) -> Iterator[None]:
    """Somebody who changes the amount of an open deal now and then, as long as the block runs."""
    gone = Event()

    def work() -> None:
        while not gone.wait(pause):
            _post(service, {"id": book, "steps": [_edit(service, book, lang)]})

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        gone.set()
        thread.join()


def _edit(service: Running, book: str, lang: str) -> dict[str, Any]:
    title, edited, closed = DEALS[lang]
    sheet = service.server.store.book(book).sheet_named(title)
    assert sheet is not None
    amount, until = _column(sheet, edited), _column(sheet, closed)
    sums: list[tuple[int, float]] = []
    for row, column, cell in sheet.filled():
        is_sum = isinstance(cell.value, int | float) and not isinstance(cell.value, Formula | bool)
        if column == amount and is_sum and sheet.cell(row, until).value is None:
            sums.append((row, float(cell.value)))  # type: ignore[arg-type]
    row, before = _random.choice(sums)
    area = f"'{title}'!{chr(ord('A') + amount)}{row + 1}"
    return {"edit": area, "values": [[max(1_000, before + _random.choice(STEPS))]]}


def _column(sheet: Sheet, header: str) -> int:
    return next(column for _, column, cell in sheet.filled() if cell.value == header)


def _post(service: Running, step: dict[str, Any]) -> None:
    """By the service's own thread, between two requests."""
    body = json.dumps(step).encode()
    url = f"{service.base}/_server/collaborate"
    with urllib.request.urlopen(urllib.request.Request(url, body)) as answer:
        answer.read()


if __name__ == "__main__":
    sys.exit(main())
