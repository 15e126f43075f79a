"""What typed text becomes, and how values are shown, in three locales."""

import pytest
from sheets_server.cell import EMPTY, Cell, Formula
from sheets_server.entered import typed, write
from sheets_server.locales import locale_of
from sheets_server.rendered import formatted


@pytest.mark.parametrize(
    ("locale", "text", "value", "shown"),
    [
        ("en_US", "0042", 42, "42"),
        ("en_US", "-1,234.5", -1234.5, "-1,234.50"),
        ("en_US", "$1,234.50", 1234.5, "$1,234.50"),
        ("en_US", "12.5%", 0.125, "12.50%"),
        ("en_US", "1.5e3", 1500, "1.50E+03"),
        ("en_US", "(20)", -20, "-20"),
        ("en_US", "2026-01-05", 46027, "2026-01-05"),
        ("en_US", "1/5/2026", 46027, "1/5/2026"),
        ("en_US", "Jan 5, 2026", 46027, "Jan 5, 2026"),
        ("en_US", "2026-01-05 06:00", 46027.25, "2026-01-05 6:00"),
        ("en_US", "6:30 PM", 0.7708333333333334, "6:30:00 PM"),
        ("de_DE", "1.234,5", 1234.5, "1.234,50"),
        ("de_DE", "3,5", 3.5, "3,5"),
        ("de_DE", "05.01.2026", 46027, "05.01.2026"),
        ("de_DE", "10,00 €", 10, "10,00 €"),
        ("es_ES", "1.234,5", 1234.5, "1.234,50"),
        ("es_ES", "5/1/2026", 46027, "5/1/2026"),
        ("en_US", "true", True, "TRUE"),
    ],
)
def test_typed_text_is_read_in_the_locale(locale, text, value, shown):
    found, number_format = typed(text, locale_of(locale))
    assert found == value
    assert type(found) is type(value)
    assert formatted(found, number_format or {}, locale) == shown


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en_US", "3_1_0"),
        ("en_US", "1.234,5"),
        ("en_US", "12,34"),
        ("en_US", "05.01.2026"),
        ("en_US", "13/45/2026"),
        ("en_US", "(5"),
        ("de_DE", "1,234.5"),
        ("en_US", "Jane"),
        ("en_US", "="),
        ("en_US", "+"),
    ],
)
def test_what_is_no_number_nor_date_stays_text(locale, text):
    assert typed(text, locale_of(locale)) == (text, None)


def test_an_apostrophe_forces_text():
    assert typed("'0042", locale_of("en_US")) == ("0042", None)


def test_raw_keeps_text_and_user_entered_makes_formulas():
    raw = write(EMPTY, "=1+1", option="RAW", locale="en_US")
    assert raw.value == "=1+1"
    entered = write(EMPTY, "=1+1", option="USER_ENTERED", locale="en_US")
    assert entered.value == Formula("=1+1")


def test_a_text_format_keeps_what_is_typed():
    cell = Cell(format={"numberFormat": {"type": "TEXT", "pattern": "@"}})
    assert write(cell, "0042", option="USER_ENTERED", locale="en_US").value == "0042"


def test_a_cell_that_is_a_date_already_keeps_its_pattern():
    cell = Cell(format={"numberFormat": {"type": "DATE", "pattern": "dd.mm.yyyy"}})
    after = write(cell, "2026-01-05", option="USER_ENTERED", locale="en_US")
    assert formatted(after.value, after.number_format, "en_US") == "05.01.2026"


@pytest.mark.parametrize(
    ("number", "pattern", "shown"),
    [
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (-5, "0.0;(0.0)", "(5.0)"),
        (0, "0;-0;zero", "zero"),
        (0.5, "0%", "50%"),
        (1234.5, '#,##0 "k"', "1,235 k"),
        (7, "000", "007"),
        (0.25, "#.##", ".25"),
    ],
)
def test_number_patterns(number, pattern, shown):
    number_format = {"type": "NUMBER", "pattern": pattern}
    assert formatted(number, number_format, "en_US") == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1 / 3, "0.3333333333"), (1 / 1024, "0.0009765625"), (1e21, "1E+21"), (42.01, "42.01")],
)
def test_numbers_without_a_format(number, shown):
    assert formatted(number, {}, "en_US") == shown


def test_minutes_and_months_are_told_apart():
    number_format = {"type": "DATE_TIME", "pattern": "dd/mm/yy hh:mm:ss am/pm"}
    assert formatted(46027.75, number_format, "en_US") == "05/01/26 06:00:00 PM"
