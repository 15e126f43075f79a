"""The first paint waits for nothing heavy."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("polars", "pyarrow", "fastexcel", "openpyxl", "lxml", "xlsxwriter", "babel")
HEAVY += ("gspread", "google", "requests", "keyring", "tenacity", "pyrate_limiter")
HEAVY += ("aiohttp", "jinja2", "textual_serve", "vl_convert")


def imported_by(code: str) -> set[str]:
    script = f"{code}\nimport sys; print(' '.join(m for m in sys.modules if '.' not in m))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_the_interface_imports_nothing_heavy() -> None:
    assert not imported_by("import salestui.ui.app").intersection(HEAVY)


def test_opening_a_workbook_imports_nothing_heavy(tmp_path: object) -> None:
    code = (
        "from pathlib import Path\n"
        "from sample_workbooks import sample\n"
        "from adapters.registry import open_workbook\n"
        f"open_workbook(str(sample('en')), Path({str(tmp_path)!r})).close()"
    )
    assert not imported_by(code).intersection(HEAVY)


def test_the_command_line_imports_no_interface() -> None:
    assert "textual" not in imported_by("import salestui.cli.main")
