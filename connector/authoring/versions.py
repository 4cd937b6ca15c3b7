"""One catalog of several descriptions of an API, one for each of its versions.

Each action is stored once: its entry says in which versions it is there, its schema is that of one
version, and where another version takes something else, that is stored as a patch of it. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..model import expanded_ranges
from ..patching import patched
from .catalog_files import CatalogFiles
from .json_patch import patch_between
from .operation import tidy_entry
from .schema_tree import Schema, rebuild, shared_name, without_words

_UNITED = ("query", "headers")
_SETS = ("required", "type", "enum")


def version_ranges(labels: Iterable[str], known: Sequence[str]) -> list[str]:
    """Versions as ranges of the header's order.

    >>> version_ranges(["2.9", "2.10", "Preview"], ["2.8", "2.9", "2.10", "2.11", "Preview"])
    ['2.9..2.10', 'Preview']
    """
    wanted = set(labels)
    runs: list[list[str]] = []
    previous = -2
    for index, label in enumerate(known):
        if label in wanted:
            if index == previous + 1:
                runs[-1].append(label)
            else:
                runs.append([label])
            previous = index
    return [run[0] if len(run) == 1 else f"{run[0]}..{run[-1]}" for run in runs]


def inlined(schema: Any, shared: Mapping[str, Schema]) -> Any:
    """A schema in which shared parts stand where they are referred to.

    A part that contains itself stays a reference where it does.
    """
    return _inlined(schema, shared, ())


def _inlined(schema: Any, shared: Mapping[str, Schema], within: tuple[str, ...]) -> Any:
    if isinstance(schema, list):
        return [_inlined(each, shared, within) for each in schema]
    if not isinstance(schema, dict):
        return schema
    rest = {key: _inlined(value, shared, within) for key, value in schema.items() if key != "$ref"}
    reference = schema.get("$ref")
    if not isinstance(reference, str):
        return rest
    name = shared_name(reference)
    if name in within:
        return {**rest, "$ref": f"shared/{name}.json"}
    return {**_inlined(shared[name], shared, (*within, name)), **rest}


def settled(schema: Any) -> Any:
    """A schema's facts in an order of their own, so that only facts make a difference."""

    def order(level: Schema) -> Schema:
        ordered = dict(sorted(level.items()))
        for key in _SETS:
            if isinstance(ordered.get(key), list):
                ordered[key] = sorted(ordered[key], key=repr)
        if isinstance(ordered.get("properties"), dict):
            ordered["properties"] = dict(sorted(ordered["properties"].items()))
        return ordered

    return rebuild(without_words(schema), order)


def merged(
    catalogs: Mapping[str, CatalogFiles], known: Sequence[str], preferred: str
) -> tuple[CatalogFiles, list[str]]:
    """One catalog of the catalogs of single versions, by label, and what cannot be merged.

    An entry is that of the first catalog that has it. A schema is that of the version `preferred`,
    or else of the newest that has the action.
    """
    problems: list[str] = []
    newest = newest_first(known, preferred)
    shared, renames = merged_parts(
        {label: catalogs[label].shared for label in newest if label in catalogs}, newest
    )
    entries: dict[str, dict[str, Any]] = {}
    schemas: dict[str, Schema] = {}
    variants: dict[str, list[dict[str, Any]]] = {}
    for name in dict.fromkeys(name for each in catalogs.values() for name in each.entries):
        having = [
            label for label in newest if label in catalogs and name in catalogs[label].entries
        ]
        entries[name] = _merged_entry(name, catalogs, having, known, problems)
        base = having[0]
        written = {
            label: renamed_parts(catalogs[label].schemas[name], renames[label]) for label in having
        }
        shapes = {label: settled(inlined(written[label], shared)) for label in having}
        groups: list[list[str]] = []
        for label in having:
            same = next((group for group in groups if shapes[group[0]] == shapes[label]), None)
            if same is None:
                groups.append([label])
            else:
                same.append(label)
        schemas[name] = written[base]
        variants[name] = [
            {
                "versions": version_ranges(group, known),
                "patch": list(_fact_patch(schemas[name], written[group[0]])),
            }
            for group in groups[1:]
        ]
    whole = CatalogFiles(
        next(iter(catalogs.values())).header,
        entries,
        schemas,
        shared,
        {name: found for name, found in variants.items() if found},
    )
    return whole, problems


