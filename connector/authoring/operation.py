"""One OpenAPI operation as a catalog entry and the schema of its params.

Names and locations are settled here, once: the engine never guesses where a param goes. Path and
query values are lenient about numbers written as text, since a URL has no types. What the catalog
format cannot say (cookies, odd path styles) is a problem, never dropped in silence. Headers that
belong to the connection are no params.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..building import RESERVED_HEADERS
from .catalog_header import HEADER_NAME
from .conversion import Converter
from .openapi import Document
from .request_body import UnsupportedBodyError, request_body
from .request_body import media_kind as media_kind
from .schema_tree import Schema

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"
BODY = "data"
MAX_SUMMARY_CHARS = 90
INTEGER_TEXT = "^-?[0-9]+$"
NUMBER_TEXT = r"^-?[0-9]+(\.[0-9]+)?$"

_LOCATIONS = ("path", "query", "header")
_DEFAULT_STYLE = {"path": "simple", "query": "form", "header": "simple"}
_NEGOTIATED = ("accept", "content-type")
_SAMPLE_INTEGERS = (
    *map(str, range(-1, 1001)),
    *(
        text[:digits]
        for text in ("1234567890" * 2, "1" + "0" * 19, "9" * 20)
        for digits in range(20)
    ),
)
_TEXT_FORMATS = ("date", "date-time", "email", "uri", "uuid", "time")


@dataclass(frozen=True)
class CompiledOperation:
    """One action: its name, entry and schema; `problems` are faults that forbid the import."""

    name: str
    entry: dict[str, Any]
    schema: Schema
    problems: tuple[str, ...] = ()


@dataclass
class _Params:
    """The params of one operation while they are gathered."""

    schemas: dict[str, Schema] = field(default_factory=dict)
    required: list[str] = field(default_factory=list)
    locations: dict[str, list[str]] = field(
        default_factory=lambda: {location: [] for location in _LOCATIONS}
    )
    wire_names: dict[str, str] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    accept: str | None = None
    place: str = ""
    reserved: frozenset[str] = RESERVED_HEADERS


def action_name(method: str, path: str) -> str:
    """The name of an operation: method and path joined by underscores, `{x}` read as `by_x`.

    >>> action_name("GET", "/shelves/{shelf_id}/books")
    'get_shelves_by_shelf_id_books'
    """
    spelled = re.sub(r"\{([^}]*)\}", r"by_\1", path.strip("/"))
    return re.sub(r"[^A-Za-z0-9_]", "_", f"{method.lower()}_{spelled}".rstrip("_"))


def compile_operation(
    document: Document,
    converter: Converter,
    method: str,
    path: str,
    operation: dict[str, Any],
    path_parameters: list[Any],
    *,
    texts: bool,
    name: str | None = None,
    credentials: str | None = None,
) -> CompiledOperation:
    """Compile one operation, named by its method and path if not otherwise.

    `credentials`: name of the header that carries the connection's token. A reference it cannot
    follow becomes a warning of the document.
    """
    params = _Params(place=f"{document.name}: {method} {path}")
    params.reserved = RESERVED_HEADERS | ({credentials.lower()} if credentials else set())
    params.problems.extend(_path_problems(path))
    _gather(params, document, converter, path, operation, path_parameters, texts=texts)
    try:
        body = request_body(document, converter, operation, params.place)
    except UnsupportedBodyError as error:
        params.problems.append(str(error))
        body = None
    if body is not None:
        params.schemas[BODY] = body.schema
        if body.required:
            params.required.append(BODY)
    returns, accept = _returns(document, operation)
    name = name or action_name(method, path)
    effect, idempotent, irreversible = default_effect(method, path)
    tags = [tag for tag in operation.get("tags") or [] if isinstance(tag, str) and tag.strip()]
    tags.append(path.strip("/").split("/")[0] or "root")
    entry: dict[str, Any] = {
        "request": f"{method} {path}",
        "group": " ".join(tags[0].split()),
        "summary": _summary(method, path, operation) if texts else "",
        "effect": effect,
        "idempotent": idempotent,
        "irreversible": irreversible,
        "returns": returns,
        "accept": params.accept or accept,
        "query": params.locations["query"],
        "headers": params.locations["header"],
        "body": body.kind if body else None,
        "content_type": body.content_type if body else None,
        "styles": params.styles,
        "wire_names": params.wire_names,
        "deprecated": operation.get("deprecated") is True,
    }
    schema: Schema = {"$schema": SCHEMA_DIALECT, "type": "object", "properties": params.schemas}
    if params.required:
        schema["required"] = params.required
    schema["additionalProperties"] = False
    problems = tuple(f"{method} {path}: {problem}" for problem in params.problems)
    return CompiledOperation(name, tidy_entry(entry), schema, problems)


ENTRY_KEYS = (
    "request",
    "versions",
    "group",
    "summary",
    "hint",
    "aliases",
    "effect",
    "idempotent",
    "irreversible",
    "pages",
    "reconcile",
    "returns",
    "accept",
    "query",
    "headers",
    "body",
    "content_type",
    "styles",
    "wire_names",
    "deprecated",
)
_ALWAYS = ("request", "group", "summary", "effect", "idempotent", "irreversible", "returns")


def tidy_entry(entry: dict[str, Any]) -> dict[str, Any]:
    """A copy of an entry in the catalog's key order, without the keys that say nothing."""
    tidied = {key: entry[key] for key in ENTRY_KEYS if key in entry}
    tidied.update({key: value for key, value in entry.items() if key not in tidied})
    if tidied.get("body") == "json":
        del tidied["body"]
    return {key: value for key, value in tidied.items() if key in _ALWAYS or value}


