"""``salestui report``: a report as a file, or on standard output."""

from __future__ import annotations

import argparse
import json

from salestui.cli.exits import Exit
from salestui.cli.looking import archive_of, present_of, read_state, tell_damaged
from salestui.cli.main import UsageError
from salestui.cli.output import check_output, deliver, wanted_format
from salestui.cli.which_deal import named_deal
from salestui.config import Config
from salestui.i18n import _, joined
from salestui.locations import reports_dir
from salestui.reports.errors import Unmakeable
from salestui.reports.formats import FORMATS, TEXTS, made
from salestui.views.documents.basis import basis_of
from salestui.views.documents.building import build
from salestui.views.documents.document import Document
from salestui.views.documents.kinds import KINDS, Kind, kind_named
from salestui.views.documents.report import document_data


def run(options: argparse.Namespace, config: Config) -> int:
    """Make the report, and write it where it is wanted."""
    if options.kind is None:
        _list_kinds(as_json=options.json)
        return Exit.OK
    kind, form = _kind(options), wanted_format(options, (*FORMATS, "json"), TEXTS[0])
    check_output(options)
    document = _document(options, config, kind)
    if form == "json":
        data = json.dumps(document_data(document), ensure_ascii=False, indent=2)
        deliver(data + "\n", options)
        return Exit.OK
    try:
        content = made(document, form, reports_dir())
    except Unmakeable as problem:
        raise UsageError(str(problem), problem.hint) from problem
    deliver(content.decode() if form in TEXTS else content, options)
    return Exit.OK


def _list_kinds(*, as_json: bool) -> None:
    """Say which reports there are."""
    if as_json:
        kinds = [{"kind": k.name, "title": _(k.title), "about": _(k.about)} for k in KINDS]
        print(json.dumps(kinds, ensure_ascii=False, indent=2))
        return
    for kind in KINDS:
        print(f"{kind.name:12} {_(kind.title)}: {_(kind.about)}")


def _kind(options: argparse.Namespace) -> Kind:
    """The kind that is asked for, with all it needs.

    Raises:
        UsageError: there is no such kind, or something is missing.
    """
    try:
        kind = kind_named(options.kind)
    except KeyError:
        raise UsageError(
            _("There is no report {name}.").format(name=repr(options.kind)),
            _("Choose one of {choices}.").format(choices=joined(k.name for k in KINDS)),
        ) from None
    if options.path is None:
        raise UsageError(
            _("Of which workbook?"), _("Write salestui report {kind} PATH.").format(kind=kind.name)
        )
    if kind.of_deal and not options.deal:
        raise UsageError(
            _("This report is of one deal."), _("Name it: --deal ID, or --deal with its name.")
        )
    if options.deal and not kind.takes_deal:
        raise UsageError(
            _("The report {name} is not of one deal.").format(name=kind.name),
            _("Leave --deal out, or choose another report."),
        )
    return kind


def _document(options: argparse.Namespace, config: Config, kind: Kind) -> Document:
    """The report of the workbook as the options look at it."""
    opening, state = read_state(options, config)
    archive, present = archive_of(opening), present_of(opening, state, length=kind.length)
    deal = named_deal(state, options.deal) if options.deal else None
    document = build(kind.name, basis_of(present, archive, deal))
    tell_damaged(archive)
    return document
