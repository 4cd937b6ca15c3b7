"""The rules a catalog keeps, each a function that yields what breaks it.

A rule looks at the catalog as plain data and never stops at the first fault; a finding names the
action and the file. Rules change nothing. Only `lint_catalog` reads files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError
from pydantic import ValidationError

from ..building import RESERVED_HEADERS
from ..errors import CatalogError
from ..indexing import INDEX_FILE
from .answer_rules import check_answers, check_ids
from .catalog_files import (
    ACTIONS_FILE,
    OVERLAY_FILE,
    SCHEMAS_FOLDER,
    SHARED_FOLDER,
    entry_slice,
    read_catalog,
)
from .cross_references import check_id_names, check_reconcile, check_waiters
from .errors import AuthoringError
from .filter_rules import check_filters
from .format import ACTION_NAME_PATTERN, Entry, Header
from .linted import Fault, Linted
from .openapi import parse_text
from .operation import BODY, MAX_SUMMARY_CHARS
from .overlay import apply_overlay, load_overlay
from .schema_tree import WORD_KEYWORDS, arranged, references, shared_name, tokens, walk
from .search_words import is_stale
from .word_rules import check_aliases, check_descriptions, check_hints
from .words import facts_only


@dataclass(frozen=True)
class Finding:
    """One fault: the rule that found it, the action if there is one, the file, what is wrong."""

    rule: str
    action: str | None
    file: str
    message: str

    def __str__(self) -> str:
        about = f" {self.action}:" if self.action else ""
        return f"{self.file}:{about} {self.message} [{self.rule}]"


def check_format(linted: Linted) -> Iterator[Fault]:
    """Header and entries keep the format, and what the header names exists."""
    try:
        Header.model_validate(linted.catalog.header)
    except ValidationError as error:
        for fault in error.errors():
            yield None, ACTIONS_FILE, f"header {_dotted(fault['loc'])}: {fault['msg']}"
    health = linted.header.health if linted.header is not None else None
    if health is not None and health not in linted.catalog.entries:
        yield None, ACTIONS_FILE, f"header health: there is no action {health!r}"
    for key in ("existing_id", "pending_job"):
        pattern = getattr(linted.header, key, None)
        try:
            re.compile(pattern or "")
        except re.error as error:
            yield None, ACTIONS_FILE, f"header {key}: not a regular expression: {error}"
    for name, entry in linted.catalog.entries.items():
        try:
            Entry.model_validate(entry)
        except ValidationError as error:
            for fault in error.errors():
                yield name, ACTIONS_FILE, f"{_dotted(fault['loc'])}: {fault['msg']}"


def check_names(linted: Linted) -> Iterator[Fault]:
    """Action names can be tool names too."""
    for name in linted.catalog.entries:
        if not re.match(ACTION_NAME_PATTERN, name):
            yield name, ACTIONS_FILE, f"the name does not match {ACTION_NAME_PATTERN}"


def check_summaries(linted: Linted) -> Iterator[Fault]:
    """Every action has a summary of one short line, unlike any other."""
    seen: dict[str, str] = {}
    for name, entry in linted.valid_entries.items():
        if not entry.summary.strip():
            yield name, ACTIONS_FILE, "the summary is missing"
        elif "\n" in entry.summary or len(entry.summary) > MAX_SUMMARY_CHARS:
            yield (
                name,
                ACTIONS_FILE,
                f"the summary must be one line of at most {MAX_SUMMARY_CHARS} characters",
            )
        elif entry.summary in seen:
            yield name, ACTIONS_FILE, f"the summary is the same as that of {seen[entry.summary]}"
        seen.setdefault(entry.summary, name)


def check_slices(linted: Linted) -> Iterator[Fault]:
    """Each entry cut out of the text says by itself what it says in the whole."""
    for name, entry in linted.catalog.entries.items():
        lines = entry_slice(linted.text, name)
        try:
            alone = parse_text(lines or "")
        except yaml.YAMLError as error:
            yield name, ACTIONS_FILE, f"the entry cannot be read alone: {error}"
            continue
        if alone != {name: entry}:
            yield name, ACTIONS_FILE, "the entry read alone differs from the one in the whole file"


def check_files(linted: Linted) -> Iterator[Fault]:
    """Every action has its schema file, every file its action or a reference to it."""
    catalog = linted.catalog
    for name in catalog.entries:
        if name not in catalog.schemas:
            yield name, f"{SCHEMAS_FOLDER}/{name}.json", "the action has no schema file"
    for name in catalog.schemas:
        if name not in catalog.entries:
            yield None, f"{SCHEMAS_FOLDER}/{name}.json", "no action belongs to this file"
    referred = {
        shared_name(ref) for _, schema in catalog.schema_files() for ref in references(schema)
    } | {shared_name(ref) for ref in catalog.patch_references()}
    for name in catalog.shared:
        if name not in referred:
            yield None, f"{SHARED_FOLDER}/{name}.json", "no schema refers to this file"


def check_references(linted: Linted) -> Iterator[Fault]:
    """Every reference is relative and leads to a shared file."""
    for name, schema in linted.catalog.schemas.items():
        for ref in references(schema):
            if not (ref.startswith("shared/") and shared_name(ref) in linted.catalog.shared):
                yield name, f"{SCHEMAS_FOLDER}/{name}.json", f"{ref} leads to no shared file"
    for name, schema in linted.catalog.shared.items():
        for ref in references(schema):
            if "/" in ref or shared_name(ref) not in linted.catalog.shared:
                yield None, f"{SHARED_FOLDER}/{name}.json", f"{ref} leads to no shared file"


def check_schemas(linted: Linted) -> Iterator[Fault]:
    """Schemas are valid JSON Schema 2020-12 without ids, closed at the top and only there."""
    for file, schema in linted.catalog.schema_files():
        action = Path(file).stem if not file.startswith(SHARED_FOLDER) else None
        try:
            Draft202012Validator.check_schema(schema)
        except SchemaError as error:
            yield action, file, f"not a JSON Schema: {error.message}"
        if any("$id" in level for _, level in walk(schema)):
            yield action, file, "`$id` would change what the references mean"
        if action is not None:
            if schema.get("$schema") != "https://json-schema.org/draft/2020-12/schema":
                yield action, file, "`$schema` is not JSON Schema 2020-12"
            if schema.get("type") != "object" or schema.get("additionalProperties") is not False:
                yield action, file, "the top level must be a closed object"
        closed = [
            pointer
            for pointer, level in walk(schema)
            if level.get("additionalProperties") is False and (pointer or action is None)
        ]
        for pointer in closed:
            yield action, file, f"{pointer or '/'}: only the top level of an action is closed"


def check_required(linted: Linted) -> Iterator[Fault]:
    """What the top level requires exists."""
    for name, schema in linted.catalog.schemas.items():
        for missing in set(schema.get("required", [])) - set(schema.get("properties", {})):
            yield name, f"{SCHEMAS_FOLDER}/{name}.json", f"requires the unknown param {missing!r}"


def check_locations(linted: Linted) -> Iterator[Fault]:
    """Every param travels in exactly one place, and every place names a param that exists."""
    later = {name: _params_of_variants(each) for name, each in linted.catalog.variants.items()}
    credentials = (linted.header.auth.name or "").lower() if linted.header else ""
    for name, entry in linted.valid_entries.items():
        schema = linted.catalog.schemas.get(name, {})
        file = f"{SCHEMAS_FOLDER}/{name}.json"
        wire = {entry.wire_names.get(param, param): param for param in schema.get("properties", {})}
        placeholders = re.findall(r"\{([^}]+)\}", entry.request)
        in_path = _path_params(entry, placeholders)
        places = [*in_path, *entry.query, *entry.headers, BODY]
        for param in schema.get("properties", {}):
            if places.count(param) != 1:
                yield name, file, f"param {param!r} has {places.count(param)} locations, not one"
        for param in (*entry.query, *entry.headers, *entry.styles, *entry.wire_names):
            if param not in schema.get("properties", {}) and param not in later.get(name, ()):
                yield name, ACTIONS_FILE, f"{param!r} is not a param of the schema"
        for placeholder, param in zip(placeholders, in_path, strict=True):
            if param not in schema.get("properties", {}) or placeholder not in wire:
                yield name, file, f"the placeholder {{{placeholder}}} has no param"
            elif param not in schema.get("required", []):
                yield name, file, f"the path param {param!r} must be required"
        for param in entry.styles:
            if param not in entry.query:
                yield name, ACTIONS_FILE, f"the style of {param!r} does nothing outside the query"
        for key in {"body", "content_type"} & entry.model_fields_set:
            if BODY not in schema.get("properties", {}):
                yield name, ACTIONS_FILE, f"`{key}` is said of an action without `data`"
        for param in entry.headers:
            if entry.wire_names.get(param, param).lower() in {*RESERVED_HEADERS, credentials}:
                yield name, ACTIONS_FILE, f"the header of {param!r} belongs to the connection"


def _params_of_variants(variants: list[dict[str, Any]]) -> set[str]:
    """Params that other versions have beside those of the schema."""
    paths = [operation["path"] for variant in variants for operation in variant["patch"]]
    return {tokens(path)[1] for path in paths if path.startswith("/properties/")}


def _path_params(entry: Entry, placeholders: list[str]) -> list[str]:
    elsewhere = {*entry.query, *entry.headers, BODY}
    renamed = {wire: param for param, wire in entry.wire_names.items() if param not in elsewhere}
    return [renamed.get(placeholder, placeholder) for placeholder in placeholders]


def check_pages(linted: Linted) -> Iterator[Fault]:
    """Pagers exist, are used, and write to params the action has."""
    header = linted.header
    if header is None:
        return
    used = set()
    for name, entry in linted.valid_entries.items():
        if entry.use is None:
            continue
        used.add(entry.use.pager)
        pager = header.pagers.get(entry.use.pager)
        if pager is None:
            yield name, ACTIONS_FILE, f"the header has no pager {entry.use.pager!r}"
            continue
        for path in (pager.send.cursor, pager.send.page, pager.send.size):
            if path is not None and not _writable(linted, name, entry, path):
                yield name, ACTIONS_FILE, f"the pager writes {path}, which the schema does not have"
    for unused in set(header.pagers) - used:
        yield None, ACTIONS_FILE, f"no action uses the pager {unused!r}"


def _writable(linted: Linted, name: str, entry: Entry, path: str) -> bool:
    location, _, param = path.partition(".")
    if location == "query":
        return param in entry.query
    return location == BODY and linted.has_param(name, path, writable=True)


def check_union_titles(linted: Linted) -> Iterator[Fault]:
    """Where an object may have one of several shapes, each has a title for error messages."""
    for file, schema in linted.catalog.schema_files():
        action = Path(file).stem if not file.startswith(SHARED_FOLDER) else None
        for pointer, level in walk(schema):
            if "/not" in pointer or pointer.endswith("/not"):
                continue  # what is refused is never named
            branches = level.get("anyOf", [])
            if sum(branch != {"type": "null"} for branch in branches) < 2:
                continue
            for index, branch in enumerate(branches):
                target = linted.catalog.shared.get(shared_name(branch.get("$ref", "")), {})
                shaped = {"properties", "required"} & {*branch, *target}
                if shaped and not (branch.get("title") or target.get("title")):
                    yield action, file, f"{pointer}/anyOf/{index}: the variant has no title"


def check_overlay(linted: Linted) -> Iterator[Fault]:
    """The catalog holds every difference of its overlay, and the overlay holds no words."""
    if linted.overlay is None:
        return
    facts = facts_only(linted.catalog)
    applied, problems = apply_overlay(facts, linted.overlay)
    for problem in problems:
        if "changes nothing" not in problem.message:
            # Against a catalog that holds them already, differences are meant to change nothing.
            yield None, OVERLAY_FILE, str(problem)
    if applied.header != facts.header:
        yield None, OVERLAY_FILE, "the header is not that of the catalog; import again"
    for name, entry in applied.entries.items():
        schema = applied.schemas.get(name)
        same = arranged(schema) == arranged(facts.schemas.get(name))
        if entry != facts.entries[name] or not same:
            yield name, OVERLAY_FILE, "its differences are not in the catalog; import again"
    for name, schema in applied.shared.items():
        if arranged(schema) != arranged(facts.shared.get(name)):
            yield None, OVERLAY_FILE, f"differences of {name} are not in the catalog; import again"
    for index, change in enumerate(linted.overlay.differences):
        for pointer, level in walk(change.schema_):
            for keyword in WORD_KEYWORDS:
                if keyword in level:
                    message = f"/differences/{index}/schema{pointer}: {keyword} is a word"
                    yield None, OVERLAY_FILE, f"{message}; write it in the schema file"


Rule = Callable[[Linted], Iterator[Fault]]
RULES: dict[str, Rule] = {
    "format": check_format,
    "names": check_names,
    "summaries": check_summaries,
    "hints": check_hints,
    "aliases": check_aliases,
    "descriptions": check_descriptions,
    "slices": check_slices,
    "files": check_files,
    "references": check_references,
    "schemas": check_schemas,
    "required": check_required,
    "locations": check_locations,
    "pages": check_pages,
    "waiters": check_waiters,
    "reconcile": check_reconcile,
    "answers": check_answers,
    "ids": check_ids,
    "filters": check_filters,
    "id_names": check_id_names,
    "union_titles": check_union_titles,
    "overlay": check_overlay,
}


def lint(linted: Linted) -> list[Finding]:
    """Every fault of a catalog, rule by rule."""
    return [Finding(rule, *fault) for rule, check in RULES.items() for fault in check(linted)]


def lint_catalog(catalog: Path) -> list[Finding]:
    """Lint the catalog of a folder that holds `actions.yaml` and `schemas/`.

    A file that cannot be read is a finding too. Raises OSError when there is no catalog at all.
    """
    text = (catalog / ACTIONS_FILE).read_text(encoding="utf-8")
    overlay_path = catalog / OVERLAY_FILE
    findings: list[Finding] = []
    overlay = None
    if overlay_path.exists():
        try:
            overlay = load_overlay(overlay_path)
        except AuthoringError as error:
            findings += [Finding("readable", None, OVERLAY_FILE, each) for each in error.problems]
    try:
        files = read_catalog(catalog)
    except AuthoringError as error:
        return findings + [
            Finding("readable", None, ACTIONS_FILE, problem) for problem in error.problems
        ]
    return [*findings, *lint(Linted(files, text, overlay)), *_stale_index(catalog)]


def _stale_index(catalog: Path) -> Iterator[Finding]:
    try:
        if is_stale(catalog):
            message = "was made of other words; `connector catalog index` makes it anew"
            yield Finding("index", None, INDEX_FILE, message)
    except CatalogError as error:
        yield Finding("index", None, INDEX_FILE, str(error))


def _dotted(place: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in place) or "itself"
