"""``python -m salestui.cli``."""

from salestui.cli.main import run

run()
