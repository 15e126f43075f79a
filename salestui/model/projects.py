"""Of which size and in which phase deals are, as a playbook's rules for projects say of columns."""

from __future__ import annotations

import polars as pl

from salestui.model.playbook import Playbook, band_of, phase_of_stage


def level_of(playbook: Playbook) -> pl.Expr:
    """The code of the band of ``own_level``, else of ``amount``; of the largest without either."""
    largest = band_of(playbook, None)
    found = pl.lit(largest.code if largest else None, pl.String)
    for band in reversed([band for band in playbook.tailoring if band.up_to]):
        small = (pl.col("amount") < band.up_to).fill_null(value=False)
        found = pl.when(small).then(pl.lit(band.code)).otherwise(found)
    return pl.coalesce("own_level", found)


def is_of_size(playbook: Playbook) -> pl.Expr:
    """Whether deals of their ``level`` are projects; one of unknown size is where all sizes are."""
    levels = playbook.project.levels
    known = pl.col("amount").is_not_null() | pl.col("own_level").is_not_null()
    every = all(band.code in levels for band in playbook.tailoring)
    return pl.col("level").is_in(list(levels)).fill_null(value=False) & (known | pl.lit(every))


def phase_of(playbook: Playbook) -> pl.Expr:
    """The phase of ``stage_code``; null where it is none of the playbook's."""
    codes = [stage.code for stage in playbook.stages]
    phases = [phase_of_stage(playbook, stage) for stage in playbook.stages]
    return pl.col("stage_code").replace_strict(codes, phases, default=None, return_dtype=pl.String)
