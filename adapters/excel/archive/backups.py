"""Earlier versions of a workbook, kept outside the team's folder."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from adapters.errors import N_, WriteFailed
from adapters.excel.archive.atomic import write_new


def keep_backup(path: Path, data: bytes, state_dir: Path, keep: int = 20) -> Path:
    """Store ``data``, the version about to be replaced, and drop all but the newest ``keep``.

    Returns where it is: ``state_dir/backups/<name and hash of the path>/<name>-<time>.xlsx``.

    Raises:
        WriteFailed, ReadOnly: it could not be stored; the workbook was not touched.
    """
    place = path.resolve()
    digest = hashlib.blake2b(str(place).encode("utf-8", "surrogateescape"), digest_size=6)
    folder = state_dir / "backups" / f"{place.stem}-{digest.hexdigest()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise WriteFailed(
            N_("No backup of the workbook could be kept, so it was not saved."),
            hint=N_("Check that {folder} can be written to."),
            folder=state_dir,
        ) from problem
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    backup = folder / f"{place.stem}-{stamp}{place.suffix}"
    write_new(backup, data)
    versions = sorted(kept for kept in folder.iterdir() if kept.suffix == place.suffix)
    for old in versions[:-keep]:
        with suppress(OSError):
            old.unlink()
    return backup
