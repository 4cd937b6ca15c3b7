"""What goes wrong while a catalog is written: always the whole list of faults, never only the first.

This module raises nothing itself and knows no file format.
"""

from __future__ import annotations

from collections.abc import Iterable


class AuthoringError(ValueError):
    """A document, overlay or catalog cannot be used as it stands; `problems` says why, one line each."""

    def __init__(self, what: str, problems: Iterable[str]) -> None:
        self.what = what
        self.problems = tuple(problems)
        super().__init__(what, self.problems)

    def __str__(self) -> str:
        if len(self.problems) == 1:
            return f"{self.what}: {self.problems[0]}"
        return f"{self.what}:" + "".join(f"\n- {problem}" for problem in self.problems)
