"""``salestui picture``: a screen as a picture, without a terminal."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace

from salestui.cli.arguments.opening import PICTURES
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.cli.opening import only_looking, opening_of
from salestui.cli.output import check_output, deliver, wanted_format
from salestui.config import Config
from salestui.i18n import _, joined


def run(options: argparse.Namespace, config: Config) -> int:
    """Draw a screen and write the picture, or list the screens.

    Raises:
        UsageError: there is no such screen or theme, or the options cannot be understood.
        WorkbookError: the workbook cannot be read, or has no such row.
        WriteFailed: the picture cannot be written.
    """
    from salestui.ui.pictures.drawing import png_of
    from salestui.ui.pictures.taking import Wanted, picture, screens

    known = screens()
    if options.list:
        _list(known, as_json=options.json)
        return Exit.OK
    _check(options, known)
    form = wanted_format(options, PICTURES, PICTURES[0])
    check_output(options)
    opening = only_looking(opening_of(options, config))
    wanted = Wanted(options.screen, options.of, options.size, tuple(options.press or ()))
    svg = picture(opening, replace(config, theme=options.theme or config.theme), wanted)
    deliver(png_of(svg) if form == "png" else svg + "\n", options)
    return Exit.OK


def _check(options: argparse.Namespace, known: dict[str, str]) -> None:
    from textual.theme import BUILTIN_THEMES

    from salestui.ui.pictures.taking import THEMES

    if options.path is None:
        raise UsageError(_("Of which workbook?"), _("Write salestui picture PATH -o FILE."))
    if options.screen not in known:
        raise UsageError(
            _("There is no screen {name}.").format(name=repr(options.screen)),
            _("salestui picture --list lists them."),
        )
    if options.theme and options.theme not in (*THEMES, *BUILTIN_THEMES):
        raise UsageError(
            _("There is no theme {name}.").format(name=repr(options.theme)),
            _("Choose one of {choices}.").format(choices=joined([*THEMES, *BUILTIN_THEMES])),
        )


def _list(known: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        listed = [{"screen": name, "title": title} for name, title in known.items()]
        print(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for name, title in known.items():
        print(f"{name:16} {title}")
