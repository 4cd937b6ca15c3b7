"""What goes wrong while a catalog is written: the whole list of faults, never only the first.

This module raises nothing itself and knows no file format.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from connector.errors import CatalogError


class AuthoringError(CatalogError):
    """A document, overlay or catalog cannot be used as it stands.

    `problems` holds one line for each fault; the message lists them all.
    """

    _fields: ClassVar[tuple[str, ...]] = (*CatalogError._fields, "problems")

    def __init__(self, what: str, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        if len(self.problems) == 1:
            message = f"{what}: {self.problems[0]}"
        else:
            message = f"{what}:" + "".join(f"\n- {problem}" for problem in self.problems)
        super().__init__(message)
