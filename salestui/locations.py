"""Where salestui keeps its own files: at the platform's places.

Beside a workbook it keeps nothing but the workbook's mapping, if the user saves one there.
"""

from __future__ import annotations

import os
from pathlib import Path


def config_file() -> Path:
    """The settings, TOML; need not exist."""
    if given := os.environ.get("SALESTUI_CONFIG"):
        return Path(given)
    from platformdirs import user_config_path

    return user_config_path("salestui", appauthor=False) / "config.toml"


def mappings_dir() -> Path:
    """How workbooks are to be read, where that is not said beside them; need not exist."""
    return config_file().parent / "mappings"


def playbooks_dir() -> Path:
    """The user's own playbooks, ``*.toml``; need not exist."""
    return config_file().parent / "playbooks"


def reports_dir() -> Path:
    """The user's own templates of reports, ``*.j2``; need not exist."""
    return config_file().parent / "reports"


def home_file() -> Path:
    """What the user made of the home screen, TOML; need not exist."""
    return config_file().parent / "dashboard.toml"


def state_dir() -> Path:
    """Backups of workbooks, the journals of edits, the demo's copy and the log."""
    if given := os.environ.get("SALESTUI_STATE"):
        return Path(given)
    from platformdirs import user_state_path

    return user_state_path("salestui", appauthor=False)


def journals_dir() -> Path:
    """The journals of edits, one for each workbook; need not exist."""
    return state_dir() / "journals"


def snapshots_dir() -> Path:
    """The kept days of pipelines, a folder for each workbook; need not exist."""
    return state_dir() / "snapshots"


def syncs_dir() -> Path:
    """What pairs of workbooks had in common when they were synced last; need not exist."""
    return state_dir() / "syncs"


def log_file() -> Path:
    """Where the details of an unexpected error go."""
    return state_dir() / "salestui.log"
