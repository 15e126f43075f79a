"""Results of formulas: a small language, computed when asked for and kept until a change."""

import re
from typing import Any

from .a1 import Box, cells
from .cell import CellError, Formula
from .functions import DIV0, ERROR, FUNCTIONS, NAME, REF, Failed, number, text
from .references import SPAN, place
from .sheet import Sheet

_TOKEN = re.compile(
    rf"\s*(?:(?P<ref>(?:(?:'(?:[^']|'')+'|[A-Za-z_]\w*)!)?(?:{SPAN})(?![\w(:]))"
    r'|(?P<number>\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)|(?P<string>"(?:[^"]|"")*")'
    r"|(?P<error>#REF!|#N/A|#DIV/0!|#VALUE!|#NAME\?)"
    r"|(?P<name>[A-Za-z_][\w.]*)|(?P<op><=|>=|<>|[-+*/^&=<>%(),;]))"
)
_LEVELS: list[tuple[str, ...]] = [("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/")]


class Evaluator:
    """Results of one state of the sheets."""

    def __init__(self, sheets: list[Sheet], names: dict[str, Box]) -> None:
        """`names` are the named ranges by name, all small letters."""
        self._names = names
        self._by_id = {sheet.id: sheet for sheet in sheets}
        self._by_name = {sheet.title.casefold(): sheet for sheet in sheets}
        self._known: dict[tuple[int, int, int], Any] = {}

    def result(self, sheet_id: int, row: int, column: int) -> Any:
        """None, bool, int, float, str or CellError."""
        sheet = self._by_id[sheet_id]
        if row >= len(sheet.rows) or column >= sheet.columns:
            return None
        value = sheet.cell(row, column).value
        if not isinstance(value, Formula):
            return value
        key = (sheet_id, row, column)
        if key not in self._known:
            # A cell that needs itself finds this.
            self._known[key] = CellError("#REF!", "Circular dependency detected.")
            self._known[key] = self._compute(value.text, sheet)
        return self._known[key]

    def _compute(self, formula: str, sheet: Sheet) -> Any:
        try:
            value = _Reader(formula[1:], sheet, self).all()
        except Failed as failed:
            return failed.error
        except (RecursionError, OverflowError):
            return CellError("#NUM!")
        except (IndexError, TypeError):
            return ERROR
        if isinstance(value, list):
            value = value[0]
        return 0 if value is None else value

    def referred(self, reference: str, here: Sheet) -> Any:
        """The value of a cell, or the list of a range's values."""
        sheet: Sheet | None = here
        if "!" in reference:
            title, _, reference = reference.rpartition("!")
            if title.startswith("'"):
                title = title[1:-1].replace("''", "'")
            sheet = self._by_name.get(title.casefold())
        if sheet is None:
            raise Failed(REF)
        if ":" not in reference:
            return self.result(sheet.id, *place(reference))
        box = cells(reference.replace("$", ""), sheet.id)
        if box is None:
            raise Failed(ERROR)
        return self._values(sheet, box)

    def named(self, name: str) -> list[Any]:
        """The values of a named range."""
        box = self._names.get(name.casefold())
        if box is None:
            raise Failed(NAME)
        return self._values(self._by_id[box.sheet], box)

    def _values(self, sheet: Sheet, box: Box) -> list[Any]:
        area = box.closed(len(sheet.rows), sheet.columns)
        return [
            self.result(sheet.id, row, column)
            for row in range(area.top or 0, area.bottom or 0)
            for column in range(area.left or 0, area.right or 0)
        ]


