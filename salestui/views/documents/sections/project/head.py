"""What a project is, how it stands and why, and what its deal says of customer and need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from salestui.book.links import referred
from salestui.book.state import BookState
from salestui.i18n import _
from salestui.selling.projects.phases import report_every
from salestui.views.deal.fields import ABSENT, analyses_section, tender_section
from salestui.views.deal.header import deal_head
from salestui.views.deal.lines import DealLine, shown, title_of
from salestui.views.documents.document import Facts, Line, Notes, Section
from salestui.views.portfolio.words import STATES
from salestui.views.project.head import project_head, project_health
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State

_OF_DEAL = ("product", "quantity", "source", "decision_maker", "competitor", "offer_type")
_OF_CUSTOMER = ("industry", "segment", "type", "tier", "region", "relationship_level", "notes")


def project(look: ProjectLook) -> Section:
    """Phase, level, director, amount; how healthy it is, with every reason."""
    state, deal, day, style = look.state, look.deal, look.as_of, look.style
    stand = project_health(state, deal, look.inputs, day, style)
    head = project_head(state, deal, stand, day, style)
    own = deal_head(state, deal, look.inputs, day, style)
    facts = {title_of("deals", "customer"): head.customer, **dict(head.facts)}
    facts |= {name: text for name, text in own.facts if name not in facts}
    if (every := report_every(state, deal)) is not None:
        facts[_("Weekly report")] = _("every {n} d").format(n=every)
    how = State.NEUTRAL if stand is None else STATES[stand.health]
    lines = [Line(text, how) for text in head.health]
    lines += [Line(text, State.WARNING) for text in own.health]
    blocks = (Facts(tuple((n, t) for n, t in facts.items() if t)), Notes(tuple(lines)))
    return Section("project", _("The project"), blocks if lines else blocks[:1])


def background(look: ProjectLook) -> Section:
    """The customer and his need, as the sheets of customers and deals tell them."""
    state, deal = look.state, look.deal
    pairs = [*_of_customer(state, deal), *_cells(state, "deals", deal, _OF_DEAL)]
    for section in (analyses_section(state, deal), tender_section(state, deal, look.as_of)):
        pairs += _told(section.lines)
    title = _("Customer and background")
    if not pairs:
        needs = _("Neither the customer's nor the deal's row says anything of it yet.")
        return Section("background", title, needs=needs)
    return Section("background", title, (Facts(tuple(pairs)),))


def _of_customer(state: BookState, deal: int) -> Iterator[tuple[str, str]]:
    """What the customer's own row says of him."""
    customer = referred(state, "deals", deal, "customer")
    if customer is not None and "customers" in state.entities:
        yield from _cells(state, "customers", customer, _OF_CUSTOMER)


def _cells(
    state: BookState, entity: str, row: int, names: Iterable[str]
) -> Iterator[tuple[str, str]]:
    rows = state.entities[entity]
    for name in names:
        if rows.layout.column(name) is None:
            continue
        if text := shown(entity, name, rows.value(row, name)):
            yield title_of(entity, name), text


def _told(lines: Iterable[DealLine]) -> Iterator[tuple[str, str]]:
    """The fields of the deal that say anything."""
    for line in lines:
        if not line.blank and not line.key.startswith(ABSENT):
            yield line.cells[0], line.cells[1]
