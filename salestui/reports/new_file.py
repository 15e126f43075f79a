"""Creating files without ever overwriting one, and without leaving half of one behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that did not exist, opened for writing; removed again if the block fails.

    Raises:
        FileExistsError: there is a file of that name.
        OSError: the file cannot be created or written.
    """
    with path.open("xb") as stream:
        try:
            yield stream
            stream.flush()
        except BaseException:
            stream.close()
            path.unlink(missing_ok=True)
            raise