class _Reader:
    """Reads one formula from left to right and computes on the way."""

    def __init__(self, formula: str, sheet: Sheet, evaluator: Evaluator) -> None:
        self._sheet = sheet
        self._evaluator = evaluator
        self._tokens: list[tuple[str, str]] = []
        position = 0
        while position < len(formula.rstrip()):
            match = _TOKEN.match(formula, position)
            if match is None:
                raise Failed(ERROR)
            self._tokens.append((str(match.lastgroup), str(match[str(match.lastgroup)])))
            position = match.end()
        self._at = 0

    def all(self) -> Any:
        value = self._binary(0)
        if self._at < len(self._tokens):
            raise Failed(ERROR)
        return value

    def _peek(self) -> str:
        if self._at < len(self._tokens) and self._tokens[self._at][0] == "op":
            return self._tokens[self._at][1]
        return ""

    def _take(self, *operators: str) -> str:
        operator = self._peek()
        if operator not in operators:
            return ""
        self._at += 1
        return operator

    def _binary(self, level: int) -> Any:
        if level == len(_LEVELS):
            return self._power()
        left = self._binary(level + 1)
        while operator := self._take(*_LEVELS[level]):
            left = _apply(operator, left, self._binary(level + 1))
        return left

    def _power(self) -> Any:
        if self._take("-"):
            return -number(self._power())
        if self._take("+"):
            return self._power()
        left = self._primary()
        while self._take("%"):
            left = number(left) / 100
        if self._take("^"):
            return number(left) ** number(self._power())
        return left

    def _primary(self) -> Any:
        if self._take("("):
            value = self._binary(0)
            if not self._take(")"):
                raise Failed(ERROR)
            return value
        if self._at >= len(self._tokens):
            raise Failed(ERROR)
        kind, token = self._tokens[self._at]
        self._at += 1
        if kind == "number":
            return float(token) if re.search(r"[.eE]", token) else int(token)
        if kind == "string":
            return token[1:-1].replace('""', '"')
        if kind == "error":
            raise Failed(CellError(token))
        if kind == "ref":
            return self._evaluator.referred(token, self._sheet)
        if kind == "name":
            return self._call(token)
        raise Failed(ERROR)

    def _call(self, word: str) -> Any:
        """A function with its arguments; a word alone is a boolean or a named range."""
        name = word.upper()
        if self._peek() != "(":
            return name == "TRUE" if name in ("TRUE", "FALSE") else self._evaluator.named(word)
        self._at += 1
        arguments: list[Any] = []
        while not self._take(")"):
            arguments.append(self._argument())
            if not self._take(",", ";") and self._peek() != ")":
                raise Failed(ERROR)
        if name == "IF":
            chosen = arguments[1:] if _true(arguments[0]) else [*arguments[2:], False]
            return chosen[0]
        if name == "IFERROR":
            failed = isinstance(arguments[0], CellError)
            return ([*arguments[1:], None] if failed else arguments)[0]
        if name not in FUNCTIONS:
            raise Failed(NAME)
        for argument in arguments:
            if isinstance(argument, CellError):
                raise Failed(argument)
        return FUNCTIONS[name](arguments)

    def _argument(self) -> Any:
        """An argument that fails is an error value: IF and IFERROR may not need it."""
        try:
            return self._binary(0)
        except Failed as failed:
            depth = 0
            while self._at < len(self._tokens):
                token = self._peek()
                if depth == 0 and token in (",", ";", ")"):
                    break
                depth += (token == "(") - (token == ")")
                self._at += 1
            return failed.error


def _true(value: Any) -> bool:
    if isinstance(value, CellError):
        raise Failed(value)
    return bool(number(value))


def _apply(operator: str, left: Any, right: Any) -> Any:
    if operator == "&":
        return text(left) + text(right)
    if operator in _LEVELS[0]:
        return _compared(operator, left, right)
    first, second = number(left), number(right)
    if operator == "+":
        return first + second
    if operator == "-":
        return first - second
    if operator == "*":
        return first * second
    if second == 0:
        raise Failed(DIV0)
    return first / second


def _compared(operator: str, left: Any, right: Any) -> bool:
    for side in (left, right):
        if isinstance(side, CellError):
            raise Failed(side)
    first, second = _rank(left), _rank(right)
    answers = {
        "=": first == second,
        "<>": first != second,
        "<": first < second,
        ">": first > second,
        "<=": first <= second,
        ">=": first >= second,
    }
    return answers[operator]


def _rank(value: Any) -> tuple[int, Any]:
    """Numbers come before text, text before booleans."""
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, str):
        return 1, value.casefold()
    return 0, number(value)
