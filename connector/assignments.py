"""Params from ``-p name=value``: which place a name means, and which type its value takes there.

A value becomes what the action's schema takes at that place, never what it looks like: the id
``007`` stays text. Where the schema takes a file, ``@FILE`` is that file; ``name=~NAME`` is the id
of what goes by that name. Pure but for that: files are read, and names looked up, by functions of
the caller.
"""

from __future__ import annotations

import copy
import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath
from typing import Any

from .errors import InvalidParams, Problem
from .fields import applicable_parts, known_fields
from .json_values import join_path, json_type
from .variants import Schema, resolve

FILE_CONTENT = "content_base64"
"""Where an object that is a file holds its bytes."""

NAME_MARK = "~"
"""Stands before a name that is to be looked up."""

_SCALARS = frozenset({"integer", "number", "boolean", "null"})
_INTEGER = re.compile(r"-?[0-9]{1,19}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_INDEX = re.compile(r"[0-9]{1,6}")
_DOT = re.compile(r"(?<!\\)\.")
_WORDS: Mapping[str, tuple[str, Any]] = {
    "true": ("boolean", True),
    "false": ("boolean", False),
    "null": ("null", None),
}


@dataclass(frozen=True)
class Assignment:
    """One ``-p``: where, and what.

    ``is_json`` is set for ``name:=JSON``, ``is_name`` for ``name=~NAME``: ``text`` is that name.
    """

    path: tuple[str, ...]
    text: str
    is_json: bool
    is_name: bool = False


def with_assignments(
    schema: Schema,
    params: Mapping[str, Any],
    assignments: Iterable[str],
    *,
    action: str | None = None,
    read_file: Callable[[str], bytes] | None = None,
    look_up: Callable[[str, str], str] | None = None,
) -> dict[str, Any]:
    """Return a copy of ``params`` with each ``name=value`` or ``name:=JSON`` put in its place.

    ``schema`` is the action's own, ``action`` its name for the error. ``read_file`` gives the bytes
    of the file that ``name=@FILE`` names where a file is taken, or raises ``OSError``; without it
    the text stays as it is. ``look_up`` gives the id for a place, as a dotted path, and the name of
    ``name=~NAME``, or raises ``ValueError`` or ``ConnectorError``; it is asked once all texts are
    understood. Raises ``InvalidParams`` with every text that cannot be understood; whether the
    values fit is for the action's validator to say.

    >>> schema = {"properties": {"id": {"type": "string"}, "page": {"type": "integer"}}}
    >>> with_assignments(schema, {}, ["id=007", "page=2"])
    {'id': '007', 'page': 2}
    """
    texts = list(assignments)
    # A pipe can be read only once, and texts with names among them are gone through twice.
    read_file = cache(read_file) if read_file is not None else None
    result, names = _assigned(schema, params, texts, action, read_file, None)
    if names and look_up is not None:
        result, _ = _assigned(schema, params, texts, action, read_file, look_up)
    return result


def _assigned(
    schema: Schema,
    params: Mapping[str, Any],
    assignments: Iterable[str],
    action: str | None,
    read_file: Callable[[str], bytes] | None,
    look_up: Callable[[str, str], str] | None,
) -> tuple[dict[str, Any], bool]:
    """Return the params, and whether there are names among the values."""
    result = copy.deepcopy(dict(params))
    problems = []
    names = False
    for text in assignments:
        try:
            assignment = parse_assignment(text)
            names = names or assignment.is_name
            if assignment.is_name and look_up is not None:
                found = look_up(".".join(assignment.path), assignment.text)
                assignment = replace(assignment, text=found)
            _assign(result, assignment, schema, read_file)
        except ValueError as error:
            problems.append(Problem(text.partition("=")[0].removesuffix(":"), str(error)))
    if problems:
        raise InvalidParams(problems, action=action)
    return result, names


def parse_assignment(text: str) -> Assignment:
    r"""Take one ``name=value`` apart; a dot that belongs to a name is written ``\.``.

    Raises ``ValueError`` with the reason.
    """
    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError(f"no '=' in {text!r}: write name=value, or name:=JSON")
    is_json = name.endswith(":")
    is_name = not is_json and value.startswith(NAME_MARK)
    path = tuple(part.replace("\\.", ".") for part in _DOT.split(name.removesuffix(":")))
    if not all(path):
        raise ValueError("a part of the name is empty")
    if is_name and not value.removeprefix(NAME_MARK).strip():
        raise ValueError(f"no name after {NAME_MARK!r}: write name=~NAME, or name:=JSON for text")
    return Assignment(path, value.removeprefix(NAME_MARK) if is_name else value, is_json, is_name)


def accepted_types(schema: Any, root: Schema) -> frozenset[str] | None:
    """Return the JSON types that a schema takes, ``None`` where it takes any."""
    schema = resolve(schema, root)
    if stated := schema.get("type"):
        return frozenset([stated] if isinstance(stated, str) else stated)
    if "const" in schema or "enum" in schema:
        values = schema.get("enum", [schema.get("const")])
        return frozenset(map(json_type, values))
    for branches in (schema.get("anyOf"), schema.get("oneOf")):
        if branches:
            return _union(accepted_types(branch, root) for branch in branches)
    stated_by_parts = [accepted_types(part, root) for part in schema.get("allOf", ())]
    limits = [types for types in stated_by_parts if types is not None]
    return frozenset.intersection(*limits) if limits else None


def _union(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """Return all types of all sets; no set at all, or one that takes any, takes any."""
    together: frozenset[str] = frozenset()
    for types in sets:
        if types is None:
            return None
        together |= types
    return together or None


def _assign(
    params: dict[str, Any],
    assignment: Assignment,
    root: Schema,
    read_file: Callable[[str], bytes] | None,
) -> None:
    places: list[Any] = [root]
    container: Any = params
    walked = ""
    for position, part in enumerate(assignment.path):
        key = _key(container, part, walked)
        places = _members(places, key, root)
        walked = join_path(walked, key)
        if position == len(assignment.path) - 1:
            value = _value(assignment, places, root)
            if read_file is not None and value is assignment.text and value.startswith("@"):
                value = _file(value, places, root, read_file)
            _put(container, key, value)
            return
        if _is_absent(container, key):
            _put(container, key, _empty_container(places, assignment.path[position + 1], root))
        container = container[key]


def _key(container: Any, part: str, walked: str) -> str | int:
    if isinstance(container, dict):
        return part
    if not isinstance(container, list):
        raise ValueError(f"{walked} is {json.dumps(container)}, which has no members")
    if not _INDEX.fullmatch(part):
        raise ValueError(f"{walked} is a list: {part!r} is not an index")
    index = int(part)
    if index > len(container):
        count = len(container)
        raise ValueError(f"{walked} has {count} items so far, so its next is {count}")
    return index


def _is_absent(container: Any, key: str | int) -> bool:
    return key == len(container) if isinstance(container, list) else key not in container


def _put(container: Any, key: str | int, value: Any) -> None:
    if isinstance(container, list) and key == len(container):
        container.append(value)
    else:
        container[key] = value


def _members(places: list[Any], key: str | int, root: Schema) -> list[Any]:
    """Return the schemas that may describe one member of a value that ``places`` describe."""
    if isinstance(key, int):
        return [part["items"] for part in _parts(places, root) if "items" in part]
    known = [member for place in places for member in known_fields(place, root).get(key, ())]
    if known:
        return known
    extra = [part.get("additionalProperties") for part in _parts(places, root)]
    return [schema for schema in extra if isinstance(schema, Mapping)]


def _parts(places: list[Any], root: Schema) -> list[Schema]:
    return [part for place in places for part in applicable_parts(place, root)]


def _empty_container(places: list[Any], following: str, root: Schema) -> Any:
    """Return a list where an index follows and the schema takes a list, otherwise an object."""
    if not _INDEX.fullmatch(following):
        return {}
    if any(following in known_fields(place, root) for place in places):
        return {}
    takes_list = any("array" in (accepted_types(place, root) or ()) for place in places)
    return [] if takes_list else {}


def _file(text: str, places: list[Any], root: Schema, read_file: Callable[[str], bytes]) -> Any:
    """Return the file that ``@FILE`` names as an object, or the text where no file is taken."""
    fields = {name: member for place in places for name, member in _fields(place, root).items()}
    if fields.get(FILE_CONTENT, {}).get("contentEncoding") != "base64":
        return text
    name = text.removeprefix("@")
    try:
        content = read_file(name)
    except OSError as error:
        raise ValueError(f"cannot read {name}: {error.strerror or error}") from error
    file = {FILE_CONTENT: b64encode(content).decode()}
    return {"filename": PurePath(name).name, **file} if "filename" in fields else file


def _fields(place: Any, root: Schema) -> dict[str, Schema]:
    known = known_fields(place, root)
    return {
        name: resolve(member, root) for name, members in known.items() for member in members[:1]
    }


def _value(assignment: Assignment, places: list[Any], root: Schema) -> Any:
    text = assignment.text
    if assignment.is_json:
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ValueError(
                f"{text!r} is not JSON ({error}): write '=' for text, or quote it as JSON"
            ) from error
    types = _union(accepted_types(place, root) for place in places)
    if types is None or not types <= _SCALARS:
        return text
    if text in _WORDS and _WORDS[text][0] in types:
        return _WORDS[text][1]
    if "integer" in types and _INTEGER.fullmatch(text):
        return int(text)
    if "number" in types and _NUMBER.fullmatch(text):
        return int(text) if _INTEGER.fullmatch(text) else float(text)
    return text
