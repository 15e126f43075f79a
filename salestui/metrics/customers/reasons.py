"""Why a figure of customers or channels has no value, and what to know about one."""

from __future__ import annotations

from salestui.i18n import N_

NO_SURVEYS = N_("the workbook has no sheet of surveys")
NO_ANSWERS = N_("no survey of satisfaction was answered")
NO_NPS = N_("nobody was asked for a recommendation (0 to 10)")
OUT_OF_SCALE = N_("answers left out for a score outside their scale: {n}")
NO_BUYERS = N_("no customer has bought")
NO_NEW = N_("nobody bought for the first time in this period")
NO_REFERRERS = N_("customers have no column that says who referred them")
NO_BUYERS_BEFORE = N_("nobody had bought in the year before the period")
ALL_TIME_CHURN = N_("all time has no beginning: choose a period")
NO_CHURN = N_("no customer was lost, so there is no lifespan to reckon with")
NO_LEADS = N_("the workbook has no sheet of leads")
NO_COSTS = N_("no cost of this period is kept, neither on a sheet of costs nor of leads")
NO_ORDER_AMOUNTS = N_("no won deal carries an amount")
UNDATED_ORDERS = N_("won deals without a close date, left out: {n}")
ACTIVE_MEANS = N_("a customer is one who bought in the 365 days before")
CUSTOMER_UNKNOWN = N_("won deals that name no customer: {n}")
NOTHING_SOLD = N_("nothing was won in this period")
NO_LEAD_CAME = N_("no lead came in this period")
NO_QUANTITIES = N_("deals have no column of quantities")
WITHOUT_QUANTITY = N_("won deals without a quantity, left out: {n}")
NO_UNIT_COSTS = N_("products carry no unit cost, or won deals name none of these")
WITHOUT_UNIT_COST = N_("won deals whose product or quantity has no cost, left out: {n}")
NO_MARKET = N_("the workbook keeps no market size")
NO_MARKET_GROWTH = N_("the sheet of markets tells no growth")
NO_YEAR_BEFORE = N_("nothing was won in the year before")
NO_TWO_YEARS = N_("deals do not go back two years, so there is no year to compare with")
