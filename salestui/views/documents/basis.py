"""What a report is made from, and the small pieces that its builders share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import polars as pl

from salestui.metrics.definitions import Unit
from salestui.views.currency import book_sign
from salestui.views.documents.document import Document, Form, Line, Section, Told, filled
from salestui.views.formats import Style, style
from salestui.views.home.area import scope_of
from salestui.views.kpis import Kpi
from salestui.views.names import period_name
from salestui.views.past.archive import Archive
from salestui.views.past.looking_back import Present
from salestui.views.past.remembering import with_history

_FORMS = {
    Unit.MONEY: Form.MONEY,
    Unit.MONEY_PER_DAY: Form.MONEY_PER_DAY,
    Unit.PERCENT: Form.SHARE,
    Unit.RATIO: Form.RATIO,
    Unit.DAYS: Form.DAYS,
    Unit.COUNT: Form.COUNT,
}


@dataclass(frozen=True, slots=True)
class Basis:
    """The workbook as it is, what of it is looked at, and what was kept of it.

    Attributes:
        archive: the kept days, for what moved; None for none.
        deal: ``_id`` of the deal, of a report about one.
        stays: in stages, that are over, see ``metrics.history.stage_stays``; None where nothing
            tells of any.
    """

    present: Present
    style: Style
    archive: Archive | None = None
    deal: int | None = None
    stays: pl.DataFrame | None = None


def basis_of(present: Present, archive: Archive | None, deal: int | None = None) -> Basis:
    """What a report is made from, the stage history in its figures. Blocks on files of kept days.

    Args:
        present: of inputs that know no history yet.
    """
    known = with_history(present.state, present.inputs, archive)
    told_now = replace(present, inputs=known.inputs)
    return Basis(told_now, style(book_sign(present.state)), archive, deal, known.stays)


def form_of(unit: Unit) -> Form:
    """The form of a unit's values."""
    return _FORMS[unit]


def told(kpi: Kpi, value: float | None, unit: Unit) -> Told:
    """A figure of a strip, with its raw value."""
    return Told(
        key=kpi.key,
        label=kpi.label,
        form=form_of(unit),
        value=value,
        reason=kpi.reason,
        state=kpi.severity,
        word=kpi.word,
        notes=kpi.notes,
        definition=kpi.formula,
    )


def noted_once(figures: Iterable[Told]) -> tuple[Told, ...]:
    """The figures; a remark that holds for several is made once."""
    said: set[str] = set()
    found = []
    for one in figures:
        new = tuple(note for note in one.notes if note not in said)
        said.update(new)
        found.append(replace(one, notes=new))
    return tuple(found)


def document(
    basis: Basis,
    kind: str,
    title: str,
    summary: Iterable[Line],
    sections: Iterable[Section],
    *,
    about: str = "",
    span: str = "",
) -> Document:
    """A document of these sections, named after what is looked at.

    Args:
        about, span: in place of the scope and the period looked at.
    """
    present = basis.present
    return Document(
        kind=kind,
        title=title,
        about=about or scope_of(present),
        span=span or period_name(present.period),
        as_of=present.as_of,
        source=present.state.title,
        summary=tuple(summary),
        sections=filled(tuple(sections)),
        language=basis.style.language,
        symbol=basis.style.symbol,
    )
