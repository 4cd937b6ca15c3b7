"""Params against a schema: a fast yes, or every fault at once.

``jsonschema-rs`` accepts, ``jsonschema`` explains; a test holds them to the same verdict. Nothing
is changed or coerced, and nothing here does I/O. Heavy imports happen on first use.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .errors import InvalidParams, Problem
from .json_values import unsendable_values
from .variants import Schema

if TYPE_CHECKING:
    import jsonschema_rs


class ParamsValidator:
    """Checks params against one self-contained JSON Schema; safe to share between threads."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    @cached_property
    def _compiled(self) -> jsonschema_rs.Draft202012Validator:
        import jsonschema_rs

        return jsonschema_rs.Draft202012Validator(dict(self.schema))

    def problems(self, params: Any) -> list[Problem]:
        """Return every fault of ``params``, ordered by path; empty when they fit."""
        unsendable = sorted(unsendable_values(params), key=lambda problem: problem.path)
        if unsendable:
            return unsendable
        if self._compiled.is_valid(params):
            return []
        from .explanation import explain

        return explain(self.schema, params) or [
            Problem("", error.message) for error in self._compiled.iter_errors(params)
        ]

    def check(self, params: Any, *, action: str | None = None) -> None:
        """Raise ``InvalidParams`` with all faults, and corrected params where none is in doubt."""
        problems = self.problems(params)
        if problems:
            from .correction import corrected_params

            corrected = corrected_params(self.schema, params)
            if corrected is not None and self.problems(corrected):
                corrected = None
            raise InvalidParams(problems, corrected=corrected, action=action)

    def unknown_fields(self, params: Mapping[str, Any]) -> list[Problem]:
        """Return a problem for each field that no part of the schema knows.

        The API takes more than it documents, so these are not faults by themselves.
        """
        from .fields import unknown_fields

        return list(unknown_fields(self.schema, params))
