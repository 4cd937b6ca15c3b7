"""What an action takes, as lines to read: its params, and the fields of its body. Pure.

An ``outline`` of its schema, to which is added what other parts of the catalog know: how large a
page may be, and which version is asked for.
"""

from __future__ import annotations

from dataclasses import replace

from .fields import BODY
from .model import Action, VersionHeader
from .outline import Line, field_line, joined_notes, outline


def param_lines(action: Action, rule: VersionHeader | None = None) -> list[Line]:
    """Return a line for each param, those that are required first.

    ``rule`` is the catalog's: its header is shown with a version that has the action.
    """
    schema = action.schema
    required = schema.get("required", ())
    lines = [
        field_line(name, member, schema, required=name in required)
        for name, member in schema.get("properties", {}).items()
    ]
    size = (action.pager and action.pager.size_param) or ""
    shown = [_with_size(action, line) if line.name == size else line for line in lines]
    if rule is not None:
        shown = [
            _with_version(action, line, rule) if line.name == rule.header else line
            for line in shown
        ]
    return sorted(shown, key=lambda line: not line.required)


def body_lines(action: Action) -> list[Line]:
    """Return the lines of what the body holds, empty where there is none or nothing to tell."""
    schema = action.schema
    if BODY not in schema.get("properties", {}):
        return []
    size = (action.pager and action.pager.size_param) or ""
    lines = []
    place = [BODY]
    for line in outline(schema["properties"][BODY], schema):
        place[line.depth + 1 :] = [line.name]
        lines.append(_with_size(action, line) if ".".join(place) == size else line)
    return lines


def _with_size(action: Action, line: Line) -> Line:
    largest = action.pager.max_size if action.pager is not None else None
    if largest is None or str(largest) in f"{line.description} {line.limits}":
        return line
    return replace(line, limits=joined_notes(line.limits, f"at most {largest}"))


def _with_version(action: Action, line: Line, rule: VersionHeader) -> Line:
    default = rule.default
    has_default = rule.same_as.get(default or "", default) in action.versions
    left_out = "" if line.required else "left out: the version of the connection"
    if left_out and default is not None:
        left_out += f", else {default}"
        if action.versions and not has_default:
            left_out += ", which lacks this action"
    example = line.example
    if action.versions and example not in action.versions:
        example = default if default is not None and has_default else action.versions[-1]
    return replace(line, limits=joined_notes(line.limits, left_out), example=example)
