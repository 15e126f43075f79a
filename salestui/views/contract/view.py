"""Everything that the contract screen shows, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.book.links import referred, referring
from salestui.book.state import BookState
from salestui.i18n import _
from salestui.mapping.choice_codes import coded
from salestui.mapping.table import ID
from salestui.metrics.cash.allocation import allocate
from salestui.metrics.cash.contract import CONTRACT_FIGURES, Worth, contract_figures
from salestui.model.entities import entity as entity_of
from salestui.selling.contracts.account import Account, contract_account
from salestui.views.contract.orders import changes_section, deliveries_section
from salestui.views.contract.path import facts_section, path_section
from salestui.views.contract.plan import plan_section
from salestui.views.deal.header import DealHead
from salestui.views.deal.lines import DealSection
from salestui.views.deal.offers import documents_section
from salestui.views.formats import Style
from salestui.views.kpis import Kpi
from salestui.views.told import Told


@dataclass(frozen=True, slots=True)
class ContractView:
    """One contract.

    Attributes:
        row: its identity; ``deal`` and ``customer`` those of what it names, None for none.
        told: what explains ``figures``.
    """

    row: int
    title: str
    deal: int | None
    customer: int | None
    customer_name: str
    figures: tuple[Kpi, ...]
    sections: tuple[DealSection, ...]
    told: Told
    style: Style

    @property
    def head(self) -> DealHead:
        """What stands above the sections where it is printed."""
        facts = tuple((kpi.label, kpi.exact or kpi.value) for kpi in self.figures)
        return DealHead(self.title, self.customer_name, facts, ())

    def section(self, key: str) -> DealSection:
        """The section of that key.

        Raises:
            StopIteration: there is none.
        """
        return next(section for section in self.sections if section.key == key)


def contract_view(state: BookState, contract: int, as_of: date, style: Style) -> ContractView:
    """Work out one contract. Blocks: a worker's work.

    Raises:
        KeyError: the book has no contracts.
    """
    account = contract_account(state, contract)
    told = _told(state, contract, account, as_of)
    deal = referred(state, "contracts", contract, "deal")
    sections = (
        path_section(state, contract, style),
        plan_section(state, account, as_of, style),
        deliveries_section(state, ("contracts", contract), as_of),
        changes_section(state, contract, style),
        facts_section(state, contract),
        _documents(state, deal),
    )
    return ContractView(
        contract,
        state.title_of("contracts", contract),
        deal,
        referred(state, "contracts", contract, "customer"),
        str(state.entities["contracts"].values(contract).get("customer") or ""),
        told.kpis(style),
        sections,
        told,
        style,
    )


def _told(state: BookState, contract: int, account: Account, as_of: date) -> Told:
    until = account.receipts.filter((pl.col("date") <= as_of).fill_null(value=True))
    worth = Worth(account.signed, account.changes, _approved(state, contract), account.currencies)
    figures, behind = contract_figures(
        worth, account.lines, account.receipts, allocate(account.lines, until), as_of,
    )  # fmt: skip
    if state.rows("payments") is None:  # the plan itself says what was received
        behind = {**behind, "received": ("payment_plan", behind["received"][1])}
    day = _("as of {day}").format(day=as_of.isoformat())
    return Told(figures, behind, CONTRACT_FIGURES, day, state.title_of("contracts", contract))


def _approved(state: BookState, contract: int) -> tuple[int, ...]:
    """The changes that count."""
    frame = referring(state, "contracts", contract, "contract_changes", "contract")
    field = entity_of("contract_changes").field("status")
    if field is not None and frame.schema.get("status") == pl.String:
        said = coded(frame["status"], field)
        frame = frame.filter((said == "approved").fill_null(value=False))
    return tuple(frame[ID].to_list()) if ID in frame.columns else ()


def _documents(state: BookState, deal: int | None) -> DealSection:
    """The documents of the contract's deal."""
    if deal is None:
        nothing = _("The contract names no deal, and documents are kept by deal.")
        return DealSection("documents", _("Documents"), (), nothing=nothing)
    return documents_section(state, deal)
