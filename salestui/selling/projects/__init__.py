"""A deal run as a project: its phases, team, strategy, plans, reports, documents and close-out."""
