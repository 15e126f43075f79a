"""Every screen and command of selling is found within two keystrokes, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import running, sample_copy, until
from textual.command import CommandList

from salestui.i18n import _, set_language
from salestui.ui.actions import APP_ACTIONS, screen_actions
from salestui.ui.app import SalesApp
from salestui.ui.palette import rank

FOUND_BY = {
    "app.home": ("ho", "sy"),
    "app.pipeline": ("pi", "sj"),
    "app.customers": ("cu", "kh"),
    "app.targets": ("ta", "mb"),
    "app.movement": ("mo", "bd"),
    "app.history": ("hi", "ls"),
    "app.followups": ("fu", "gj"),
    "app.target_matrix": ("tm", "fj"),
    "app.forecast": ("fc", "yc"),
    "app.deal": ("ds", "xq"),
    "app.customer": ("cs", "jc"),
    "app.channels": ("ch", "qd"),
    "app.log_activity": ("ql", "jl"),
    "app.news": ("nw", "tz"),
    "app.convert_lead": ("cl", "xs"),
    "app.duplicates": ("du", "cf"),
    "app.add_sheet": ("as", "xz"),
    "app.mapping": ("ma", "ys"),
    "app.performance": ("pf", "jx"),
    "app.person": ("rp", "gr"),
    "app.structure": ("ts", "jg"),
    "app.add_column": ("ac", "ac"),
    "app.choose_dashboard": ("cd", "js"),
    "app.arrange_dashboard": ("ad", "bj"),
    "app.problems": ("er", "wt"),
    "app.projects": ("pj", "xm"),
    "app.onsite": ("os", "qh"),
    "app.register_visitor": ("rv", "lf"),
    "app.quote_unit": ("qu", "jj"),
}


def title_of(name: str) -> str:
    return _(next(a.title for a in APP_ACTIONS if a.id == name))


def first_hit(app: SalesApp) -> str:
    """The command that enter would run."""
    listed = app.screen.query(CommandList)
    if not listed or listed.first().highlighted is None:
        return ""
    option = listed.first().get_option_at_index(listed.first().highlighted)
    return str(option.prompt)


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_two_letters_find_every_area(tmp_path: Path, language: str) -> None:
    set_language(language)
    async with running(sample_copy(tmp_path, language)) as (app, pilot):
        for name, letters in FOUND_BY.items():
            typed = letters[language == "zh"]
            commands = [c.title for c in app.get_system_commands(app.screen)]
            best = max(commands, key=lambda title: rank(title, typed))  # the first of equals
            assert best.startswith(title_of(name)), (name, typed, best)
        await pilot.press("ctrl+p", *FOUND_BY["app.forecast"][language == "zh"])
        await until(pilot, lambda: first_hit(app).startswith(title_of("app.forecast")))
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "forecast")


async def test_every_screen_of_a_digit_is_found_by_it(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, _pilot):
        commands = [c.title for c in app.get_system_commands(app.screen)]
        for action in screen_actions(APP_ACTIONS):
            best = max(commands, key=lambda title: rank(title, action.keys))
            assert best.startswith(_(action.title))


async def test_the_palette_begins_with_the_screens(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        for mode in ("home", "deals", "followups"):
            app.action_go(mode)
            await pilot.pause()
            commands = [c.title for c in app.get_system_commands(app.screen)]
            screens = [_(a.title) for a in screen_actions(APP_ACTIONS)]
            assert [c.split("  ")[0] for c in commands[: len(screens)]] == screens
            assert len(commands) == len(set(commands))


def test_a_whole_word_counts_more_than_the_beginning_of_one() -> None:
    assert rank("Forecast  9  (forecast fc)", "fc") > rank("Fcx  (x)", "fc")
    assert rank("Forecast  (x)", "for") > rank("Ask for it  (x)", "fo")
    assert rank("Forecast  (x)", "cast") > rank("Forecast  (x)", "fx") == 0
    assert rank("预测  9  (forecast yc)", "预测") == rank("Forecast  9  (forecast yc)", "yc")
