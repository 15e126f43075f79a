"""The story in words: rows as they stand on the sheets of either workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sample_workbooks import AS_OF
from sample_workbooks.figures import Figures
from sample_workbooks.records import Customer, Deal, Story
from sample_workbooks.reps import team_on
from sample_workbooks.vocabulary import Vocabulary, Who, pick

_SILENT = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal with everything written out; ``None`` is an empty cell."""

    deal: Deal
    id: str
    name: str
    customer: str
    stage: str
    rep: str
    team: str
    region: str
    product: str
    next_step: str | None
    source: str
    loss_reason: str | None
    competitor: str | None
    partner: str | None
    note: str | None

    @property
    def weighted(self) -> float:
        """Amount times probability."""
        return self.deal.amount * self.deal.probability

    @property
    def days(self) -> int:
        """Days from creation to the close, or to the day of the story."""
        return ((self.deal.closed or AS_OF) - self.deal.created).days


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer with everything written out."""

    customer: Customer
    id: str
    name: str
    industry: str
    tier: str
    region: str
    rep: str
    contact: str
    phone: str
    email: str
    won: int
    note: str | None


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of one workbook."""

    deals: Sequence[DealRow]
    customers: Sequence[CustomerRow]


def rows(story: Story, names: Vocabulary, stages: Sequence[str]) -> Rows:
    """Write the story out; ``stages`` are the labels of ``Deal.stage``."""
    figures = Figures(story)
    return Rows(
        [_deal(n, d, story, names, stages) for n, d in enumerate(story.deals, start=1)],
        [_customer(c, names, figures) for c in story.customers],
    )


def _deal(
    number: int, deal: Deal, story: Story, names: Vocabulary, stages: Sequence[str]
) -> DealRow:
    who = _who(story.customers[deal.customer])
    planned = deal.open and (deal.next_date is not None or not deal.flavour % 2)
    return DealRow(
        deal=deal,
        id=names.deal_id.format(number=number, day=deal.created),
        name=names.project(names.short_company(who), deal.product, deal.flavour),
        customer=names.company(who),
        stage=stages[deal.stage],
        rep=names.reps[deal.rep],
        team=names.teams[team_on(deal.rep, deal.closed or AS_OF)],
        region=names.regions[deal.region],
        product=names.products[deal.product][0],
        next_step=pick(names.next_steps[deal.stage], deal.flavour) if planned else None,
        source=names.sources[deal.source],
        loss_reason=None if deal.loss_reason is None else names.loss_reasons[deal.loss_reason],
        competitor=None if deal.competitor is None else names.competitors[deal.competitor],
        partner=None if deal.partner is None else names.partners[deal.partner],
        note=_note(deal, names),
    )


def _who(customer: Customer) -> Who:
    return Who(customer.index, customer.industry, customer.region)


def _note(deal: Deal, names: Vocabulary) -> str | None:
    if deal.big:
        return names.notes["big"][0]
    if deal.open and AS_OF - deal.last_activity > _SILENT:
        return pick(names.notes["silent"], deal.flavour)
    if deal.flavour % 100 >= 55:
        return None
    about = "open" if deal.open else "won" if deal.won else "lost"
    return pick(names.notes[about], deal.flavour)


def _customer(customer: Customer, names: Vocabulary, figures: Figures) -> CustomerRow:
    who = _who(customer)
    return CustomerRow(
        customer=customer,
        id=names.customer_id.format(number=customer.index + 1),
        name=names.company(who),
        industry=names.industries[customer.industry],
        tier="ABC"[customer.tier],
        region=names.regions[customer.region],
        rep=names.reps[customer.rep],
        contact=names.contact(who),
        phone=names.phone(who),
        email=names.email(who),
        won=figures.won_from(customer.index),
        note=pick(names.customer_notes, customer.index) if customer.index % 4 == 0 else None,
    )
