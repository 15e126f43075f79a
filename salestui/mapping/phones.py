"""Telephone numbers as they are compared, whatever way they are written in."""

from __future__ import annotations

import polars as pl

_FEWEST_DIGITS = 5


def phone_key(column: str) -> pl.Expr:
    """A column of telephone numbers: digits alone, without China's country code.

    Null where a number is hidden by asterisks, or too short to tell anybody.
    """
    plain = pl.col(column).str.normalize("NFKC")
    digits = plain.str.replace_all(r"[^0-9]", "").str.replace(r"^(?:00)?86(1\d{10})$", "$1")
    usable = ~plain.str.contains("*", literal=True) & (digits.str.len_chars() >= _FEWEST_DIGITS)
    return pl.when(usable).then(digits)


def phone_of(text: str) -> str:
    """The same of one text; empty where there is none."""
    frame = pl.DataFrame({"phone": [text]}, schema={"phone": pl.String})
    return frame.select(phone_key("phone")).item() or ""
