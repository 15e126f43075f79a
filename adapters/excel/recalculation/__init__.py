"""Results of formulas that depend on a change, by a spreadsheet engine."""
