"""The grammar of filter expressions: text to a small tree. Knows no fields and no frames.

``stage=谈判签约 amount>1m not (name~cloud or owner="Zhang Wei")``: comparisons, bare words that are
searched for, ``empty(field)``; side by side means "and".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from salestui.i18n import _

MAX_LENGTH = 1000
MAX_DEPTH = 25


class FilterError(Exception):
    """An expression that is not understood.

    Attributes:
        message: one sentence, with the place; to be shown as it is.
        position: 0-based place of the character where it goes wrong.
    """

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


def error(message: str, position: int, **parts: object) -> FilterError:
    """The error with this translated message, its placeholders filled in; ``at`` is the place."""
    return FilterError(message.format(at=position + 1, **parts), position)


@dataclass(frozen=True, slots=True)
class Compare:
    """A field against a value. ``operator``: one of = != < <= > >= ~ !~ (~ is "contains")."""

    field: str
    operator: str
    value: str
    quoted: bool
    position: int
    value_position: int


@dataclass(frozen=True, slots=True)
class Blank:
    """Whether a field has nothing in it."""

    field: str
    position: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word by itself: a flag such as ``overdue``, or a text to search for."""

    text: str
    quoted: bool
    position: int


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    part: Node


@dataclass(frozen=True, slots=True)
class Group:
    """All of the parts, or any of them."""

    how: Literal["and", "or"]
    parts: tuple[Node, ...]


Node = Compare | Blank | Word | Not | Group


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


