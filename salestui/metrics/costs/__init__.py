"""What selling costs: against budgets, against what it brings, and deal by deal."""
