"""A filter's conditions become those of the API, by what its search takes.

Names become ids through the function it is given; nothing else here does I/O.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any

from .errors import AmbiguousName, UnknownName
from .filter_fields import Search, SearchField
from .filter_times import TIME_FORMS, Stretch, is_relative, stretch_of
from .filter_tree import FLIPPED, LISTED, Condition, FilterProblem, Literal, Node, Span
from .suggestions import nearest_names

Resolve = Callable[[str, str], str]
"""Gives the id of something by its kind, as the catalog's header names it, and its name."""

_NULLS = ("none", "null")
_FLAGS = {"true": True, "false": False}
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?")
_COMPARING = (">", ">=", "<", "<=")
_EXACT = ("=", "!=", "IN", "NIN")
_SINGLE = {several: one for one, several in LISTED.items()}
_SHOWN = {"IN": "in (…)", "NIN": "not in (…)"}
_MOST_NAMED = 8
"""So many fields are named where one is not known."""


@dataclass(frozen=True, slots=True)
class Single:
    """A condition as the API takes it."""

    field: str
    operator: str
    value: Any
    span: Span

    def query(self) -> dict[str, Any]:
        """Return it as the API takes it."""
        return {"field": self.field, "operator": self.operator, "value": self.value}


@dataclass(frozen=True, slots=True)
class Several:
    """A group as the API takes it."""

    operator: str
    parts: tuple[Compiled, ...]
    span: Span

    def query(self) -> dict[str, Any]:
        """Return it as the API takes it."""
        return {"operator": self.operator, "value": [part.query() for part in self.parts]}


Compiled = Single | Several


def span_at(compiled: Compiled, steps: list[str]) -> Span:
    """Return where in the text that stands which a path leads to in the query of ``compiled``."""
    while isinstance(compiled, Several) and len(steps) > 1 and steps[1].isdecimal():
        compiled, steps = compiled.parts[int(steps[1])], steps[2:]
    return compiled.span


def flattened(compiled: Compiled) -> Compiled:
    """Return the same with no group in one of its own operator, and none of a single part."""
    if isinstance(compiled, Single):
        return compiled
    parts: list[Compiled] = []
    for part in map(flattened, compiled.parts):
        if isinstance(part, Several) and part.operator == compiled.operator:
            parts.extend(part.parts)
        else:
            parts.append(part)
    return parts[0] if len(parts) == 1 else replace(compiled, parts=tuple(parts))


