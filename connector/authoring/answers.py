"""What operations answer: schemas of their successes, and the errors they are known to give.

Only facts are taken that tell which fields there are: types, enums, formats, structure. Words stay
out, and so do limits and `required`: an API leaves out what it has no value for. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .catalog_files import CatalogFiles
from .conversion import Converter
from .openapi import Document
from .operation import media_kind
from .placement import file_name
from .schema_tree import Schema, rebuild, references, shared_name
from .versions import merged_parts, renamed_parts

SHARED = "shared/"
MAX_COPIED_CHARS = 200
"""A shared part shorter than this is copied to where it is needed: a file of its own costs more."""

_FACTS = (
    *("$ref", "type", "format", "enum", "const", "properties", "items", "additionalProperties"),
    *("anyOf", "allOf", "prefixItems"),
)


@dataclass(frozen=True)
class Operation:
    """An operation of a document that became an action."""

    name: str
    data: Mapping[str, Any]


@dataclass
class Answers:
    """By action what it returns (`schema`, `errors`), and by name the parts they refer to."""

    returns: dict[str, dict[str, Any]] = field(default_factory=dict)
    parts: dict[str, Schema] = field(default_factory=dict)


def compile_answers(
    document: Document,
    operations: Iterable[Operation],
    *,
    texts: bool,
    taken: Iterable[str] = (),
) -> Answers:
    """What each operation answers; every component it reaches becomes a part, by its own name.

    `taken`: names of parts that another document has. `texts`: whether the document says when an
    error comes.
    """
    # What a catalog cannot say of answers costs nothing: they are never checked.
    document = replace(document, warnings=[])
    names: dict[str, str] = {}
    used = set(taken)

    def place(reference: str) -> str:
        if reference not in names:
            name = file_name(reference)
            while name in used:
                name += "_2"
            used.add(name)
            names[reference] = name
        return f"{names[reference]}.json"

    inside = Converter(document, place=place, texts=False)
    outside = Converter(document, place=lambda ref: SHARED + place(ref), texts=False)
    answers = Answers()
    for operation in operations:
        schema = _union([outside.convert(each) for each in _successes(document, operation.data)])
        found: dict[str, Any] = {}
        if schema is not None:
            found["schema"] = described_facts(schema)
        errors = list(_errors(document, operation.data, texts=texts))
        if errors:
            found["errors"] = errors
        answers.returns[operation.name] = found
    done = 0
    while done < len(names):
        reference, name = list(names.items())[done]
        answers.parts[name] = described_facts(inside.target(reference))
        done += 1
    return answers


def described_facts(schema: Any) -> Any:
    """A copy of a schema with nothing but what tells which fields there are."""

    def lean(level: Schema) -> Schema:
        kept = {key: level[key] for key in _FACTS if key in level}
        if not kept.get("additionalProperties", True):
            del kept["additionalProperties"]
        for key in ("anyOf", "allOf"):
            branches = [each for each in kept.pop(key, ()) if each or key == "anyOf"]
            distinct = [each for at, each in enumerate(branches) if each not in branches[:at]]
            # A branch that says nothing takes anything, and so does a union with it.
            if distinct and {} not in distinct:
                kept[key] = distinct
        return kept

    return rebuild(schema, lean)


def _union(schemas: Sequence[Schema]) -> Schema | None:
    distinct = [each for at, each in enumerate(schemas) if each not in schemas[:at]]
    return {"anyOf": distinct} if len(distinct) > 1 else next(iter(distinct), None)


def _successes(document: Document, operation: Mapping[str, Any]) -> Iterator[Any]:
    for status, unresolved in (operation.get("responses") or {}).items():
        if str(status).startswith("2"):
            for media, content in _content(document, unresolved):
                if media_kind(media) == "json" and content.get("schema") is not None:
                    yield content["schema"]


def _content(document: Document, response: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    response = document.resolved(response)
    for media, content in ((response or {}).get("content") or {}).items():
        if isinstance(content, dict):
            yield media, content


def _errors(
    document: Document, operation: Mapping[str, Any], *, texts: bool
) -> Iterator[dict[str, Any]]:
    """Each pair of status and code that the operation's responses and their examples show."""
    for status, unresolved in sorted((operation.get("responses") or {}).items(), key=repr):
        if not str(status).isdecimal() or str(status)[0] not in "45":
            continue
        codes: dict[str | None, None] = {}
        for _, content in _content(document, unresolved):
            for example in examples_of(document, content):
                codes.update(dict.fromkeys(error_codes(example)))
        for code in codes or {None: None}:
            error: dict[str, Any] = {"status": int(status)}
            if code is not None:
                error["code"] = code
            words = (document.resolved(unresolved) or {}).get("description")
            if texts and isinstance(words, str) and words.strip():
                error["when"] = " ".join(words.split())
            yield error


def examples_of(document: Document, content: Mapping[str, Any]) -> Iterator[Any]:
    """The values of a media type's examples."""
    for example in (content.get("examples") or {}).values():
        example = document.resolved(example)
        if isinstance(example, dict) and "value" in example:
            yield example["value"]
    if "example" in content:
        yield content["example"]


def error_codes(body: Any) -> Iterator[str]:
    """The codes in a body that lists errors, or that is one and says its code on top."""
    if not isinstance(body, dict):
        return
    listed = body.get("errors")
    for error in [*(listed if isinstance(listed, list) else ()), body]:
        code = error.get("code", error.get("error_key")) if isinstance(error, dict) else None
        if isinstance(code, str):
            yield code