def _fact_patch(one: Schema, other: Schema) -> Iterable[dict[str, Any]]:
    """The patch from a schema as it is written to another's facts, without its words."""
    facts = without_words(one)
    operations = list(patch_between(facts, in_order_of(facts, without_words(other))))
    if settled(patched(facts, operations)) != settled(other):
        raise AssertionError("a patch does not lead where it should")
    return operations


def in_order_of(facts: Any, other: Any) -> Any:
    """Another schema with the order of this one where they agree, so that patches stay small."""
    if isinstance(facts, dict) and isinstance(other, dict):
        keys = [key for key in facts if key in other] + [key for key in other if key not in facts]
        return {key: in_order_of(facts.get(key), other[key]) for key in keys}
    if isinstance(facts, list) and isinstance(other, list):
        if sorted(map(repr, facts)) == sorted(map(repr, other)):
            return facts
        if len(facts) == len(other):
            return [in_order_of(mine, yours) for mine, yours in zip(facts, other, strict=True)]
    return other


def _merged_entry(
    name: str,
    catalogs: Mapping[str, CatalogFiles],
    having: list[str],
    known: Sequence[str],
    problems: list[str],
) -> dict[str, Any]:
    found = [catalogs[label].entries[name] for label in catalogs if label in having]
    entry = dict(found[0])
    for other in found[1:]:
        for key in _UNITED:
            united = list(dict.fromkeys([*entry.get(key, []), *other.get(key, [])]))
            if united:
                entry[key] = united
        for key in ("returns", "body", "content_type", "styles", "wire_names"):
            if other.get(key) != entry.get(key):
                problems.append(f"{name}: {key} differs between versions; say which in the overlay")
    entry["versions"] = version_ranges(having, known)
    return tidy_entry(entry)


def newest_first(known: Sequence[str], preferred: str) -> list[str]:
    """The versions in the order in which they count: the preferred one, then the newest."""
    return [preferred, *(label for label in reversed(known) if label != preferred)]


def merged_parts(
    parts: Mapping[str, Mapping[str, Schema]], labels: Sequence[str]
) -> tuple[dict[str, Schema], dict[str, dict[str, str]]]:
    """Shared parts of all versions, and for each version what its parts are called there.

    Parts of one name that say the same are one part; the others get their version in their name.
    """
    taken: dict[str, Any] = {}
    shared: dict[str, Schema] = {}
    renames: dict[str, dict[str, str]] = {}
    for label in labels:
        if label not in parts:
            continue
        own = parts[label]
        names: dict[str, str] = {}
        for name, schema in own.items():
            shape = settled(inlined(schema, own))
            name_here = name if taken.get(name, shape) == shape else f"{name}-{label}"
            names[name] = name_here
            taken[name_here] = shape
        renames[label] = names
        for name, schema in own.items():
            if names[name] not in shared:
                shared[names[name]] = renamed_parts(schema, names)
    return shared, renames


def renamed_parts(schema: Schema, names: Mapping[str, str]) -> Schema:
    """A copy of a schema that refers to its shared parts by other names."""

    def change(level: Schema) -> Schema:
        reference = level.get("$ref")
        if not isinstance(reference, str):
            return level
        folder = "shared/" if reference.startswith("shared/") else ""
        name = shared_name(reference)
        return {**level, "$ref": f"{folder}{names.get(name, name)}.json"}

    copied: Schema = rebuild(schema, change)
    return copied


def view(catalog: CatalogFiles, label: str, known: Sequence[str]) -> dict[str, Any]:
    """The facts of each action in one version: its whole schema, settled."""
    shapes: dict[str, Any] = {}
    for name, entry in catalog.entries.items():
        if label not in expanded_ranges(entry.get("versions", []), known):
            continue
        schema = catalog.schemas[name]
        for variant in catalog.variants.get(name, ()):
            if label in expanded_ranges(variant["versions"], known):
                schema = patched(schema, variant["patch"])
        shapes[name] = settled(inlined(without_words(schema), catalog.shared))
    return shapes