_OPERATORS = {
    "==": "=", "＝": "=", "<>": "!=", "≠": "!=", "≤": "<=", "≥": ">=", "＜": "<", "＞": ">",
    "～": "~",
}  # fmt: skip
_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<quoted>"[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’|「[^」]*」)
    |(?P<operator>!=|!~|<>|<=|>=|==|[=<>~＝＜＞～≠≤≥])
    |(?P<bang>[!！])
    |(?P<open>[(（])
    |(?P<close>[)）])
    |(?P<unclosed>["“「])
    |(?P<word>[^\s()（）=<>~!"“”「」＝＜＞～！≠≤≥]+)
    |(?P<stray>.)""",
    re.VERBOSE | re.DOTALL,
)
_AND = frozenset({"and", "且", "并且"})
_OR = frozenset({"or", "或", "或者"})
_NOT = frozenset({"not", "非"})
_KEYWORDS = _AND | _OR | _NOT
_CONTAINS = frozenset({"contains", "包含"})
_BLANKS = {"empty": True, "为空": True, "空": True, "filled": False, "非空": False}


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text):
        kind, part = str(match.lastgroup), match.group()
        if kind == "unclosed":
            raise error(_("The quotation mark at {at} is never closed."), match.start())
        if kind == "quoted":
            part = part[1:-1]
        elif kind == "operator":
            part = _OPERATORS.get(part, part)
        elif kind == "stray":
            kind = "word"
        if kind != "space":
            tokens.append(_Token(kind, part, match.start()))
    return tokens


def parse(text: str, knows: Callable[[str], bool]) -> Node | None:
    """The tree of an expression; None for a blank one.

    Args:
        knows: whether a text names a field; decides where a name of several words begins.

    Raises:
        FilterError: it is not understood.
    """
    if len(text) > MAX_LENGTH:
        raise error(_("The filter is too long (more than {n} characters)."), 0, n=MAX_LENGTH)
    parser = _Parser(_tokens(text), knows, len(text))
    return parser.whole()


class _Parser:
    """Recursive descent; the depth is bounded, so no text can exhaust the stack."""

    def __init__(self, tokens: list[_Token], knows: Callable[[str], bool], end: int) -> None:
        self._tokens = tokens
        self._knows = knows
        self._end = end
        self._next = 0
        self._depth = 0

    def whole(self) -> Node | None:
        if not self._tokens:
            return None
        node = self._any()
        if (token := self._peek()) is not None:
            raise error(_("The closing parenthesis at {at} has no opening one."), token.position)
        return node

    def _peek(self, ahead: int = 0) -> _Token | None:
        place = self._next + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def _take(self) -> _Token:
        self._next += 1
        return self._tokens[self._next - 1]

    def _at(self, words: frozenset[str]) -> bool:
        token = self._peek()
        return token is not None and token.kind == "word" and token.text.casefold() in words

    def _any(self) -> Node:
        parts = [self._all()]
        while self._at(_OR):
            self._take()
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Group("or", tuple(parts))

    def _all(self) -> Node:
        parts = [self._negated()]
        while (token := self._peek()) is not None and token.kind != "close":
            if self._at(_OR):
                break
            if self._at(_AND):
                self._take()
            parts.append(self._negated())
        return parts[0] if len(parts) == 1 else Group("and", tuple(parts))

    def _negated(self) -> Node:
        times = 0
        while (token := self._peek()) is not None and (token.kind == "bang" or self._at(_NOT)):
            self._take()
            times += 1
        node = self._primary()
        return Not(node) if times % 2 else node

    def _primary(self) -> Node:
        token = self._peek()
        if token is None:
            raise error(_("Something is missing at the end."), self._end)
        if token.kind == "open":
            return self._parenthesis(self._take())
        if token.kind == "operator":
            raise error(
                _("{operator} at {at} needs a field before it, as in amount>1m."),
                token.position, operator=token.text,
            )  # fmt: skip
        if token.kind == "close" or self._at(_AND | _OR):
            raise error(
                _("Something is missing before {text} at {at}."), token.position, text=token.text
            )
        blank = self._blank(token)
        return blank or self._comparison() or self._word()

    def _parenthesis(self, opening: _Token) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise error(_("Too many parentheses at {at}."), opening.position)
        node = self._any()
        self._close(opening)
        self._depth -= 1
        return node

    def _close(self, opening: _Token) -> None:
        token = self._peek()
        if token is None or token.kind != "close":
            raise error(_("The parenthesis at {at} is never closed."), opening.position)
        self._take()

    def _blank(self, token: _Token) -> Node | None:
        """``empty(field)`` or ``filled(field)``."""
        opening = self._peek(1)
        name = token.text.casefold()
        if token.kind != "word" or name not in _BLANKS:
            return None
        if opening is None or opening.kind != "open":
            return None
        self._next += 2
        words = []
        while (part := self._peek()) is not None and part.kind in ("word", "quoted"):
            words.append(self._take())
        if not words:
            raise error(_("Name a field in the parentheses at {at}."), opening.position)
        self._close(opening)
        node = Blank(" ".join(w.text for w in words), words[0].position)
        return node if _BLANKS[name] else Not(node)

    def _comparison(self) -> Node | None:
        """A comparison that begins here; a name may have several words."""
        names = self._words_before_operator()
        if not names:
            return None
        name = " ".join(t.text for t in names)
        if len(names) > 1 and not self._knows(name):
            return None  # the first word stands by itself; try again from the next
        self._next += len(names)
        operator = self._take()
        value = self._peek()
        if value is None or value.kind not in ("word", "quoted"):
            raise error(
                _("{operator} at {at} needs a value after it."),
                operator.position, operator=operator.text,
            )  # fmt: skip
        self._take()
        meant = "~" if operator.kind == "word" else operator.text
        quoted, places = value.kind == "quoted", (names[0].position, value.position)
        return Compare(name, meant, value.text, quoted, *places)

    def _words_before_operator(self) -> list[_Token]:
        names: list[_Token] = []
        while (token := self._peek(len(names))) is not None:
            if token.kind == "operator" or self._says_contains(token, names):
                return names
            keyword = token.kind == "word" and token.text.casefold() in _KEYWORDS
            if token.kind not in ("word", "quoted") or keyword:
                break
            names.append(token)
        return []

    def _says_contains(self, token: _Token, names: list[_Token]) -> bool:
        """Whether a word is an operator: ``name contains cloud``, behind the name of a field."""
        said = token.kind == "word" and token.text.casefold() in _CONTAINS
        return said and self._knows(" ".join(t.text for t in names))

    def _word(self) -> Node:
        token = self._take()
        return Word(token.text, token.kind == "quoted", token.position)
