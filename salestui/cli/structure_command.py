"""``salestui structure``: who belongs where, and what each unit achieves."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from salestui.cli.exits import Exit
from salestui.cli.looking import present_of, read_state
from salestui.config import Config
from salestui.metrics.people.structure import Structure
from salestui.views.currency import book_sign
from salestui.views.formats import style
from salestui.views.plain_table import aligned
from salestui.views.structure import StructureView, structure_data, structure_view


def run(options: argparse.Namespace, config: Config) -> int:
    """Print one structure, as text or as JSON."""
    opening, state = read_state(options, config)
    present = present_of(opening, state)
    view = structure_view(present, Structure(options.by), style(book_sign(state)))
    if options.json:
        print(json.dumps(structure_data(view), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(view)))
    return Exit.OK


def _lines(view: StructureView) -> Iterator[str]:
    yield f"{view.name} · {view.span}"
    if view.needs:
        yield view.needs
    else:
        yield aligned([
            ("  " * x.level + x.label, x.headcount, x.target, x.actual, x.attainment, x.about)
            for x in view.lines
        ], right=(1, 2, 3, 4))  # fmt: skip
    yield from view.notes
