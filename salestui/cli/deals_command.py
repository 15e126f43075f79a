"""``salestui deals``: ``salestui rows`` of what most ask for."""

from salestui.cli.rows_command import run

__all__ = ["run"]
