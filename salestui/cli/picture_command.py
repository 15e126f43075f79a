"""``salestui picture``: a screen as a picture, without a terminal."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.cli.opening import only_looking, opening_of
from salestui.cli.output import STDOUT, deliver
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
    opening = only_looking(opening_of(options, config))
    wanted = Wanted(options.screen, options.of, options.size, tuple(options.press or ()))
    svg = picture(opening, replace(config, theme=options.theme or config.theme), wanted)
    ending = options.format or Path(options.output).suffix.lower().removeprefix(".")
    deliver(png_of(svg) if ending == "png" else svg + "\n", options)
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
    told = Path(options.output).suffix.lower() in (".svg", ".png")
    if not (told or options.format or options.output == STDOUT):
        raise UsageError(
            _("The name {name} does not tell the format.").format(name=repr(options.output)),
            _("Let it end in .svg or .png, or give --format."),
        )


def _list(known: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        listed = [{"screen": name, "title": title} for name, title in known.items()]
        print(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for name, title in known.items():
        print(f"{name:16} {title}")
