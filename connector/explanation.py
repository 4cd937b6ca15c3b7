"""Why params do not fit a schema, in words a person or a model can act on.

Called only after ``jsonschema-rs`` has refused the params: it is slow and imports ``jsonschema``.
Pure; knows schemas, not actions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from .errors import Problem
from .fields import BODY, known_fields
from .json_values import join_path, shown_key
from .suggestions import nearest_names
from .variants import Schema, Variant, meant_variants, variants_of
from .wording import expected_words, shown, type_names, type_words, value_words

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_PATTERN_PART = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\$", re.DOTALL)
_FOR = " (for "
_PLAIN_NAME = re.compile(r"[A-Za-z_][\w.-]*")


def explain(schema: Schema, value: Any) -> list[Problem]:
    """Return every fault of ``value``, ordered by path; empty when it fits ``schema``."""
    problems = _problems(_validator_class()(dict(schema)).iter_errors(value), schema)
    return sorted(problems, key=lambda problem: (problem.path, problem.message))


@cache
def _validator_class() -> Any:
    """Return jsonschema's validator, with patterns as ``jsonschema-rs`` understands them.

    A fault of what a condition demands knows which value made the condition hold.
    """
    from jsonschema import Draft202012Validator, ValidationError, validators

    def pattern(_: Any, wanted: str, instance: Any, __: Any) -> Iterator[ValidationError]:
        if isinstance(instance, str) and not _compiled(wanted).search(instance):
            yield ValidationError(f"does not match {wanted}")

    def condition(
        validator: Any, wanted: Any, instance: Any, schema: Schema
    ) -> Iterator[ValidationError]:
        holds = validator.evolve(schema=wanted).is_valid(instance)
        branch = "then" if holds else "else"
        for error in validator.descend(instance, schema.get(branch, True), schema_path=branch):
            if holds and _decider(error) is None:
                error.decider = _deciding_value(wanted, instance)
            yield error

    extend: Any = validators.extend
    return extend(Draft202012Validator, {"pattern": pattern, "if": condition})


def _deciding_value(condition: Any, instance: Any) -> str | None:
    """Return the text in ``instance`` that a condition asks for, as it is written in a message."""
    if isinstance(condition, Mapping) and isinstance(instance, Mapping):
        for name in condition.get("properties", ()):
            value = instance.get(name)
            if isinstance(value, str):
                return value if _PLAIN_NAME.fullmatch(value) else shown(value)
    return None


def _decider(error: ValidationError) -> str | None:
    decider: str | None = getattr(error, "decider", None)
    return decider


def _problems(
    errors: Iterable[ValidationError], root: Schema, variant: Variant | None = None, union: str = ""
) -> list[Problem]:
    """Return what to tell of errors of one level, those of a ``variant`` of a union named after it.

    Where a value's type or choice is wrong, only that is told of it, once.
    """
    places: dict[str, list[ValidationError]] = {}
    for error in errors:
        places.setdefault(_dotted(error.absolute_path), []).append(error)
    told: dict[tuple[str, str], Problem] = {}
    settled: set[str] = set()
    for path, faults in places.items():
        if problem := _plain_fault(path, faults):
            settled.add(path)
            told[path, problem.message] = _named(problem, faults, variant, union)
    for path, faults in places.items():
        for fault in faults if path not in settled else ():
            for problem in _problems_of(fault, root, path):
                if problem.path not in settled:
                    named = _named(problem, [fault], variant, union)
                    told.setdefault((named.path, named.message), named)
    return list(told.values())


def _plain_fault(path: str, faults: list[ValidationError]) -> Problem | None:
    """Return what is wrong with a value itself: its type, else that it is none of the choices."""
    types = [fault for fault in faults if fault.validator == "type"]
    if types:
        return _wrong_type(path, types)
    choices = [fault for fault in faults if fault.validator in ("enum", "const")]
    return _not_a_choice(path, choices) if choices else None


def _named(
    problem: Problem, faults: list[ValidationError], variant: Variant | None, union: str
) -> Problem:
    """Name the variant that a problem is one of, before the one that it names already.

    Not where the problem says by itself what it depends on, nor far below the union.
    """
    near = "." not in problem.path.removeprefix(union).removeprefix(".")
    if variant is None or not variant.title or not near or any(map(_decider, faults)):
        return problem
    message, _, inner = problem.message.partition(_FOR)
    named = f"{variant.title}, {inner}" if inner else f"{variant.title})"
    return replace(problem, message=f"{message}{_FOR}{named}")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of JSON Schema, where ``$`` is the very end and ``\\d`` is ASCII."""
    ended = _PATTERN_PART.sub(lambda part: r"\Z" if part[0] == "$" else part[0], pattern)
    return re.compile(ended, re.ASCII)


def _problems_of(error: ValidationError, root: Schema, path: str) -> Iterator[Problem]:
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
    else:
        stated = error.schema if isinstance(error.schema, Mapping) else {}
        message, expected = _message_of(keyword, wanted, got, stated, error.message)
        if keyword in ("pattern", "format"):
            message = _decided(message, error)
        yield Problem(path, message, expected)


