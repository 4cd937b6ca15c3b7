"""The text of a filter, taken apart: ``state=open (team="Billing" or not tag in (a, b))``.

Pure; knows the language, and neither fields nor actions. The grammar::

    filter     all { ("or" | "|") all }
    all        term { ["and" | "&"] term }
    term       { "not" | "-" } ( "(" filter ")" | condition )
    condition  FIELD OPERATOR value { "," value }
               FIELD ["not"] "in" "(" value { "," value } ")"
    OPERATOR   "=" "!=" ">" ">=" "<" "<=" "~" "!~" "^" "$", and ":" and "==", which mean "="
    FIELD      letters, digits, "_", "." and "-"; a part with others in quotes
    value      anything up to a space or one of  , ( ) & |   or in quotes, where \\ escapes

``and`` binds closer than ``or``. A list is one of several values: ``tag=a,b`` is ``tag in (a, b)``,
``tag!=a,b`` is ``tag not in (a, b)``. ``not`` in front of a group goes to each of its conditions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .filter_tree import LISTED, Condition, FilterProblem, Group, Literal, Node, Span, negation

MAX_NESTING = 32
"""Parentheses within each other that are read; the API itself takes far fewer."""

_SPACE = re.compile(r"\s*")
_NAME = re.compile(r"[^\W\d][\w-]*(?:\.(?:[\w-]+|\"(?:\\.|[^\"\\])*\"))*")
_OPERATOR = re.compile(r":?(?:>=|<=|!=|!~|==|>|<|=|~|\^|\$)|:")
_IN = re.compile(r"(not\s+)?in\s*(?=\()", re.IGNORECASE)
_OR = re.compile(r"\|\|?|or(?![\w.-]|\s*[=:<>!~^$])", re.IGNORECASE)
_AND = re.compile(r"&&?|and(?![\w.-]|\s*[=:<>!~^$])", re.IGNORECASE)
_NOT = re.compile(r"-(?=\S)|not(?![\w.-]|\s*[=:<>!~^$])", re.IGNORECASE)
_WORD = re.compile(r"[^\s,()&|]+")
_REST = re.compile(r"[^\s()]*")
_ASSIGNS = re.compile(r"[^\W\d][\w.-]*[=<>!~]")
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_LOOKS_LIKE_OPERATOR = tuple("=<>!~")


def parse(text: str, path: str = "") -> tuple[Node | None, list[FilterProblem]]:
    """Return what a filter says, and every fault of how it is written.

    ``path`` is that of the problems. What cannot be read is left out; ``None`` is nothing at all.
    """
    parser = _Parser(text, path)
    parser.skip_space()
    if parser.at_end:
        parser.fault(Span(0, len(text)), "the filter is empty", "conditions such as state=open")
        return None, parser.faults
    node = parser.alternatives(0)
    while not parser.at_end:
        parser.fault(Span(parser.here, parser.here + 1), "this parenthesis closes nothing")
        parser.here += 1
        parser.skip_space()
        if not parser.at_end:
            parser.alternatives(0)
    return node, parser.faults


class _Parser:
    """Reads one text from its start to its end; each method leaves off behind what it has read."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.here = 0
        self.faults: list[FilterProblem] = []

    @property
    def at_end(self) -> bool:
        return self.here >= len(self.text)

    def fault(
        self, span: Span, message: str, expected: str | None = None, suggestion: str | None = None
    ) -> None:
        self.faults.append(
            FilterProblem(self.path, message, expected, suggestion, self.text, span.start, span.end)
        )

    def skip_space(self) -> None:
        found = _SPACE.match(self.text, self.here)
        assert found is not None
        self.here = found.end()

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read what a pattern finds here, and the space behind it."""
        found = pattern.match(self.text, self.here)
        if found is not None:
            self.here = found.end()
            self.skip_space()
        return found

    def stands(self, sign: str) -> bool:
        return self.text.startswith(sign, self.here)

    def alternatives(self, depth: int) -> Node | None:
        return self._joined("OR", _OR, depth)

    def _joined(self, operator: str, sign: re.Pattern[str], depth: int) -> Node | None:
        start = self.here
        parts: list[Node] = []
        while True:
            part = self._joined("AND", _AND, depth) if operator == "OR" else self._term(depth)
            if part is not None:
                parts.append(part)
            if operator == "AND":
                joined = self.take(sign)
                if self.at_end or self.stands(")") or _OR.match(self.text, self.here):
                    if joined is not None:
                        self._nothing_after(joined)
                    break
            else:
                joined = self.take(sign)
                if joined is None:
                    break
                if self.at_end or self.stands(")"):
                    self._nothing_after(joined)
                    break
        if len(parts) == 1:
            return parts[0]
        return Group(operator, tuple(parts), Span(start, self.here)) if parts else None

    def _nothing_after(self, sign: re.Match[str]) -> None:
        self.fault(Span(*sign.span()), f"a condition is missing after {sign[0]!r}")

    def _term(self, depth: int) -> Node | None:
        start = self.here
        negated = False
        while self.take(_NOT):
            negated = not negated
        if sign := (_OR.match(self.text, self.here) or _AND.match(self.text, self.here)):
            self.fault(Span(*sign.span()), f"a condition is missing before {sign[0]!r}")
            if sign.re is _AND:  # What follows is the next term; an `or` is read by the caller.
                self.take(_AND)
            return None
        if self.at_end or self.stands(")"):
            self.fault(Span(start, max(start + 1, self.here)), "a condition is missing here")
            return None
        node = self._group(depth) if self.stands("(") else self._condition()
        return negation(node) if negated and node is not None else node

    def _group(self, depth: int) -> Node | None:
        start = self.here
        self.here += 1
        self.skip_space()
        if depth >= MAX_NESTING:
            self.fault(Span(start, start + 1), f"more than {MAX_NESTING} parentheses are open here")
            self.here = len(self.text)
            return None
        if self.stands(")"):
            self.here += 1
            self.fault(Span(start, self.here), "these parentheses are empty")
            self.skip_space()
            return None
        node = self.alternatives(depth + 1)
        if self.stands(")"):
            self.here += 1
            end = self.here
            self.skip_space()
            return replace(node, span=Span(start, end)) if isinstance(node, Group) else node
        if not any("parentheses are open" in fault.message for fault in self.faults):
            self.fault(Span(start, start + 1), "this parenthesis is never closed", "a ')'")
        return node

    def _condition(self) -> Condition | None:
        start = self.here
        name = _NAME.match(self.text, start)
        if name is None:
            self._stray(start)
            return None
        self.here = name.end()
        self.skip_space()
        field = ".".join(_unquoted(part) for part in _name_parts(name[0]))
        operator_start = self.here
        if listed := _IN.match(self.text, self.here):
            self.here = listed.end()
            operator, values = "NIN" if listed[1] else "IN", self._parenthesised()
        elif sign := self.take(_OPERATOR):
            operator = _operator(sign[0])
            values = self._values(sign)
        else:
            self._stands_alone(name)
            return None
        if values is None:
            return None
        end = values[-1].span.end
        operator_span = Span(operator_start, values[0].span.start)
        if len(values) > 1 and operator not in ("IN", "NIN"):
            if operator not in LISTED:
                self.fault(
                    Span(values[0].span.start, end),
                    f"{operator} takes one value; several go with = and !=",
                    "one value",
                )
                return None
            operator = LISTED[operator]
        return Condition(
            field,
            operator,
            tuple(values),
            False,
            Span(*name.span()),
            operator_span,
            Span(start, end),
        )

    def _stands_alone(self, name: re.Match[str]) -> None:
        """Say what to do about a word without an operator, such as the rest of a text."""
        span = Span(*name.span())
        self.fault(
            span,
            f"{name[0]!r} is no condition: write field=value, and text with spaces in quotes",
            'field=value, or field="some text"',
        )
        # An operator that nobody knows would otherwise come up once more by itself.
        if not self.at_end and self.here == name.end() and not self.stands(")"):
            self._skip_word()

    def _stray(self, start: int) -> None:
        self._skip_word()
        word = self.text[start : self.here].rstrip()
        self.fault(
            Span(start, start + max(1, len(word))),
            f"{word!r} is no name of a field",
            "a condition such as state=open",
        )

    def _skip_word(self) -> None:
        found = _QUOTED.match(self.text, self.here) or _WORD.match(self.text, self.here)
        self.here = found.end() if found else self.here + 1
        self.skip_space()

    def _values(self, sign: re.Match[str]) -> list[Literal] | None:
        if self.stands("("):
            if _operator(sign[0]) in LISTED:
                return self._parenthesised()
            self.fault(Span(self.here, self.here + 1), f"{sign[0]} takes one value", "one value")
            self._parenthesised()
            return None
        values: list[Literal] = []
        while True:
            value = self._value("," if values else sign[0], Span(*sign.span()))
            if value is None:
                self.take(_REST)
                return None
            if values and not value.quoted and _ASSIGNS.match(value.text):
                self.fault(
                    value.span,
                    f"a comma makes a list, and {value.text!r} looks like a condition: "
                    "part conditions by a space, or put the value in quotes",
                )
                return None
            values.append(value)
            self.skip_space()
            if not self.stands(","):
                return values
            self.here += 1
            self.skip_space()

    def _parenthesised(self) -> list[Literal] | None:
        start = self.here
        self.here += 1
        self.skip_space()
        values: list[Literal] = []
        while not self.stands(")"):
            if self.at_end:
                self.fault(Span(start, start + 1), "this parenthesis is never closed", "a ')'")
                return None
            value = self._value("," if values else "(", Span(start, start + 1))
            if value is None:
                end = self.text.find(")", self.here)
                self.here = len(self.text) if end < 0 else end + 1
                self.skip_space()
                return None
            values.append(value)
            self.skip_space()
            if self.stands(","):
                self.here += 1
                self.skip_space()
            elif not self.stands(")") and not self.at_end:
                self.fault(Span(self.here, self.here + 1), "a comma is missing here", "','")
        self.here += 1
        if not values:
            self.fault(Span(start, self.here), "the list is empty", "one value or more")
        self.skip_space()
        return values or None

    def _value(self, after: str, place: Span) -> Literal | None:
        start = self.here
        if self.text[start : start + 1] in ("'", '"'):
            found = _QUOTED.match(self.text, start)
            if found is None:
                self.fault(Span(start, start + 1), "this quote is never closed", self.text[start])
                self.here = len(self.text)
                return None
            self.here = found.end()
            return Literal(_unquoted(found[0]), True, Span(start, self.here))
        found = _WORD.match(self.text, start)
        if found is None:
            self.fault(place, f"a value is missing after {after!r}", "a value, or none for null")
            return None
        self.here = found.end()
        span = Span(start, self.here)
        if found[0].startswith(_LOOKS_LIKE_OPERATOR):
            self.fault(span, f"{found[0]!r} is read as an operator: put a value so in quotes")
            return None
        return Literal(found[0], False, span)


def _operator(sign: str) -> str:
    bare = sign.removeprefix(":")
    return "=" if bare in ("", "==") else bare


def _name_parts(name: str) -> Sequence[str]:
    return re.findall(r"\"(?:\\.|[^\"\\])*\"|[^.\"]+", name)


def _unquoted(text: str) -> str:
    if text[:1] in ("'", '"') and len(text) > 1:
        return _ESCAPED.sub(r"\1", text[1:-1])
    return text
