"""Params against a schema: a fast yes, or every fault at once.

``jsonschema-rs`` accepts, ``jsonschema`` explains; a test holds them to the same verdict. Nothing
is changed or coerced, and nothing here does I/O. Heavy imports happen on first use.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .errors import InvalidParams, Problem
from .json_values import TOO_DEEP, sendable_copy, unsendable_values
from .variants import Schema

if TYPE_CHECKING:
    import jsonschema_rs

    from .fields import FieldTree

MAX_CORRECTIONS = 4
"""How often params are corrected in a row before they count as in doubt."""


class ParamsValidator:
    """Checks params against one self-contained JSON Schema; safe to share between threads."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    @cached_property
    def _compiled(self) -> jsonschema_rs.Draft202012Validator:
        import jsonschema_rs

        return jsonschema_rs.Draft202012Validator(dict(self.schema))

    @cached_property
    def _fields(self) -> FieldTree:
        from .fields import FieldTree

        return FieldTree([self.schema], self.schema)

    def problems(self, params: Any) -> list[Problem]:
        """Return every fault of ``params``, ordered by path; empty when they fit.

        Params may be any mapping; what lies within must be plain.
        """
        params = _plain(params)
        unsendable = list(unsendable_values(params))
        if unsendable:
            return self._beside(unsendable, params)
        if self._compiled.is_valid(params):
            return []
        return self._explained(params)

    def _explained(self, params: Any) -> list[Problem]:
        from .explanation import explain

        return explain(self.schema, params) or [
            Problem("", error.message) for error in self._compiled.iter_errors(params)
        ]

    def _beside(self, unsendable: list[Problem], params: Any) -> list[Problem]:
        """Return the faults of what JSON cannot carry, and those of all the rest."""
        problems = unsendable
        if unsendable[-1].message != TOO_DEEP:
            rest = sendable_copy(params)
            if not self._compiled.is_valid(rest):
                places = [problem.path for problem in unsendable]
                problems = unsendable + [
                    problem
                    for problem in self._explained(rest)
                    if not any(_is_within(problem.path, place) for place in places)
                ]
        return sorted(problems, key=lambda problem: (problem.path, problem.message))

    def check(self, params: Any, *, action: str | None = None, correct: bool = True) -> None:
        """Raise ``InvalidParams`` with all faults.

        It carries corrected params where none is in doubt, unless ``correct`` is false.
        """
        problems = self.problems(params)
        if problems:
            corrected = self._corrected(_plain(params), problems) if correct else None
            raise InvalidParams(problems, corrected=corrected, action=action)

    def _corrected(self, params: Any, problems: list[Problem]) -> dict[str, Any] | None:
        if not isinstance(params, dict) or any(unsendable_values(params)):
            return None
        from .correction import corrected_params

        # A fault can hide another: a field's value is looked at once its name is right.
        for _ in range(MAX_CORRECTIONS):
            corrected = corrected_params(self.schema, params, problems)
            if corrected is None:
                return None
            problems = self.problems(corrected)
            if not problems:
                return corrected
            params = corrected
        return None

    def unknown_fields(self, params: Mapping[str, Any]) -> list[Problem]:
        """Return a problem for each field that no part of the schema knows.

        The API takes more than it documents, so these are not faults by themselves.
        """
        return list(self._fields.unknown(_plain(params)))


def _plain(params: Any) -> Any:
    """Return params as a dict where they are another mapping: the validators know only dicts."""
    if isinstance(params, Mapping) and not isinstance(params, dict):
        return dict(params)
    return params


def _is_within(path: str, place: str) -> bool:
    return not place or path == place or path.startswith(f"{place}.")
