"""What a shell offers while a command is typed. It never fails: where nothing is known, nothing is.

Each reads no more than it offers: names come out of the catalog's text, and a schema is read only
for the action whose params are typed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from ..errors import ConnectorError

if TYPE_CHECKING:
    from ..catalog import Catalog
    from ..variants import Schema

MAX_HELP = 80
"""Longest help beside a name, characters."""

MAX_PARSED_ALONE = 100
"""For more actions than this, the catalog is parsed as a whole: that costs less."""

# What a catalog that was never checked may lead to.
_UNLINTED = (LookupError, TypeError, ValueError, AttributeError)

Offered = TypeVar("Offered")
Complete = Callable[[click.Context, click.Parameter, str], list[Offered]]


def quiet(complete: Complete[Offered]) -> Complete[Offered]:
    """Let a completion offer nothing where a file is missing or wrong: a shell shows no error."""

    def completed(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Offered]:
        try:
            return complete(ctx, param, incomplete)
        except (ConnectorError, OSError, *_UNLINTED):
            return []

    return completed


@quiet
def complete_action(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the actions whose names start with what is typed so far, their summaries beside."""
    catalog = _catalog(ctx)
    names = [name for name in catalog if name.startswith(incomplete)]
    if len(names) > MAX_PARSED_ALONE:
        catalog.values()
    return [CompletionItem(name, help=_short(catalog[name].summary)) for name in names]


@quiet
def complete_assignment(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return what can stand in ``-p``: names of params and fields, then the values of choices."""
    name = _given(ctx, "action")
    if name is None:
        return []
    schema = _catalog(ctx)[name].schema
    path, equals, typed = incomplete.partition("=")
    if equals:
        return [
            CompletionItem(f"{path}={value}")
            for value in _values(_places(schema, path.split(".")), schema)
            if value.startswith(typed)
        ]
    before, dot, last = path.rpartition(".")
    places = _places(schema, before.split(".")) if dot else [schema]
    return list(_fields(places, schema, before + dot, last))


@quiet
def complete_connection(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the connections whose names start with what is typed so far."""
    from ..profiles import list_profiles

    return [
        CompletionItem(each.name, help=each.source)
        for each in list_profiles()
        if each.name.startswith(incomplete)
    ]


@quiet
def complete_group(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the groups whose names start with what is typed so far, capitals or not."""
    wanted = incomplete.lower()
    return [name for name in _catalog(ctx).groups if name.lower().startswith(wanted)]


@quiet
def complete_version(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the versions of the API that the catalog knows, newest first."""
    rule = _catalog(ctx).header.version
    if rule is None:
        return []
    known = dict.fromkeys(rule.snapshots.get(each, each) for each in reversed(rule.known))
    return [each for each in dict.fromkeys((*known, *rule.named)) if each.startswith(incomplete)]


def _catalog(ctx: click.Context) -> Catalog:
    """Return the catalog that the words typed so far speak of."""
    from ..catalog import load_catalog

    folder = ctx.params.get("folder")
    connection = _given(ctx, "connection")
    if folder is None and connection is not None:
        from ..profiles import find_profile

        profile = find_profile(connection)
        if (own := profile.settings.get("catalog")) is not None:
            folder = Path(profile.source).parent / own
    return load_catalog(folder)


def _given(ctx: click.Context, name: str) -> str | None:
    """Return an option or an argument that is typed already.

    Where the line ends with an option whose value is still to come, click leaves the arguments
    before it unnamed.
    """
    value: str | None = ctx.params.get(name)
    arguments = [each.name for each in ctx.command.params if isinstance(each, click.Argument)]
    if value is None and name in arguments:
        value = next(iter(ctx.args[arguments.index(name) :]), None)
    return value


def _short(text: str) -> str:
    return text if len(text) <= MAX_HELP else f"{text[: MAX_HELP - 1].rstrip()}…"


def _places(schema: Schema, steps: Iterable[str]) -> list[Any]:
    """Return the schemas that describe the place to which names and indexes lead."""
    from ..fields import applicable_parts, known_fields

    places: list[Any] = [schema]
    for step in steps:
        below: list[Any] = []
        for place in places:
            below.extend(known_fields(place, schema).get(step, ()))
            if step.isdecimal():
                parts = applicable_parts(place, schema)
                below.extend(part["items"] for part in parts if "items" in part)
        places = below
    return places


def _fields(
    places: Iterable[Any], root: Schema, before: str, typed: str
) -> Iterator[CompletionItem]:
    """Yield the fields of some places, those with fields of their own with a dot after them."""
    from ..fields import known_fields
    from ..variants import resolve

    fields: dict[str, list[Any]] = {}
    for place in places:
        for name, members in known_fields(place, root).items():
            fields.setdefault(name, []).extend(members)
    for name, members in fields.items():
        if not name.startswith(typed):
            continue
        described = (resolve(member, root).get("description", "") for member in members)
        ending = "." if _has_fields(members, root) else "="
        help = _short(next(filter(None, described), ""))
        yield CompletionItem(f"{before}{name.replace('.', chr(92) + '.')}{ending}", help=help)


def _has_fields(members: Iterable[Any], root: Schema) -> bool:
    from ..fields import applicable_parts

    parts = [part for member in members for part in applicable_parts(member, root)]
    return any("properties" in part or "items" in part for part in parts)


def _values(places: Iterable[Any], root: Schema) -> list[str]:
    from ..fields import applicable_parts

    values: list[Any] = []
    for place in places:
        for part in applicable_parts(place, root):
            values.extend(part.get("enum", ()))
            if "const" in part:
                values.append(part["const"])
            stated = part.get("type", ())
            if "boolean" in ([stated] if isinstance(stated, str) else stated):
                values += [True, False]
    shown = (value if isinstance(value, str) else json.dumps(value) for value in values)
    return list(dict.fromkeys(shown))
