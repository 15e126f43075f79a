"""Why a figure of projects has no value: English keys of the catalogue."""

from __future__ import annotations

from salestui.i18n import N_

NO_REPORTS_DUE = N_("no report was due in this period")
NO_REPORTS_SHEET = N_("the workbook has no sheet of weekly reports")
NO_GATES_SHEET = N_("the workbook has no sheet of gates")
NO_GATE_DATES = N_("no gate has a planned date in this period")
NO_RISKS_SHEET = N_("the workbook has no sheet of risks")
NO_TEAM_SHEET = N_("the workbook has no sheet of deal teams")
NO_AMOUNTS = N_("no project carries an amount")
