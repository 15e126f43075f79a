"""A dashboard without a screen whose journal has no room, and then has it again.

Run as a script: WORKBOOK STATE_FOLDER. Files may grow to a limit only, which is a real one.
"""

from __future__ import annotations

import resource
import signal
import sys
from pathlib import Path

EDITS = 200


def main(path: Path, state: Path) -> None:
    from adapters.registry import open_workbook
    from salestui.book.book import Book
    from salestui.book.reading import Settings
    from sample_workbooks import AS_OF

    book = Book(open_workbook(str(path), state), Settings(AS_OF), state / "journals")
    book.load()
    book.keep_base()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    sizes = [file.stat().st_size for file in (state / "journals").iterdir()]
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(sizes) + 8192, most))
    for row in range(EDITS):
        book.set_values("set", "deals", [(row, "amount", 1000.5 + row)])
    assert book.state.pending_count == EDITS
    assert book.unsafe is not None
    print("full:", book.unsafe.sentence(), flush=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    book.set_values("set", "deals", [(EDITS, "amount", 5.0)])
    assert book.unsafe is None
    print("room again", flush=True)
    signal.raise_signal(signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
