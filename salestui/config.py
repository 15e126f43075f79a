"""The user's settings: a TOML file, strictly checked, every key optional."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path

RATES = ("due", "opening", "contract")
"""The names of the definitions of the collection rate."""


class ConfigError(Exception):
    """The settings file cannot be used; the message names the file, the key and what is wrong."""


@dataclass(frozen=True, slots=True)
class Config:
    """Settings and their defaults.

    Attributes:
        language: ``en`` or ``zh``; empty follows the locale.
        theme: name of a Textual theme, such as ``textual-dark`` or ``textual-light``.
        autosave: save each edit by itself a moment after it was made.
        fiscal_start: the month in which the fiscal year begins, 1 to 12.
        playbook: the playbook for stages; empty chooses by the stages found in the workbook.
        day_first: true reads dates such as ``3/5/2026`` day first, false month first, where their
            column does not tell; without it they are left unread, and listed.
        collection_rate: what the collection rate is of at first: ``due``, ``opening`` or
            ``contract``, see ``metrics.cash.definitions.Rate``.
        keys: other keys for actions, by the action's id: ``"app.save" = "ctrl+w"``.
    """

    language: str = ""
    theme: str = "textual-dark"
    autosave: bool = False
    fiscal_start: int = 1
    playbook: str = ""
    day_first: bool | None = None
    collection_rate: str = "due"
    keys: dict[str, str] = field(default_factory=dict)


def load_config(path: Path) -> Config:
    """Read the settings; the defaults where there is no file.

    Raises:
        ConfigError: not TOML, an unknown key, or a value of the wrong kind.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Config()
    except OSError as problem:
        raise ConfigError(f"{path} cannot be read: {problem.strerror}.") from problem
    import tomllib

    import msgspec

    try:
        raw = tomllib.loads(data.decode())
        _check_keys(path, raw)
        config = msgspec.convert(raw, Config)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as problem:
        raise ConfigError(f"{path}: {problem}.") from problem
    if config.language not in ("", "en", "zh"):
        raise ConfigError(f"{path}: language is en or zh, not {config.language!r}.")
    if config.collection_rate not in RATES:
        known = ", ".join(RATES)
        raise ConfigError(
            f"{path}: collection_rate is one of {known}, not {config.collection_rate!r}."
        )
    if not 1 <= config.fiscal_start <= 12:
        raise ConfigError(f"{path}: fiscal_start is a month from 1 to 12.")
    return config


def _check_keys(path: Path, raw: dict[str, object]) -> None:
    known = [f.name for f in fields(Config)]
    for key in raw:
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}."
            raise ConfigError(f"{path}: there is no setting {key!r}; {hint}")
