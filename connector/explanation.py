"""Why params do not fit a schema, in words a person or a model can act on.

Called only after ``jsonschema-rs`` has refused the params: it is slow and imports ``jsonschema``.
Pure; knows schemas, not actions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from .errors import Problem
from .fields import BODY, known_fields
from .json_values import join_path, shown_key
from .suggestions import nearest_names
from .variants import Schema, Variant, flattened_parts, meant_variants, variants_of

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

MAX_SHOWN = 60
"""Longest excerpt of a value in a message, characters."""

_PATTERN_PART = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\$", re.DOTALL)

_TYPE_WORDS = {
    "object": "an object",
    "array": "a list",
    "string": "a string",
    "boolean": "true or false",
    "integer": "an integer",
    "number": "a number",
    "null": "null",
}


def explain(schema: Schema, value: Any) -> list[Problem]:
    """Return every fault of ``value``, ordered by path; empty when it fits ``schema``."""
    problems: dict[tuple[str, str], Problem] = {}
    for error in _validator_class()(dict(schema)).iter_errors(value):
        for problem in _problems_of(error, schema):
            problems.setdefault((problem.path, problem.message), problem)
    return sorted(problems.values(), key=lambda problem: (problem.path, problem.message))


@cache
def _validator_class() -> Any:
    """Return jsonschema's validator, with patterns as ``jsonschema-rs`` understands them."""
    from jsonschema import Draft202012Validator, ValidationError, validators

    def pattern(_: Any, wanted: str, instance: Any, __: Any) -> Iterator[ValidationError]:
        if isinstance(instance, str) and not _compiled(wanted).search(instance):
            yield ValidationError(f"does not match {wanted}")

    extend: Any = validators.extend
    return extend(Draft202012Validator, {"pattern": pattern})


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of JSON Schema, where ``$`` is the very end and ``\\d`` is ASCII."""
    ended = _PATTERN_PART.sub(lambda part: r"\Z" if part[0] == "$" else part[0], pattern)
    return re.compile(ended, re.ASCII)


def _problems_of(error: ValidationError, root: Schema) -> Iterator[Problem]:
    path = _dotted(error.absolute_path)
    keyword = str(error.validator)
    wanted: Any = error.validator_value
    got: Any = error.instance
    if keyword in ("anyOf", "oneOf") and error.context:
        yield from _union_problems(error, root, path)
    elif keyword == "required":
        for name in wanted:
            if name not in got:
                yield _missing(path, name, error.schema, got, root)
    elif keyword == "additionalProperties" and wanted is False:
        yield from _unknown_names(path, error.schema, got, root)
    elif keyword == "enum":
        yield _not_a_choice(path, wanted, got)
    elif keyword == "const":
        yield Problem(path, f"must be {wanted!r}, got {shown(got)}", repr(wanted))
    elif keyword == "type":
        yield _wrong_type(path, wanted, got)
    else:
        stated = error.schema if isinstance(error.schema, Mapping) else {}
        yield Problem(path, *_message_of(keyword, wanted, got, stated, error.message))


def _dotted(parts: Iterable[str | int]) -> str:
    path = ""
    for part in parts:
        path = join_path(path, part)
    return path


def shown(value: Any) -> str:
    """Return a short excerpt of a value with its JSON type, fit for a message."""
    if isinstance(value, Enum):
        value = value.value
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return f"an object with {', '.join(map(shown_key, list(value)[:6])) or 'nothing in it'}"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    text = repr(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}… ({len(str(value))} characters)"


def type_words(types: str | Iterable[str]) -> str:
    """Return JSON type names as words: ``["integer", "null"]`` → ``an integer or null``."""
    names = [types] if isinstance(types, str) else list(types)
    return " or ".join(_TYPE_WORDS.get(name, name) for name in names)


def _missing(path: str, name: str, schema: Any, got: Any, root: Schema) -> Problem:
    expected = None
    suggestion = None
    if isinstance(schema, Mapping):
        properties = schema.get("properties", {})
        if name in properties:
            expected = expected_words(properties[name], root)
        if isinstance(got, Mapping):
            unknown = [key for key in got if key not in properties]
            suggestion = next(iter(nearest_names(name, unknown, limit=1)), None)
    message = (
        f"required, but missing (you sent {suggestion!r})"
        if suggestion
        else ("required, but missing")
    )
    return Problem(join_path(path, name), message, expected)


def expected_words(schema: Any, root: Schema) -> str | None:
    """Return in a few words what a schema takes, ``None`` where it takes anything."""
    parts = flattened_parts(schema, root)
    for part in parts:
        if "enum" in part:
            return "one of " + ", ".join(shown(choice) for choice in part["enum"])
        if "const" in part:
            return repr(part["const"])
    for part in parts:
        if "type" in part:
            return type_words(part["type"])
        for keyword in ("anyOf", "oneOf"):
            if keyword in part:
                titles = [variant.title for variant in variants_of(part[keyword], root)]
                return "one of: " + "; ".join(title for title in titles if title)
    return None


def _unknown_names(
    path: str, schema: Any, got: Mapping[str, Any], root: Schema
) -> Iterator[Problem]:
    properties = schema.get("properties", {})
    known = list(properties)
    body = known_fields(properties[BODY], root) if not path and BODY in properties else {}
    for name in got:
        if name in known:
            continue
        message = "there is no such parameter"
        nearest = nearest_names(str(name), [*known, *body], limit=1)
        suggestion = nearest[0] if nearest else None
        if suggestion in body:
            message += f" at the top; the fields of the request's body stand in {BODY!r}"
            suggestion = join_path(BODY, str(suggestion))
        yield Problem(
            join_path(path, shown_key(name)),
            message,
            "one of " + ", ".join(known) if known else "nothing",
            suggestion,
        )


def _not_a_choice(path: str, choices: list[Any], got: Any) -> Problem:
    listed = ", ".join(shown(choice) for choice in choices)
    suggestion = None
    if isinstance(got, str):
        texts = [choice for choice in choices if isinstance(choice, str)]
        nearest = nearest_names(got, texts, limit=1)
        suggestion = nearest[0] if nearest else None
    return Problem(path, f"must be one of {listed}; got {shown(got)}", listed, suggestion)


def _wrong_type(path: str, wanted: Any, got: Any) -> Problem:
    words = type_words(wanted)
    return Problem(path, f"must be {words}, got {shown(got)}", words)


def _message_of(
    keyword: str, wanted: Any, got: Any, schema: Schema, fallback: str
) -> tuple[str, str | None]:
    size = len(got) if isinstance(got, (str, list, dict)) else 0
    match keyword:
        case "minimum":
            return f"must be at least {wanted}, got {got}", f"{wanted} or more"
        case "maximum":
            return f"must be at most {wanted}, got {got}", f"{wanted} or less"
        case "minLength":
            return f"must have at least {wanted} characters, got {size}", None
        case "maxLength":
            return f"must have at most {wanted} characters, got {size}", None
        case "minItems":
            return f"must hold at least {wanted} items, got {size}", None
        case "maxItems":
            return f"must hold at most {wanted} items, got {size}", None
        case "minProperties":
            return f"must have at least {wanted} fields, got {size}", None
        case "pattern":
            words = str(schema.get("title", f"text that matches {wanted}"))
            if "integer" in schema.get("type", ()):
                words = type_words("integer")
            return f"must be {words}, got {shown(got)}", words
        case "format":
            return f"must be a valid {wanted}, got {shown(got)}", str(wanted)
        case "uniqueItems":
            return "must not hold the same item twice", None
        case _:
            return fallback if len(fallback) < 200 else f"does not satisfy {keyword}", None


def _union_problems(error: ValidationError, root: Schema, path: str) -> Iterator[Problem]:
    branches: Any = error.validator_value
    variants = variants_of(branches, root)
    by_branch: dict[int, list[ValidationError]] = {}
    for fault in error.context or ():
        by_branch.setdefault(int(fault.relative_schema_path[0]), []).append(fault)
    merged = _one_choice_of_types(by_branch, error, path)
    if merged:
        yield merged
        return
    meant = meant_variants(variants, error.instance)
    if len(meant) == 1 and meant[0].index in by_branch:
        found: dict[tuple[str, str], Problem] = {}
        for fault in by_branch[meant[0].index]:
            for problem in _problems_of(fault, root):
                named = _for_variant(problem, meant[0])
                found.setdefault((named.path, named.message), named)
        yield from found.values()
    else:
        yield from _undecided(variants, meant or variants, by_branch, error.instance, path)


def _for_variant(problem: Problem, variant: Variant) -> Problem:
    if not variant.title or " (for " in problem.message:
        return problem
    return Problem(
        problem.path,
        f"{problem.message} (for {variant.title})",
        problem.expected,
        problem.suggestion,
    )


def _one_choice_of_types(
    by_branch: Mapping[int, list[ValidationError]], error: ValidationError, path: str
) -> Problem | None:
    """Merge branches that all refuse the value's very type into one problem."""
    wanted: list[str] = []
    for faults in by_branch.values():
        if len(faults) != 1 or faults[0].validator != "type" or len(faults[0].relative_path):
            return None
        types: Any = faults[0].validator_value
        wanted.extend([types] if isinstance(types, str) else types)
    return _wrong_type(path, list(dict.fromkeys(wanted)), error.instance)


