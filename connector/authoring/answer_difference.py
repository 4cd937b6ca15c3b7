"""Compare what two catalogs say their actions answer. Pure.

Shared parts are compared where they are referred to, so that neither their names nor what stands in
a file of its own makes a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .answers import expanded
from .catalog_files import RETURNS_FOLDER, CatalogFiles
from .difference import ABSENT, Difference, compare_values
from .versions import settled


def answer_differences(
    ours: CatalogFiles, theirs: CatalogFiles, names: Iterable[str], *, whole: bool
) -> Iterator[Difference]:
    """The differences in what some actions answer.

    `whole`: whether theirs was made of all documents that ours was made of. If not, the errors that
    it shows must be among ours; if so, they are the same.
    """
    for name in names:
        file = f"{RETURNS_FOLDER}/{name}.json"
        mine, yours = (
            settled(expanded(each.returns.get(name, {}).get("schema", {}), each.return_parts))
            for each in (ours, theirs)
        )
        for place in compare_values(mine, yours, "/schema"):
            yield Difference(name, file, *place)
        own, other = (each.returns.get(name, {}).get("errors", []) for each in (ours, theirs))
        for error in other:
            if not _is_among(error, own, whole):
                yield Difference(name, file, "/errors", ABSENT, error)
        for error in own if whole else ():
            if not _is_among(error, other, whole):
                yield Difference(name, file, "/errors", error, ABSENT)


def _is_among(error: dict[str, Any], errors: list[dict[str, Any]], whole: bool) -> bool:
    """Whether an error is known; one document may lack the code that another has for a status."""
    key = error["status"], error.get("code")
    keys = {(each["status"], each.get("code")) for each in errors}
    return key in keys or (
        not whole and key[1] is None and key[0] in {each["status"] for each in errors}
    )
