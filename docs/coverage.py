"""Which row of the inventory is shown where and tested by what: writes ``docs/coverage.md``.

The rows are declared in ``docs/coverage.toml``; a test names its rows with
``@pytest.mark.inventory(37)``. Run by ``make coverage``; with ``--check``, as ``make check`` does,
nothing is written. A C row of a finished section without a test is an error.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parent / "tests"
DECLARED = HERE / "coverage.toml"
WRITTEN = HERE / "coverage.md"
_THROUGH = ("tests/inventory/", "tests/ui/", "tests/cli/")
"""Where tests drive the app or a headless command."""
_SHOWN = 3
_KINDS = {"C": "built", "N": "field or note", "X": "left out on purpose"}


@dataclass(frozen=True)
class Row:
    """One row of the inventory.

    Attributes:
        kind: C, N or X.
        screen: where it is seen, with its key.
        modules: the files and folders that it is made of, from the project's root.
    """

    number: int
    section: str
    kind: str
    zh: str
    en: str
    screen: str = ""
    modules: tuple[str, ...] = ()


def declared(path: Path = DECLARED) -> tuple[list[Row], list[str]]:
    """The rows, and the sections that are finished."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = [Row(**{**row, "modules": tuple(row.get("modules", ()))}) for row in data["rows"]]
    return rows, data["finished"]


def marked(folder: Path = TESTS) -> Mapping[int, list[str]]:
    """By row number, the tests that name it, as ``tests/ui/test_deal.py::test_advance``."""
    found: dict[int, list[str]] = defaultdict(list)
    for path in sorted(folder.rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "inventory" not in text:
            continue
        tree = ast.parse(text)
        place = path.relative_to(folder.parent).as_posix()
        whole = list(_of_module(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                if not node.name.startswith("test_"):
                    continue
                own = [n for mark in node.decorator_list for n in _numbers(mark)]
                for number in dict.fromkeys([*whole, *own]):
                    found[number].append(f"{place}::{node.name}")
    return found


def _of_module(tree: ast.Module) -> Iterator[int]:
    """The rows that a file's ``pytestmark`` names."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == "pytestmark" for t in node.targets
        ):
            for part in ast.walk(node.value):
                yield from _numbers(part)


def _numbers(node: ast.AST) -> Iterator[int]:
    """The numbers of ``pytest.mark.inventory(3, 4)``."""
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "inventory"
    ):
        for argument in node.args:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, int):
                yield argument.value


def table(rows: Sequence[Row], tests: Mapping[int, Sequence[str]]) -> str:
    """The whole of ``docs/coverage.md``."""
    lines = [
        "# What sales management needs, and where it is",
        "",
        "Written by `make coverage` from `docs/coverage.toml` and the tests that name a row.",
    ]
    section = ""
    for row in rows:
        if row.section != section:
            section = row.section
            lines += ["", f"## Section {section}", ""]
            lines.append("| # | 中文 | English | Kind | Screen | Modules | Tests |")
            lines.append("|---|---|---|---|---|---|---|")
        modules = "<br>".join(f"`{module}`" for module in row.modules)
        named = _named(tests.get(row.number, ()))
        cells = (str(row.number), row.zh, row.en, _KINDS[row.kind], row.screen, modules, named)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _named(tests: Sequence[str]) -> str:
    """The first tests, those through the app or a command before others, and how many more."""
    places = [*_THROUGH, ""]
    ordered = sorted(tests, key=lambda test: next(i for i, p in enumerate(places) if p in test))
    names = [f"`{test.removeprefix('tests/')}`" for test in ordered[:_SHOWN]]
    more = [f"and {len(ordered) - _SHOWN} more"] if len(ordered) > _SHOWN else []
    return "<br>".join([*names, *more])


def faults(
    rows: Sequence[Row], finished: Sequence[str], tests: Mapping[int, Sequence[str]]
) -> list[str]:
    """What is wrong: rows that nothing tests, tests of rows that there are not, lost modules.

    A C row of a finished section is tested through the app or a headless command.
    """
    known = {row.number for row in rows}
    untested = [
        f"row {row.number} ({row.en}) has no test through the app or a command"
        for row in rows
        if row.kind == "C" and row.section in finished
        if not any(test.startswith(_THROUGH) for test in tests.get(row.number, ()))
    ]
    untested += [
        f"row {row.number} ({row.en}) names {module}, which there is not"
        for row in rows
        for module in row.modules
        if not (HERE.parent / module).exists()
    ]
    strange = [
        f"{tests[n][0]} names row {n}, which there is not" for n in sorted(tests.keys() - known)
    ]
    return untested + strange


def main(arguments: Sequence[str]) -> int:
    """Write the table, or check it."""
    rows, finished = declared()
    tests = marked()
    found = faults(rows, finished, tests)
    if "--check" not in arguments:
        WRITTEN.write_text(table(rows, tests), encoding="utf-8")
    for fault in found:
        sys.stderr.write(f"coverage: {fault}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
