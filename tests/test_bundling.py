from __future__ import annotations

from typing import Any

from connector.bundling import bundle

SHARED: dict[str, Any] = {
    "filter": {"anyOf": [{"$ref": "group.json"}, {"type": "string"}]},
    "group": {"type": "array", "items": {"$ref": "filter.json"}, "maxItems": 2},
    "tree": {"properties": {"child": {"$ref": "#"}, "leaf": {"$ref": "#/properties/name"}}},
}


def test_shared_parts_come_along_with_what_they_need() -> None:
    bundled = bundle({"properties": {"q": {"$ref": "shared/filter.json"}}}, SHARED.__getitem__)
    assert bundled["properties"]["q"] == {"$ref": "#/$defs/filter"}
    assert bundled["$defs"]["filter"]["anyOf"][0] == {"$ref": "#/$defs/group"}
    assert bundled["$defs"]["group"]["items"] == {"$ref": "#/$defs/filter"}
    assert set(bundled["$defs"]) == {"filter", "group"}


def test_a_part_that_refers_to_itself_does_so_in_the_bundle() -> None:
    bundled = bundle({"$ref": "shared/tree.json"}, SHARED.__getitem__)
    properties = bundled["$defs"]["tree"]["properties"]
    assert properties["child"] == {"$ref": "#/$defs/tree"}
    assert properties["leaf"] == {"$ref": "#/$defs/tree/properties/name"}


def test_the_files_own_values_are_left_alone() -> None:
    schema = {"properties": {"q": {"$ref": "shared/filter.json"}}}
    bundle(schema, SHARED.__getitem__)
    assert schema == {"properties": {"q": {"$ref": "shared/filter.json"}}}
    assert "$ref" in SHARED["group"]["items"]
