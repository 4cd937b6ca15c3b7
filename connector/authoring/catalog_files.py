"""Read and write a catalog on disk: `actions.yaml` and the JSON files under `schemas/`.

The text is deterministic: the same catalog is always the same bytes, so that a refresh shows only
what changed. Each file is replaced in one step, files that say the same are left alone, and only
files of this format are ever deleted. This module gives no meaning to what it reads.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .errors import AuthoringError
from .openapi import parse_yaml_documents
from .schema_tree import Schema, arranged

ACTIONS_FILE = "actions.yaml"
SCHEMAS_FOLDER = "schemas"
SHARED_FOLDER = "schemas/shared"
VARIANTS_FOLDER = "schemas/variants"
RETURNS_FOLDER = "schemas/returns"
RETURN_PARTS_FOLDER = "schemas/returns/shared"
OVERLAY_FILE = "schemas/overlay.yaml"
LINE_WIDTH = 100

_TOP_COMMENT = """\
# The catalog: what every action is. What each accepts is in schemas/<action>.json, what it answers
# and which errors to expect in schemas/returns/<action>.json.
#
# Written by `connector catalog import`: requests, locations and effects come from the API's own
# description and from {overlay}, and are overwritten by the next import. Only `summary`,
# `hint` and `aliases` (and the titles, descriptions and examples in schemas/) are written by hand
# here; they are kept.
# Every entry stands alone: it can be cut out of this file and read without the rest.
"""


@dataclass(frozen=True)
class CatalogFiles:
    """A whole catalog as plain data: entries by action, schemas by action, shared parts by name.

    `variants`: by action, what its schema is in other versions: `versions`, and a JSON `patch`.
    `returns`: by action, the `schema` of its success and the `errors` to expect, where known;
    `return_parts`: the shared parts of those schemas.
    """

    header: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    schemas: dict[str, Schema] = field(default_factory=dict)
    shared: dict[str, Schema] = field(default_factory=dict)
    variants: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    returns: dict[str, dict[str, Any]] = field(default_factory=dict)
    return_parts: dict[str, Schema] = field(default_factory=dict)

    def schema_files(self) -> Iterator[tuple[str, Schema]]:
        """Each schema with its file name relative to the catalog's folder."""
        for name, schema in self.schemas.items():
            yield f"{SCHEMAS_FOLDER}/{name}.json", schema
        for name, schema in self.shared.items():
            yield f"{SHARED_FOLDER}/{name}.json", schema

    def patch_references(self) -> list[str]:
        """Every shared part that a variant's patch brings in, repeats included."""
        found: list[str] = []
        for variants in self.variants.values():
            for operation in (each for variant in variants for each in variant["patch"]):
                leaf = operation["path"].rpartition("/")[2]
                found += _references_within({leaf: operation.get("value")})
        return found


def actions_text(catalog: CatalogFiles) -> str:
    """The text of `actions.yaml`: a header, then one entry an action, names at column 0."""
    lines = [_TOP_COMMENT.format(overlay=OVERLAY_FILE).rstrip("\n")]
    for key, value in catalog.header.items():
        lines += _block(key, value, "")
    lines.append("---")
    group = None
    for name, entry in catalog.entries.items():
        if entry["group"] != group:
            group = entry["group"]
            lines += ["", f"# ── {group} ──"]
        lines += ["", f"{name}:"]
        for key, value in entry.items():
            lines += _block(key, value, "  ")
    return "\n".join(lines) + "\n"


def _block(key: str, value: Any, indent: str) -> list[str]:
    if isinstance(value, list) and any(isinstance(part, dict) for part in value):
        return [f"{indent}{key}:", *_block_items(value, indent + "  ")]
    line = f"{indent}{_inline(key)}: {_inline(value)}"
    if isinstance(value, list) and len(line) > LINE_WIDTH:
        return [f"{indent}{key}:", *_wrapped(value, indent + "  ")]
    nested = isinstance(value, dict) and any(isinstance(part, dict) for part in value.values())
    if isinstance(value, dict) and value and (nested or len(line) > LINE_WIDTH):
        lines = [f"{indent}{key}:"]
        for name, part in value.items():
            lines += _block(name, part, indent + "  ")
        return lines
    return [line]


