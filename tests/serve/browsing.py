"""A served dashboard and a real browser to look at it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
PATIENCE = 60.0
"""Seconds that a slow machine gets for anything."""

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# The page keeps its terminal to itself; its first property that we know passes by here.
_CATCH = """
Object.defineProperty(Object.prototype, 'fitAddon', {configurable: true, set(addon) {
  window.caughtTerminal = this.terminal;
  Object.defineProperty(this, 'fitAddon', {value: addon, writable: true, configurable: true});
}});
"""
_READ = """() => {
  const terminal = window.caughtTerminal;
  if (!terminal) return '';
  const buffer = terminal.buffer.active, lines = [];
  for (let row = 0; row < terminal.rows; row++) {
    lines.push(buffer.getLine(row)?.translateToString(true) ?? '');
  }
  return lines.join('\\n');
}"""


def until(condition: Callable[[], bool], told: Callable[[], object] = lambda: "") -> None:
    """Wait for something; ``told`` says what there was instead."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"it did not happen in time:\n{told()}")
        time.sleep(0.05)


@dataclass
class Dashboard:
    """A page as a person sees it."""

    page: Page
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def shown(self) -> str:
        """The terminal's lines."""
        return str(self.page.evaluate(_READ))

    def wait_for(self, text: str) -> None:
        """Wait until a text is on screen."""
        until(lambda: text in self.shown(), self.shown)

    def press(self, *keys: str) -> None:
        """Press keys, named as browsers name them."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text."""
        self.page.keyboard.type(text)


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=BROWSER, args=list(_FLAGS))
        yield launched
        launched.close()


@contextmanager
def opened(browser: Browser, url: str) -> Iterator[Dashboard]:
    context = browser.new_context(viewport={"width": 1400, "height": 800}, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    dashboard = Dashboard(page)
    page.add_init_script(_CATCH)
    context.on("request", lambda request: dashboard.asked.append(request.url))
    page.on("websocket", lambda socket: dashboard.asked.append(socket.url))
    page.on("pageerror", lambda fault: dashboard.faults.append(str(fault)))
    page.on("console", lambda said: said.type == "error" and dashboard.faults.append(said.text))
    page.goto(url)
    try:
        yield dashboard
    finally:
        context.close()


@dataclass
class Served:
    """A running ``salestui serve``."""

    process: subprocess.Popen[str]
    url: str

    def dashboards(self) -> list[int]:
        """The processes of open pages."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = stat.read_text().rpartition(")")[2].split()[1]
            except OSError:
                continue
            if int(parent) == self.process.pid:
                found.append(int(stat.parent.name))
        return found


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(path: Path, *options: str) -> Iterator[Served]:
    port = free_port()
    command = [sys.executable, "-m", "salestui.cli", "serve", str(path), f"--port={port}"]
    process = subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "default"},
    )
    try:
        assert process.stderr is not None
        assert f":{port}" in process.stderr.readline()
        yield Served(process, f"http://127.0.0.1:{port}/")
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
