"""``salestui due``: what is to be followed up."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

from salestui.cli.exits import Exit
from salestui.cli.looking import read_once
from salestui.cli.opening import wanted_focus
from salestui.config import Config
from salestui.i18n import _
from salestui.plain_text import visible
from salestui.selling.following.followups import Bucket
from salestui.views.followups import FollowUpRow, bucket_name, follow_ups_view
from salestui.views.plain_table import aligned


def run(options: argparse.Namespace, config: Config) -> int:
    """Print what is overdue, due today and due this week; with ``--all`` what is later, too."""
    focus = wanted_focus(options.scope)
    view = follow_ups_view(read_once(options, config), focus, options.as_of or date.today())
    buckets = [b for b in Bucket if options.all or b is not Bucket.LATER]
    rows = [row for bucket in buckets for row in view.rows[bucket]]
    if options.json:
        counts = {str(bucket): view.counts[bucket] for bucket in Bucket}
        whole = {"counts": counts, "due": [_plain(row) for row in rows]}
        print(json.dumps(whole, ensure_ascii=False, indent=2))
    elif rows:
        print(aligned([_line(row) for row in rows]))
    else:
        print(_("Nothing is due."), file=sys.stderr)
    return Exit.OK


def _line(row: FollowUpRow) -> tuple[str, ...]:
    texts = (bucket_name(row.bucket), row.item.due.isoformat(), row.who, row.what, row.kind,
             row.rep)  # fmt: skip
    return tuple(visible(text) for text in texts)


def _plain(row: FollowUpRow) -> dict[str, str]:
    return {
        "bucket": str(row.bucket),
        "due": row.item.due.isoformat(),
        "source": str(row.item.source),
        "entity": row.item.entity,
        "who": row.who,
        "what": row.what,
        "rep": row.rep,
    }
