"""Makes a report of any kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from salestui.views.documents.appraisal import appraisal
from salestui.views.documents.basis import Basis
from salestui.views.documents.checklist import checklist
from salestui.views.documents.collections import collections
from salestui.views.documents.document import Document
from salestui.views.documents.forecast_pack import forecast_pack
from salestui.views.documents.monthly import monthly
from salestui.views.documents.planning import planning
from salestui.views.documents.summary import summary
from salestui.views.documents.weekly import weekly

_BUILDERS: Mapping[str, Callable[[Basis], Document]] = {
    "weekly": weekly,
    "monthly": monthly,
    "forecast": forecast_pack,
    "appraisal": appraisal,
    "collections": collections,
    "planning": planning,
    "checklist": checklist,
    "summary": summary,
}


def build(kind: str, basis: Basis) -> Document:
    """The report in the current language. Blocks on the files of kept days.

    Raises:
        KeyError: there is no such kind.
    """
    return _BUILDERS[kind](basis)
