"""Write catalogs: import OpenAPI documents, compare with them, and lint what is there.

This package is for the people who keep a catalog; the engine never imports it. The names below load
their modules when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .comparing import compare_catalog
    from .difference import ABSENT, Difference
    from .errors import AuthoringError
    from .importing import ImportReport, import_catalog
    from .lint import Finding, lint_catalog
    from .search_words import write_index

__all__ = [
    "ABSENT",
    "AuthoringError",
    "Difference",
    "Finding",
    "ImportReport",
    "compare_catalog",
    "import_catalog",
    "lint_catalog",
    "write_index",
]

_MODULES = {
    "ABSENT": "difference",
    "AuthoringError": "errors",
    "Difference": "difference",
    "Finding": "lint",
    "ImportReport": "importing",
    "compare_catalog": "comparing",
    "import_catalog": "importing",
    "lint_catalog": "lint",
    "write_index": "search_words",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
