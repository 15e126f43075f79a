"""Why a figure of money owed and paid has no value, and what to know about one."""

from __future__ import annotations

from salestui.i18n import N_

NO_PLAN = N_("needs a sheet of payment plans")
NO_PAYMENTS = N_("needs a sheet of payments, or amounts received on the payment plan")
NO_CONTRACTS = N_("needs a sheet of contracts")
NOTHING_DUE = N_("nothing falls due in this period")
NOTHING_OWED = N_("nothing was owed at the start, and nothing was billed")
NOTHING_SIGNED = N_("no contract with an amount was signed in this period")
NO_CREDIT_SALES = N_("nothing was billed in this period")
NO_BEGINNING = N_("all time has no number of days: choose a period")

SAID = N_("as the payment plan says: the workbook has no sheet of payments")
SAID_UNDATED = N_("amounts received without a day, in no period: {n}")
UNDATED_LINES = N_("plan lines without a due day, counted as not due: {n}")
BEYOND = N_("shown as 100%: received beyond it: {amount}")
NO_INVOICES = N_("lines without an invoice day count as billed on their due day: {n}")
OF_SIGNED = N_("no plan line was invoiced: credit sales are the contracts signed")
NOT_ALLOCATED = N_("payments that no plan line can be found for: {n}")
NOT_COUNTED = N_("contracts without an amount, left out: {n}")
