"""``salestui map``: how a workbook is read, shown and changed without a screen."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from datetime import date

import msgspec

from adapters.protocol import Workbook
from salestui.book.profiles import Where, forget_profile, save_profile
from salestui.book.reading import Settings
from salestui.book.surveying import Survey, survey
from salestui.cli.exits import Exit
from salestui.cli.map_changes import with_columns, with_stages, with_tables
from salestui.cli.opening import opened, wanted_playbook
from salestui.config import Config
from salestui.i18n import _
from salestui.locations import mappings_dir
from salestui.mapping.profile import Profile
from salestui.mapping.remembering import confirmed
from salestui.plain_text import visible
from salestui.views.mapping.report import (
    MappingReport,
    mapping_text,
    problem_groups,
    stage_reports,
    table_reports,
    unused_reports,
)


def run(options: argparse.Namespace, config: Config) -> int:
    """Show the mapping, changed as the options say; save or forget it."""
    wanted_playbook(options.playbook or "")
    workbook = opened(options.path)
    try:
        if options.forget:
            return _forget(workbook)
        found = survey(workbook, _settings(config))
        found = _changed(options, workbook, found)
        path = found.settings.found.path
        if options.save:
            profile = confirmed(found.layout, found.settings.profile, workbook.title)
            where = Where(options.where) if options.where else None
            path = save_profile(profile, workbook.location, mappings_dir(), where)
            found = survey(workbook, _settings(config))
    finally:
        workbook.close()
    report = _report(found, str(path) if path else None)
    print(
        json.dumps(report, ensure_ascii=False, indent=2) if options.json else mapping_text(report)
    )
    if options.save:
        print(_("Saved: {path}").format(path=visible(str(path))), file=sys.stderr)
    wrong = any(p.code.startswith("mapping-") and p.severity != "info" for p in found.problems)
    return Exit.PROBLEMS if wrong or not found.tables else Exit.OK


def _settings(config: Config) -> Settings:
    return Settings(
        date.today(),
        config.fiscal_start,
        usual_playbook=wanted_playbook(config.playbook),
        usual_day_first=config.day_first,
        profiles=mappings_dir(),
    )


def _changed(options: argparse.Namespace, workbook: Workbook, found: Survey) -> Survey:
    """The workbook as understood with what the options say of it."""

    def under(profile: Profile) -> Survey:
        if profile == found.settings.profile:
            return found
        return survey(workbook, replace(found.settings, profile=profile))

    profile = with_tables(found.settings.profile, options.table, found.outline)
    if options.playbook:
        profile = msgspec.structs.replace(profile, playbook=options.playbook)
    if options.day_first is not None:
        profile = msgspec.structs.replace(profile, day_first=options.day_first)
    found = under(profile)
    found = under(with_columns(found.settings.profile, options.column, found.layout))
    return under(with_stages(found.settings.profile, options.stage, found.playbook))


def _report(found: Survey, path: str | None) -> MappingReport:
    settings = found.settings
    return {
        "profile": path,
        "playbook": found.playbook.name,
        "day_first": settings.order,
        "tables": table_reports(found.layout, found.outline),
        "stages": stage_reports(found.tables, found.playbook, settings.profile.stages),
        "unused": unused_reports(found.candidates, found.layout),
        "problems": problem_groups(found.problems),
    }


def _forget(workbook: Workbook) -> int:
    gone = forget_profile(workbook.location, mappings_dir())
    for path in gone:
        print(_("Removed: {path}").format(path=visible(str(path))))
    if not gone:
        print(_("No mapping is saved for this workbook."), file=sys.stderr)
    return Exit.OK
