"""The figures of one customer, and of all, with what explains them."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.i18n import N_, _
from salestui.mapping.choice_codes import coded
from salestui.mapping.table import ID
from salestui.metrics.currencies import blocked, currencies, mixed
from salestui.metrics.customers.definitions import (
    COMPANY_FIGURES,
    CUSTOMER_FIGURES,
    MARKET_FIGURES,
)
from salestui.metrics.customers.loyalty import lifetime, sold, yearly_churn
from salestui.metrics.customers.market import market_figures
from salestui.metrics.customers.satisfaction import answers, satisfaction, surveys_in
from salestui.metrics.figure import Figure, na
from salestui.metrics.select import WON, closed_to_date
from salestui.model.entities import entity as entity_of
from salestui.model.period import Period
from salestui.selling.customers.rows import (
    company_loyalty,
    cost_currencies,
    customer_key,
    market_sources,
    orders,
)
from salestui.selling.reference_links import ReferenceLinks
from salestui.views.told import Told

_NO_SERVICE = N_("the workbook has no sheet of service cases")
_NO_STATES = N_("service cases carry no status")


def customer_figures(links: ReferenceLinks, facts: pl.DataFrame, row: int, as_of: date) -> Told:
    """The figures of one customer.

    Args:
        facts: of all deals, see ``metrics.facts.SCHEMA``.
    """
    state = links.state
    every = orders(links, facts)
    dated = sold(every).filter(pl.col("closed") <= as_of)
    own = every.filter(pl.col("customer") == customer_key(row))
    bought = sold(own)
    deals = facts.filter(pl.col(ID).is_in(_ids(referring(state, "customers", row, "deals"))))
    still = deals.filter(pl.col("status") == "open")
    asked = answers(_of(state, row, "surveys"))
    said = satisfaction(asked)
    cases, case_rows = _open_cases(state, row)
    churn = yearly_churn(dated.drop_nulls("customer"), as_of)
    figures = {
        "bought": Figure(float(own["amount"].sum())),
        "orders": Figure(float(bought.height)),
        "open": Figure(float(still["amount"].sum())),
        "csat": said.csat,
        "nps": said.nps,
        "clv": lifetime(bought.filter(pl.col("closed") <= as_of), churn, as_of),
        "service_open": cases,
    }
    won, orders_of = ("deals", tuple(_ids(own))), ("deals", tuple(_ids(bought)))
    several = currencies(deals)
    behind = {
        "bought": won, "orders": orders_of, "clv": orders_of, "open": ("deals", tuple(_ids(still))),
        "csat": ("surveys", said.csat_rows), "nps": ("surveys", said.nps_rows),
        "service_open": ("service", case_rows),
    }  # fmt: skip
    day = _("as of {day}").format(day=as_of.isoformat())
    figures = blocked(figures, several, CUSTOMER_FIGURES)
    return Told(figures, behind, CUSTOMER_FIGURES, day, state.title_of("customers", row))


def company_figures(
    state: BookState, facts: pl.DataFrame, period: Period, span: str, as_of: date
) -> Told:
    """The figures of all customers in a period; ``span`` says it in words."""
    found = company_loyalty(state, facts, period, as_of)
    said = satisfaction(answers(surveys_in(state.live("surveys"), period, as_of)))
    figures = {**found.figures, "csat": said.csat, "nps": said.nps}
    figures |= market_figures(market_sources(state, facts, period, as_of), period, as_of)
    several, definitions = currencies(facts), (*COMPANY_FIGURES, *MARKET_FIGURES)
    # costs are of no deal: their own currencies decide
    figures = {**blocked(figures, several, definitions), "cac": figures["cac"]}
    own = cost_currencies(state)
    if len(own) > 1:
        figures["cac"] = mixed(own)
    if len(every := sorted({*own, *several})) > 1:
        figures["cost_ratio"] = mixed(every)
    behind = {key: ("deals", rows) for key, rows in found.behind.items()}
    behind |= {"csat": ("surveys", said.csat_rows), "nps": ("surveys", said.nps_rows)}
    won = tuple(_ids(facts.filter(WON & closed_to_date(period, as_of))))
    behind |= dict.fromkeys(("units", "cost_ratio", "margin"), ("deals", won))
    return Told(figures, behind, definitions, span, _("company"))


def _of(state: BookState, row: int, entity: str) -> pl.DataFrame | None:
    return None if state.rows(entity) is None else referring(state, "customers", row, entity)


def _open_cases(state: BookState, row: int) -> tuple[Figure, tuple[int, ...]]:
    frame = _of(state, row, "service")
    if frame is None:
        return na(_NO_SERVICE), ()
    field = entity_of("service").field("status")
    closed = frame.schema.get("closed") == pl.Date
    states = field is not None and frame.schema.get("status") == pl.String
    if not closed and not states:
        return na(_NO_STATES), ()
    over = pl.col("closed").is_not_null() if closed else pl.lit(value=False)
    if states and field is not None:
        frame = frame.with_columns(coded(frame["status"], field).alias("_state"))
        over = over | (pl.col("_state") == "closed").fill_null(value=False)
    rows = tuple(_ids(frame.filter(~over)))
    return Figure(float(len(rows))), rows


def _ids(frame: pl.DataFrame) -> list[int]:
    found: list[int] = frame[ID].to_list() if ID in frame.columns else []
    return found
