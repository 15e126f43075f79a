import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from salestui.plain_text import HIDDEN, LINE_END, visible
from salestui.ui.grid.text import (
    ELLIPSIS,
    fit,
    from_editor,
    matcher,
    split_matches,
    to_editor,
)

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x1b\n\r\t\x00\x7f\x9b\u200d\ufe0f\u202e\u2066\ufeff\u0301\u1160中👨👩❤🇨ﷺ"
        ),
    ),
    max_size=60,
)


@given(HOSTILE, st.integers(0, 40), st.sampled_from(["left", "right"]), st.booleans())
def test_fitted_text_has_exactly_the_width_asked_for(text, width, align, number):
    assert cell_len(fit(text, width, align, number=number)) == width


@given(HOSTILE)
def test_nothing_shown_can_steer_the_terminal(text):
    shown = visible(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in shown)


@given(HOSTILE)
def test_width_is_the_sum_of_the_characters_as_any_terminal_counts_it(text):
    shown = visible(text)
    assert cell_len(shown) == sum(cell_len(char) for char in shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("one\r\ntwo\nthree", f"one{LINE_END}two{LINE_END}three"),
        ("a\tb\x7f", "a⇥b␡"),
        ("abc\u202edef", f"abc{HIDDEN}def"),
        ("👨\u200d👩\u200d👧", "👨👩👧"),
        ("❤\ufe0f", "❤"),
        ("\u0301x", "◌\u0301x"),
        ("[red]x[/]", "[red]x[/]"),
        ("\ud800", "\ufffd"),
        ("a\u00a0b", "a b"),
    ],
)
def test_what_is_not_plain_writing_is_made_visible(text, shown):
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("中文字", 6, "中文字"),
        ("中文字", 5, "中文…"),
        ("中文字", 4, "中… "),
        ("hello", 4, "hel…"),
        ("hello", 1, ELLIPSIS),
    ],
)
def test_long_text_is_cut_between_characters(text, width, fitted):
    assert fit(text, width) == fitted


def test_a_number_too_long_is_never_shown_as_another_number():
    assert fit("1,234,567", 5, "right", number=True) == "#####"
    assert fit("1,234", 7, "right", number=True) == "  1,234"


def test_text_hidden_behind_marks_without_width_is_told():
    assert fit("a" + "\u0301" * 500 + "b", 10).rstrip().endswith(ELLIPSIS)


def test_matches_ignore_case_and_keep_all_text():
    pattern = matcher("AcMe")
    assert pattern is not None
    assert list(split_matches("acme and ACME.", pattern)) == [
        ("acme", True),
        (" and ", False),
        ("ACME", True),
        (".", False),
    ]
    assert matcher("") is None


@given(HOSTILE)
def test_what_goes_to_the_editor_comes_back_exactly(text):
    line = to_editor(text)
    if line is not None:
        assert from_editor(line) == text
        assert not any(ord(c) < 0x20 for c in line)


def test_an_ambiguous_text_is_not_edited_in_place():
    assert to_editor("one\ntwo") == "one↵two"
    assert to_editor("one ↵ two") is None
    assert to_editor("\ud800") is None
