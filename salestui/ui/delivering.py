"""Where a file goes that somebody asks for: to the path typed, or to the browser of the page.

A page is looked at elsewhere: a path there would mean the machine that serves it.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from salestui.i18n import _

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp


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
