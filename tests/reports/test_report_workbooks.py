"""Every kind of report as an Excel workbook: nothing to repair, and the figures of the report."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from excel_package import faults
from written_books import told

from salestui.views.documents.kinds import KINDS
from sample_workbooks import SAMPLES, sample

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

AS_OF = ("--as-of", "2026-11-21")


def copied(folder: Path, language: str, name: str) -> Path:
    path = folder / "book.xlsx"
    path.write_bytes(sample(language, name).read_bytes())
    return path


def named_values(path: Path) -> dict[str, object]:
    """The values of the cells that have names, by these."""
    book = openpyxl.load_workbook(path, data_only=True)
    found: dict[str, object] = {}
    for name, defined in book.defined_names.items():
        ((sheet, cell),) = defined.destinations
        found[name] = book[sheet][cell.replace("$", "")].value
    return found


@pytest.mark.parametrize("place", range(len(KINDS)), ids=[kind.name for kind in KINDS])
def test_every_kind_is_a_sound_workbook_with_the_reports_figures(
    place: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kind, language = KINDS[place], ("en", "zh")[place % 2]
    of_deal = ("--deal", "S-2025-005") if kind.of_deal else ()
    book = copied(tmp_path, language, SAMPLES[1] if kind.of_deal else SAMPLES[0])
    options = (kind.name, book, *of_deal, *AS_OF, "--lang", language)
    out = tmp_path / "report.xlsx"
    told(capsys, "report", *options, "-o", out)
    assert faults(out) == []
    said = json.loads(told(capsys, "report", *options, "--json"))
    expected: dict[str, object] = {}
    for section in said["sections"]:
        for block in section["blocks"]:
            for one in block.get("figures", ()):
                value = "n/a" if one["value"] is None else one["value"]
                expected.setdefault(f"kpi_{one['key']}", value)
    found = named_values(out)
    assert found.keys() == expected.keys()
    for name, value in expected.items():
        if value == "n/a":
            assert isinstance(found[name], str), name
        else:
            assert found[name] == pytest.approx(value), name


def test_the_weekly_report_has_the_figures_of_the_dashboard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = copied(tmp_path, "en", SAMPLES[0])
    told(capsys, "report", "weekly", book, *AS_OF, "-o", tmp_path / "report.xlsx")
    kpis = json.loads(told(capsys, "kpi", book, *AS_OF, "--json"))["kpis"]
    found = named_values(tmp_path / "report.xlsx")
    for key in ("actual", "target", "attainment", "gap", "pace", "win_rate", "coverage"):
        assert found[f"kpi_{key}"] == pytest.approx(kpis[key]["value"]), key
