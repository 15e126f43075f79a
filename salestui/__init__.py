"""salestui: a terminal dashboard for sales managers; the team's own workbook is the database."""

__version__ = "0.1.0"
