"""``salestui deal`` on the sample workbook."""

from __future__ import annotations

import json

import pytest

from salestui.cli.exits import Exit
from salestui.cli.main import main
from sample_workbooks import sample


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_deal_is_printed_as_text_and_as_json(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(sample(language))
    assert main(["deal", path, "no such deal"]) == Exit.USAGE
    name = capsys.readouterr().err.strip().splitlines()[-1].split("such as ")[1].split(",")[0]
    assert main(["deal", path, name, "--json"]) == Exit.OK
    report = json.loads(capsys.readouterr().out)
    assert report["title"]
    assert any(line["state"] == "ok" for line in report["sections"]["path"]["lines"])
    assert main(["deal", path, name, "--lang", language]) == Exit.OK
    assert report["title"] in capsys.readouterr().out