def merged_answers(
    catalogs: Mapping[str, CatalogFiles],
    labels: Sequence[str],
    having: Mapping[str, Sequence[str]],
) -> Answers:
    """One set of answers of several versions: schemas of the first that has an action, all errors.

    `having`: by action, the versions that have it, the one that counts first. Parts of one name
    that say different things in two versions are called `NAME-VERSION` in the second.
    """
    answers = Answers()
    based = {
        label: {name: catalogs[label].returns.get(name, {}) for name in _based_on(having, label)}
        for label in labels
        if label in catalogs
    }
    parts = {
        label: reached(
            (each["schema"] for each in found.values() if "schema" in each),
            catalogs[label].return_parts,
        )
        for label, found in based.items()
    }
    answers.parts, renames = merged_parts(parts, list(based))
    for label, found in based.items():
        for name, own in found.items():
            merged: dict[str, Any] = {}
            if "schema" in own:
                merged["schema"] = renamed_parts(own["schema"], renames[label])
            errors = _united(catalogs[each].returns.get(name, {}) for each in having[name])
            answers.returns[name] = {**merged, **({"errors": errors} if errors else {})}
    answers.returns = {name: answers.returns[name] for name in having}
    return answers


def _based_on(having: Mapping[str, Sequence[str]], label: str) -> list[str]:
    return [name for name, labels in having.items() if labels[0] == label]


def _united(found: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """All errors, each pair once; a status without a code only where it never comes with one."""
    errors: dict[tuple[int, str | None], dict[str, Any]] = {}
    for each in found:
        for error in each.get("errors", ()):
            errors.setdefault((error["status"], error.get("code")), error)
    coded = {status for status, code in errors if code is not None}
    kept = [key for key in errors if key[1] is not None or key[0] not in coded]
    return [errors[key] for key in sorted(kept, key=lambda key: (key[0], key[1] or ""))]


def reached(schemas: Iterable[Schema], parts: Mapping[str, Schema]) -> dict[str, Schema]:
    """The parts that schemas refer to, directly or through others, in the order of `parts`."""
    waiting = [shared_name(ref) for schema in schemas for ref in references(schema)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in parts and name not in found:
            found.add(name)
            waiting += [shared_name(ref) for ref in references(parts[name])]
    return {name: schema for name, schema in parts.items() if name in found}


def compacted(answers: Answers) -> Answers:
    """Answers whose short parts, and parts that are needed once, stand where they are needed."""
    parts = dict(answers.parts)
    returns = dict(answers.returns)

    def schemas() -> Iterator[Schema]:
        yield from (each["schema"] for each in returns.values() if "schema" in each)

    while True:
        parts = reached(schemas(), parts)
        copied = _next_copied(list(schemas()), parts)
        if not copied:
            return Answers(returns, dict(sorted(parts.items())))
        returns = {
            name: {**each, "schema": _copied_in(each["schema"], copied, parts, SHARED)}
            if "schema" in each
            else each
            for name, each in returns.items()
        }
        parts = {
            name: _copied_in(part, copied, parts, "")
            for name, part in parts.items()
            if name not in copied
        }


def _next_copied(schemas: list[Schema], parts: Mapping[str, Schema]) -> set[str]:
    """Parts to copy in now: those that refer to no other that is to be copied."""
    counts: dict[str, int] = {}
    for schema in (*schemas, *parts.values()):
        for reference in references(schema):
            name = shared_name(reference)
            counts[name] = counts.get(name, 0) + 1
    wanted = {
        name
        for name, part in parts.items()
        if (counts.get(name) == 1 or len(repr(part)) < MAX_COPIED_CHARS)
        and name not in reached([part], parts)
    }
    return {
        name
        for name in wanted
        if not wanted & {shared_name(reference) for reference in references(parts[name])}
    }


def _copied_in(
    schema: Schema, copied: set[str], parts: Mapping[str, Schema], folder: str
) -> Schema:
    def change(level: Schema) -> Schema:
        name = shared_name(level.get("$ref", ""))
        if name not in copied:
            return level
        beside = {key: value for key, value in level.items() if key != "$ref"}
        part = rebuild(parts[name], _relocated(folder))
        if not set(beside) & set(part):
            return {**part, **beside}
        return {**beside, "allOf": [*beside.get("allOf", ()), part]}

    whole: Schema = rebuild(schema, change)
    return whole


def _relocated(folder: str) -> Any:
    def change(level: Schema) -> Schema:
        if isinstance(level.get("$ref"), str):
            return {**level, "$ref": f"{folder}{shared_name(level['$ref'])}.json"}
        return level

    return change


def expanded(schema: Any, parts: Mapping[str, Schema], within: tuple[str, ...] = ()) -> Any:
    """A schema with its parts where they are referred to, whatever they are called.

    A part that contains itself becomes, where it does, the number of levels to it.
    """
    if isinstance(schema, list):
        return [expanded(each, parts, within) for each in schema]
    if not isinstance(schema, dict):
        return schema
    rest = {key: expanded(value, parts, within) for key, value in schema.items() if key != "$ref"}
    if not isinstance(schema.get("$ref"), str):
        return rest
    name = shared_name(schema["$ref"])
    if name in within:
        return {**rest, "$ref": f"^{within[::-1].index(name)}"}
    return {**expanded(parts.get(name, {}), parts, (*within, name)), **rest}