def default_effect(method: str, path: str) -> tuple[str, bool, bool]:
    """The effect, idempotence and irreversibility a method promises by itself.

    >>> default_effect("POST", "/books/search")
    ('read', True, False)
    """
    static = [segment for segment in path.strip("/").split("/") if "{" not in segment]
    if method in ("GET", "HEAD", "OPTIONS", "TRACE"):
        return "read", True, False
    if method == "POST" and static and static[-1] == "search":
        return "read", True, False
    if method == "DELETE":
        return "destroy", True, True
    return "write", method == "PUT", False


def _gather(
    params: _Params,
    document: Document,
    converter: Converter,
    path: str,
    operation: dict[str, Any],
    path_parameters: list[Any],
    *,
    texts: bool,
) -> None:
    declared: dict[tuple[str, str], dict[str, Any]] = {}
    for part in [*path_parameters, *(operation.get("parameters") or [])]:
        parameter = document.resolved(part)
        if isinstance(parameter, dict) and parameter.get("name") and parameter.get("in"):
            declared[str(parameter["in"]), str(parameter["name"])] = parameter
    for name in dict.fromkeys(re.findall(r"\{([^{}]+)\}", path)):
        # A placeholder is a path value whatever location the document gives it.
        parameter = next(
            (
                declared.pop((where, name))
                for where in ("path", "query", "header")
                if (where, name) in declared
            ),
            {"name": name, "schema": {"type": "string"}},
        )
        _add(params, document, converter, {**parameter, "in": "path", "required": True}, texts)
    for location in ("query", "header"):
        for (where, name), parameter in declared.items():
            if where == location and not _reserved(params, document, location, name, parameter):
                _add(params, document, converter, parameter, texts)
    for where, name in declared:
        if where == "cookie":
            params.problems.append(f"param {name!r} travels in a cookie; cookies are not supported")
        elif where == "path":
            document.warn(f"{document.name}: {path} has no placeholder for {name!r}; ignored")
        elif where not in _LOCATIONS:
            document.warn(f"{params.place}: param {name!r} is in {where!r}; ignored")


def _reserved(
    params: _Params, document: Document, location: str, name: str, parameter: dict[str, Any]
) -> bool:
    """Whether this header is no param of a call; an `Accept` of one value is noted."""
    if location == "header" and name.lower() in params.reserved:
        document.warn(f"{params.place}: header {name!r} belongs to the connection; ignored")
        return True
    if location == "header" and not HEADER_NAME.fullmatch(name):
        params.problems.append(f"{name!r} is no name of a header")
        return True
    if location != "header" or name.lower() not in _NEGOTIATED:
        return False
    allowed = (document.resolved(parameter.get("schema")) or {}).get("enum", [])
    if name.lower() == "accept" and len(allowed) == 1 and "json" not in str(allowed[0]):
        params.accept = str(allowed[0])
    return True


