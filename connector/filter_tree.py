"""What the text of a filter says: conditions and groups, and what is wrong, each with its place.

Pure; knows neither fields nor actions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .errors import Problem

MAX_SHOWN_LINE = 100
"""Longest piece of a filter that is quoted above a caret, characters."""

LISTED = {"=": "IN", "!=": "NIN"}
"""What an operator is for several values."""

FLIPPED = {
    **{"=": "!=", "!=": "=", "IN": "NIN", "NIN": "IN", "~": "!~", "!~": "~"},
    **{">": "<=", "<=": ">", "<": ">=", ">=": "<"},
}
"""What is true where an operator is not; some have no such other."""


@dataclass(frozen=True, slots=True)
class FilterProblem(Problem):
    """One fault of a filter's text, and where: from ``start`` to ``end``, in characters.

    ``path`` is the place of the query in the params. As text it shows the place with carets.
    """

    text: str = ""
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        hint = f" Did you mean {self.suggestion!r}?" if self.suggestion else ""
        return f"at {self.start + 1}: {self.message}.{hint}\n{self._marked()}"

    def _marked(self) -> str:
        """Return the line with the fault, cut to what is near it, and carets below."""
        begins = self.text.rfind("\n", 0, self.start) + 1
        line = self.text[begins:].partition("\n")[0]
        column = self.start - begins
        width = max(1, min(self.end - self.start, len(line) - column))
        cut = max(0, min(column - MAX_SHOWN_LINE // 2, len(line) - MAX_SHOWN_LINE))
        shown = line[cut : cut + MAX_SHOWN_LINE].replace("\t", " ")
        carets = "^" * max(1, min(width, len(shown) - (column - cut)))
        return f"      {shown}\n      {' ' * (column - cut)}{carets}"


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in the text, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as it was written; what is ``quoted`` is text and nothing else."""

    text: str
    quoted: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Condition:
    """``field operator value``, the operator as the API writes it; ``IN`` and ``NIN`` take many."""

    field: str
    operator: str
    values: tuple[Literal, ...]
    negated: bool
    field_span: Span
    operator_span: Span
    span: Span


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that ``AND`` or ``OR`` holds together, one or more."""

    operator: str
    parts: tuple[Node, ...]
    span: Span


Node = Condition | Group


def negation(node: Node) -> Node:
    """Return what is true where a node is not: of a group, none or not all of its parts."""
    if isinstance(node, Condition):
        return replace(node, negated=not node.negated)
    other = "OR" if node.operator == "AND" else "AND"
    return Group(other, tuple(map(negation, node.parts)), node.span)