def _block_items(values: list[Any], indent: str) -> list[str]:
    lines = []
    for value in values:
        if not isinstance(value, dict) or not value:
            lines.append(f"{indent}- {_inline(value)}")
            continue
        item = [line for key, part in value.items() for line in _block(key, part, f"{indent}  ")]
        item[0] = f"{indent}- {item[0].removeprefix(f'{indent}  ')}"
        lines += item
    return lines


def _wrapped(values: list[Any], indent: str) -> list[str]:
    """A long list in brackets, as many values a line as fit."""
    lines = [f"{indent}["]
    for value in values:
        piece = f"{_inline([value])[1:-1]},"
        if lines[1:] and len(lines[-1]) + len(piece) < LINE_WIDTH:
            lines[-1] += f" {piece}"
        else:
            lines.append(f"{indent}  {piece}")
    return [*lines, f"{indent}]"]


def _inline(value: Any) -> str:
    if isinstance(value, dict | list):
        text = yaml.dump(
            value, default_flow_style=True, sort_keys=False, width=10**9, allow_unicode=True
        )
        return str(text).rstrip("\n")
    # A scalar in block style needs fewer quotes than one inside brackets.
    text = yaml.dump({"k": value}, default_flow_style=False, width=10**9, allow_unicode=True)
    return str(text)[len("k: ") :].rstrip("\n")


def _references_within(value: Any) -> Iterator[str]:
    """Every `$ref` in any JSON value; what a patch brings need not be a whole schema."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "$ref" and isinstance(part, str):
                yield part
            else:
                yield from _references_within(part)
    elif isinstance(value, list):
        for part in value:
            yield from _references_within(part)


_KINDS: dict[type, str] = {dict: "an object", list: "a list"}


def variants_text(variants: list[dict[str, Any]]) -> str:
    """The text of one file of variants: indented by two, what is short and flat on one line."""
    return _json_text(variants, 0, 0) + "\n"


def schema_text(schema: Schema) -> str:
    """The text of one schema file: indented by two, what is short and flat on one line."""
    return _json_text(arranged(schema), 0, 0) + "\n"


def line_text(value: Any) -> str:
    """The text of a file that only machines read: one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _json_text(value: Any, indent: int, used: int) -> str:
    """`indent`: columns of this level. `used`: columns already taken on the current line."""
    flat = json.dumps(value, ensure_ascii=False)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    short = used + len(flat) < LINE_WIDTH
    if not parts or (short and all(_is_flat(part) for part in parts)):
        return flat
    inner = indent + 2
    pad = " " * inner
    if isinstance(value, dict):
        lines = []
        for name, part in value.items():
            key = f"{pad}{json.dumps(name, ensure_ascii=False)}: "
            lines.append(key + _json_text(part, inner, len(key)))
        opening, closing = "{", "}"
    else:
        lines = [pad + _json_text(part, inner, inner) for part in value]
        opening, closing = "[", "]"
    return f"{opening}\n" + ",\n".join(lines) + f"\n{' ' * indent}{closing}"


def _is_flat(value: Any) -> bool:
    if isinstance(value, list):
        return not any(isinstance(part, dict | list) for part in value)
    return not isinstance(value, dict)