def _add(
    params: _Params,
    document: Document,
    converter: Converter,
    parameter: dict[str, Any],
    texts: bool,
) -> None:
    name, location = str(parameter["name"]), str(parameter["in"])
    key = name
    if key in params.schemas or key == BODY:
        key = f"{name}_{location}"
        params.wire_names[key] = name
    if key in params.schemas:
        params.problems.append(f"param {name!r} is declared twice under {key!r}")
        return
    raw = parameter.get("schema")
    if raw is None and parameter.get("content"):
        document.warn(f"{document.name}: param {name!r} is encoded text; send it as a string")
        raw = {"type": "string"}
    schema = converter.convert(raw)
    if location in ("path", "query"):
        if isinstance(raw, dict) and "$ref" in raw and "$ref" in schema:
            schema = converter.target(raw["$ref"])
        schema = lenient_on_the_wire(schema)
    if texts and parameter.get("description"):
        schema = {"description": " ".join(str(parameter["description"]).split()), **schema}
    params.schemas[key] = schema
    params.locations[location].append(key)
    if parameter.get("required") is True:
        params.required.append(key)
    style = _style(params, location, parameter)
    if style:
        params.styles[key] = style
    if parameter.get("allowReserved"):
        document.warn(
            f"{document.name}: param {name!r}: reserved characters are encoded all the same"
        )


def _style(params: _Params, location: str, parameter: dict[str, Any]) -> str | None:
    style = parameter.get("style", _DEFAULT_STYLE[location])
    if location != "query":
        if style != "simple":
            params.problems.append(f"param {parameter['name']!r}: style {style!r} is not supported")
        return None
    explode = parameter.get("explode", style == "form")
    if style == "form":
        return None if explode else "form"
    return str(style)


def lenient_on_the_wire(schema: Schema) -> Schema:
    """A copy of a path or query schema that takes a number as text, and a text as a number."""
    copy = dict(schema)
    kind = copy.get("type")
    kinds = list(kind) if isinstance(kind, list) else [kind] if kind else []
    if "enum" in copy and any(type(value) is int for value in copy["enum"]):
        texts = [str(value) for value in copy["enum"] if type(value) is int]
        copy["enum"] = [*copy["enum"], *(text for text in texts if text not in copy["enum"])]
        copy["type"] = [*kinds, *({"string"} - set(kinds))] if kinds else None
        return {key: value for key, value in copy.items() if value is not None}
    if "string" not in kinds and "enum" not in copy:
        patterns = {"integer": INTEGER_TEXT, "number": NUMBER_TEXT, "boolean": "^(true|false)$"}
        for lenient, pattern in patterns.items():
            if lenient in kinds:
                copy["type"] = [*kinds, "string"]
                copy["pattern"] = pattern
    elif (
        kinds == ["string"]
        and not {"enum", "const"} & set(copy)
        and copy.get("format") not in _TEXT_FORMATS
        and any(re.search(copy.get("pattern", ""), text) for text in _SAMPLE_INTEGERS)
    ):
        copy["type"] = ["string", "integer"]
    if isinstance(copy.get("items"), dict):
        copy["items"] = lenient_on_the_wire(copy["items"])
    for keyword in ("anyOf", "allOf"):
        if keyword in copy:
            copy[keyword] = [lenient_on_the_wire(branch) for branch in copy[keyword]]
    if "properties" in copy:
        copy["properties"] = {
            name: lenient_on_the_wire(part) for name, part in copy["properties"].items()
        }
    return copy


def _path_problems(path: str) -> Iterator[str]:
    """What a path template says that no request can be made of."""
    names = re.findall(r"\{([^{}]+)\}", path)
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield f"the path has {{{name}}} twice"
    static = re.sub(r"\{[^{}]+\}", "", path)
    for character in "{}?#":
        if character in static:
            yield f"the path has a {character!r} that belongs to no placeholder"
            return
    if re.search(r"\s", static):
        yield "the path has a space in it"


def _returns(document: Document, operation: dict[str, Any]) -> tuple[str, str | None]:
    """What a success looks like, and the `Accept` header it takes when that is not JSON."""
    responses = operation.get("responses") or {}
    code = _success(responses)
    if code is None:
        return "json", None
    if str(code).startswith("3"):
        return "redirect", None
    content = (document.resolved(responses[code]) or {}).get("content")
    if not content:
        return "empty", None
    kinds = {media_kind(media): media for media in reversed(content)}
    if "json" in kinds:
        return "json", None
    if "text" in kinds:
        return "text", kinds["text"]
    return "binary", next(iter(content))


def _success(responses: dict[str, Any]) -> str | None:
    """The status of a success: one of 200 to 299, otherwise a redirect."""
    for pattern in ("2..", "30[12378]|3XX"):
        for code in responses:
            if re.fullmatch(pattern, str(code)):
                return code
    return None


def _summary(method: str, path: str, operation: dict[str, Any]) -> str:
    text = operation.get("summary") or operation.get("description") or f"{method} {path}"
    line = " ".join(str(text).split())
    if len(line) <= MAX_SUMMARY_CHARS:
        return line
    return line[: MAX_SUMMARY_CHARS - 1].rsplit(" ", 1)[0] + "…"
