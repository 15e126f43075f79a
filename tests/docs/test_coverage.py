"""The table of what is covered is made from what is declared and what tests name."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def coverage() -> ModuleType:
    import sys

    spec = importlib.util.spec_from_file_location("docs_coverage", ROOT / "docs/coverage.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_tests_are_found_by_their_marks(coverage: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_a.py").write_text(
        "import pytest\n"
        "pytestmark = pytest.mark.inventory(5)\n"
        "@pytest.mark.inventory(1, 2)\n"
        "async def test_one(): ...\n"
        "def test_two(): ...\n"
        "def helper(): ...\n"
    )
    assert coverage.marked(folder) == {
        5: ["tests/test_a.py::test_one", "tests/test_a.py::test_two"],
        1: ["tests/test_a.py::test_one"],
        2: ["tests/test_a.py::test_one"],
    }


def test_an_untested_row_of_a_finished_section_and_a_strange_one_are_faults(
    coverage: ModuleType,
) -> None:
    row = coverage.Row
    rows = [row(1, "A", "C", "一", "one"), row(2, "A", "N", "二", "two"),
            row(3, "B", "C", "三", "three")]  # fmt: skip
    assert coverage.faults(rows, [], {}) == []
    untested = "row 1 (one) has no test through the app or a command"
    assert coverage.faults(rows, ["A"], {}) == [untested]
    assert coverage.faults(rows, ["A"], {1: ["tests/metrics/test_x.py::test_y"]}) == [untested]
    found = coverage.faults(rows, ["A"], {1: ["tests/ui/test_x.py::test_y"], 9: ["u"]})
    assert found == ["u names row 9, which there is not"]


def test_a_module_that_is_gone_is_a_fault(coverage: ModuleType) -> None:
    rows = [coverage.Row(1, "A", "C", "一", "one", "home", ("docs/coverage.py", "docs/gone.py"))]
    assert coverage.faults(rows, [], {}) == ["row 1 (one) names docs/gone.py, which there is not"]


def test_three_tests_are_named_and_the_others_counted(coverage: ModuleType) -> None:
    tests = [f"tests/metrics/test_a.py::test_{n}" for n in range(4)]
    tests.append("tests/ui/test_b.py::test_b")
    (line,) = coverage.table([coverage.Row(1, "A", "C", "一", "one")], {1: tests}).splitlines()[-1:]
    assert line.startswith("| 1 | 一 | one | built |")
    assert "`ui/test_b.py::test_b`<br>`metrics/test_a.py::test_0`" in line
    assert line.endswith("and 2 more |")


def test_every_row_of_the_inventory_is_declared_once(coverage: ModuleType) -> None:
    rows, finished = coverage.declared()
    assert [r.number for r in rows] == list(range(1, 111))
    assert {r.kind for r in rows} == {"C", "N", "X"}
    assert set(finished) == {r.section for r in rows}
    assert "| 41 |" in coverage.table(rows, {})
