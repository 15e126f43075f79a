"""What is wrong with a playbook, in a sentence that names the key and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from salestui.i18n import N_


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a playbook file.

    Attributes:
        code: a stable identifier, such as ``playbook-cycle``.
        key: where in the file, such as ``gates.initial.after``; empty for the file as a whole.
        message, hint: English templates with ``{placeholders}``, shown translated and filled.
        parts: what fills them.
    """

    code: str
    key: str
    message: str
    hint: str = ""
    parts: tuple[tuple[str, str], ...] = ()

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """What is wrong and what to do, after the key."""
        values = dict(self.parts)
        words = " ".join(translate(t).format_map(values) for t in (self.message, self.hint) if t)
        return f"{self.key}: {words}" if self.key else words


class PlaybookError(Exception):
    """A playbook file that cannot be used; ``faults`` says why, ``origin`` names the file."""

    def __init__(self, origin: str, faults: Iterable[Fault]) -> None:
        self.origin, self.faults = origin, tuple(faults)
        super().__init__(self.sentence())

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The file and all that is wrong with it, a line each where it is more than one thing."""
        lines = [fault.sentence(translate) for fault in self.faults]
        return "\n".join(f"{self.origin}: {line}" if self.origin else line for line in lines)


def strange(key: str, codes: Iterable[str], known: Iterable[str]) -> Iterator[Fault]:
    """A fault for each code that is not known."""
    there = list(known)
    for code in dict.fromkeys(codes):
        if code not in there:
            yield Fault(
                "playbook-unknown-code",
                key,
                N_("{code} is not known here."),
                N_("Write one of: {known}."),
                (("code", code), ("known", ", ".join(there) or "-")),
            )


def twice(key: str, codes: Iterable[str]) -> Iterator[Fault]:
    """A fault for each code that occurs again."""
    for code, count in Counter(codes).items():
        if count > 1:
            yield Fault(
                "playbook-twice",
                key,
                N_("The code {code} occurs more than once."),
                N_("Give each its own."),
                (("code", code),),
            )
