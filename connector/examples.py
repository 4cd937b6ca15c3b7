"""An example call of any action, made from its schema: as params, Python, a command line or curl.

The params fit the schema wherever the schema can be followed: what is required, the variant that
its examples speak of, and of an object that requires nothing what tells most. Pure, and nothing is
sent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from .assignments import with_assignments
from .building import build_request
from .catalog import Catalog
from .errors import InvalidParams
from .fields import BODY
from .json_values import join_path
from .model import Action
from .previews import curl_words
from .settings import checked_settings, connection_headers, with_version
from .variants import Schema, flattened_parts, resolve, variants_of

MAX_ASSIGNMENTS = 5
"""More params than this are shown as one JSON document."""

MAX_DEPTH = 8
PYTHON_WIDTH = 88
"""Longest line of an example in Python, characters."""

EXAMPLE_SERVER = "https://api.example.com"
"""Stands in a curl line where the catalog names no server."""

MAX_TELLING = 2
_TELLING = ("name", "title", "label", "body", "email", "phrase")
"""Fields that say what an object is about, most telling first."""

_SEPARATOR = " \\\n  "
DOCUMENT = "--params"
"""The option that gives all params as one JSON document."""


def example_params(action: Action, catalog: Catalog | None = None) -> dict[str, Any]:
    """Return params for an example call.

    With the ``catalog`` that is in use they choose a version where its own lacks the action.
    """
    schema = action.schema
    properties = schema.get("properties", {})
    params = _object([schema], schema, 0, fill=False)
    for name in action.query:
        if name in _TELLING and name in properties:
            params.setdefault(name, _value(properties[name], schema, 1, name))
    if BODY in properties and BODY not in params:
        body = _value(properties[BODY], schema, 1, BODY)
        params |= {BODY: body} if body else {}
    params |= _chosen_version(action, catalog, params)
    return {name: params[name] for name in properties if name in params} | params


def python_example(
    action: Action,
    connection: str = "conn",
    catalog: Catalog | None = None,
    *,
    width: int = PYTHON_WIDTH,
) -> str:
    """Return Python that runs the action; ``connection`` is the name of the variable.

    >>> from connector import load_catalog
    >>> print(python_example(next(iter(load_catalog().values()))))
    conn.run("get_me")
    """
    params = example_params(action, catalog)
    name = json.dumps(action.name)
    if not params:
        return f"{connection}.run({name})"
    line = f"{connection}.run({name}, {_literal(params)})"
    if len(line) <= width:
        return line
    written = _literal(params, width=width, indent=4, column=4)
    return f"{connection}.run(\n    {name},\n    {written},\n)"


def command_example(
    action: Action, connection: str, catalog: Catalog | None = None, *, width: int | None = None
) -> str:
    """Return a command line that runs the action, quoted for a POSIX shell.

    One that is longer than ``width`` has each option on a line of its own; it stays one command.
    """
    from shlex import join, quote

    params = example_params(action, catalog)
    start = ["connector", "run", connection, action.name]
    arguments = command_arguments(action, params)
    line = join([*start, *arguments])
    if width is None or len(line) <= width or not arguments:
        return line
    options = [join(pair) for pair in zip(arguments[::2], arguments[1::2], strict=True)]
    if len(options) == 1 and arguments[0] == DOCUMENT and len(options[0]) + len("  ") > width:
        written = json.dumps(params, ensure_ascii=False, indent=2)
        options = [f"{DOCUMENT} {quote(written)}"]
    return _SEPARATOR.join([join(start), *options])


def curl_example(
    action: Action, catalog: Catalog, *, base_url: str | None = None, one_line: bool = False
) -> str:
    """Return a curl command for a POSIX shell, the token as ``$TOKEN``.

    It is the request that a connection to ``base_url`` (default: the catalog's first server) would
    send. Unless ``one_line``, each option stands on a line of its own.
    """
    header = catalog.header
    if base_url is None and not header.servers:
        base_url = EXAMPLE_SERVER
    settings = checked_settings(
        "example", header, token="TOKEN", base_url=base_url, version=catalog.version
    )
    params = with_version(example_params(action, catalog), header, settings)
    request = build_request(action, params, credentials=header.credentials_header)
    # As on a connection: what the request says itself goes before what is added to all.
    added = {name.lower(): (name, value) for name, value in connection_headers(settings, header)}
    added |= {name.lower(): (name, value) for name, value in request.headers}
    whole = replace(request, headers=tuple(added.values()), origin=settings.base_url)
    return (" " if one_line else _SEPARATOR).join(curl_words(whole, header.auth))


def command_arguments(action: Action, params: Mapping[str, Any]) -> list[str]:
    """Return the arguments that give params on a command line, not yet quoted.

    One ``-p`` a value, or all as one JSON document where there are many, or where a text would be
    understood as something else.
    """
    for as_json in (False, True):
        assignments = [
            assignment
            for name, value in params.items()
            for assignment in _assignments(name, value, as_json=as_json)
        ]
        if len(assignments) <= MAX_ASSIGNMENTS and _means(action, assignments, params):
            return [part for assignment in assignments for part in ("-p", assignment)]
    return [DOCUMENT, json.dumps(params, ensure_ascii=False)]


def _means(action: Action, assignments: Sequence[str], params: Mapping[str, Any]) -> bool:
    try:
        return with_assignments(action.schema, {}, assignments) == params
    except InvalidParams:
        return False


def _chosen_version(
    action: Action, catalog: Catalog | None, params: Mapping[str, Any]
) -> dict[str, str]:
    """Return the param that chooses a version, where it is required or another is needed."""
    rule = catalog.header.version if catalog is not None else None
    if catalog is None or rule is None or rule.header not in action.headers:
        return {}
    in_use = catalog.version or rule.default
    if in_use is None or not action.versions or not rule.is_known(in_use):
        return {}
    if rule.same_as.get(in_use, in_use) not in action.versions:
        return {rule.header: action.versions[-1]}
    return {rule.header: in_use} if rule.header in params else {}


def _literal(value: Any, *, width: int | None = None, indent: int = 0, column: int = 0) -> str:
    """Return a JSON value as Python; what goes beyond ``width`` is broken up.

    ``indent`` is that of the line on which it begins, ``column`` the place where.
    """
    if isinstance(value, Mapping):
        opening, closing = "{", "}"
        members = [(f"{_literal(name)}: ", member) for name, member in value.items()]
    elif isinstance(value, list):
        opening, closing = "[", "]"
        members = [("", member) for member in value]
    else:
        return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
    whole = opening + ", ".join(name + _literal(member) for name, member in members) + closing
    if width is None or not members or column + len(whole) < width:
        return whole
    inner = indent + 4
    lines = [opening]
    for name, member in members:
        written = _literal(member, width=width, indent=inner, column=inner + len(name))
        lines.append(f"{' ' * inner}{name}{written},")
    return "\n".join([*lines, " " * indent + closing])


def _assignments(name: str, value: Any, *, as_json: bool) -> Iterator[str]:
    """Yield assignments that give a value; with ``as_json`` what is no text is written as JSON."""
    if isinstance(value, Mapping) and value:
        for key, member in value.items():
            place = join_path(name, key.replace(".", "\\."))
            yield from _assignments(place, member, as_json=as_json)
    elif isinstance(value, list) and value:
        for index, member in enumerate(value):
            yield from _assignments(join_path(name, index), member, as_json=as_json)
    elif isinstance(value, str):
        yield f"{name}={value}"
    else:
        equals = ":=" if as_json or isinstance(value, (Mapping, list)) else "="
        yield f"{name}{equals}{json.dumps(value)}"


def _told(parts: Sequence[Schema], root: Schema) -> list[Any]:
    """Return the values that a schema names as examples or as its choices, nulls left out."""
    for key in ("examples", "enum"):
        for part in parts:
            if told := [value for value in part.get(key, ()) if value is not None]:
                return told
    for key in ("const", "default"):
        for part in parts:
            if part.get(key) is not None:
                return [part[key]]
    return []


def _value(schema: Any, root: Schema, depth: int, name: str) -> Any:
    parts = flattened_parts(schema, root)
    if told := _told(parts, root):
        return told[0]
    for part in parts:
        stated = part.get("type", ())
        for kind in [stated] if isinstance(stated, str) else stated:
            if kind == "object":
                return _object(parts, root, depth, fill=True)
            if kind == "array":
                return _list(part, root, depth, name)
            if kind != "null":
                return _scalar(kind, part, name)
    if any("properties" in part for part in parts):
        return _object(parts, root, depth, fill=True)
    for part in parts:
        for branches in (part.get("anyOf"), part.get("oneOf")):
            if branches:
                return _value(branches[0], root, depth, name)
    return _scalar("string", {}, name)


def _scalar(kind: str, schema: Schema, name: str) -> Any:
    if kind == "boolean":
        return True
    if kind in ("integer", "number"):
        return schema.get("minimum", 1)
    pattern = schema.get("pattern", "")
    if "[0-9]" in pattern:
        return "2.14" if "\\." in pattern else "123"
    if name == "id" or name.endswith(("_id", "_ids")):
        return "123"
    if "email" in name:
        return "ada@example.com"
    if schema.get("format") == "uri" or name.endswith("url"):
        return "https://example.com"
    return "text".ljust(schema.get("minLength", 0), "x")


def _list(schema: Schema, root: Schema, depth: int, name: str) -> list[Any]:
    if depth >= MAX_DEPTH:
        return []
    item = _value(schema.get("items", {}), root, depth + 1, name)
    return [item] * max(1, schema.get("minItems", 1))


def _object(parts: list[Schema], root: Schema, depth: int, *, fill: bool) -> dict[str, Any]:
    if depth >= MAX_DEPTH:
        return {}
    fields: dict[str, Any] = {}
    needed: list[str] = []
    chosen = _chosen_parts(parts, root)
    for part in chosen:
        for name, member in part.get("properties", {}).items():
            # A variant's own description of a field says more than the common one.
            if name not in fields or _is_one_value(member, root):
                fields[name] = member
        needed.extend(name for name in part.get("required", ()) if name not in needed)
    if not needed and fill:
        needed = _most_telling(fields, root)
    made = {name: _value(fields.get(name, {}), root, depth + 1, name) for name in needed}
    for part in chosen:
        for outcome in _outcomes(part, made, root):
            fields |= outcome.get("properties", {})
            for name in outcome.get("required", ()):
                made.setdefault(name, _value(fields.get(name, {}), root, depth + 1, name))
    return made


def _is_one_value(schema: Any, root: Schema) -> bool:
    schema = resolve(schema, root)
    return "const" in schema or len(schema.get("enum", ())) == 1


def _most_telling(fields: Mapping[str, Any], root: Schema) -> list[str]:
    """Return the one or two fields that an example of an object without required ones shows."""
    told: list[str] = []
    for name, member in fields.items():
        parts = flattened_parts(member, root)
        hidden = any(part.get("readOnly") or part.get("deprecated") for part in parts)
        if not hidden and _told(parts, root):
            told.append(name)
    if "id" in told:
        return ["id"]
    best = [name for name in _TELLING if name in told] or told
    texts = [name for name in fields if _is_text(fields[name], root)]
    return best[:MAX_TELLING] or texts[:1]


def _outcomes(part: Schema, made: Mapping[str, Any], root: Schema) -> Iterator[Schema]:
    """Yield what applies of ``if`` … ``else if`` … once the fields in ``made`` are chosen."""
    while isinstance(part, Mapping) and "if" in part:
        asked = part["if"].get("properties", {})
        if all(made.get(name) in _choices(member, root) for name, member in asked.items()):
            yield resolve(part.get("then", {}), root)
            return
        part = resolve(part.get("else", {}), root)
        if "if" not in part:
            yield part


def _choices(schema: Any, root: Schema) -> Sequence[Any]:
    schema = resolve(schema, root)
    return schema["enum"] if "enum" in schema else [schema.get("const")]


def _chosen_parts(parts: list[Schema], root: Schema) -> list[Schema]:
    """Return the parts of an object and of one variant of each of its unions."""
    chosen = []
    for part in parts:
        chosen.append(part)
        for branches in (part.get("anyOf"), part.get("oneOf")):
            if branches:
                branch = _chosen_branch(branches, parts, root)
                chosen.extend(_chosen_parts(flattened_parts(branch, root), root))
    return chosen


def _chosen_branch(branches: Sequence[Any], parts: list[Schema], root: Schema) -> Any:
    """Return the variant that the common examples speak of, or one that needs nothing more."""
    common = {name: member for part in parts for name, member in part.get("properties", {}).items()}
    required = {name for part in parts for name in part.get("required", ())}
    variants = variants_of(branches, root)
    told = {
        name: _told(flattened_parts(common[name], root), root)[:1]
        for name in {name for variant in variants for name in variant.choices} & common.keys()
    }
    for variant in variants:
        fitting = (
            told[name][0] in values for name, values in variant.choices.items() if told.get(name)
        )
        if told and all(fitting):
            return branches[variant.index]
    for variant in variants if required else ():
        if variant.required <= required:
            return branches[variant.index]
    return branches[0]


def _is_text(schema: Any, root: Schema) -> bool:
    stated = resolve(schema, root).get("type", ())
    return stated == "string" or (isinstance(stated, list) and "string" in stated)
