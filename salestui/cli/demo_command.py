"""``salestui demo``: a sample workbook, on a copy."""

from __future__ import annotations

import argparse

from salestui.book.opening import Opening
from salestui.cli.open_command import show
from salestui.cli.opening import opened
from salestui.config import Config
from salestui.i18n import language
from salestui.locations import state_dir
from sample_workbooks import AS_OF, sample


def run(options: argparse.Namespace, config: Config) -> int:
    """Copy the sample asked for and open the copy at the day of its story."""
    source = sample(language(), options.sample)
    copy = state_dir() / "demo" / source.name
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes(source.read_bytes())
    return show(Opening(opened(str(copy)), as_of=AS_OF), config)
