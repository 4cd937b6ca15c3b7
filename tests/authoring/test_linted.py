"""Places in the params of an action, looked for the way rules need them."""

from __future__ import annotations

from typing import Any

import pytest

from connector.authoring.catalog_files import CatalogFiles
from connector.authoring.linted import Linted

SCHEMA: dict[str, Any] = {
    "properties": {
        "id": {"type": "string"},
        "data": {
            "anyOf": [
                {"$ref": "shared/Filter.json"},
                {"properties": {"tags": {"type": "array", "items": {"$ref": "shared/Tag.json"}}}},
            ],
            "allOf": [{"properties": {"extra": {"additionalProperties": {"type": "string"}}}}],
        },
    }
}
SHARED: dict[str, dict[str, Any]] = {
    "Filter": {
        "properties": {"field": {"type": "string"}, "inner": {"$ref": "Filter.json"}},
    },
    "Tag": {"properties": {"name": {"type": "string"}}},
}
LINTED = Linted(CatalogFiles(schemas={"post_things": SCHEMA}, shared=SHARED), "")


@pytest.mark.parametrize(
    ("path", "there", "writable"),
    [
        ("id", True, True),
        ("nothing", False, False),
        ("data.field", True, True),
        ("data.inner.inner.field", True, True),
        ("data.inner.nothing", False, False),
        ("data.tags", True, True),
        ("data.tags.0.name", True, False),
        ("data.tags.name", False, False),
        ("data.field.0", False, False),
        ("data.extra.anything", True, True),
        ("data.extra.anything.more", False, False),
    ],
)
def test_places_in_params(path: str, there: bool, writable: bool) -> None:
    assert LINTED.has_param("post_things", path) is there
    assert LINTED.has_param("post_things", path, writable=True) is writable


def test_an_unknown_action_has_no_params() -> None:
    assert not LINTED.has_param("get_nothing", "id")
