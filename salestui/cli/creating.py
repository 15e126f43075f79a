"""Making a new file: what stands in the way is told in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.errors import WriteFailed
from salestui.i18n import N_


@contextmanager
def new_file(path: Path, otherwise: str) -> Iterator[None]:
    """Inside, a file is made that must not exist yet.

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
