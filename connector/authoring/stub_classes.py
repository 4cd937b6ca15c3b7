"""What schemas take as Python types, and the classes that those types are made of. Pure.

An object with known fields becomes a ``TypedDict``, named by its place; what several actions share
becomes one class. The same schemas in the same order give the same text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from keyword import iskeyword
from typing import Any

from ..variants import Schema
from .shape import Choice, Shape, Taken, alternatives, definition, reference_of, shape_of

LIST, UNTYPED = "ListOf", "Untyped"
"""Names in the stub: a list of JSON, and an object of which only the run time knows the fields."""

_ANY_OBJECT = "dict[str, Any]"
_WORD = re.compile(r"[A-Za-z0-9]+")
_NAMES: Mapping[str, str] = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
}


Members = tuple[str, ...]
"""The members of a union."""


class StubClasses:
    """Collects the classes of a stub by name: ``shared`` ones, and ``texts`` of all others.

    ``taken`` are names not to be used.
    """

    def __init__(self, taken: Iterable[str]) -> None:
        self.texts: dict[str, str] = {}
        self.shared: dict[str, str] = {}
        self._taken = set(taken)
        self._of_definitions: dict[str, Members] = {}
        self._bases: dict[tuple[tuple[str, str], ...], str] = {}

    def name_for(self, *words: str) -> str:
        """Return a name in CamelCase that no other class has.

        >>> StubClasses(["PostTags"]).name_for("post_tags", "data")
        'PostTagsData'
        """
        parts = [part for word in words for part in _WORD.findall(word)]
        plain = "".join(part[0].upper() + part[1:] for part in parts) or "Part"
        plain = f"N{plain}" if plain[0].isdigit() else plain
        name, number = plain, 2
        while name in self._taken or iskeyword(name):
            name, number = f"{plain}{number}", number + 1
        self._taken.add(name)
        return name

    def params_of(self, schema: Schema, name: str) -> str:
        """Return the class of an action's params, which has that name where it has own fields.

        Params whose names are no identifiers stand in a base, which actions share.
        """
        shape = shape_of(schema, schema)
        plain = {key: each for key, each in shape.properties.items() if _is_plain(key)}
        others = {key: each for key, each in shape.properties.items() if key not in plain}
        base = "TypedDict"
        if others or not plain:
            base = self._base(self._fields(others, shape, schema, (name,)))
        if not plain:
            return base
        self.texts[name] = ""  # its place is before the classes of its fields
        self.texts[name] = _class(name, base, self._fields(plain, shape, schema, (name,)))
        return name

    def _base(self, fields: Mapping[str, str]) -> str:
        key = tuple(fields.items())
        if key not in self._bases:
            name = self.name_for("with" if fields else "no_params", *fields)
            self._bases[key] = name
            self.shared[name] = _assigned(name, fields)
        return self._bases[key]

    def type_of(self, schema: Any, root: Schema, place: tuple[str, ...]) -> str:
        """Return the type of what a schema takes; ``place`` names the classes it needs."""
        return " | ".join(self._members(schema, root, place))

    def _members(self, schema: Any, root: Schema, place: tuple[str, ...]) -> Members:
        reference = reference_of(schema)
        if reference is not None:
            return self._definition(reference, root)
        branches = alternatives(schema)
        if any(self._is_known_object(branch, root) for branch in branches):
            return _union(self._members(branch, root, place) for branch in branches)
        shape = shape_of(schema, root)
        if not _has_fields(shape):
            return self._of_shape(shape, "", root, place)
        name = self.name_for(*place)
        self.texts[name] = ""
        self.texts[name] = self._class_of(shape, name, root, place)
        return self._of_shape(shape, name, root, place)

    def _definition(self, reference: str, root: Schema) -> Members:
        if reference in self._of_definitions:
            return self._of_definitions[reference]
        self._of_definitions[reference] = ("Any",)  # until it is known: it may refer to itself
        schema, place = definition(reference, root), (reference,)
        shape = shape_of(schema, root)
        if _has_fields(shape) and not alternatives(schema):
            name = self.name_for(reference)
            self._of_definitions[reference] = (name, UNTYPED)
            self._of_definitions[reference] = self._of_shape(shape, name, root, place)
            self.shared[name] = ""
            self.shared[name] = self._class_of(shape, name, root, place)
        else:
            self._of_definitions[reference] = self._members(schema, root, place)
        return self._of_definitions[reference]

    def _is_known_object(self, schema: Any, root: Schema) -> bool:
        return reference_of(schema) is not None and _has_fields(shape_of(schema, root))

    def _of_shape(self, shape: Shape, name: str, root: Schema, place: tuple[str, ...]) -> Members:
        """Return the types of all that a shape takes; ``name`` is the class of its objects."""
        taken = shape.taken
        if taken is None:
            if name or shape.values is not None:
                taken = ("object",)
            elif shape.items is not None:
                taken = ("array",)
            else:
                return ("Any",)
        choices = [_literal(each) for each in taken if isinstance(each, Choice)]
        literal = (f"Literal[{', '.join(choices)}]",) if choices else ()
        types = [self._of_type(each, shape, name, root, place) for each in _types(taken)]
        return _union([literal, *types])

    def _of_type(
        self, type_name: str, shape: Shape, name: str, root: Schema, place: tuple[str, ...]
    ) -> Members:
        if type_name == "array":
            items = self.type_of({} if shape.items is None else shape.items, root, (*place, "item"))
            return (f"{LIST}[{items}]",)
        if type_name != "object":
            return (_NAMES[type_name],)
        if name:
            return name, UNTYPED if shape.values is None else _ANY_OBJECT
        values = "Any"
        if shape.values is not None:
            values = self.type_of(shape.values, root, (*place, "value"))
        return (_ANY_OBJECT if values == "Any" else f"Mapping[str, {values}]",)

    def _class_of(self, shape: Shape, name: str, root: Schema, place: tuple[str, ...]) -> str:
        fields = self._fields(shape.properties, shape, root, place)
        if all(_is_plain(key) for key in fields):
            return _class(name, "TypedDict", fields)
        return _assigned(name, fields)

    def _fields(
        self, schemas: Mapping[str, Schema], shape: Shape, root: Schema, place: tuple[str, ...]
    ) -> dict[str, str]:
        types = {key: self.type_of(each, root, (*place, key)) for key, each in schemas.items()}
        return {
            key: f"Required[{found}]" if key in shape.required else found
            for key, found in types.items()
        }


def quoted(text: str) -> str:
    """Return a text as a literal of Python in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def _has_fields(shape: Shape) -> bool:
    return bool(shape.properties) and shape.takes("object")


