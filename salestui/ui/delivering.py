"""Where a file goes that somebody asks for: to the path typed, or to the browser of the page.

A page is looked at elsewhere: a path there would mean the machine that serves it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from salestui.i18n import _, joined
from salestui.ui.screens.dialogs import TextDialog

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp


@dataclass(frozen=True, slots=True)
class Made:
    """What a file is to hold.

    Attributes:
        told: makes the sentence for the status line; called with ``path``, where the file is.
    """

    content: bytes
    told: Callable[..., str]


def ask_for_file(
    app: SalesApp, title: str, name: Path, endings: Sequence[str], make: Callable[[str], Made]
) -> None:
    """Ask for a file name, whose ending decides the format, and write in a worker.

    Args:
        title: of the dialog.
        name: what is suggested.
        endings: those known, with their dots.
        make: makes what is written, of the ending; called in the worker. It may raise
            ``Unmakeable``, and ``ValueError`` for what the format cannot hold.
    """
    known = joined(endings)

    def named(text: str | None) -> None:
        if not text:
            return
        path = Path(text)
        ending = path.suffix.lower()
        if ending not in endings:
            app.say(_("The name must end in one of {endings}.").format(endings=known), "error")
            return
        app.say(_("Writing {path} …").format(path=path.name), "busy")
        work = partial(_write, app, text, partial(make, ending))
        app.run_worker(work, thread=True, group="export")

    hint = _("{endings}; enter writes, esc leaves. An existing file is never overwritten.")
    app.push_screen(TextDialog(title, suggested(app, name), hint.format(endings=known)), named)


def _write(app: SalesApp, text: str, make: Callable[[], Made]) -> None:
    from salestui.reports.errors import Unmakeable
    from salestui.reports.new_file import new_file

    severity = "error"
    try:
        made = make()

        def write(path: Path) -> None:
            with new_file(path) as stream:
                stream.write(made.content)

        place = written(app, text, write)
    except FileExistsError:
        message = _("{path} exists already, so nothing was written.").format(path=text)
    except Unmakeable as problem:
        message = " ".join(filter(None, (str(problem), problem.hint)))
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        message = _("{path} cannot be written: {reason}.").format(path=text, reason=reason)
    else:
        message, severity = made.told(path=place), "ok"
    app.call_from_thread(app.say, message, severity)


def suggested(app: SalesApp, path: Path) -> str:
    """What a dialog suggests for a path: in a browser the name alone."""
    return path.name if app.is_web else str(path)


def written(app: SalesApp, text: str, write: Callable[[Path], object]) -> str:
    """Write a file; returns where it is, for a sentence. Blocks: call it in a thread.

    Args:
        text: the path that was typed; of it a browser gets a file of that name.
        write: makes a new file at the path that it is given; what it raises is raised.
    """
    path = Path(text).expanduser()
    if not app.is_web:
        write(path)
        return str(path)
    with TemporaryDirectory(prefix="salestui-") as folder:
        made = Path(folder) / path.name
        write(made)
        content = BytesIO(made.read_bytes())
    app.call_from_thread(app.deliver_binary, content, save_filename=path.name)
    return _("{name} in your browser's downloads").format(name=path.name)
