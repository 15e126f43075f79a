"""What the home shows: presets by role, and what the user made of them, kept per user."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from salestui.config import ConfigError

DEFAULT = "manager"


@dataclass(frozen=True, slots=True)
class Role:
    """A preset.

    Attributes:
        panels: shown in this order; ``roomy`` where a large screen has room for more.
        person: whether the home is about one person, who is asked for once.
    """

    code: str
    en: str
    zh: str
    panels: tuple[str, ...]
    roomy: tuple[str, ...] = ()
    person: bool = False

    @property
    def labels(self) -> dict[str, str]:
        """The name by language."""
        return {"en": self.en, "zh": self.zh}


@dataclass(frozen=True, slots=True)
class Home:
    """What the user chose.

    Attributes:
        role: code of the preset.
        me: who the user is, as the workbook names him; empty where nobody asked.
        panels: by role, what the user made of its preset.
    """

    role: str = DEFAULT
    me: str = ""
    panels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def arranged(self, panels: tuple[str, ...] | None) -> Home:
        """The same with other panels for its role; None for those of the preset."""
        kept = {role: shown for role, shown in self.panels.items() if role != self.role}
        return replace(self, panels=kept if panels is None else {**kept, self.role: panels})


@cache
def roles() -> tuple[Role, ...]:
    """The presets that ship with salestui, the default first."""
    import tomllib

    import msgspec

    raw = tomllib.loads((files("templates") / "dashboards.toml").read_text("utf-8"))
    return msgspec.convert(raw["role"], tuple[Role, ...])


def role_of(code: str) -> Role:
    """The preset of a code, the default for one that there is not."""
    return next((role for role in roles() if role.code == code), roles()[0])


def load_home(path: Path, known: Collection[str]) -> Home:
    """What the user chose; the default where there is no file.

    Args:
        known: the panels that there are.

    Raises:
        ConfigError: the file is broken, or names a role or a panel that there is not.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Home()
    except OSError as problem:
        raise ConfigError(f"{path} cannot be read: {problem.strerror}.") from problem
    import tomllib

    import msgspec

    try:
        home = msgspec.convert(tomllib.loads(data.decode()), _Kept)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as problem:
        raise ConfigError(f"{path}: {problem}.") from problem
    _check(path, "role", [home.role, *home.panels], [role.code for role in roles()])
    _check(path, "panel", [p for shown in home.panels.values() for p in shown], known)
    if empty := [role for role, shown in home.panels.items() if not shown]:
        raise ConfigError(f"{path}: {empty[0]!r} shows no panel at all.")
    return Home(home.role, home.me, {r: tuple(dict.fromkeys(p)) for r, p in home.panels.items()})


@dataclass
class _Kept:
    """The file as it is read; strict of types, unknown keys are left alone."""

    role: str = DEFAULT
    me: str = ""
    panels: dict[str, tuple[str, ...]] = field(default_factory=dict)


def save_home(path: Path, home: Home) -> None:
    """Keep what the user chose.

    Raises:
        OSError: it cannot be written.
    """
    import tomli_w  # only saving needs it

    kept = {"role": home.role, "me": home.me}
    text = tomli_w.dumps({**kept, "panels": {r: list(p) for r, p in home.panels.items()}})
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    partial.write_text(text, "utf-8")
    partial.replace(path)


def _check(path: Path, what: str, names: Collection[str], known: Collection[str]) -> None:
    from difflib import get_close_matches

    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}."
            raise ConfigError(f"{path}: there is no {what} {name!r}; {hint}")