def _is_plain(key: str) -> bool:
    """Whether a field's name can stand in a class: one with two underscores is changed there."""
    return key.isidentifier() and not iskeyword(key) and not key.startswith("__")


def _types(taken: Iterable[Taken]) -> list[str]:
    types = [each for each in taken if isinstance(each, str)]
    # To type checkers an int is a float, too.
    return [each for each in types if each != "integer" or "number" not in types]


def _literal(choice: Choice) -> str:
    return quoted(choice.value) if isinstance(choice.value, str) else repr(choice.value)


def _union(types: Iterable[Members]) -> Members:
    """Return all members, each once, the telling ones first."""
    members = dict.fromkeys(member for each in types for member in each)
    if "Any" in members:
        return ("Any",)
    last = (UNTYPED, _ANY_OBJECT, "None")
    return tuple(sorted(members, key=lambda each: last.index(each) if each in last else -1))


def _class(name: str, base: str, fields: Mapping[str, str]) -> str:
    body = "".join(f"    {key}: {found}\n" for key, found in fields.items())
    return f"class {name}({base}, total=False):\n{body}"


def _assigned(name: str, fields: Mapping[str, str]) -> str:
    """Return a class whose fields have names that a class statement cannot hold."""
    if len(fields) < 2:
        body = "".join(f"{quoted(key)}: {found}" for key, found in fields.items())
    else:
        lines = (f"    {quoted(key)}: {found},\n" for key, found in fields.items())
        body = f"\n{''.join(lines)}"
    return f'{name} = TypedDict("{name}", {{{body}}}, total=False)\n'
