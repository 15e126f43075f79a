"""Why a figure of costs has no value, and what to know about one: English keys."""

from __future__ import annotations

from salestui.i18n import N_

NO_COSTS = N_("the workbook has no sheet of costs")
NO_BUDGETS = N_("the workbook has no sheet of budgets")
NO_BUDGET = N_("no budget is set for it in this period")
ZERO_BUDGET = N_("the budget is zero")
NO_BUDGETS_BY = N_("budgets are not set by rep")
NOTHING_WON = N_("nothing was won in this period")
UNDATED = N_("costs without a date, left out: {n}")
WITHOUT_AMOUNT = N_("costs without an amount: {n}")
UNLISTED = N_("lines of little cost and no budget, not listed: {n}")
UNREAD_PERIODS = N_("budgets whose period cannot be read, left out: {n}")
OWN_PERIOD = N_("each budget over its own period, up to the as-of day")
PARTS_LEFT_OUT = N_("budgets that are part of another one, not added: {n}")

NO_AMOUNT = N_("neither a contract in force nor the deal carries an amount")
OF_CONTRACTS = N_("contracts in force: {n}")
OF_DEAL = N_("no contract is in force: the deal's amount")
NO_PRODUCT = N_("the deal names no product of the sheet of products")
NO_UNIT_COST = N_("the product carries no unit cost")
NO_QUANTITY = N_("the deal carries no quantity")
NO_PAYMENTS = N_("the workbook has no sheet of payments")
