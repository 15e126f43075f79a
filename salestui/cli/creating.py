"""Making a new file: what stands in the way is told in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.errors import WriteFailed
from adapters.locations import file_of
from adapters.whole_files import whole_file
from salestui.i18n import N_

FORCE = N_("Choose another name, or --force to replace it.")
"""What to do where a file of that name exists."""


@contextmanager
def destination(path: Path, *, force: bool) -> Iterator[Path]:
    """Where to write what is to be that file: there, or beside the one that it replaces whole.

    Args:
        force: replace a file that exists, once the new one is whole.

    Raises:
        WriteFailed: it exists, or cannot be written.
    """
    if not path.exists():
        yield path
        return
    with (
        told(path, FORCE),
        whole_file(path, replace=force) as stream,
        TemporaryDirectory(prefix="salestui-") as folder,
    ):
        made = Path(folder) / path.name
        yield made
        stream.write(made.read_bytes())


def refuse_source(target: Path, *sources: str | None) -> None:
    """Raise ``WriteFailed`` where a file would take the place of a workbook it is made of."""
    for source in filter(None, sources):
        here = file_of(source)
        if here is not None and target.exists() and here.exists() and target.samefile(here):
            raise WriteFailed(
                N_("{path} is the workbook itself, so nothing was written."),
                N_("Choose another name."),
                path=target,
            )


@contextmanager
def told(path: Path, otherwise: str) -> Iterator[None]:
    """Turn what stops a file from being made into a sentence.

    Args:
        otherwise: English key of what to do where it exists.

    Raises:
        WriteFailed: it exists, or cannot be written.
    """
    try:
        yield
    except FileExistsError as problem:
        message = N_("{path} exists already, so nothing was written.")
        raise WriteFailed(message, otherwise, path=path) from problem
    except OSError as problem:
        raise WriteFailed(
            N_("{path} cannot be written: {reason}."),
            N_("Choose a folder in which you may write."),
            path=path,
            reason=problem.strerror or problem,
        ) from problem
