"""What a Chinese user sees holds no English words: views, reports, screens and help."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from driving import running, sample_copy
from textual.pilot import Pilot

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.cli.arguments import build_parser
from salestui.i18n import set_language
from salestui.metrics.definitions import COVERAGE_FORMULAS, DEFINITIONS, EXPECTED_FORMULAS
from salestui.model.focus import parse_scope
from salestui.model.period import parse_period
from salestui.ui.app import SalesApp
from salestui.views.dashboard import dashboard_view
from salestui.views.figure_sheet import figure_sheet
from salestui.views.inputs import inputs_of
from salestui.views.kpi_report import kpi_report, kpi_text
from sample_workbooks import AS_OF, sample

CHINESE = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile("[A-Za-z]{3,}")
CODES = {"key", "kind", "stage", "dimension", "figures", "style", "period", "entity"}
"""Fields of views that hold codes for programs, not texts."""
PRODUCT = {"MES", "SWOT"}
KEYS = {"ctrl", "esc", "tab", "shift", "enter", "space", "backspace", "delete", "home", "end"}
FILE = {"team", "xlsx"}


@pytest.fixture(autouse=True)
def _chinese(_english: None) -> None:
    set_language("zh")


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> BookState:
    workbook = open_workbook(str(sample("zh")), tmp_path_factory.mktemp("state"))
    try:
        return Book(workbook, Settings(AS_OF)).load()
    finally:
        workbook.close()


def texts(value: Any) -> Iterator[str]:
    """All texts within a view."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for f in fields(value):
            if f.name not in CODES:
                yield from texts(getattr(value, f.name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts(item)


def english(shown: Iterable[str], allowed: set[str]) -> set[str]:
    """The texts with English words in them, those allowed aside."""
    return {text for text in shown if set(ENGLISH.findall(text)) - allowed}


@pytest.mark.parametrize("scope", ["company", "team:上海组", "product:MES制造执行系统"])
@pytest.mark.parametrize("name", ["2026-Q4", "2026-11", "2025", "2031-01", "all"])
def test_the_dashboard_has_no_english_words(state: BookState, name: str, scope: str) -> None:
    period = parse_period(name)
    assert period is not None
    inputs, focus = inputs_of(state), parse_scope(scope)
    view = dashboard_view(inputs, focus, period, AS_OF, "¥")
    assert english(texts(view), PRODUCT) == set()
    for key in (d.key for d in DEFINITIONS):
        assert english(texts(figure_sheet(view, inputs, state, key)), PRODUCT) == set()
    report = kpi_text(kpi_report(inputs, focus, period, AS_OF))
    if name == "all":  # the period's key, as the command takes it
        report = report.removeprefix("all")
    assert english(report.splitlines(), PRODUCT) == set()


def test_every_definition_is_told_in_chinese() -> None:
    told = [text for d in DEFINITIONS for text in (d.zh, d.formula_zh, d.edge_zh) if text]
    told += [f["zh"] for f in (*COVERAGE_FORMULAS.values(), *EXPECTED_FORMULAS.values())]
    assert [text for text in told if not CHINESE.search(text)] == []
    assert [d.key for d in DEFINITIONS if bool(d.edge_en) is not bool(d.edge_zh)] == []


def test_units_are_told_in_chinese(state: BookState) -> None:
    period = parse_period("2026-Q4")
    assert period is not None
    view = dashboard_view(inputs_of(state), parse_scope("company"), period, AS_OF, "¥")
    shown = {kpi.key: kpi for kpi in view.kpis}
    assert shown["velocity"].value.endswith("万/天")
    assert shown["cycle_mean"].value.endswith(" 天")
    assert shown["win_rate"].delta.endswith("个百分点")


def screen_text(app: SalesApp) -> list[str]:
    """The lines on screen."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


async def screen_with(app: SalesApp, pilot: Pilot[Any], text: str) -> list[str]:
    """The lines on screen once ``text`` stands among them."""
    lines: list[str] = []
    for _ in range(200):
        lines = screen_text(app)
        if any(text in line for line in lines):
            return lines
        await pilot.pause(0.02)
    raise AssertionError("\n".join([f"{text} is not on screen:", *lines]))


EDIT = ["2", *["right"] * 4, "e", "ctrl+u", *"1200000", "enter"]
SCREENS = (
    ([], "目标", []),
    (["i"], "特殊情况", ["escape"]),
    (["question_mark"], "本屏按键", ["escape"]),
    (["t"], "或直接输入", ["escape"]),
    (["g"], "输入以查找", ["escape"]),
    (["ctrl+e"], "需要核对", ["escape"]),
    (["3"], "客户名称", []),
    (["4"], "2025年", []),
    (["2"], "合同金额", []),
    (["o"], "阶段路径", ["escape"]),
    (["b"], "还有", ["b"]),
    (["f", *"nix=1", "enter"], "没有字段", ["escape"]),
    (EDIT, "处未保存", []),
    (["ctrl+s"], "待保存", ["escape"]),
    (["ctrl+q"], "保存并退出", ["escape"]),
)
"""Keys that lead to a screen or dialog, a text that stands there, and the keys back."""


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
async def test_screens_have_no_english_words(tmp_path: Path, size: tuple[int, int]) -> None:
    allowed = PRODUCT | KEYS | FILE | {"nix"}
    async with running(sample_copy(tmp_path, "zh"), size) as (app, pilot):
        for keys, text, back in SCREENS:
            await pilot.press(*keys)
            lines = await screen_with(app, pilot, text)
            assert english(lines, allowed) == set(), text
            await pilot.press(*back)
            await pilot.pause()


async def test_the_key_bar_fits_a_small_screen(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path, "zh"), (80, 24)) as (app, pilot):
        bar = (await screen_with(app, pilot, "全部命令"))[-1]
    for title in ("主页", "商机", "客户", "跟进", "预测", "绩效", "保存", "帮助"):
        assert title in bar


def _helps(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield parser.description or ""
    for action in parser._actions:
        if action.dest not in ("help", "version"):  # those are argparse's own
            yield action.help or ""
        if isinstance(action, argparse._SubParsersAction):
            for choice in action.choices.values():
                yield from _helps(choice)


def test_the_commands_help_is_chinese() -> None:
    helps = [text for text in _helps(build_parser("0")) if text]
    assert len(helps) > 20
    assert [text for text in helps if not CHINESE.search(text)] == []