def read_catalog(folder: Path) -> CatalogFiles:
    """Read the catalog of a folder; a folder without `actions.yaml` holds an empty one.

    Raises AuthoringError listing every file that cannot be read.
    """
    path = folder / ACTIONS_FILE
    if not path.exists():
        return CatalogFiles()
    problems: list[str] = []
    header: dict[str, Any] = {}
    entries: dict[str, dict[str, Any]] = {}
    try:
        documents = parse_yaml_documents(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise AuthoringError(f"{ACTIONS_FILE} cannot be parsed", [str(error)]) from error
    if len(documents) != 2 or not all(isinstance(part, dict) for part in documents):
        problems.append(f"{ACTIONS_FILE}: a header, a line `---` and the actions are expected")
    else:
        header, entries = documents
    schemas = _read_schemas(folder / SCHEMAS_FOLDER, problems)
    shared = _read_schemas(folder / SHARED_FOLDER, problems)
    variants = _read_json_files(folder / VARIANTS_FOLDER, list, problems)
    returns = _read_schemas(folder / RETURNS_FOLDER, problems)
    parts = _read_schemas(folder / RETURN_PARTS_FOLDER, problems)
    if problems:
        raise AuthoringError("the catalog cannot be read", problems)
    return CatalogFiles(header, entries, schemas, shared, variants, returns, parts)


def _read_schemas(folder: Path, problems: list[str]) -> dict[str, Schema]:
    return _read_json_files(folder, dict, problems)


def _read_json_files(folder: Path, kind: type, problems: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
        except json.JSONDecodeError as error:
            problems.append(f"{path.relative_to(folder.parent)}: {error}")
            continue
        if isinstance(value, kind):
            found[path.stem] = value
        else:
            problems.append(f"{path.relative_to(folder.parent)}: not {_KINDS[kind]}")
    return found


def write_catalog(catalog: CatalogFiles, folder: Path) -> list[str]:
    """Write a catalog into a folder; answers the relative names of the files that changed.

    Schemas are written before `actions.yaml` names them and deleted after it no longer does, so
    that a reader between two steps never misses a file.
    """
    filled = {VARIANTS_FOLDER: catalog.variants, RETURN_PARTS_FOLDER: catalog.returns}
    for kept in (SHARED_FOLDER, *(name for name, content in filled.items() if content)):
        (folder / kept).mkdir(parents=True, exist_ok=True)
    changed: list[str] = []
    wanted = {name: schema_text(schema) for name, schema in catalog.schema_files()}
    for name, variants in catalog.variants.items():
        wanted[f"{VARIANTS_FOLDER}/{name}.json"] = variants_text(variants)
    for name, returns in catalog.returns.items():
        wanted[f"{RETURNS_FOLDER}/{name}.json"] = line_text(returns)
    for name, part in catalog.return_parts.items():
        wanted[f"{RETURN_PARTS_FOLDER}/{name}.json"] = line_text(part)
    for name, text in {**wanted, ACTIONS_FILE: actions_text(catalog)}.items():
        if write_text(folder / name, text):
            changed.append(name)
    for kept in (
        *(SCHEMAS_FOLDER, SHARED_FOLDER, VARIANTS_FOLDER),
        *(RETURNS_FOLDER, RETURN_PARTS_FOLDER),
    ):
        for path in sorted((folder / kept).glob("*.json")):
            name = f"{kept}/{path.name}"
            if name not in wanted:
                path.unlink()
                changed.append(name)
    return changed


def copy_overlay(source: Path, folder: Path) -> list[str]:
    """Make a file the overlay of a catalog; answers its relative name if that changed anything."""
    changed = write_text(folder / OVERLAY_FILE, source.read_text(encoding="utf-8"))
    return [OVERLAY_FILE] if changed else []


def write_text(path: Path, text: str) -> bool:
    """Replace a file in one step; answers whether it said anything else before."""
    data = text.encode("utf-8")
    if path.exists() and path.read_bytes() == data:
        return False
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        # A catalog is source, readable like any other; mkstemp makes private files.
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def entry_slice(text: str, action: str) -> str | None:
    """The lines of one entry cut out of the text of `actions.yaml`, or None."""
    found = re.search(rf"^{re.escape(action)}:\n(?:(?:[ \t#].*)?\n)*", text, re.MULTILINE)
    return found[0] if found else None
