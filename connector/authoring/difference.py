"""Compare two compiled catalogs: what one says and the other does not.

Only facts count. Words for people are left out before comparing, which is done knowing schemas: a
property that is called `description` is a fact. Nothing here reads or writes files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from .catalog_files import (
    ACTIONS_FILE,
    SCHEMAS_FOLDER,
    SHARED_FOLDER,
    CatalogFiles,
)
from .schema_tree import escape
from .words import facts_only


class Absent(Enum):
    """The value of a place one side does not have; null is a value of its own."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "absent"


ABSENT = Absent.ABSENT
_UNORDERED = ("required", "type", "enum", "query", "headers")


@dataclass(frozen=True)
class Difference:
    """One place where two catalogs differ.

    `action`: its name, or None for the header and for shared parts. `file`: the catalog's own file,
    relative. `pointer`: JSON pointer into the entry or schema. `ours` is the catalog's value,
    `theirs` that of the document; ABSENT where there is none.
    """

    action: str | None
    file: str
    pointer: str
    ours: Any
    theirs: Any

    def to_dict(self) -> dict[str, Any]:
        """The same for a machine; a side that has no value has no key."""
        sides = {"ours": self.ours, "theirs": self.theirs}
        return {
            "action": self.action,
            "file": self.file,
            "pointer": self.pointer,
            **{side: value for side, value in sides.items() if value is not ABSENT},
        }


def differences(ours: CatalogFiles, theirs: CatalogFiles) -> list[Difference]:
    """Every difference in facts, in the order header, entries, schemas, shared parts."""
    one, other = facts_only(ours), facts_only(theirs)
    found = [
        Difference(None, ACTIONS_FILE, pointer, mine, yours)
        for pointer, mine, yours in compare_values(one.header, other.header, "")
    ]
    for label, mine_all, yours_all in (
        ("entry", one.entries, other.entries),
        ("schema", one.schemas, other.schemas),
        ("shared", one.shared, other.shared),
    ):
        for name in dict.fromkeys([*mine_all, *yours_all]):
            if label == "schema" and (name in one.entries) != (name in other.entries):
                # The entry that is missing on one side has said it already.
                continue
            mine, yours = mine_all.get(name, ABSENT), yours_all.get(name, ABSENT)
            action, file = {
                "entry": (name, ACTIONS_FILE),
                "schema": (name, f"{SCHEMAS_FOLDER}/{name}.json"),
                "shared": (None, f"{SHARED_FOLDER}/{name}.json"),
            }[label]
            found += [Difference(action, file, *place) for place in compare_values(mine, yours, "")]
    return found


def compare_values(ours: Any, theirs: Any, pointer: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield each place where two values differ, as JSON pointer and what each side has there."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in dict.fromkeys([*ours, *theirs]):
            mine, yours = ours.get(key, ABSENT), theirs.get(key, ABSENT)
            if not (key in _UNORDERED and _same_set(mine, yours)):
                yield from compare_values(mine, yours, f"{pointer}/{escape(str(key))}")
    elif _is_list_of_objects(ours) and _is_list_of_objects(theirs) and len(ours) == len(theirs):
        for index, (mine, yours) in enumerate(zip(ours, theirs, strict=True)):
            yield from compare_values(mine, yours, f"{pointer}/{index}")
    elif type(ours) is not type(theirs) or ours != theirs:
        yield pointer, ours, theirs


def _same_set(mine: Any, yours: Any) -> bool:
    if not (isinstance(mine, list) and isinstance(yours, list)) or len(mine) != len(yours):
        return False
    return sorted(map(repr, mine)) == sorted(map(repr, yours))


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, dict) for part in value)