def _dotted(parts: Iterable[str | int]) -> str:
    path = ""
    for part in parts:
        path = join_path(path, part)
    return path


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


def _not_a_choice(path: str, faults: list[ValidationError]) -> Problem:
    """Say which choices there are, where several schemas list them: those in every list."""
    lists: list[Any] = [
        fault.validator_value if fault.validator == "enum" else [fault.validator_value]
        for fault in faults
    ]
    shortest = min(range(len(lists)), key=lambda index: len(lists[index]))
    choices = [choice for choice in lists[shortest] if all(choice in each for each in lists)]
    return _no_such_choice(path, choices or lists[shortest], faults[shortest])


def _no_such_choice(path: str, choices: list[Any], fault: ValidationError) -> Problem:
    problem = _other_choice(path, choices, fault.instance)
    return replace(problem, message=_decided(problem.message, fault))


def _other_choice(path: str, choices: list[Any], got: Any) -> Problem:
    listed = ", ".join(shown(choice) for choice in choices)
    suggestion = None
    if isinstance(got, str):
        texts = [choice for choice in choices if isinstance(choice, str)]
        nearest = nearest_names(got, texts, limit=1)
        suggestion = nearest[0] if nearest else None
    if len(choices) == 1:
        return Problem(path, f"must be {listed}, got {shown(got)}", listed, suggestion)
    return Problem(path, f"must be one of {listed}; got {shown(got)}", listed, suggestion)


def _wrong_type(path: str, faults: list[ValidationError]) -> Problem:
    """Say which type is wanted, where several schemas state one: what all of them take."""
    stated = [_stated_types(fault) for fault in faults]
    narrowest = min(range(len(stated)), key=lambda index: len(stated[index]))
    common = [name for name in stated[narrowest] if all(name in types for types in stated)]
    fault = faults[narrowest]
    schema = fault.schema if isinstance(fault.schema, Mapping) else {}
    words = value_words({**schema, "type": common or stated[narrowest]}) or ""
    message = f"must be {words}, got {shown(fault.instance)}"
    return Problem(path, _decided(message, fault), words)


def _stated_types(fault: ValidationError) -> list[str]:
    return type_names({"type": fault.validator_value})


def _decided(message: str, fault: ValidationError) -> str:
    """Name the value that made a demand, as the one that makes it."""
    decider = _decider(fault)
    if decider is None or not message.startswith("must be "):
        return message
    return f"{decider} takes {message.removeprefix('must be ')}"


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
            return f"must have at least {wanted} characters, got {size}", f"{wanted} or more"
        case "maxLength":
            return f"must have at most {wanted} characters, got {size}", f"{wanted} or less"
        case "minItems":
            return f"must hold at least {wanted} items, got {size}", f"{wanted} items or more"
        case "maxItems":
            return f"must hold at most {wanted} items, got {size}", f"{wanted} items or less"
        case "minProperties":
            return f"must have at least {wanted} fields, got {size}", f"{wanted} fields or more"
        case "pattern":
            words = _pattern_words(schema, wanted)
            return f"must be {words}, got {shown(got)}", words
        case "format":
            return f"must be a valid {wanted}, got {shown(got)}", str(wanted)
        case "not" if "title" in schema:
            return f"must be {schema['title']}, got {shown(got)}", str(schema["title"])
        case "uniqueItems":
            return "must not hold the same item twice", None
        case _:
            return fallback if len(fallback) < 200 else f"does not satisfy {keyword}", None


def _pattern_words(schema: Schema, pattern: str) -> str:
    words = value_words(schema)
    if words is None or words == type_words(type_names(schema)):
        return f"text that matches {pattern}"
    return words


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
        yield from _problems(by_branch[meant[0].index], root, meant[0], path)
    else:
        yield from _undecided(variants, meant or variants, by_branch, error.instance, path)


def _one_choice_of_types(
    by_branch: Mapping[int, list[ValidationError]], error: ValidationError, path: str
) -> Problem | None:
    """Merge branches that all refuse the value's very type into one problem."""
    wanted: list[str] = []
    for faults in by_branch.values():
        if len(faults) != 1 or faults[0].validator != "type" or len(faults[0].relative_path):
            return None
        wanted.extend(_stated_types(faults[0]))
    words = type_words(dict.fromkeys(wanted))
    return Problem(path, f"must be {words}, got {shown(error.instance)}", words)


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
            problems.append(_other_choice(join_path(path, name), choices, value[name]))
        elif name not in value and _most_require(name, variants):
            listed = ", ".join(shown(choice) for choice in choices)
            message = f"required, but missing: one of {listed}"
            problems.append(Problem(join_path(path, name), message, listed))
    return problems


def _most_require(name: str, variants: list[Variant]) -> bool:
    return 2 * sum(name in variant.required for variant in variants) > len(variants)


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
