"""Which variant of a union somebody meant, judged from the fields that tell variants apart.

Works on a self-contained schema (all ``$ref`` point into its own ``$defs``). Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Schema = Mapping[str, Any]

MAX_TOLD = 24
"""How much of a field's values names a variant that has no title, characters."""


@dataclass(frozen=True)
class Variant:
    """One branch of a union, flattened as far as telling it apart needs.

    ``choices`` maps each discriminating field to the values that this branch takes there.
    """

    index: int
    schema: Schema
    types: tuple[str, ...] = ()
    required: frozenset[str] = frozenset()
    properties: frozenset[str] = frozenset()
    choices: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The variant's name for people: its title, or what tells it apart."""
        if title := self.schema.get("title"):
            return str(title)
        told = [f"{name} {_listed(values)}" for name, values in self.choices.items()]
        return ", ".join(told) or ", ".join(sorted(self.required)) or " or ".join(self.types)


def _listed(values: Sequence[Any]) -> str:
    listed = str(values[0])
    for value in values[1:]:
        if len(listed) + len(str(value)) > MAX_TOLD:
            return f"{listed}/…"
        listed += f"/{value}"
    return listed


def resolve(schema: Any, root: Schema) -> Schema:
    """Follow ``#/$defs/…`` references until something else stands there."""
    for _ in range(32):
        if not isinstance(schema, Mapping):
            return {}
        reference = schema.get("$ref")
        if not isinstance(reference, str):
            return schema
        target: Any = root
        for part in reference.removeprefix("#/").split("/"):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return {}


def flattened_parts(schema: Any, root: Schema) -> list[Schema]:
    """Return the schema and all that it is ``allOf``, references followed."""
    schema = resolve(schema, root)
    parts = [schema]
    for part in schema.get("allOf", ()):
        parts.extend(flattened_parts(part, root))
    return parts


def variants_of(branches: Sequence[Any], root: Schema, *, keep: bool = False) -> list[Variant]:
    """Describe each branch of an ``anyOf`` or ``oneOf``.

    A choice that every branch has alike tells nothing apart and is left out, unless ``keep``.
    """
    described = []
    for index, branch in enumerate(branches):
        types: list[str] = []
        required: set[str] = set()
        properties: set[str] = set()
        choices: dict[str, tuple[Any, ...]] = {}
        for part in flattened_parts(branch, root):
            stated = part.get("type")
            types.extend([stated] if isinstance(stated, str) else stated or ())
            required.update(part.get("required", ()))
            for name, member in part.get("properties", {}).items():
                properties.add(name)
                member = resolve(member, root)
                if "const" in member:
                    choices[name] = (member["const"],)
                elif isinstance(member.get("enum"), list):
                    choices[name] = tuple(member["enum"])
            for nested in (part.get("anyOf"), part.get("oneOf")):
                if nested:
                    _add_nested(variants_of(nested, root, keep=True), required, properties, choices)
        described.append(
            Variant(
                index,
                resolve(branch, root),
                tuple(dict.fromkeys(types)),
                frozenset(required),
                frozenset(properties),
                choices,
            )
        )
    shared = set() if keep else _choices_that_tell_nothing(described)
    return [
        Variant(
            v.index,
            v.schema,
            v.types,
            v.required,
            v.properties,
            {name: values for name, values in v.choices.items() if name not in shared},
        )
        for v in described
    ]


def _add_nested(
    nested: Sequence[Variant],
    required: set[str],
    properties: set[str],
    choices: dict[str, tuple[Any, ...]],
) -> None:
    """Add what holds for a union as a whole: what all its variants require and choose from."""
    required.update(frozenset.intersection(*(variant.required for variant in nested)))
    for variant in nested:
        properties.update(variant.properties)
    for name in set.intersection(*(set(variant.choices) for variant in nested)):
        values = (value for variant in nested for value in variant.choices[name])
        choices.setdefault(name, tuple(dict.fromkeys(values)))


def _choices_that_tell_nothing(variants: Sequence[Variant]) -> set[str]:
    names = {name for variant in variants for name in variant.choices}
    return {
        name
        for name in names
        if len(variants) > 1 and len({repr(variant.choices.get(name)) for variant in variants}) == 1
    }


def meant_variants(variants: Sequence[Variant], value: Any) -> list[Variant]:
    """Return the variants that ``value`` may have been meant to be: one where that is evident.

    A discriminating field with the variant's value counts for it, another value against it;
    after that, required fields that are there, then known fields. Where all are ruled out, the one
    whose own required field is there; empty where there is none.
    """
    fitting = [variant for variant in variants if _type_fits(variant, value)]
    if not isinstance(value, Mapping):
        return fitting
    scores = [_score(variant, value) for variant in fitting]
    best = min(scores, default=(1,))
    if best[0] > 0:
        own = [variant for variant in fitting if _has_own(variant, fitting, value)]
        return own if len(own) == 1 else []
    return [variant for variant, score in zip(fitting, scores, strict=True) if score == best]


def _has_own(variant: Variant, others: Sequence[Variant], value: Mapping[str, Any]) -> bool:
    """Whether a value has a field that this variant requires and no other one knows."""
    known = set[str]()
    for other in others:
        if other is not variant:
            known |= other.properties | other.required
    return bool((variant.required - known) & value.keys())


def _score(variant: Variant, value: Mapping[str, Any]) -> tuple[int, ...]:
    against = sum(
        1 for name, values in variant.choices.items() if name in value and value[name] not in values
    )
    agreeing = sum(
        1 for name, values in variant.choices.items() if name in value and value[name] in values
    )
    present = len(variant.required & value.keys())
    known = len(variant.properties & value.keys())
    # Where what tells variants apart is missing, the shortest of them is no likelier than another.
    told = variant.choices.keys() <= value.keys()
    return (against, -agreeing, -present, -known, len(variant.required) - present if told else 0)


_PYTHON_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}


def _type_fits(variant: Variant, value: Any) -> bool:
    if not variant.types:
        return True
    if isinstance(value, bool):
        return "boolean" in variant.types
    return any(isinstance(value, _PYTHON_TYPES[name]) for name in variant.types)
