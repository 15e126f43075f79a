"""Conversion by LibreOffice, where it is installed: with formulas, formats and charts."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.errors import N_, NotAWorkbook, Notice, WriteFailed
from adapters.excel.archive import guard
from adapters.excel.archive.atomic import write_new
from adapters.foreign.kinds import Kind
from adapters.protocol import Conversion

LIBREOFFICE_READS = frozenset({Kind.XLS, Kind.XLSB, Kind.ODS})
"""Not texts: it would take some for formulas, and guess at dates."""

_TIMEOUT = 180.0  # seconds
_FILTER = "xlsx:Calc MS Excel 2007 XML"
_VALUES_ONLY = N_("Try again with --values-only, which leaves LibreOffice out.")


def program() -> str | None:
    """The path of LibreOffice, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert_with(
    office: str, data: bytes, kind: Kind, destination: Path, timeout: float = _TIMEOUT
) -> Conversion:
    """Have LibreOffice convert a file, in a folder and with settings of its own.

    Raises:
        NotAWorkbook: LibreOffice cannot read it.
        WriteFailed: LibreOffice takes too long, or the destination exists or cannot be written.
    """
    with TemporaryDirectory(prefix="salestui-") as name:
        folder = Path(name)
        source = folder / f"workbook{kind}"
        source.write_bytes(data)
        _run(office, source, folder, timeout)
        try:
            made = (folder / "workbook.xlsx").read_bytes()
        except OSError as problem:
            raise NotAWorkbook(
                N_("LibreOffice could not convert the workbook."), hint=_VALUES_ONLY
            ) from problem
    guard.check_kind(made)
    guard.open_archive(made)
    write_new(destination, made)
    note = Notice(N_("Macros, and what Excel itself has no place for, are not carried over."))
    return Conversion(destination, "LibreOffice", (note,))


def _run(office: str, source: Path, folder: Path, timeout: float) -> None:
    options = ["--headless", "--norestore", "--nolockcheck", "--convert-to", _FILTER]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, *options, "--outdir", str(folder), str(source)]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # it starts others, which have to end with it
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as problem:
        raise WriteFailed(N_("LibreOffice cannot be started."), hint=_VALUES_ONLY) from problem
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired as problem:
        raise WriteFailed(
            N_("LibreOffice took longer than {seconds} seconds to convert the workbook."),
            hint=_VALUES_ONLY,
            seconds=f"{timeout:g}",
        ) from problem
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of it, and wait for it."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