def _undecided(
    variants: list[Variant],
    nearest: list[Variant],
    by_branch: Mapping[int, list[ValidationError]],
    value: Any,
    path: str,
) -> Iterator[Problem]:
    """Say what would choose a variant, or one of the ``nearest``, where the value does not."""
    if isinstance(value, Mapping):
        telling = _telling_fields(variants, value, path)
        if telling:
            yield from telling
            return
        needed = [_only_missing(by_branch.get(variant.index, [])) for variant in nearest]
        if needed and all(needed):
            common = set.intersection(*needed)
            apart = [" and ".join(sorted(missing - common)) for missing in needed]
            for name in sorted(common):
                yield Problem(join_path(path, name), "required, but missing")
            if all(apart):
                names = " or ".join(dict.fromkeys(apart))
                unknown = [k for k in value if not any(k in v.properties for v in variants)]
                near = [n for k in unknown for n in nearest_names(str(k), set.union(*needed))]
                suggestion = join_path(path, near[0]) if near else None
                yield Problem(path, f"needs {names}; got {shown(value)}", names, suggestion)
            if common or all(apart):
                return
    titles = "; ".join(dict.fromkeys(variant.title for variant in nearest if variant.title))
    yield Problem(path, f"fits none of: {titles}; got {shown(value)}", titles or None)


def _telling_fields(variants: list[Variant], value: Mapping[str, Any], path: str) -> list[Problem]:
    """Return problems of the fields that tell most of the variants apart: missing, or no choice."""
    problems = []
    for name in dict.fromkeys(name for variant in variants for name in variant.choices):
        having = [variant for variant in variants if name in variant.choices]
        if 2 * len(having) <= len(variants):
            continue
        choices = list(dict.fromkeys(c for variant in having for c in variant.choices[name]))
        if name in value and value[name] not in choices:
            problems.append(_not_a_choice(join_path(path, name), choices, value[name]))
        elif name not in value and all(name in variant.required for variant in having):
            listed = ", ".join(shown(choice) for choice in choices)
            message = f"required, but missing: one of {listed}"
            problems.append(Problem(join_path(path, name), message, listed))
    return problems


def _only_missing(faults: list[ValidationError]) -> set[str]:
    """Return the names a branch misses, empty when it has any other fault."""
    names: set[str] = set()
    for fault in faults:
        if fault.validator != "required" or len(fault.relative_path):
            return set()
        wanted: Any = fault.validator_value
        got: Any = fault.instance
        names.update(name for name in wanted if name not in got)
    return names
