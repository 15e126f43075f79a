"""A dashboard without a screen that is killed before its nth step towards the disk.

Run as a script: WORKBOOK STATE_FOLDER STEP. It says each edit once that is made, and each step.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

AMOUNT, NEW, GONE = 4321.5, "Brought by the killed one", 7
ROW = 3


class Steps:
    """Counts what reaches for the disk, and kills the process before one of it."""

    def __init__(self, fatal: int) -> None:
        self.fatal, self.count = fatal, 0

    def take(self, what: str) -> None:
        self.count += 1
        print("step", self.count, what, flush=True)
        if self.count == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **named: Any) -> Any:
            self.take(name)
            return work(*args, **named)

        return counted


def main(path: Path, state: Path, fatal: int) -> None:
    from adapters.registry import open_workbook
    from salestui.book.book import Book
    from salestui.book.reading import Settings
    from sample_workbooks import AS_OF

    steps = Steps(fatal)

    class Counted(sqlite3.Connection):
        def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:
            if sql == "COMMIT":
                steps.take(sql)
            return super().execute(sql, *args)

    connect = sqlite3.connect
    sqlite3.connect = lambda *args, **named: connect(*args, **named, factory=Counted)
    book = Book(open_workbook(str(path), state), Settings(AS_OF), state / "journals")
    book.load()
    book.keep_base()
    os.replace = steps.before("replace", os.replace)
    os.fsync = steps.before("fsync", os.fsync)
    book.set_values("set", "deals", [(ROW, "amount", AMOUNT)])
    print("edited set", flush=True)
    book.add_rows("add", "deals", [{"name": NEW, "amount": 5.0}])
    print("edited add", flush=True)
    book.delete_rows("delete", "deals", [GONE])
    print("edited delete", flush=True)
    book.save()
    print("saved", flush=True)
    steps.take("end")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
