"""Any text that is exported is read back as text by the programs that people open it with."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import fastexcel
import openpyxl
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from salestui.model.fields import FieldType as T
from salestui.reports.export_grid import as_csv, as_tsv, csv_file, xlsx_file

STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", " =", "\u3000+", "'=", '"=')
HOSTILE = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example")',
    "＝1+1", " =1+1", "\t=1+1", "\r=1+1", "\n=1+1", "{=1+1}", "=+1", "007", "1E5", "2026-01-01",
    "1/2", "TRUE", "50%", "http://x.example", "mailto:a@b.example", "_x0041_", "<b>&amp;", "#REF!",
    "'", '"', "a\nb", "a,b;c\td", "\x1b[31m", "名称", "😀", "\u202eabc",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.builds(str.__add__, st.sampled_from(STARTS), st.text(max_size=12)),
    st.text(max_size=40),
)


def fits(text: str) -> bool:
    """Something is in it, and no halves of characters, which are replaced."""
    return bool(text.strip()) and text.encode(errors="replace").decode() == text


def one_kind_of_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=60)
@given(st.lists(TEXTS.filter(fits), min_size=1, max_size=8))
@example(list(HOSTILE))
def test_xlsx_holds_texts_and_no_formula(texts: list[str]) -> None:
    data = xlsx_file(texts, [texts], [T.TEXT] * len(texts))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    for row in sheet.iter_rows():
        assert {cell.data_type for cell in row} == {"s"}
        assert not any(cell.hyperlink for cell in row)
    read = fastexcel.read_excel(data).load_sheet(0, header_row=None).to_polars()
    for line in read.rows():
        assert [one_kind_of_line_end(value) for value in line] == list(
            map(one_kind_of_line_end, texts)
        )


@settings(max_examples=200)
@given(TEXTS)
def test_csv_and_clipboard_never_begin_a_formula(text: str) -> None:
    for written, separator in ((as_csv([text], [[text]]), ","), (as_tsv([text], [[text]]), "\t")):
        read = list(csv.reader(io.StringIO(written, newline=""), delimiter=separator))
        for row in filter(None, read):
            (cell,) = row
            assert cell in (text, "'" + text)
            bare = cell.lstrip()
            assert not bare.startswith(("=", "+", "@", "＝", "＋", "－", "＠"))
            assert not bare.startswith("-") or bare[1:].replace(".", "", 1).isdecimal()
            assert not cell.startswith(("\t", "\r", "\n"))


@settings(max_examples=60)
@given(st.lists(TEXTS.filter(fits).filter(lambda t: "\0" not in t), min_size=1, max_size=6))
def test_polars_reads_csv_as_the_texts(texts: list[str]) -> None:
    data = csv_file(["text"], [[text] for text in texts])
    read = pl.read_csv(data, infer_schema=False)["text"].to_list()
    assert [cell.removeprefix("'") for cell in read] == [t.removeprefix("'") for t in texts]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_libreoffice_calculates_nothing(tmp_path: Path, ending: str) -> None:
    """Saved again by it, no cell has become a formula and each is the text that it was."""
    texts = [text for text in HOSTILE if text.isprintable()]
    rows = [[text] for text in texts]
    made = xlsx_file(["text"], rows, [T.TEXT]) if ending == "xlsx" else csv_file(["text"], rows)
    source = tmp_path / f"grid.{ending}"
    source.write_bytes(made)
    # Comma, quotes, UTF-8; nothing said about columns, as where a file is double-clicked.
    reading = [] if ending == "xlsx" else ["--infilter=CSV:44,34,76,1"]
    command = [
        "soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
        *reading, "--convert-to", "fods", "--outdir", str(tmp_path / "out"), str(source),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    saved = (tmp_path / "out" / "grid.fods").read_text(encoding="utf-8")
    assert "table:formula" not in saved
    if ending == "xlsx":
        assert saved.count('office:value-type="string"') >= len(texts)
