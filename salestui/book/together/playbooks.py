"""The stages of several books in one list: each text of a stage means what its own book means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl
from msgspec import structs

from salestui.book.state import BookState
from salestui.book.together.telling_apart import marked
from salestui.model.playbook import Playbook, Stage


@dataclass(frozen=True, slots=True)
class Stages:
    """The playbook of all books, and by book the texts that mean another stage elsewhere."""

    playbook: Playbook
    marked: tuple[frozenset[str], ...]


def stage_texts(state: BookState) -> tuple[str, ...]:
    """The texts of stages that the deals of a book have, or that its sheet offers."""
    rows = state.rows("deals")
    if rows is None or rows.frame.schema.get("stage") != pl.String:
        return ()
    column = rows.layout.column("stage")
    used = rows.frame["stage"].drop_nulls().unique(maintain_order=True).str.strip_chars()
    return tuple(dict.fromkeys((*used, *(column.choices if column else ()))))


def joined_stages(books: Sequence[tuple[str, Playbook, tuple[str, ...]]]) -> Stages:
    """One playbook for books that may each have another one.

    The first book's playbook holds; stages that it does not have, or has otherwise, are put among
    its own by their probability. How work is done in a stage is told for the first one's only.

    Args:
        books: each one's name, its playbook, and its texts of stages.
    """
    first = books[0][1]
    if all(playbook == first for _label, playbook, _texts in books):
        return Stages(first, (frozenset(),) * len(books))
    stages = list(first.stages)
    meant: dict[str, str] = dict(first.texts)
    apart: list[frozenset[str]] = []
    for label, playbook, texts in books:
        codes = {s.code: _joined(stages, s, playbook.name) for s in playbook.stages}
        own = {t: codes[s.code] for t in texts if (s := playbook.stage(t)) is not None}
        clash = frozenset(t for t, code in own.items() if meant.get(t, code) != code)
        apart.append(clash)
        meant |= {marked(t, label) if t in clash else t: code for t, code in own.items()}
    whole = replace(first, stages=tuple(stages), texts=meant)
    strange = (_only_here(whole, playbook, texts) for _label, playbook, texts in books)
    return Stages(whole, tuple(a | b for a, b in zip(apart, strange, strict=True)))


def _only_here(whole: Playbook, own: Playbook, texts: tuple[str, ...]) -> frozenset[str]:
    """The texts that mean no stage in their own book, and one elsewhere."""
    return frozenset(t for t in texts if own.stage(t) is None and whole.stage(t) is not None)


def _joined(stages: list[Stage], stage: Stage, name: str) -> str:
    """The code of a stage among the others, put there where it is new."""
    alike = [s for s in stages if s.code == stage.code or s.code.startswith(f"{stage.code}@")]
    if (known := next((s for s in alike if _same(s, stage)), None)) is not None:
        return known.code
    code = f"{stage.code}@{name}" if alike else stage.code
    new = structs.replace(stage, code=code, next=())
    place = next((n for n, s in enumerate(stages) if _after(s, stage)), len(stages))
    stages.insert(place, new)
    return new.code


def _same(one: Stage, other: Stage) -> bool:
    """Whether figures count both alike."""
    return (one.kind, one.probability, one.category, one.rot_days) == (
        other.kind,
        other.probability,
        other.category,
        other.rot_days,
    )


def _after(one: Stage, other: Stage) -> bool:
    """Whether a stage comes behind another one."""
    if one.kind != other.kind:
        return other.kind == "open"
    return (one.probability or 0.0) > (other.probability or 0.0)
