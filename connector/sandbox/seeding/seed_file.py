"""Seed files: what a sandbox is to hold, written down as YAML, or the same as a mapping.

This module reads them and tells where each entry stands; `seed_entries` says what the entries of
each section mean. Nothing is made here but through the ordinary handlers, so that a seed obeys
every rule the sandbox has.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ..messages import Json, Refusal
from ..records import Records
from .planting import Fault, Planting
from .seed import Run
from .seed_entries import PASSES, SECTIONS

Lines = dict[tuple[str | int, ...], int]
_AGO = re.compile(r"-(\d+)\s*([smhdw])")
_UNITS_S = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}


class SeedError(Exception):
    """A seed cannot be made; the message names the file, the line and the entry."""


@dataclass(frozen=True, slots=True)
class SeedPlan:
    """What a seed says, section by section, and on which line each part of it stands."""

    sections: Json
    source: str = ""
    lines: Lines = field(default_factory=dict)

    def place(self, path: tuple[str | int, ...]) -> str:
        """Where a part stands, for people: `shop.yaml:14: contacts[2].tags`."""
        shown = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
        known = (self.lines.get(path[:length]) for length in range(len(path), -1, -1))
        line = next((line for line in known if line is not None), 1)
        source = f"{self.source}:{line}: " if self.source else ""
        return f"{source}{shown.lstrip('.') or 'the seed'}"


def read_seed(source: str | Path | Mapping[str, Any]) -> SeedPlan:
    """Read a YAML file, or take a mapping. Raises `SeedError` for what is no seed."""
    plan = SeedPlan(dict(source)) if isinstance(source, Mapping) else _read_file(Path(source))
    if not isinstance(plan.sections, dict):
        raise SeedError(f"{plan.place(())}: a seed is a mapping of sections")
    for name, entries in plan.sections.items():
        if name not in SECTIONS:
            known = ", ".join(SECTIONS)
            raise SeedError(f"{plan.place((name,))}: no such section; there are {known}")
        if not isinstance(entries, list):
            raise SeedError(f"{plan.place((name,))}: a section is a list of entries")
    return plan


def _read_file(path: Path) -> SeedPlan:
    import yaml

    try:
        text = path.read_text(encoding="utf-8")
        loader = yaml.SafeLoader(text)
        try:
            node = loader.get_single_node()
            lines: Lines = {}
            sections = {}
            if node is not None:
                _note_lines(node, (), lines, path)
                sections = loader.construct_document(node)
        finally:
            loader.dispose()
    except OSError as error:
        raise SeedError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SeedError(f"{path} is not UTF-8 text") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SeedError(f"{path}:{line}: no YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError) as error:
        # A date that no calendar has is a ValueError.
        raise SeedError(f"{path}: no YAML: {error}") from error
    except RecursionError as error:
        raise SeedError(f"{path}: nested too deep, or within itself") from error
    return SeedPlan(sections, str(path), lines)


def _note_lines(node: Any, path: tuple[str | int, ...], lines: Lines, file: Path) -> None:
    import yaml

    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _note_lines(item, (*path, index), lines, file)
    if isinstance(node, yaml.MappingNode):
        for key, item in node.value:
            own = (*path, str(key.value))
            if own in lines:
                line = key.start_mark.line + 1
                raise SeedError(f"{file}:{line}: {key.value!r} stands twice, first at {lines[own]}")
            _note_lines(item, own, lines, file)
            lines[own] = key.start_mark.line + 1


def plant(plan: SeedPlan, records: Records, run: Run, now: int) -> dict[str, str]:
    """Make what a seed says, inside the transaction of `records`.

    Times that are not given are `now`. Gives the ids of the entries that have a name (`as`).
    Raises `SeedError` for the first entry that cannot be made.
    """
    planting = Planting(records, run, now)
    for name, add in PASSES:
        for index, entry in enumerate(plan.sections.get(name) or []):
            path: tuple[str | int, ...] = (name, index)
            try:
                add(planting, _sendable(_timed(entry, now)))
            except Fault as fault:
                raise SeedError(f"{plan.place((*path, *fault.path))}: {fault.message}") from fault
            except Refusal as refusal:
                raise SeedError(f"{plan.place((*path, *planting.inside))}: {refusal}") from refusal
            planting.inside = ()
    return planting.names


def _sendable(value: Any) -> Any:
    """The value, which has to be one that the body of a request can hold; raises `Fault`."""
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError) as error:
        raise Fault(f"an entry holds what JSON does: {error}") from error
    return value


def _timed(value: Any, now: int) -> Any:
    """A value with YAML's dates, and texts such as `-3d`, as UNIX seconds."""
    if isinstance(value, dict):
        return {str(key): _timed(item, now) for key, item in value.items()}
    if isinstance(value, list):
        return [_timed(item, now) for item in value]
    if isinstance(value, datetime):
        return int((value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp())
    if isinstance(value, date):
        return int(datetime(value.year, value.month, value.day, tzinfo=UTC).timestamp())
    if isinstance(value, str) and (ago := _AGO.fullmatch(value)):
        return now - int(ago[1]) * _UNITS_S[ago[2]]
    return value
