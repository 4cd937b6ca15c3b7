"""Which operations the API has at all, read from the catalog's text when somebody asks.

The sandbox uses this only to tell "not built yet" from "no such path"; it does not depend on the
catalog and works without one.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_REQUEST = re.compile(r"^  request: (\w+) (\S+)$", re.MULTILINE)


def _catalog_file() -> Path | None:
    """`actions.yaml` as the wheel carries it, else at the top of the checkout."""
    package = Path(__file__).resolve().parent.parent
    for place in (package / "data" / "actions.yaml", package.parent / "actions.yaml"):
        if place.is_file():
            return place
    return None


@cache
def _templates() -> tuple[tuple[str, re.Pattern[str]], ...]:
    file = _catalog_file()
    if file is None:
        return ()
    found = _REQUEST.findall(file.read_text(encoding="utf-8"))
    return tuple((method, _pattern(path)) for method, path in found)


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^{}]*\}", template)
    return re.compile("[^/]+".join(re.escape(part) for part in parts))


def is_operation(method: str, path: str) -> bool:
    """Whether the catalog has an operation for a method and a raw path."""
    return any(method == known and pattern.fullmatch(path) for known, pattern in _templates())
