"""``salestui playbook``: list playbooks, read one, check a file, start one of your own."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from salestui.cli.creating import told
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.cli.opening import wanted_playbook
from salestui.config import Config
from salestui.i18n import N_, _, language
from salestui.locations import playbooks_dir
from salestui.model.playbook import (
    PlaybookError,
    builtin_file,
    library,
    playbook,
    read_playbook,
)
from salestui.plain_text import visible_lines
from salestui.views.plain_table import aligned
from salestui.views.playbook_report import playbook_data, playbook_lines


def run(options: argparse.Namespace, config: Config) -> int:
    """Do what the options ask; without a name, list all."""
    if options.check is not None:
        return _check(Path(options.check).expanduser(), as_json=options.json)
    if options.copy is not None:
        return _copy(options.copy, as_json=options.json)
    if options.list or not (options.name or config.playbook):
        return _list(as_json=options.json)
    chosen = playbook(wanted_playbook(options.name or config.playbook))
    if options.json:
        print(json.dumps(playbook_data(chosen), ensure_ascii=False, indent=2))
        return Exit.OK
    print(visible_lines("\n".join(playbook_lines(chosen))))
    return Exit.OK


def _list(*, as_json: bool) -> int:
    there = library()
    if as_json:
        known = [{"name": p.name, "labels": p.labels, "origin": p.origin} for p in there.playbooks]
        print(json.dumps(known, ensure_ascii=False, indent=2))
    else:
        rows = [(p.name, p.labels[language()], p.origin) for p in there.playbooks]
        print(visible_lines(aligned(rows)))
    for error in there.errors:
        print(visible_lines(error.sentence(_)), file=sys.stderr)
    return Exit.PROBLEMS if there.errors else Exit.OK


def _check(path: Path, *, as_json: bool) -> int:
    try:
        found = read_playbook(path)
    except PlaybookError as problem:
        faults = [fault.sentence(_) for fault in problem.faults]
        if as_json:
            print(json.dumps({"path": str(path), "faults": faults}, ensure_ascii=False, indent=2))
        else:
            print(visible_lines(problem.sentence(_)))
        return Exit.PROBLEMS
    if as_json:
        print(json.dumps({"path": str(path), "faults": []}, ensure_ascii=False, indent=2))
        return Exit.OK
    told = _("{path} is sound: {name}, {stages} stages, {gates} gates.").format(
        path=path, name=found.name, stages=len(found.stages), gates=len(found.gates)
    )
    print(visible_lines(told))
    return Exit.OK


def _copy(name: str, *, as_json: bool) -> int:
    """Put a playbook of ours into the user's folder, to be edited there."""
    data = builtin_file(name)
    if data is None:
        wanted_playbook(name)
        raise UsageError(
            _("{name} is your own playbook already.").format(name=repr(name)),
            _("Edit it in {path}.").format(path=playbooks_dir()),
        )
    path = playbooks_dir() / f"{name}.toml"
    with told(path, N_("Edit it, or remove it first.")):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            stream.write(data)
    if as_json:
        print(json.dumps({"path": str(path), "name": name}, ensure_ascii=False, indent=2))
        return Exit.OK
    print(_("Created {path}; edit it, then: salestui playbook --check {path}").format(path=path))
    return Exit.OK
