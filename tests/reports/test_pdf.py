"""Reports as PDF: what the page says, on A4, and nothing fetched for it."""

from __future__ import annotations

import builtins
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from report_documents import whole

from salestui.reports.charts.palette import PRINT
from salestui.reports.errors import Unmakeable
from salestui.reports.page import html
from salestui.reports.pdf import pdf


def _lays_out() -> bool:
    """Whether WeasyPrint finds the libraries of the system that it needs."""
    try:
        import weasyprint
    except OSError:
        return False
    return bool(weasyprint.VERSION)


makes_pdf = pytest.mark.skipif(not _lays_out(), reason="no Pango is there")
reads_pdf = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext is there")


def refusing(problem: Exception) -> Any:
    imported = builtins.__import__

    def refuse(name: str, *args: Any, **options: Any) -> Any:
        if name == "weasyprint":
            raise problem
        return imported(name, *args, **options)

    return refuse


def told(content: bytes, folder: Path, *tool: str) -> str:
    (folder / "report.pdf").write_bytes(content)
    command = [*tool, str(folder / "report.pdf"), *(["-"] if tool[0] == "pdftotext" else [])]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


@makes_pdf
@reads_pdf
def test_the_pdf_says_what_the_page_says(tmp_path: Path) -> None:
    text = told(pdf(html(whole(), palette=PRINT)), tmp_path, "pdftotext", "-layout")
    for expected in ("Weekly report", "¥18,421,350", "华南大区", "¥9.20M of ¥10.0M"):
        assert expected in text


@makes_pdf
@reads_pdf
def test_it_is_on_a4(tmp_path: Path) -> None:
    assert "(A4)" in told(pdf(html(whole(), palette=PRINT)), tmp_path, "pdfinfo")


@makes_pdf
def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    import weasyprint

    opened: list[object] = []
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda *a, **k: opened.append(a))
    page = '<img src="http://127.0.0.1:9/a.png"><link rel=stylesheet href="file:///etc/hostname">'
    assert pdf(page).startswith(b"%PDF") and weasyprint.VERSION
    assert not opened


@pytest.mark.parametrize(
    ("problem", "hint"),
    [(ImportError("no"), "-m pip install weasyprint"), (OSError("libpango"), "Install Pango")],
)
def test_what_is_missing_is_told(
    problem: Exception, hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builtins, "__import__", refusing(problem))
    with pytest.raises(Unmakeable) as told:
        pdf("<p>A</p>")
    assert hint in told.value.hint
