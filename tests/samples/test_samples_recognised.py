"""What salestui understands of the samples and of new workbooks: all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.registry import open_workbook
from salestui.mapping.layout import Layout
from salestui.mapping.recognise import recognise
from salestui.model.entities import CORE
from salestui.model.playbook import playbook
from salestui.reports.new_workbook import create_workbook
from sample_workbooks import AS_OF, LANGUAGES, sample
from sample_workbooks.make_samples import telling_of
from sample_workbooks.optional.tell import told

OWN = {
    "en": {"x:Weighted", "x:Days open", "x:Partner"},
    "zh": {"x:加权金额", "x:历时天数", "x:合作伙伴"},
}


def layout_of(path: Path, tmp_path: Path) -> Layout:
    book = open_workbook(str(path), tmp_path / "state")
    try:
        return recognise(book.outline(), AS_OF)
    finally:
        book.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_sample_is_understood_whole(language: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.xlsx"
    path.write_bytes(sample(language).read_bytes())
    layout = layout_of(path, tmp_path)
    assert set(layout.tables) == {e.name for e in CORE} | set(told(telling_of(language)))
    assert layout.problems == ()
    deals = layout.tables["deals"]
    assert {c.name for c in deals.columns if c.field is None} == OWN[language]
    owner = deals.column("owner")
    assert owner is not None
    assert len(owner.choices) == 12
    months = [c.name for c in layout.tables["targets"].columns if c.period]
    assert len(months) == {"en": 0, "zh": 19}[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_workbook_is_understood_whole(language: str, tmp_path: Path) -> None:
    path = tmp_path / "new.xlsx"
    create_workbook(path, playbook("project-sales"), language, 2027)
    layout = layout_of(path, tmp_path)
    assert set(layout.tables) == {e.name for e in CORE}
    assert layout.problems == ()
    deals = layout.tables["deals"]
    assert {c.name for c in deals.columns if c.field is None} == {
        {"en": "x:Weighted", "zh": "x:加权金额"}[language]
    }
    assert all(c.calculated == (c.field is None) for c in deals.columns)
    stage = deals.column("stage")
    assert stage is not None
    assert stage.choices == tuple(s.labels[language] for s in playbook("project-sales").stages)
    assert len([c for c in layout.tables["targets"].columns if c.period]) == 12