class Compiler:
    """Turns one text's conditions into those of the API; collects faults as it goes."""

    def __init__(
        self, text: str, search: Search, resolve: Resolve | None, now: int, zone: tzinfo
    ) -> None:
        self.text = text
        self.search = search
        self.resolve = resolve
        self.now = now
        self.zone = zone
        self.sources: Callable[[str], tuple[str, ...]] = lambda kind: ()
        self.faults: list[FilterProblem] = []
        self.names: dict[str, str] = {}
        self.timed: set[str] = set()
        self._ids: dict[tuple[str, str], str | None] = {}

    def fault(
        self, span: Span, message: str, expected: str | None = None, suggestion: str | None = None
    ) -> None:
        """Note what is wrong with a piece of the text."""
        place = self.search.place
        self.faults.append(
            FilterProblem(place, message, expected, suggestion, self.text, span.start, span.end)
        )

    def compiled(self, node: Node) -> Compiled:
        """Return what the API is to be asked; with faults, something of the same shape."""
        if isinstance(node, Condition):
            # What has a fault keeps its place: the size and depth of groups are told all the same.
            return self._condition(node) or Single(node.field, node.operator, None, node.span)
        return Several(node.operator, tuple(map(self.compiled, node.parts)), node.span)

    def check_size(self, compiled: Compiled, depth: int = 0) -> None:
        """Note groups that hold too much, or lie too deep."""
        if isinstance(compiled, Single):
            return
        most, deepest = self.search.max_items, self.search.max_depth
        if deepest is not None and depth >= deepest:
            message = f"groups nest at most {deepest} levels deep, and this is one more"
            self.fault(compiled.span, message, f"{deepest} levels")
            return
        if most is not None and len(compiled.parts) > most:
            message = (
                f"{compiled.operator} holds {len(compiled.parts)} conditions here, and the API "
                f"takes {most}; several values of one field are one: field in (a, b)"
            )
            self.fault(compiled.span, message, f"{most} conditions or less")
        for part in compiled.parts:
            self.check_size(part, depth + 1)

    def _condition(self, condition: Condition) -> Compiled | None:
        field = self.search.field_of(condition.field)
        if field is None:
            self._unknown_field(condition)
            return None
        operator = condition.operator
        if condition.negated:
            if operator not in FLIPPED:
                message = f"{operator} has no opposite, so `not` cannot stand before it"
                self.fault(condition.operator_span, message)
                return None
            operator = FLIPPED[operator]
        if self._is_timed(field, operator, condition):
            return self._timed(field, operator, condition)
        single = _SINGLE.get(operator)
        apart = operator not in field.operators and single in field.operators
        if operator not in field.operators and not apart:
            self._wrong_operator(field, operator, condition)
            return None
        count = len(self.faults)
        values = [self._value(field, operator, literal) for literal in condition.values]
        if len(self.faults) > count:
            return None
        if apart and single is not None:
            parts = [Single(field.name, single, value, condition.span) for value in values]
            return Several("OR" if operator == "IN" else "AND", tuple(parts), condition.span)
        value = values if single is not None else values[0]
        return Single(field.name, operator, value, condition.span)

    def _unknown_field(self, condition: Condition) -> None:
        names = self.search.names()
        nearest = nearest_names(condition.field, names)
        listed = ", ".join(nearest or names[:_MOST_NAMED])
        expected = f"one of {listed}{'' if nearest or len(names) <= _MOST_NAMED else ', …'}"
        message = f"there is no field {condition.field!r}"
        if len(nearest) != 1:
            message += f"; {'near it are' if nearest else 'there are'} {expected[7:]}"
        suggestion = nearest[0] if nearest else None
        self.fault(condition.field_span, message, expected, suggestion)

    def _wrong_operator(self, field: SearchField, operator: str, condition: Condition) -> None:
        taken = ", ".join(_SHOWN.get(each, each) for each in field.operators)
        shown = _SHOWN.get(operator, operator)
        message = f"{field.name} takes no {shown}, only {taken}"
        self.fault(condition.operator_span, message, taken)

    def _value(self, field: SearchField, operator: str, literal: Literal) -> Any:
        text = literal.text
        if not literal.quoted and text.lower() in _NULLS:
            if operator not in _EXACT:
                self.fault(literal.span, f"{text} goes with = and != only")
            return None
        if field.kind is not None and operator in _EXACT and not self._is_id(field, text):
            text = self._looked_up(field.kind, literal) or ""
        if field.type == "number":
            if text and not _NUMBER.fullmatch(text):
                self.fault(literal.span, f"{field.name} is a number, and {text!r} is none")
                return None
            return text if field.as_text or not text else _number(text)
        if field.type == "flag":
            if text.lower() not in _FLAGS:
                message = f"{field.name} is true or false, not {text!r}"
                self.fault(literal.span, message, "true or false")
            return _FLAGS.get(text.lower())
        if field.type == "any" and not literal.quoted:
            if text.lower() in _FLAGS:
                return _FLAGS[text.lower()]
            return _number(text) if _PLAIN_NUMBER.fullmatch(text) else text
        return self._word(field, literal) if field.values and operator in _EXACT else text

    def _word(self, field: SearchField, literal: Literal) -> str:
        """Return one of the words that there are for a field's value; quoted, any text will do."""
        if literal.quoted or literal.text in field.values:
            return literal.text
        for word in field.values:
            if word.lower() == literal.text.lower():
                return word
        listed = ", ".join(field.values)
        nearest = nearest_names(literal.text, field.values, limit=1)
        message = f"{field.name} is one of {listed}, not {literal.text!r}"
        self.fault(literal.span, message, listed, nearest[0] if nearest else None)
        return literal.text

    def _is_id(self, field: SearchField, text: str) -> bool:
        if self.search.id_pattern is not None:
            return re.search(self.search.id_pattern, text) is not None
        if field.type == "number":
            return _NUMBER.fullmatch(text) is not None
        return self.resolve is None

    def _looked_up(self, kind: str, literal: Literal) -> str | None:
        asked = (kind, literal.text)
        if asked not in self._ids:
            self._ids[asked] = self._resolved(kind, literal)
        found = self._ids[asked]
        if found is not None:
            self.names[found] = literal.text
        return found

    def _resolved(self, kind: str, literal: Literal) -> str | None:
        named = kind.replace("_", " ")
        if self.resolve is None:
            sources = " or ".join(self.sources(kind))
            gives = f"; {sources} gives such ids" if sources else ""
            message = f"{literal.text!r} is no id of a {named}, and nothing here looks names up"
            self.fault(literal.span, f"{message}{gives}", f"the id of a {named}")
            return None
        try:
            return str(self.resolve(kind, literal.text))
        except (UnknownName, AmbiguousName) as error:
            told = f"{error.message} {error.next_step or ''}".strip().removesuffix(".")
            self.fault(literal.span, told, f"the name or id of a {named}")
            return None

    def _is_timed(self, field: SearchField, operator: str, condition: Condition) -> bool:
        """Whether values are times: so the schema says, or nothing else can be compared."""
        if field.type == "time":
            return True
        return (
            field.type == "any"
            and operator in _COMPARING
            and not any(_NUMBER.fullmatch(literal.text) for literal in condition.values)
        )

    def _timed(self, field: SearchField, operator: str, condition: Condition) -> Compiled | None:
        if operator not in (*_EXACT, *_COMPARING):
            taken = [each for each in (*_EXACT, *_COMPARING) if each in field.operators]
            self._wrong_operator(replace(field, operators=tuple(taken)), operator, condition)
            return None
        self.timed.add(field.name)
        single = _SINGLE.get(operator, operator)
        parts = [self._compared(field, single, each, condition) for each in condition.values]
        kept = tuple(part for part in parts if part is not None)
        if len(kept) < len(parts):
            return None
        return Several("AND" if single == "!=" else "OR", kept, condition.span)

    def _compared(
        self, field: SearchField, operator: str, literal: Literal, condition: Condition
    ) -> Compiled | None:
        """Return a comparison with one time; where it is a stretch, of both its ends."""
        text, name, span = literal.text, field.name, condition.span
        if not literal.quoted and text.lower() in _NULLS:
            if operator not in ("=", "!="):
                self.fault(literal.span, f"{text} goes with = and != only")
                return None
            return Single(name, operator, None, span)
        try:
            stretch = stretch_of(text, self.now, self.zone)
        except ValueError as error:
            also = " or number" if field.type == "any" else ""
            self.fault(literal.span, f"{error}{also}; write one of {TIME_FORMS}", TIME_FORMS)
            return None
        if operator in ("=", "!="):
            if stretch.is_moment:
                if is_relative(text):
                    message = (
                        f"{operator} {text} is about a single second: write {name}>{text} for "
                        f"what is later, {name}<{text} for what is earlier"
                    )
                    self.fault(literal.span, message, f"> {text}, or < {text}")
                return Single(name, operator, stretch.start, span)
            ends = [self._from(stretch.start), self._before(stretch.end)]
            if operator == "!=":
                ends = [self._before(stretch.start), self._from(stretch.end)]
            parts = tuple(Single(name, sign, at, span) for sign, at in ends)
            return Several("AND" if operator == "=" else "OR", parts, span)
        sign, at = self._bound(operator, stretch)
        return Single(name, sign, at, span)

    def _bound(self, operator: str, stretch: Stretch) -> tuple[str, int]:
        if stretch.is_moment and operator in (">", "<"):
            return operator, stretch.start
        match operator:
            case ">":
                return self._from(stretch.end)
            case ">=":
                return self._from(stretch.start)
            case "<":
                return self._before(stretch.start)
            case _:
                return self._before(stretch.end)

    def _from(self, at: int) -> tuple[str, int]:
        """Return what is true at a time and after it, by the operators that there are."""
        match self.search.bounds:
            case "strict":
                return ">", at - 1
            case "inclusive":
                return ">", at
            case _:
                return ">=", at

    def _before(self, at: int) -> tuple[str, int]:
        return "<", at - 1 if self.search.bounds == "inclusive" else at


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)
