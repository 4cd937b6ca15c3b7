"""Imports point one way, and no action is known to Python code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from connector import Catalog

PACKAGE = Path(__file__).parents[1] / "connector"

# Each module may import those of the layers before its own, and its own layer's.
LAYERS = (
    {
        "errors",
        "wire",
        "secret",
        "version",
        "suggestions",
        "vocabulary",
        "json_values",
        "dotted",
        "redaction",
        "content_encoding",
        "patching",
        "typed",
    },
    {
        "variants",
        "type_names",
        "fields",
        "wording",
        "explanation",
        "correction",
        "validation",
        "bundling",
        "expectation",
        "filter_text",
        "filter_tree",
        "filter_times",
    },
    {
        "model",
        "entries",
        "catalog",
        "search_index",
        "indexing",
        "filter_fields",
        "filter_query",
        "filter_words",
    },
    {"encoding", "bodies", "building", "decoding", "redirects", "retry", "limiter", "settings"},
    {"calls", "paging", "waiting", "downloading", "reconciliation", "directory", "observation"},
    {
        "pool",
        "async_pool",
        "transport",
        "account",
        "connection",
        "async_connection",
        "profiles",
        "search",
        "semantic",
        "filters",
        "assignments",
        "examples",
        "outline",
        "inputs",
        "previews",
        "related",
    },
    {"dispatch", "__init__"},
    {"cli", "authoring", "pytest_plugin", "__main__"},
)
LEVEL = {module: level for level, modules in enumerate(LAYERS) for module in modules}
SEPARATE = {"sandbox": set(), "authoring": {"model", "catalog", "errors", "bundling", "variants"}}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "data" not in path.parts)


def imported_modules(path: Path) -> set[str]:
    """Top-level modules of the package that a file imports, wherever in the file."""
    package = path.relative_to(PACKAGE).parts[:-1]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            parts = (*base, *(node.module.split(".") if node.module else ()))
            if parts:
                found.add(parts[0])
            else:
                found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "connector":
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("connector."):
            found.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.Import):
            found.update(
                alias.name.split(".")[1]
                for alias in node.names
                if alias.name.startswith("connector.")
            )
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    imported = imported_modules(path) - {own}
    if own == "sandbox":
        assert not imported & set(LEVEL) - {"version"}, "the sandbox knows nothing of the engine"
        return
    assert own in LEVEL, f"{own} has no layer: add it to LAYERS"
    late = {"sandbox"} if own in ("dispatch", "cli", "pytest_plugin") else set()
    upward = {name for name in imported - late if name in LEVEL and LEVEL[name] > LEVEL[own]}
    assert not upward, f"{own} imports from a layer above its own"
    assert "sandbox" not in imported or late, f"{own} must not know the sandbox"


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if "sandbox" not in path.parts],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_no_action_name_in_python(path: Path, catalog: Catalog) -> None:
    texts = {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert not texts & set(catalog)


def test_only_one_module_sends_with_httpx() -> None:
    users = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if "sandbox" not in path.parts
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import) and any(alias.name == "httpx" for alias in node.names)
    }
    assert users == {"transport.py"}
