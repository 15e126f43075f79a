"""What the cells of a column of choices mean, whichever language they are written in."""

from __future__ import annotations

import polars as pl

from salestui.model.fields import Field


def coded(texts: pl.Series, field: Field) -> pl.Series:
    """The codes of a field's choices that texts mean; null where they are blank or none of them."""
    told = texts.drop_nulls().unique()
    codes = {text: code for text in told.to_list() if (code := field.code(text))}
    return texts.replace_strict(codes, default=None, return_dtype=pl.String)
